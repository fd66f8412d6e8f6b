import MNLDiagnostics
import Testing

@Suite struct SourceFileTests {
  @Test("counts lines and columns from 1")
  func positions() {
    let file = SourceFile(name: "a", text: "ab\ncd\n")
    #expect(file.position(at: 0) == (1, 1))
    #expect(file.position(at: 2) == (1, 3))
    #expect(file.position(at: 3) == (2, 1))
    #expect(file.position(at: 6) == (3, 1))
    #expect(file.lineCount == 3)
  }

  @Test("counts a column for each Unicode scalar, neither for bytes nor for what looks like one")
  func columnsOfScalars() {
    let file = SourceFile(name: "a", text: "训练 😀 e\u{301}y")
    #expect(file.position(at: 7) == (1, 4))
    #expect(file.position(at: file.bytes.count - 1) == (1, 8))
  }

  @Test("leaves the carriage return of a CRLF out of the line")
  func carriageReturn() {
    let file = SourceFile(name: "a", text: "ab\r\n\r\ncd")
    #expect(file.lineRange(1) == 0..<2)
    #expect(file.lineRange(2) == 4..<4)
    #expect(file.lineRange(3) == 6..<8)
  }

  @Test("drops a byte order mark, once")
  func byteOrderMark() {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    #expect(SourceFile(name: "a", bytes: mark + [0x61]).bytes == [0x61])
    #expect(SourceFile(name: "a", bytes: mark + mark).bytes == mark)
  }

  @Test("has one empty line if it is empty")
  func empty() {
    let file = SourceFile(name: "a", text: "")
    #expect(file.lineCount == 1)
    #expect(file.lineRange(1) == 0..<0)
    #expect(file.position(at: 0) == (1, 1))
  }

  @Test("finds the line of every offset")
  func lines() {
    let file = SourceFile(name: "a", text: "a\n\nbc\nd")
    #expect((0...7).map { file.line(at: $0) } == [1, 1, 2, 3, 3, 3, 4, 4])
  }

  @Test("replaces malformed bytes in texts and keeps to its bounds")
  func malformedText() {
    let file = SourceFile(name: "a", bytes: [0x61, 0xFF, 0x62])
    #expect(file.text(of: 0..<9) == "a\u{FFFD}b")
  }

  @Test("joins spans to the smallest that covers both")
  func joinedSpans() {
    let file = SourceFile(name: "a", text: "abcdef")
    let span = SourceSpan(file, 4..<5).joined(with: SourceSpan(file, 1..<2))
    #expect(span.range == 1..<5)
    #expect(span.text == "bcde")
  }
}
