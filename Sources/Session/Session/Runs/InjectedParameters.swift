import MNLNotebook
import MNLRuntime
import MNLSyntax

extension Session {
  /// What a notebook of a run says of the parameters that did not keep their defaults, as other
  /// notebook programs do: code below the cell that declares them, by the number of that cell.
  ///
  /// - Parameter prepared: What runs.
  /// - Returns: The code; nothing for a cell whose parameters all kept their defaults.
  package func injectedParameters(of prepared: PreparedDocument) -> [Int: String] {
    var injected: [Int: String] = [:]
    for (cell, script) in zip(prepared.document.codeCells, prepared.scripts) {
      let given = interpreter.parameters(of: [script]).filter { $0.origin != .declaration }
      guard let number = cell.number, !given.isEmpty else { continue }
      injected[number] =
        (["# The values of this run."]
        + given.map { "set \($0.name) = \($0.constant?.literal ?? $0.value)" }).joined(
          separator: "\n")
    }
    return injected
  }
}

extension Value {
  /// The value as a script writes it; nil for what no literal gives.
  fileprivate var literal: String? {
    switch self {
    case .text(let text): return Printer.literal(text)
    case .list(let list):
      let literals = list.compactMap(\.literal)
      return literals.count == list.count ? "[\(literals.joined(separator: ", "))]" : nil
    case .record, .handle: return nil
    default: return printed
    }
  }
}
