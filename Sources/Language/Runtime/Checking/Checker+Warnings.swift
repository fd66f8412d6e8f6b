import MNLDiagnostics
import MNLSyntax

// What runs well enough, but cannot be meant.
extension Checker {
  /// Checks statements that follow each other, and warns of the first that none can reach.
  func statements(_ script: Script) -> [any Step] {
    if let (place, last) = script.unreachable {
      let word = last.flowWord.map { "the `\($0)` before it" } ?? "all branches before it"
      report(
        Diagnostic(
          .unreachable, "this can never run", at: place.span,
          label: "\(word) always \(last.flowWord == nil ? "leave" : "leaves")", severity: .warning,
          help: "take it away, or move it up"))
    }
    return script.statements.compactMap { statement($0) }
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
  /// The first statement that no run reaches, and the one before it, which always leaves.
  fileprivate var unreachable: (place: Statement, last: Statement)? {
    for (last, next) in zip(statements, statements.dropFirst()) where last.alwaysLeaves {
      return (next, last)
    }
    return nil
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
