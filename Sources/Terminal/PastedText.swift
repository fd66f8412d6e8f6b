/// What was pasted, made fit for a cell.
enum PastedText {
  /// A cell of a text that was pasted.
  ///
  /// Ends of lines of any kind become newlines, and control characters go: nothing that was pasted
  /// may work the keys. If the text begins with a prompt, it was copied from a session: prompts go
  /// as well, and so do lines between complete cells, which are what those cells printed.
  ///
  /// - Parameters:
  ///   - text: What the terminal sent.
  ///   - wantsMore: Whether a cell is not complete yet.
  /// - Returns: The cell, without newlines at its end.
  static func cell(of text: String, wantsMore: (String) -> Bool) -> String {
    var lines = clean(text).split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.allSatisfy({ $0 == " " || $0 == "\t" }) == true { lines.removeLast() }
    let first = lines.first { !$0.isEmpty }
    guard let first, withoutPrompt(first) != nil else { return lines.joined(separator: "\n") }
    return typed(lines, wantsMore: wantsMore)
  }

  /// The lines of a transcript that somebody typed.
  private static func typed(_ lines: [Substring], wantsMore: (String) -> Bool) -> String {
    var cells: [String] = []
    var cell = CellText()
    func end() {
      if !cell.isBlank { cells.append(String(cell.text.dropLast())) }
      cell = CellText()
    }
    for line in lines {
      if let code = withoutPrompt(line) {
        cell.append(code)
      } else if !cell.isEmpty {
        // A cell that was brought back shows its further lines without a prompt.
        cell.append(line)
      } else {
        continue
      }
      if cell.mayBeComplete, !wantsMore(cell.text) { end() }
    }
    end()
    return cells.joined(separator: "\n")
  }

  /// A line without the prompt that it begins with; nil if it begins with none.
  private static func withoutPrompt(_ line: Substring) -> Substring? {
    let name = line.prefix(3)
    guard name == "mnl" || name == "...", let end = line.firstIndex(of: ">") else { return nil }
    // Between its name and its end, the prompt says what is current.
    let current = line[name.endIndex..<end]
    guard current.isEmpty || name == "mnl" && current.hasPrefix(" ") else { return nil }
    let code = line[line.index(after: end)...]
    return code.isEmpty || code.hasPrefix(" ") ? code.dropFirst() : nil
  }

  private static func clean(_ text: String) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    var last: UInt8 = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\r"): result.append(UInt8(ascii: "\n"))
      case UInt8(ascii: "\n"): if last != UInt8(ascii: "\r") { result.append(byte) }
      case UInt8(ascii: "\t"): result.append(byte)
      case 0..<0x20, 0x7F: break
      default: result.append(byte)
      }
      last = byte
    }
    return String(decoding: result, as: UTF8.self)
  }
}
