import MNLNotebook
import MNLRuntime

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
        + given.map { "set \($0.name) = \($0.literal)" }).joined(separator: "\n")
    }
    return injected
  }
}
