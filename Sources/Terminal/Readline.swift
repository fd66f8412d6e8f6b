import CReadline
import Glibc
import MNLSession

/// What GNU readline asks of us while a line is edited.
protocol ReadlineClient: AnyObject {
  /// Waits for the next byte of the input; nil if none will come.
  func nextByte() -> UInt8?
  /// Whether a byte comes within so many microseconds.
  func hasByte(within microseconds: Int32) -> Bool
  /// Takes a finished line; nil for Ctrl-D.
  func accept(_ line: String?)
  /// Takes what comes up to the end of what is being pasted.
  func paste()
  /// Edits the cell in another program.
  func editElsewhere()
  /// What could take the place of the word that begins at an offset in the line.
  func candidates(from start: Int) -> [String]
  /// The offset in the line from which on candidates replace it; nil if they begin as words do.
  func startOfCompletion() -> Int?
  /// Shows the candidates.
  func showCandidates()
  /// Whether a tab is a blank here.
  var takesTabLiterally: Bool { get }
}

/// GNU readline: the only file that calls it.
///
/// Its state belongs to the process, so one line is edited at a time, on the thread of the session.
enum Readline {
  // SAFETY: read and written on the thread of the session only.
  nonisolated(unsafe) private static weak var client: (any ReadlineClient)?
  nonisolated(unsafe) private static var isPrepared = false
  // SAFETY: allocated once and never freed; readline reads it until the hook is called again.
  nonisolated(unsafe) private static let wordBreaks = UnsafeMutablePointer<CChar>.allocate(
    capacity: 16)

  // MARK: A line

  /// Begins a line.
  static func start(prompt: String, for client: any ReadlineClient) {
    unsafe Self.client = client
    prepare()
    mnl_readline_forget_end()
    // SAFETY: readline copies the prompt, and gives the line away, which is freed here.
    unsafe rl_callback_handler_install(prompt) { line in
      let text = unsafe line.map { unsafe String(cString: $0) }
      unsafe free(line)
      if text == nil, mnl_readline_leaves_line_at_end() == 0 { Readline.print("\n") }
      rl_callback_handler_remove()
      unsafe Readline.client?.accept(text)
    }
    // Where the locale is "C", readline goes back to bytes at each line.
    _ = mnl_readline_use_utf8()
  }

  /// Lets readline take a byte, which must be there.
  static func advance() { rl_callback_read_char() }

  /// Gives the terminal back; the cursor stays where it is.
  static func stop() { rl_callback_handler_remove() }

  /// Leaves whatever was going on (a search, a number, a macro), and the line as it looks.
  static func abandon() {
    rl_callback_sigcleanup()
    rl_free_line_state()
    leaveLine()
  }

  /// Puts the cursor behind the last line of what is being typed.
  static func leaveLine() {
    mnl_readline_move(mnl_readline_length())
    rl_redisplay()
    _ = rl_crlf()
    mnl_readline_flush()
  }

  /// Draws the line anew, at the place of the cursor of the terminal.
  static func redraw() { _ = rl_forced_update_display() }

  /// Takes over the size that the window has now, and draws the line anew for it.
  static func takeSize() { rl_resize_terminal() }

  /// Takes over the size that the window has now, where the line is not to be drawn.
  static func takeSizeQuietly() { rl_reset_screen_size() }

  /// Puts the terminal into the mode in which it is edited, whatever mode others left it in.
  static func takeTerminal() {
    rl_deprep_terminal()
    rl_prep_terminal(1)
  }

  /// Gives the terminal to another program for the time of the body.
  static func lendTerminal<Result>(_ body: () -> Result) -> Result {
    rl_deprep_terminal()
    defer { rl_prep_terminal(1) }
    return body()
  }

  // MARK: Its text

  /// The version of the library.
  static var version: String {
    // SAFETY: a constant string of the library.
    unsafe String(cString: mnl_readline_version())
  }

  /// The line as it stands.
  static var line: String { unsafe String(cString: mnl_readline_line()) }

  /// The offset of the cursor in the bytes of the line.
  static var cursor: Int { Int(mnl_readline_cursor()) }

  /// Puts the cursor at an offset in the bytes of the line; drawn with the next change.
  static func move(to offset: Int) { mnl_readline_move(Int32(offset)) }

  /// Whether nothing is typed.
  static var isEmpty: Bool { mnl_readline_length() == 0 }

  /// Puts a text in at the cursor.
  static func insert(_ text: String) { _ = unsafe rl_insert_text(text) }

  /// Replaces the line by a text; one undo brings it back.
  static func replace(with text: String) { unsafe mnl_readline_replace(text) }

  /// Replaces the prompt of the line.
  static func setPrompt(_ prompt: String) { _ = unsafe rl_set_prompt(prompt) }

  /// Writes something between two lines.
  static func print(_ text: String) {
    unsafe mnl_readline_print(text)
    mnl_readline_flush()
  }

  /// Rows and columns of the window.
  static var size: (rows: Int, columns: Int) {
    var rows: Int32 = 0
    var columns: Int32 = 0
    // SAFETY: fills both numbers and keeps no pointer.
    unsafe rl_get_screen_size(&rows, &columns)
    return (Int(rows), Int(columns))
  }

  // MARK: History

  /// Adds a cell to those that keys bring back.
  static func remember(_ cell: String) {
    prepare()
    unsafe add_history(cell)
  }

  // MARK: Setting up

  /// Cells beyond which the oldest are forgotten.
  private static let historyLimit: Int32 = 10_000

  /// Before readline reads `~/.inputrc`, which so has the last word.
  private static func prepare() {
    guard unsafe !isPrepared else { return }
    unsafe isPrepared = true
    unsafe setlocale(LC_CTYPE, "")
    _ = mnl_readline_use_utf8()
    unsafe mnl_readline_prepare(
      { _ in unsafe Readline.client?.nextByte().map { Int32($0) } ?? EOF },
      {
        let limit = rl_set_keyboard_input_timeout(-1)
        return unsafe Readline.client?.hasByte(within: limit) == true ? 1 : 0
      },
      { _, start, _ in unsafe Readline.matches(from: Int(start)) },
      { unsafe Readline.charactersBeforeCompletion() },
      { _, _, _ in unsafe Readline.client?.showCandidates() })
    for (name, value) in [
      ("input-meta", "on"), ("output-meta", "on"), ("convert-meta", "off"),
      ("enable-bracketed-paste", "on"), ("show-all-if-ambiguous", "on"),
    ] {
      _ = unsafe rl_variable_bind(name, value)
    }
    bind()
    using_history()
    stifle_history(historyLimit)
  }

  private static func bind() {
    mnl_readline_bind_arrows()
    let (emacs, typing, all) = (
      Int32(MNL_READLINE_EMACS.rawValue), Int32(MNL_READLINE_TYPING.rawValue),
      Int32(MNL_READLINE_ALL.rawValue)
    )
    unsafe mnl_readline_add("paste-cell", "\\e[200~", all) { _, _ in
      unsafe Readline.client?.paste()
      return 0
    }
    unsafe mnl_readline_add("edit-cell", "\\C-x\\C-e", typing) { _, _ in
      unsafe Readline.client?.editElsewhere()
      return 0
    }
    unsafe mnl_readline_add("insert-newline", "\\e\\C-m", emacs) { _, _ in
      _ = unsafe rl_insert_text("\n")
      return 0
    }
    unsafe mnl_readline_add("complete-or-indent", "\\t", typing) { count, key in
      guard unsafe Readline.client?.takesTabLiterally == true else {
        return rl_complete(count, key)
      }
      _ = unsafe rl_insert_text("  ")
      return 0
    }
  }

  // MARK: Completion

  /// The candidates as readline wants them: what all begin with, each of them, a null pointer.
  private static func matches(
    from start: Int
  ) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
    mnl_readline_complete_as_given()
    let texts = unsafe client?.candidates(from: start) ?? []
    guard let first = texts.first else { return nil }
    var all = texts
    if texts.count > 1 {
      let typed = String(decoding: line.utf8.prefix(cursor).dropFirst(start), as: UTF8.self)
      let shared = texts.dropFirst().reduce(first) { commonBeginning(of: $0, and: $1) }
      all.insert(shared.hasPrefix(typed) ? shared : typed, at: 0)
    }
    // SAFETY: readline frees the array and each of its strings.
    guard
      let array = unsafe calloc(
        all.count + 1, MemoryLayout<UnsafeMutablePointer<CChar>?>.stride)
    else { return nil }
    let list = unsafe array.assumingMemoryBound(to: UnsafeMutablePointer<CChar>?.self)
    for (index, text) in all.enumerated() { unsafe list[index] = strdup(text) }
    return unsafe list
  }

  private static func commonBeginning(of a: String, and b: String) -> String {
    let shared = zip(a.unicodeScalars, b.unicodeScalars).prefix { $0 == $1 }.map(\.0)
    return String(String.UnicodeScalarView(shared))
  }

  /// The characters at which a word begins for readline: such that it begins where the candidates do.
  private static func charactersBeforeCompletion() -> UnsafeMutablePointer<CChar>? {
    let bytes = Array(line.utf8.prefix(cursor))
    var breaks = Array(" \t\n=([{,;".utf8)
    if let start = unsafe client?.startOfCompletion() {
      if start == 0 {
        breaks = [1]
      } else if !bytes[start...].contains(bytes[start - 1]), bytes[start - 1] < 0x80 {
        breaks = [bytes[start - 1]]
      }
    }
    for (index, byte) in (breaks + [0]).enumerated() {
      unsafe wordBreaks[index] = CChar(bitPattern: byte)
    }
    return unsafe wordBreaks
  }
}
