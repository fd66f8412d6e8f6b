import MNLDiagnostics
import MNLNotebook
import MNLRuntime

extension [StoredRun] {
  /// The runs in the order of a fact, those without it last; the earlier before the later among
  /// equals.
  ///
  /// - Parameters:
  ///   - name: The fact: `started`, `accuracy`, `params.rate`.
  ///   - descending: Whether the greatest comes first.
  /// - Returns: All of them.
  /// - Throws: `RunFault` for a fact that none of them has.
  package func sorted(by name: String, descending: Bool) throws(RunFault) -> [StoredRun] {
    let keyed = map { ($0, $0.fact(named: name)) }
    guard isEmpty || keyed.contains(where: { $0.1 != nil }) else {
      let near = Candidates(names: RunTable.names(of: self)).nearest(to: name)
      throw RunFault(
        .unknownRun, "no run has '\(name.brief)'",
        help: near.map { "did you mean `\($0)`?" }
          ?? "there are \(RunTable.names(of: self).joined(separator: ", "))")
    }
    let present = keyed.filter { $0.1 != nil }.enumerated().sorted { first, second in
      guard let left = first.element.1, let right = second.element.1 else { return false }
      if let a = left.number, let b = right.number, a != b { return descending ? a > b : a < b }
      if left.number == nil || right.number == nil {
        let (a, b) = (left.plainText, right.plainText)
        if a != b { return descending ? a > b : a < b }
      }
      return first.offset < second.offset
    }
    return present.map(\.element.0) + keyed.filter { $0.1 == nil }.map(\.0)
  }
}
