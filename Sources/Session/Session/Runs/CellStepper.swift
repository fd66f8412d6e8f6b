import MNLNotebook
import MNLSyntax

/// Who goes through a run cell by cell, and says before each one what becomes of it.
package protocol CellStepper: AnyObject {
  /// Shows a cell that is about to run, and waits for what is to become of it.
  ///
  /// After a signal that asks for a stop the choice does not count.
  func choice(at step: CellStep) -> CellChoice

  /// Shows the explanations that end a document, once all of it ran.
  func show(_ explanations: [String])
}

/// What becomes of a cell.
package enum CellChoice: Sendable {
  /// It runs.
  case run
  /// It is left out, and the run goes on.
  case skip
  /// It does not run, nor does what comes after it.
  case quit
}

/// A cell at which a run has arrived.
package struct CellStep: Sendable {
  /// Its place among the cells that run, from 1.
  package let number: Int
  /// How many there are.
  package let count: Int
  /// What it is called: its title, else its name; empty if it has neither.
  package let title: String
  /// The explanations that stand above it, without the marks of comments.
  package let explanations: [String]
  /// Its code.
  package let source: String
  /// What is not known afterwards if it does not run: variables with their `$`, and commands.
  package let names: [String]

  /// Makes a description of the cell at a place among those that run, from 0.
  init(_ prepared: PreparedDocument, at index: Int) {
    let document = prepared.document
    let cell = document.codeCells[index]
    number = index + 1
    count = prepared.scripts.count
    title = cell.title.isEmpty ? cell.name ?? "" : cell.title
    let cells = Notebook(document).cells
    let place = document.cells.firstIndex { $0.number == cell.number } ?? 0
    explanations = Self.explanations(before: place, of: cells)
    source = cells[place].source
    var names: [String] = []
    for statement in prepared.scripts[index].statements {
      guard let name = statement.kind.boundName, !names.contains(name) else { continue }
      names.append(name)
    }
    self.names = names
  }

  /// The explanations below the last cell that runs.
  static func explanations(atEndOf prepared: PreparedDocument) -> [String] {
    let cells = Notebook(prepared.document).cells
    return explanations(before: cells.count, of: cells)
  }

  private static func explanations(before place: Int, of cells: [NotebookCell]) -> [String] {
    let start = cells[..<place].lastIndex { $0.kind == .code }.map { $0 + 1 } ?? 0
    return cells[start..<place].filter { $0.kind == .markdown }.map(\.source)
  }
}

extension Statement.Kind {
  /// What a statement makes known at the top level of a script.
  fileprivate var boundName: String? {
    switch self {
    case .param(let declaration): "$" + declaration.name.text
    case .let(let name, _): "$" + name.text
    case .def(let definition): definition.name.text
    default: nil
    }
  }
}
