import MNLTestSupport
import Testing

@testable import MNLData

@Suite struct RecordScannerTests {
  private let folder = TemporaryFolder()

  private func records(_ text: String, delimiter: Character = ",") throws -> [[String?]] {
    try records(Array(text.utf8), delimiter: delimiter)
  }

  private func records(_ bytes: [UInt8], delimiter: Character = ",") throws -> [[String?]] {
    var scanner = try RecordScanner(
      path: folder.write(bytes, to: "table"), delimiter: delimiter.asciiValue ?? 0)
    var records: [[String?]] = []
    while try scanner.advance() {
      var record: [String?] = []
      for field in scanner.fields { record.append(scanner.text(of: field)) }
      records.append(record)
    }
    return records
  }

  private func fault(of text: String) -> (place: TextPlace, fault: TableFault)? {
    let found = failure { () throws(DataError) in
      var scanner = try RecordScanner(
        path: folder.write(Array(text.utf8), to: "table"), delimiter: UInt8(ascii: ","))
      while try scanner.advance() {}
    }
    guard case .table(_, let place, let fault)? = found else { return nil }
    return (place, fault)
  }

  @Test("cuts at delimiters and line ends of any kind, also mixed")
  func lineEnds() throws {
    #expect(
      try records("a,b\nc,d\r\ne,f\rg,h") == [["a", "b"], ["c", "d"], ["e", "f"], ["g", "h"]])
  }

  @Test("a field may be empty, a line that is empty is none, and the last needs no end")
  func empty() throws {
    #expect(try records("a,,\n\n\r\n,b,\n") == [["a", "", ""], ["", "b", ""]])
  }

  @Test("a quoted field holds delimiters, line ends and quotes")
  func quotes() throws {
    #expect(
      try records("\"a,b\",\"c\nd\",\"say \"\"so\"\"\"\nx,y,\"\"") == [
        ["a,b", "c\nd", "say \"so\""], ["x", "y", ""],
      ])
  }

  @Test("a quote within a field that does not begin with one is a character")
  func bareQuote() throws { #expect(try records("a\"b,c") == [["a\"b", "c"]]) }

  @Test("the mark of UTF-8 is left out")
  func mark() throws {
    #expect(try records([0xEF, 0xBB, 0xBF] + Array("a,b".utf8)) == [["a", "b"]])
  }

  @Test("bytes that are no UTF-8 have no text")
  func notUTF8() throws { #expect(try records([0x61, 0x2C, 0xE9, 0x0A]) == [["a", nil]]) }

  @Test("packed tables are read, and records on the edge of what is read at once")
  func chunks() throws {
    let row = "12345,\"a\nb\",\r\n"
    let text = String(repeating: row, count: 200_000)
    let found = try records(folder.packed(Array(text.utf8)))
    #expect(found.count == 200_000)
    #expect(found.allSatisfy { $0 == ["12345", "a\nb", ""] })
  }

  @Test("faults tell their line and column")
  func faults() {
    let cases: [(String, TextPlace, TableFault)] = [
      ("a,b\nc,\"d\ne", TextPlace(line: 2, column: 3), .openQuote),
      ("a,\"b\"c\n", TextPlace(line: 1, column: 6), .textAfterQuote),
      ("ä,\0\n", TextPlace(line: 1, column: 3), .zeroByte),
      ("\"a\n\nb\",\"x\0\"", TextPlace(line: 3, column: 6), .zeroByte),
    ]
    for (text, place, expected) in cases {
      let found = fault(of: text)
      #expect(found?.place == place)
      #expect(found?.fault == expected)
    }
  }

  @Test("UTF-16 is told by its mark")
  func wide() {
    let path = folder.write([0xFF, 0xFE, 0x61, 0], to: "table")
    let found = failure { () throws(DataError) in
      var scanner = try RecordScanner(path: path, delimiter: UInt8(ascii: ","))
      _ = try scanner.advance()
    }
    #expect(found == .table(path: path, at: TextPlace(line: 1, column: 1), .notUTF8))
  }

  @Test("any bytes are cut, or refused with a place")
  func hostile() {
    var random = SeededGenerator(seed: 3)
    let letters = Array("a,\"\n\r;\0é1".utf8)
    for _ in 0..<2000 {
      let bytes = (0..<Int.random(in: 1...40, using: &random)).map { _ in
        letters[Int.random(in: 0..<letters.count, using: &random)]
      }
      do {
        _ = try records(bytes)
      } catch DataError.table(_, let place, _) {
        #expect(place.line >= 1 && place.column >= 1)
      } catch {
        Issue.record("\(error)")
      }
    }
  }
}
