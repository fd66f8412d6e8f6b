import MNLDiagnostics
import MNLSyntax

// What runs well enough, but cannot be meant.
extension Checker {
  /// Checks statements that follow each other, and warns of the first that no run can reach.
  func statements(_ script: Script) -> [any Step] {
    guard let (end, last) = script.end else { return steps(script.statements[...]) }
    if end < script.statements.count {
      let place = script.statements[end]
      let word = last.flowWord.map { "the `\($0)` before it" } ?? "all branches before it"
      report(
        Diagnostic(
          .unreachable, "this can never run", at: place.span,
          label: "\(word) always \(last.flowWord == nil ? "leave" : "leaves")", severity: .warning,
          help: "take it away, or move it up"))
    }
    let reached = steps(script.statements[..<end])
    return reached + silenced { steps(script.statements[end...]) }
  }

  private func steps(_ statements: ArraySlice<Statement>) -> [any Step] {
    statements.compactMap { statement($0) }
  }

  /// Warns of the `param`s that nothing in the document reads.
  func reportUnreadParameters() {
    for (name, place) in declaredParameters where !readNames.contains(name) {
      scriptIndex = place.script
      report(
        Diagnostic(
          .unreadParameter, "nothing reads the parameter '\(name)'", at: place.span,
          severity: .warning,
          help: "read it with `$\(name)`, or take it away"))
    }
  }
}

extension Script {
  /// How many statements a run reaches at most, and the last of them, which always leaves.
  fileprivate var end: (count: Int, last: Statement)? {
    statements.firstIndex(where: \.alwaysLeaves).map { ($0 + 1, statements[$0]) }
  }

  /// Whether every way through the block leaves it.
  fileprivate var alwaysLeaves: Bool { statements.contains(where: \.alwaysLeaves) }
}

extension Statement {
  /// `return`, `break` or `continue`; nil for all others.
  fileprivate var flowWord: String? {
    switch kind {
    case .return: "return"
    case .break: "break"
    case .continue: "continue"
    default: nil
    }
  }

  /// Whether every way through the statement leaves its block.
  fileprivate var alwaysLeaves: Bool {
    if case .if(let branches, let otherwise?) = kind {
      return otherwise.alwaysLeaves && branches.allSatisfy(\.block.alwaysLeaves)
    }
    return flowWord != nil
  }
}
