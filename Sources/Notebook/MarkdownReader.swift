import MNLDiagnostics

/// The reader of Markdown files: code in fences of the language `mnl` runs, all else explains.
struct MarkdownReader {
  private let file: SourceFile
  private var line = 1
  private var cells: [NotebookCell] = []
  /// The explanation being read, and the settings it has.
  private var text: [String] = []
  private var settings: [JSONValue.Member]?
  /// The lines of the cell of code that was read last.
  private var code: [String] = []
  /// Whether nothing but blank lines stands between here and a cell of code.
  private var followsCode = false

  private init(_ file: SourceFile) { self.file = file }

  /// Reads a notebook.
  ///
  /// - Parameter file: The file; it may hold anything.
  /// - Returns: The notebook.
  /// - Throws: `DocumentFailure` with the first fault of header and settings.
  /// - Complexity: O(n) for n bytes.
  static func read(_ file: SourceFile) throws(DocumentFailure) -> Notebook {
    if let fault = file.fault(asTextIn: 0..<file.bytes.count) { throw DocumentFailure([fault]) }
    var reader = MarkdownReader(file)
    do throws(TextFault) {
      let header = try reader.readHeader()
      try reader.readCells()
      return Notebook(metadata: Notebook.metadata(of: header), cells: reader.cells)
    } catch {
      throw DocumentFailure([
        Diagnostic(
          error.code ?? .malformedCell, error.message, at: SourceSpan(file, error.range),
          help: error.help)
      ])
    }
  }

  /// Whether an explanation would be read as more than that: it shows how a cell is written, or opens
  /// a block that only the cells below it would close.
  static func misreads(_ explanation: String) -> Bool {
    var open: Fence?
    for line in NotebookCell.lines(of: explanation).map(String.init) {
      if let fence = open {
        if fence.isClosed(by: line) { open = nil }
      } else if let fence = Fence(line) {
        if fence.isOfNotebook { return true }
        open = fence
      } else if line.hasPrefix(comment) {
        return true
      }
    }
    return open != nil
  }

  /// How a comment begins that has the settings of an explanation.
  private static let comment = "<!-- %%"

  private var isAtEnd: Bool { line > file.lineCount }

  private func content(_ line: Int) -> String { file.text(of: file.lineRange(line)) }

  // MARK: Header

  /// Reads what stands between two lines `---` at the top; nil if nothing does.
  private mutating func readHeader() throws(TextFault) -> JSONValue? {
    guard file.lineCount > 1, content(1) == "---",
      let end = (2...file.lineCount).first(where: { content($0) == "---" })
    else { return nil }
    var reader = HeaderReader((2..<end).map { HeaderReader.Line(content($0), file.lineRange($0)) })
    line = end + 1
    do throws(TextFault) {
      return try reader.read()
    } catch {
      throw TextFault(error.message, error.range, help: error.help, code: .malformedHeader)
    }
  }

  // MARK: Cells

  private mutating func readCells() throws(TextFault) {
    while !isAtEnd {
      let content = content(line)
      if let fence = Fence(content) {
        try readBlock(fence)
      } else if content.hasPrefix(Self.comment), content.hasSuffix("-->") {
        closeText()
        let range = file.lineRange(line)
        let marker = try CellMarker(
          in: range.lowerBound + 7..<range.upperBound - 3, of: file.bytes)
        settings = NotebookCell.settings(of: marker)
        line += 1
      } else {
        append(content)
        line += 1
      }
    }
    closeText()
  }

  private mutating func append(_ content: String) {
    text.append(content)
    if !content.utf8.allSatisfy(\.isBlank) { followsCode = false }
  }

  /// Ends the explanation being read.
  private mutating func closeText() {
    let source = NotebookCell.lines(
      of: text.drop { $0.utf8.allSatisfy(\.isBlank) }.joined(separator: "\n")
    ).joined(separator: "\n")
    if settings != nil || !source.isEmpty {
      cells.append(NotebookCell(.markdown, source, metadata: settings ?? []))
    }
    text = []
    settings = nil
  }

  /// Reads from the line that opens a fence beyond the one that closes it.
  private mutating func readBlock(_ fence: Fence) throws(TextFault) {
    let opening = line
    line += 1
    while !isAtEnd, !fence.isClosed(by: content(line)) { line += 1 }
    let lines = (opening + 1..<line).map(content)
    line += 1
    let last = cells.indices.last
    switch fence.info {
    case "mnl " + MarkdownWriter.continued:
      guard let last, cells[last].kind == .code else { fallthrough }
      closeText()
      code += lines
      cells[last].source = code.joined(separator: "\n")
      followsCode = true
    case _ where fence.isCell:
      closeText()
      let range = file.lineRange(opening)
      let marker = try CellMarker(
        in: range.lowerBound + fence.length + 3..<range.upperBound, of: file.bytes)
      cells.append(
        NotebookCell(
          marker.kind, lines.joined(separator: "\n"), metadata: NotebookCell.settings(of: marker)))
      code = lines
      followsCode = marker.kind == .code
    case MarkdownWriter.expected where followsCode:
      guard let last else { return }
      text = []
      code += ExpectedOutput.lines(of: lines)
      cells[last].source = code.joined(separator: "\n")
    case MarkdownWriter.output where followsCode: text = []
    default:
      // Somebody else's code: part of the explanation.
      for number in opening..<min(line, file.lineCount + 1) { append(content(number)) }
    }
  }
}

/// The line that opens a block of code.
private struct Fence {
  /// How many signs it has.
  let length: Int
  /// What stands behind them.
  let info: String
  private let sign: Character

  /// Reads a line; nil if it opens no block.
  init?(_ line: String) {
    let body = line.drop { $0 == " " }
    guard line.utf8.count - body.utf8.count <= 3, let sign = body.first, "`~".contains(sign) else {
      return nil
    }
    let marks = body.prefix { $0 == sign }
    let rest = body.dropFirst(marks.count)
    guard marks.count >= 3, sign == "~" || !rest.contains("`") else { return nil }
    self.sign = sign
    length = marks.count + (line.utf8.count - body.utf8.count)
    info = String(rest.reversed().drop(while: Self.isBlank).reversed())
  }

  /// Whether the block is a cell.
  var isCell: Bool { info == "mnl" || info.hasPrefix("mnl ") }

  /// Whether the block is a cell or belongs to one.
  var isOfNotebook: Bool {
    isCell || info == MarkdownWriter.expected || info == MarkdownWriter.output
  }

  /// Whether a line ends the block.
  func isClosed(by line: String) -> Bool {
    let body = line.drop { $0 == " " }
    let marks = body.prefix { $0 == sign }
    return marks.count >= length && body.dropFirst(marks.count).allSatisfy(Self.isBlank)
  }

  /// Whether a sign at the end of a line counts for nothing; of line ends, only the last sign is gone.
  private static func isBlank(_ sign: Character) -> Bool {
    sign == " " || sign == "\t" || sign == "\r"
  }
}
