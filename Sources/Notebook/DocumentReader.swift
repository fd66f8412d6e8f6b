import MNLDiagnostics

/// The reader of a document: line by line, never by what the code means, as other notebook tools do.
struct DocumentReader {
  private let file: SourceFile
  private var faults: [Diagnostic] = []
  /// The offset of the first cell.
  private(set) var preambleEnd = 0
  /// The header.
  private(set) var header: JSONValue?
  /// The cells so far.
  private(set) var cells: [Cell] = []

  /// Makes a reader of a text.
  init(_ file: SourceFile) { self.file = file }

  /// Reads all of it.
  mutating func read() throws(DocumentFailure) {
    try checkText()
    let line = readPreamble()
    readCells(from: line)
    checkNames()
    guard faults.isEmpty else {
      throw DocumentFailure(
        faults.sorted {
          ($0.primary?.span.range.lowerBound ?? 0) < ($1.primary?.span.range.lowerBound ?? 0)
        })
    }
  }

  /// Refuses what is no text at all, before anything is said about its parts.
  private func checkText() throws(DocumentFailure) {
    if let fault = file.fault(asTextIn: 0..<file.bytes.count) { throw DocumentFailure([fault]) }
  }

  private mutating func report(_ code: DiagnosticCode, _ fault: TextFault) {
    faults.append(
      Diagnostic(
        fault.code ?? code, fault.message, at: SourceSpan(file, fault.range), help: fault.help))
  }

  // MARK: Before the first cell

  /// Reads `#!`, the coding line and the header; returns the first line behind them.
  private mutating func readPreamble() -> Int {
    var line = 1
    if file.bytes.starts(with: "#!".utf8) { line += 1 }
    if line <= file.lineCount, isCodingLine(text(line)) { line += 1 }
    line = skipBlankLines(from: line)
    if line <= file.lineCount, text(line) == "# ---" { line = readHeader(from: line) }
    line = skipBlankLines(from: line)
    preambleEnd = start(of: line)
    return line
  }

  private func isCodingLine(_ text: String) -> Bool {
    text.hasPrefix("#") && text.contains("-*- coding:")
  }

  private func skipBlankLines(from line: Int) -> Int {
    var line = line
    while line <= file.lineCount, isBlank(line) { line += 1 }
    return line
  }

  /// Reads from the opening `# ---`; returns the line behind the closing one.
  private mutating func readHeader(from opening: Int) -> Int {
    var lines: [HeaderReader.Line] = []
    var line = opening + 1
    while line <= file.lineCount, text(line).hasPrefix("#"), text(line) != "# ---" {
      let body = text(line).dropFirst()
      lines.append(
        HeaderReader.Line(String(body.hasPrefix(" ") ? body.dropFirst() : body), range(line)))
      line += 1
    }
    guard line <= file.lineCount, text(line) == "# ---" else {
      report(
        .malformedHeader,
        TextFault(
          "the header has no closing '# ---'", range(opening),
          help: "close it, or reword the comment if no header is meant"))
      return line
    }
    var reader = HeaderReader(lines)
    do throws(TextFault) {
      header = try reader.read()
    } catch {
      report(.malformedHeader, error)
    }
    return line + 1
  }

  // MARK: Cells

  private mutating func readCells(from first: Int) {
    var codeCount = 0
    var marker: CellMarker?
    var firstLine = first
    // Lines before the first marker are a cell only if there is something on them; a text that has
    // no marker is a cell always.
    var isOpen = first <= file.lineCount && !isBlank(first)

    func close(before line: Int, isLast: Bool) -> Cell {
      let content = marker == nil ? firstLine : firstLine + 1
      let separated = !isLast && line - 1 >= content && isBlank(line - 1)
      let kind = marker?.kind ?? .code
      if kind == .code { codeCount += 1 }
      return Cell(
        kind: kind, number: kind == .code ? codeCount : nil, marker: marker,
        range: start(of: firstLine)..<start(of: line),
        source: start(
          of: content)..<max(
            start(of: content), start(of: separated ? line - 1 : line)))
    }

    for line in first..<max(first, file.lineCount + 1) {
      do throws(TextFault) {
        let range = range(line)
        guard let rest = try CellMarker.start(of: range, in: file.bytes) else { continue }
        let next = try CellMarker(line: range, from: rest, in: file.bytes)
        if isOpen, marker != nil || line > firstLine {
          cells.append(close(before: line, isLast: false))
        }
        (marker, firstLine, isOpen) = (next, line, true)
      } catch {
        report(.malformedCell, error)
      }
    }
    if isOpen || cells.isEmpty { cells.append(close(before: file.lineCount + 1, isLast: true)) }
  }

  private mutating func checkNames() {
    var lines: [String: Int] = [:]
    for marker in cells.compactMap(\.marker) {
      guard let name = marker.name else { continue }
      let line = file.line(at: marker.range.lowerBound)
      if let first = lines[name] {
        let range = marker.attributes.first { $0.key == "name" }?.range ?? marker.range
        report(
          .duplicateCellName,
          TextFault(
            "two cells are named '\(name.briefLine)'", range,
            help: "the other one begins on line \(first)"))
      } else {
        lines[name] = line
      }
    }
  }

  // MARK: Lines

  private func range(_ line: Int) -> Range<Int> { file.lineRange(line) }

  private func text(_ line: Int) -> String { file.text(of: range(line)) }

  private func isBlank(_ line: Int) -> Bool { file.bytes[range(line)].allSatisfy(\.isBlank) }

  private func start(of line: Int) -> Int {
    line <= file.lineCount ? file.lineRange(line).lowerBound : file.bytes.count
  }
}
