import MNLDiagnostics

/// Values in their order, and how deeply lists lie in them.
///
/// The depth is kept, because whatever goes through a list (writing it, comparing it, freeing it)
/// calls itself once for each level.
package struct List: RandomAccessCollection, Sendable {
  /// How many levels of lists a script may build.
  static let deepest = 200
  /// How many values a script may put into a list, those in lists within it among them.
  static let greatestSize = 10_000_000

  private let elements: [Value]
  /// How many levels of lists there are, this one included; at least 1.
  let depth: Int
  /// How many values there are, those in lists within it among them.
  let size: Int

  /// Makes a list.
  ///
  /// - Complexity: O(n) for n elements, whatever lies in them.
  package init(_ elements: [Value]) {
    self.elements = elements
    var deepest = 0
    var size = elements.count
    for case .list(let inner) in elements {
      deepest = Swift.max(deepest, inner.depth)
      size += inner.size
    }
    depth = deepest + 1
    self.size = size
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
  /// - Throws: A failure if it is nested more deeply, or holds too much.
  func checked(deepest: Int = List.deepest) throws(CommandFailure) -> Value {
    guard depth <= deepest else {
      throw CommandFailure(
        .listTooDeep, "lists are nested deeper than \(Self.deepest)",
        help: "add to a list with `$list + [$value]`")
    }
    guard size <= Self.greatestSize else { throw Self.tooLarge(size) }
    return .list(self)
  }

  /// The list with the values of another one behind its own.
  func joined(with other: List) throws(CommandFailure) -> Value {
    guard size + other.size <= Self.greatestSize else { throw Self.tooLarge(size + other.size) }
    return .list(elements + other.elements)
  }

  private static func tooLarge(_ size: Int) -> CommandFailure {
    CommandFailure(
      .valueTooLarge, "a list holds at most \(greatestSize) values, lists within it included",
      label: "would hold \(size)")
  }
}

extension Value {
  /// A list of values.
  package static func list(_ elements: [Value]) -> Value { .list(List(elements)) }
}
