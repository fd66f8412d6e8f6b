import MNLDiagnostics
import MNLNotebook
import MNLSyntax

/// Which cells of a document run, and what becomes of those that fail.
package struct RunPlan: Sendable {
  /// What is done with the `#>` lines of a document.
  package enum ExpectedOutputMode: Sendable {
    /// They are comments.
    case ignored
    /// What the cells show is compared with them.
    case compared
    /// They become what the cells show, where they are not that already.
    case rewritten
  }

  /// What becomes of the cells after one that fails.
  package var onError: ErrorPolicy
  /// The first cell that is shown, the first of all if nil; those before it run in silence.
  package var from: CellReference?
  /// The last cell that runs; the last of all if nil.
  package var to: CellReference?
  /// The only cells that run, besides those that only declare; all if empty.
  package var only: [CellReference]
  /// How many seconds a cell may run that has no `timeout=` of its own; for ever if nil.
  package var secondsPerCell: Double?
  /// What is done with the `#>` lines.
  package var expectedOutput: ExpectedOutputMode

  /// Makes a plan; without arguments, all cells run, up to the first that fails.
  package init(
    onError: ErrorPolicy = .stop, from: CellReference? = nil, to: CellReference? = nil,
    only: [CellReference] = [], secondsPerCell: Double? = nil,
    expectedOutput: ExpectedOutputMode = .ignored
  ) {
    self.onError = onError
    self.from = from
    self.to = to
    self.only = only
    self.secondsPerCell = secondsPerCell
    self.expectedOutput = expectedOutput
  }
}

extension RunPlan {
  /// Whether what follows runs after a cell, or a document, that ended so.
  package func goesOn(after code: ExitCode) -> Bool {
    code == .success || onError == .continue && (code == .failed || code == .timedOut)
  }
}

/// A cell as it is named on the command line.
package struct CellReference: Sendable {
  /// As written: a `name=`, a place counted from 1, or from the end as in `-1`.
  package let text: String
  /// The option that names it.
  package let option: String

  /// Makes a reference.
  package init(_ text: String, option: String) {
    self.text = text
    self.option = option
  }

  /// The place of the cell among those that can run, from 0.
  ///
  /// - Throws: `RefusedDocument` if the document has no such cell.
  func index(among cells: [Cell], of document: Document) throws(RefusedDocument) -> Int {
    if let index = cells.firstIndex(where: { $0.name == text }) { return index }
    if let number = Int(text) {
      let index = number < 0 ? cells.count + number : number - 1
      if number != 0, cells.indices.contains(index) { return index }
    }
    let names = cells.compactMap(\.name)
    var help = Suggestion.nearest(to: text, among: names).map { "did you mean `\($0)`?" }
    if help == nil {
      let count = cells.count == 1 ? "it has one cell" : "its cells are 1 to \(cells.count)"
      help = names.isEmpty ? count : "\(count); they are named \(names.joined(separator: ", "))"
    }
    throw RefusedDocument(
      name: document.file.name,
      diagnostics: [
        Diagnostic(
          .unknownCell, "'\(document.file.name)' has no cell '\(text)', which '\(option)' names",
          help: help)
      ])
  }
}

/// What a plan makes of one cell.
enum CellRole: Sendable, Equatable {
  /// It runs.
  case runs
  /// It runs for the sake of what follows, and what it shows is not shown.
  case runsInSilence
  /// It is left out, for a reason.
  case leftOut(Reason)

  /// Why a cell is left out.
  enum Reason: String, Sendable {
    /// Its own tag says so.
    case tag = "its tag `skip-execution`"
    /// It comes after the last cell that runs.
    case afterLast = "it comes after `--to`"
    /// Others are named.
    case unnamed = "`--only` does not name it"
  }

  /// Whether the cell does not run.
  var isLeftOut: Bool {
    if case .leftOut = self { true } else { false }
  }
}

extension RunPlan {
  /// What becomes of each code cell of a document.
  ///
  /// - Throws: `RefusedDocument` if an option names a cell that there is not.
  func roles(of document: Document, _ scripts: [Script]) throws(RefusedDocument) -> [CellRole] {
    let cells = document.codeCells
    let first = try from?.index(among: cells, of: document) ?? 0
    let last = try to?.index(among: cells, of: document) ?? cells.count - 1
    var chosen: Set<Int> = []
    for reference in only { chosen.insert(try reference.index(among: cells, of: document)) }
    return cells.indices.map { index in
      if cells[index].tags.contains("skip-execution") { return .leftOut(.tag) }
      if !only.isEmpty {
        if chosen.contains(index) { return .runs }
        return scripts[index].onlyDeclares ? .runsInSilence : .leftOut(.unnamed)
      }
      if index > last { return .leftOut(.afterLast) }
      return index < first ? .runsInSilence : .runs
    }
  }
}

extension Script {
  /// Whether nothing happens when it runs but that names are known afterwards.
  fileprivate var onlyDeclares: Bool {
    statements.allSatisfy { statement in
      switch statement.kind {
      case .param, .def, .use: true
      default: false
      }
    }
  }
}

extension Cell {
  /// Whether the cell is marked to fail.
  var mayFail: Bool { tags.contains("raises-exception") }

  /// How many seconds the cell may run by its own `timeout=`; nil if it has none.
  var timeout: Double? { marker?["timeout"]?.number }

  /// What is wrong with its `timeout=`; nil if nothing is.
  func timeoutFault(in file: SourceFile) -> Diagnostic? {
    guard let written = marker?.attributes.first(where: { $0.key == "timeout" }) else { return nil }
    if let seconds = written.value.number, RunPlan.isLimit(seconds) { return nil }
    return Diagnostic(
      .malformedCell, "the time limit of a cell is a number of seconds above 0",
      at: SourceSpan(file, written.range), help: "write `timeout=60` for a minute")
  }
}

extension RunPlan {
  /// Whether a cell may be limited to so many seconds; what is beyond is no limit any more.
  package static func isLimit(_ seconds: Double) -> Bool { seconds > 0 && seconds < 1e9 }
}
