package import MNLSession

/// Edits cells on a terminal with GNU readline: the keys of `~/.inputrc`, history, completion.
///
/// A session belongs to one thread, and so does its editor; there is one in a process.
package final class LineEditor: CellSource {
  /// What it asks of the session.
  package struct Language {
    /// Whether a cell is not complete yet.
    let wantsMore: (String) -> Bool
    /// What could stand at the cursor.
    let complete: Completion.Finder

    /// Makes the questions.
    package init(
      wantsMore: @escaping (String) -> Bool,
      complete: @escaping Completion.Finder = { Completion(replaced: $1..<$1, candidates: []) }
    ) {
      self.wantsMore = wantsMore
      self.complete = complete
    }
  }

  /// The version of GNU readline: `8.2`.
  package static var libraryVersion: String { Readline.version }

  /// Where the bytes come from.
  let input: TerminalInput
  /// What is asked of the session.
  let language: Language
  /// The lines of the cell above the one that is edited.
  var cell = ""
  /// Whether the line stands for all of the cell.
  var isWhole = false
  /// What could stand at the cursor, while readline completes; where the line begins in its cell.
  var completion: (found: Completion, lineStart: Int)?
  /// What is to be shown below the line as soon as readline is done with the key.
  var notice: String?

  private let terminal: TerminalMode
  private let isInterrupted: () -> Bool
  private var result: CellInput?
  private var isSignalled = false
  private var lastRemembered: String?
  private var firstPrompt = ""

  /// Makes an editor.
  ///
  /// - Parameters:
  ///   - descriptor: The terminal.
  ///   - interruption: The signals, already installed.
  ///   - terminal: The terminal's mode, already taken.
  ///   - language: What is asked of the session.
  package init(
    descriptor: Int32, interruption: Interruption, terminal: TerminalMode, language: Language
  ) {
    input = TerminalInput(
      descriptor: descriptor, signals: interruption.descriptor, changes: terminal.descriptor)
    self.terminal = terminal
    self.language = language
    isInterrupted = { interruption.isRequested }
  }

  /// Shows the prompt and lets the line be edited.
  package func read(prompt: String, after cell: String) -> CellInput {
    self.cell = cell
    if cell.isEmpty { firstPrompt = prompt }
    (result, isWhole, isSignalled, notice) = (nil, false, false, nil)
    // What happened before concerns no line.
    _ = terminal.takeEvents()
    Readline.start(prompt: prompt, for: self)
    Readline.takeSize()
    terminal.isEditing = true
    defer { terminal.isEditing = false }
    while true {
      if let result { return result }
      if isSignalled || isInterrupted() { return interrupt() }
      guard input.isEmpty || result != nil else {
        Readline.advance()
        showNotice()
        continue
      }
      switch input.wait() {
      case .signal: isSignalled = true
      case .change: follow(terminal.takeEvents())
      case .end: return end()
      case .bytes, nil: break
      }
    }
  }

  /// Remembers a cell for the keys that go through the history.
  package func remember(_ cell: String) {
    guard cell != lastRemembered else { return }
    lastRemembered = cell
    Readline.remember(cell)
  }

  private func interrupt() -> CellInput {
    let hadText = !Readline.isEmpty || !cell.isEmpty
    input.discard()
    Readline.abandon()
    Readline.stop()
    return .interrupted(hadText: hadText)
  }

  private func end() -> CellInput {
    Readline.leaveLine()
    Readline.stop()
    return .end
  }

  private func follow(_ events: TerminalMode.Events) {
    if events.contains(.resumed) {
      Readline.takeTerminal()
      Readline.takeSizeQuietly()
      Readline.redraw()
    } else if events.contains(.resized) {
      Readline.takeSize()
    }
  }

  private func showNotice() {
    guard let notice, result == nil else { return }
    self.notice = nil
    showBelow(notice)
  }

  /// Writes lines below the one that is edited, and draws that anew below them.
  func showBelow(_ text: String) {
    let cursor = Readline.cursor
    Readline.leaveLine()
    Readline.print(text)
    Readline.move(to: cursor)
    Readline.redraw()
  }
}

extension LineEditor: ReadlineClient {
  /// Waits for a byte that belongs to what the last ones began: a key, a character, a paste.
  func nextByte() -> UInt8? {
    while true {
      if let byte = input.take() { return byte }
      guard !isSignalled else { return nil }
      switch input.wait() {
      case .signal: isSignalled = true
      case .end: return nil
      case .bytes, nil: break
      case .change:
        // The key comes first; the line is drawn anew with it.
        let events = terminal.takeEvents()
        if events.contains(.resumed) { Readline.takeTerminal() }
      }
    }
  }

  /// Whether another byte comes, so that an Escape is the beginning of a key.
  func hasByte(within microseconds: Int32) -> Bool {
    guard input.isEmpty else { return true }
    return input.wait(milliseconds: (microseconds + 999) / 1000) == .bytes
  }

  /// Ends the line.
  func accept(_ line: String?) {
    result = line.map { isWhole ? .cell($0) : .line($0) } ?? .end
  }

  /// Puts what is pasted in at the cursor, to run as one cell with Enter.
  func paste() {
    let end = Array("\u{1b}[201~".utf8)
    var bytes: [UInt8] = []
    while let byte = nextByte() {
      bytes.append(byte)
      guard byte == end.last, bytes.suffix(end.count).elementsEqual(end) else { continue }
      bytes.removeLast(end.count)
      break
    }
    let text = String(decoding: bytes, as: UTF8.self)
    Readline.insert(PastedText.cell(of: text, wantsMore: language.wantsMore))
  }

  /// Lets the whole cell be edited in the program that the environment names.
  func editElsewhere() {
    let text = cell + Readline.line
    let cursor = Readline.cursor
    Readline.leaveLine()
    switch Readline.lendTerminal({ ExternalEditor.edit(text) }) {
    case .success(let edited):
      if !isWhole { Readline.setPrompt(firstPrompt) }
      isWhole = true
      Readline.replace(with: edited)
      Readline.redraw()
    case .failure(let failure):
      Readline.print("\(failure.words); the cell is as it was\n")
      Readline.move(to: cursor)
      Readline.redraw()
    }
  }
}
