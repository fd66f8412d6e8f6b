import MNLEvents
import MNLSyntax

/// The cells that were typed at the prompt, and what became of them.
struct CellLog {
  /// A cell that ran, or was to.
  struct Entry {
    /// Its number at the prompt; cells that `rerun` and `tour` ran have that of the call.
    let number: Int
    /// What was typed, without commands about the session; empty if there was nothing else.
    let code: String
    /// What it declares, if it is nothing but one `def` or `param`: `def f`.
    let declaration: String?
    /// How it ended.
    let status: Status
  }

  /// The cells in the order in which they ended.
  private(set) var entries: [Entry] = []

  /// Adds a cell.
  mutating func append(_ entry: Entry) { entries.append(entry) }

  /// The cells that succeeded, as a script in the percent format that runs unchanged.
  ///
  /// What is declared anew stands once, in the place where it was declared first and as it was last:
  /// a file may declare a name only once.
  ///
  /// - Parameter isWanted: Whether a cell of a number is to be in it.
  /// - Returns: The text and the number of its cells.
  func script(_ isWanted: (Int) -> Bool) -> (text: String, cellCount: Int) {
    let kept = entries.filter { $0.status == .ok && !$0.code.isEmpty && isWanted($0.number) }
    var latest: [String: String] = [:]
    for entry in kept {
      if let declaration = entry.declaration { latest[declaration] = entry.code }
    }
    var cells: [String] = []
    for entry in kept {
      guard let declaration = entry.declaration else {
        cells.append(entry.code)
        continue
      }
      if let code = latest.removeValue(forKey: declaration) { cells.append(code) }
    }
    let text = cells.map { "# %%\n\($0)\n" }.joined(separator: "\n")
    let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
    return ((isASCII ? "" : "# -*- coding: utf-8 -*-\n") + text, cells.count)
  }
}

extension Script {
  /// What it declares, if it is nothing but one `def` or `param`.
  var onlyDeclaration: String? {
    guard statements.count == 1 else { return nil }
    switch statements[0].kind {
    case .def(let definition): return "def \(definition.name.text)"
    case .param(let declaration): return "param \(declaration.name.text)"
    default: return nil
    }
  }
}
