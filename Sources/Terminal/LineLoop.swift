package import MNLRender
package import MNLSession

/// The prompt: reads cells from a terminal and runs them, until Ctrl-D, `exit` or `quit`.
///
/// Errors do not end it, nor does Ctrl-C: at the prompt it gives a fresh one, and while something
/// runs it stops that.
package final class LineLoop {
  /// What asks for more lines of it.
  static let continuation = "...> "
  /// What leaves the prompt, unless the session has a command of that name.
  static let wordsToLeave = ["exit", "quit"]

  private let session: Session
  private let interruption: Interruption
  private let terminal: TerminalMode?
  private let source: any CellSource
  private let history: History?
  private let notes: any TextOutput
  private var hasToldHowToLeave = false

  /// Makes a loop.
  ///
  /// - Parameters:
  ///   - session: What runs the cells.
  ///   - interruption: The signals, already installed.
  ///   - terminal: The terminal's mode, already taken; nil for what is no terminal.
  ///   - source: Where the cells come from.
  ///   - history: Where they are kept; nil to keep none.
  ///   - notes: Where hints are written.
  package init(
    session: Session, interruption: Interruption, terminal: TerminalMode?,
    source: any CellSource, history: History? = nil, notes: any TextOutput
  ) {
    self.session = session
    self.interruption = interruption
    self.terminal = terminal
    self.source = source
    self.history = history
    self.notes = notes
  }

  /// Reads and runs cells until the input ends.
  ///
  /// - Returns: The exit code: 0 after Ctrl-D, `exit` or `quit`.
  package func run() -> ExitCode {
    if let warning = history?.warning { notes.write(warning + "\n") }
    history?.earlier.forEach { source.remember($0) }
    var cell = CellText()
    while true {
      let prompt = cell.isEmpty ? session.prompt(columns: notes.columns ?? 80) : Self.continuation
      switch source.read(prompt: prompt, after: cell.text) {
      case .line(let line): cell.append(line)
      case .cell(let text): cell = CellText(text)
      case .interrupted(let hadText):
        cell = CellText()
        if !hadText { tellHowToLeave() }
      case .end:
        guard !cell.isEmpty else { return .success }
        notes.write("the unfinished cell is dropped; Ctrl-D once more leaves\n")
        cell = CellText()
      }
      if cell.isBlank { cell = CellText() }
      if leaves(cell.text) { return .success }
      if cell.mayBeComplete, !cell.isEmpty, submit(cell.text) { cell = CellText() }
      switch interruption.cause {
      case .terminate: return .terminated
      case .brokenOutput: return .readerGone
      case .interrupt:
        interruption.clear()
        cell = CellText()
      // The prompt sets no limits.
      case .timeLimit, nil: break
      }
    }
  }

  /// Runs a cell; false if it is not complete yet.
  private func submit(_ text: String) -> Bool {
    let run = { self.session.submit(text) { self.keep(Self.trimmed(text)) } }
    let end = terminal?.whileQuiet(run) ?? run()
    return end == .done
  }

  /// Keeps a cell that is about to run.
  private func keep(_ cell: String) {
    source.remember(cell)
    if let warning = history?.append(cell) { notes.write(warning + "\n") }
  }

  private func leaves(_ text: String) -> Bool {
    let word = Self.trimmed(text).drop { $0.isWhitespace }
    return Self.wordsToLeave.contains(String(word)) && !session.hasCommand(named: String(word))
  }

  private func tellHowToLeave() {
    // Once, and in the first session only: who comes back knows.
    guard !hasToldHowToLeave, history?.earlier.isEmpty ?? true else { return }
    hasToldHowToLeave = true
    notes.write("to leave: Ctrl-D or exit\n")
  }

  private static func trimmed(_ text: String) -> String {
    var rest = text[...]
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest.drop { $0.isNewline })
  }
}
