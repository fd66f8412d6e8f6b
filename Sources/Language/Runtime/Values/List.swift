import MNLDiagnostics

/// Values in their order, and how deeply lists lie in them.
///
/// The depth is kept, because whatever goes through a list (writing it, comparing it, freeing it)
/// calls itself once for each level.
package struct List: RandomAccessCollection, Sendable {
  /// How many levels of lists a script may build.
  static let deepest = 200

  private let elements: [Value]
  /// How many levels of lists there are, this one included; at least 1.
  let depth: Int

  /// Makes a list.
  ///
  /// - Complexity: O(n) for n elements, whatever lies in them.
  package init(_ elements: [Value]) {
    self.elements = elements
    var deepest = 0
    for case .list(let inner) in elements { deepest = Swift.max(deepest, inner.depth) }
    depth = deepest + 1
  }

  /// 0.
  package var startIndex: Int { 0 }
  /// How many elements there are.
  package var endIndex: Int { elements.count }

  /// The element at an index from 0.
  package subscript(index: Int) -> Value { elements[index] }

  /// The list as a value of a script.
  ///
  /// - Parameter deepest: How many levels it may have.
  /// - Returns: A value that holds it.
  /// - Throws: A failure if it is nested more deeply.
  func checked(deepest: Int = List.deepest) throws(CommandFailure) -> Value {
    guard depth <= deepest else {
      throw CommandFailure(
        .listTooDeep, "lists are nested deeper than \(Self.deepest)",
        help: "add to a list with `$list + [$value]`")
    }
    return .list(self)
  }
}

extension Value {
  /// A list of values.
  package static func list(_ elements: [Value]) -> Value { .list(List(elements)) }
}
