import MNLDiagnostics
import MNLNotebook
import MNLRuntime
import MNLSyntax

/// What is fed with arbitrary bytes, and what it promises for all of them.
///
/// A trap or endless work is a broken promise of every target.
package enum FuzzTarget: String, CaseIterable, Sendable {
  /// Lexer and parser: a tree, or one to ten faults that lie in the text.
  case parser
  /// The check: one to ten faults that lie in the text, the same ones each time.
  case checker
  /// The printer: what it writes reads as the same tree, and is written the same again.
  case formatter
  /// Texts with `{…}`, which are also evaluated.
  case interpolation
  /// Numbers and units: what is printed reads as the same value.
  case numbers
  /// Documents: cells lie in the text, in their order.
  case document
  /// Notebooks, also those of Jupyter: written and read again, they are the same.
  case notebook
  /// Markdown files: the notebook of one is read from what is written of it.
  case markdown
  /// The colours of code: pieces in their order, which lie in the text and do not overlap.
  case highlighter
  /// Archives of values, events and failures: what can be read is written as the same bytes.
  case archive
  /// Tables of delimited text: rows of numbers, or a fault with a place.
  case table
  /// Images: as many grey values as pixels, or a fault that lies in the file.
  case image
  /// Arrays and archives of them: as many elements as the shape says, or a fault.
  case array
  /// Arrays in the form of MNIST: as many elements as the shape says, or a fault.
  case idx
  /// Texts: pieces of known units, or a fault with a place.
  case text
  /// Series: as many numbers as the lengths say, all finite, or a fault with a place.
  case series

  /// What an input breaks of the promises; nil if all are kept.
  ///
  /// - Parameter bytes: The input; it may be anything.
  /// - Returns: The broken promise in words.
  package func brokenPromise(for bytes: [UInt8]) -> String? {
    let file = SourceFile(name: "fuzz", bytes: bytes)
    switch self {
    case .parser: return Self.parse(file).broken
    case .checker: return Self.check(file)
    case .formatter: return Self.format(file)
    case .interpolation: return Self.interpolate(bytes)
    case .numbers: return Self.readNumber(bytes)
    case .document: return Self.readDocument(bytes)
    case .notebook: return Self.convert(bytes, in: file)
    case .markdown: return Self.readMarkdown(bytes, in: file)
    case .highlighter: return Self.highlight(file)
    case .archive: return FuzzBench().brokenArchive(bytes)
    case .table: return Self.readTable(bytes)
    case .image: return Self.readImage(bytes)
    case .array: return Self.readArrays(bytes)
    case .idx: return Self.readIDX(bytes)
    case .text: return Self.readText(bytes)
    case .series: return Self.readSeries(bytes)
    }
  }

  private static func parse(_ file: SourceFile) -> (script: Script?, broken: String?) {
    do throws(SyntaxFailure) {
      return (try Parser.parse(file), nil)
    } catch {
      guard !error.diagnostics.isEmpty else { return (nil, "refused without a fault") }
      return (nil, broken(by: error.diagnostics, in: file))
    }
  }

  private static func check(_ file: SourceFile) -> String? {
    guard let script = parse(file).script else { return nil }
    let bench = FuzzBench()
    let faults = bench.interpreter.check([script], isWhole: true)
    if let broken = broken(by: faults, in: file) { return broken }
    let again = bench.interpreter.check([script], isWhole: true)
    guard faults.map(\.message) == again.map(\.message) else {
      return "a second check says something else"
    }
    return nil
  }

  private static func format(_ file: SourceFile) -> String? {
    guard let script = parse(file).script else { return nil }
    let printed = Printer.print(script)
    guard let again = parse(SourceFile(name: "printed", text: printed)).script else {
      return "printed text is no script: \(printed.debugDescription)"
    }
    guard again.treeDescription == script.treeDescription else {
      return "printed text is another script: \(printed.debugDescription)"
    }
    guard Printer.print(again) == printed else {
      return "printed text is printed differently: \(printed.debugDescription)"
    }
    return nil
  }

  private static func interpolate(_ bytes: [UInt8]) -> String? {
    let quote = UInt8(ascii: "\"")
    let file = SourceFile(
      name: "fuzz", bytes: Array("print ".utf8) + [quote] + bytes + [quote])
    guard let script = parse(file).script else { return nil }
    if let broken = format(file) { return broken }
    let bench = FuzzBench()
    do throws(RunFailure) {
      try bench.interpreter.run(script)
    } catch {
      return broken(by: [error.diagnostic], in: file)
    }
    return nil
  }

  private static func readNumber(_ bytes: [UInt8]) -> String? {
    let symbols = Array("._+-%".utf8)
    let isNumber = bytes.allSatisfy { byte in
      symbols.contains(byte) || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
        || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
    }
    guard isNumber, bytes.count < 400, bytes.first.map({ $0 < 0x3A }) == true,
      let printed = FuzzBench.printed(bytes)
    else { return nil }
    // The operators of an expression may overflow, and what they give is no literal.
    guard !printed.contains("inf"), !printed.contains("nan"), !printed.contains("..") else {
      return nil
    }
    let again = FuzzBench.printed(Array(printed.utf8))
    return again == printed ? nil : "\(printed) is printed as \(again ?? "nothing")"
  }

  private static func readDocument(_ bytes: [UInt8]) -> String? {
    let document: Document
    do throws(DocumentFailure) {
      document = try Document(named: "fuzz", bytes: bytes)
    } catch {
      return error.diagnostics.isEmpty
        ? "refused without a fault"
        : broken(
          by: error.diagnostics, in: SourceFile(name: "fuzz", bytes: bytes), atMost: .max)
    }
    var end = 0
    for cell in document.cells {
      guard cell.range.lowerBound >= end, cell.range.contains(cell.source) else {
        return "cell \(cell.range) with \(cell.source) after \(end)"
      }
      end = cell.range.upperBound
      _ = try? Parser.parse(document.file, range: cell.source)
    }
    return end <= document.file.bytes.count ? nil : "a cell ends at \(end)"
  }

  /// What begins like JSON is a notebook of Jupyter, all else a script.
  private static func convert(_ bytes: [UInt8], in file: SourceFile) -> String? {
    let notebook: Notebook
    let format: NotebookFormat = bytes.first == UInt8(ascii: "{") ? .jupyter : .mnl
    do throws(DocumentFailure) {
      notebook = try NotebookImport(named: "fuzz", bytes: bytes, format: format).notebook
    } catch {
      return broken(by: error.diagnostics, in: file, atMost: .max)
    }
    let writer = JupyterWriter(version: "0")
    let there = writer.text(of: notebook)
    guard
      let back = try? NotebookImport(named: "back", bytes: Array(there.utf8), format: .jupyter)
    else { return "a notebook that was written cannot be read: \(there.debugDescription)" }
    guard writer.text(of: back.notebook) == there else { return "a second trip changes the bytes" }
    guard let script = try? PercentWriter.text(of: notebook, named: "fuzz") else { return nil }
    guard let document = try? Document(named: "script", bytes: Array(script.utf8)) else {
      return "a script that was written cannot be read: \(script.debugDescription)"
    }
    let again = try? PercentWriter.text(of: Notebook(document), named: "fuzz")
    return again == script ? nil : "a script is written differently: \(script.debugDescription)"
  }

  private static func readMarkdown(_ bytes: [UInt8], in file: SourceFile) -> String? {
    let notebook: Notebook
    do throws(DocumentFailure) {
      notebook = try NotebookImport(named: "fuzz", bytes: bytes, format: .markdown).notebook
    } catch {
      return broken(by: error.diagnostics, in: file, atMost: .max)
    }
    let page = Array(MarkdownWriter.text(of: notebook).utf8)
    let back = try? NotebookImport(named: "back", bytes: page, format: .markdown)
    return back == nil ? "a page that was written cannot be read" : nil
  }

  private static func highlight(_ file: SourceFile) -> String? {
    guard file.fault(asTextIn: 0..<file.bytes.count) == nil else { return nil }
    var end = 0
    for piece in Highlighter.pieces(of: file) {
      guard piece.range.lowerBound >= end, piece.range.upperBound <= file.bytes.count else {
        return "a piece at \(piece.range) after \(end)"
      }
      end = piece.range.upperBound
    }
    return nil
  }

  private static func broken(
    by faults: [Diagnostic], in file: SourceFile, atMost limit: Int = 10
  ) -> String? {
    let errorCount = faults.count { $0.severity == .error }
    guard errorCount <= limit else { return "\(errorCount) errors at once" }
    for fault in faults {
      if let span = fault.primary?.span, span.range.upperBound > file.bytes.count {
        return "a fault at \(span.range) in \(file.bytes.count) bytes"
      }
      guard !fault.message.isEmpty, fault.message.utf8.count < 1000 else {
        return "a message of \(fault.message.utf8.count) bytes"
      }
      guard !fault.message.contains("\n"), fault.help?.contains("\n") != true else {
        return "a message of several lines: \(fault.message.debugDescription)"
      }
    }
    return nil
  }
}
