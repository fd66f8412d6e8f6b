import Glibc
import MNLDiagnostics
import MNLSyntax
import MNLTestSupport
import Testing

@Suite struct LimitTests {
  /// Something nested: what opens a level, what stands inside, what closes it.
  struct Nest: Sendable, CustomTestStringConvertible {
    let before: String
    let inside: String
    let after: String
    var testDescription: String { before + "…" + after }

    func text(_ levels: Int) -> String {
      String(repeating: before, count: levels) + inside + String(repeating: after, count: levels)
    }
  }

  static let nests = [
    Nest(before: "(", inside: "1", after: ")"),
    Nest(before: "[", inside: "1", after: "]"),
    Nest(before: "$a[", inside: "1", after: "]"),
    Nest(before: "if true {\n", inside: "print 1\n", after: "}\n"),
    Nest(before: "while true { ", inside: "", after: "}"),
    Nest(before: "not ", inside: "true", after: ""),
    Nest(before: "-", inside: "$a", after: ""),
    Nest(before: "2^", inside: "2", after: ""),
    Nest(before: "2 ^ -", inside: "2", after: ""),
    Nest(before: "1 + ", inside: "1", after: ""),
    Nest(before: "$a and ", inside: "$a", after: ""),
    Nest(before: "(print ", inside: "1", after: ")"),
    Nest(before: "\"{", inside: "1", after: "}\""),
    Nest(before: "(1 or 1 and 1 == 1..1 + 1 * -", inside: "1", after: ")"),
    Nest(before: "(not [1 or $a[", inside: "1", after: "]])"),
  ]

  static let chain = Nest(before: "if true { } else ", inside: "{ }", after: "")

  @Test("allows a def 255 parameters and no more")
  func parameters() {
    func definition(_ count: Int) -> String {
      "def f(" + (1...count).map { "p\($0)" }.joined(separator: ", ") + ") { }"
    }
    #expect(Corpus.codes(of: definition(255)) == [])
    #expect(Corpus.codes(of: definition(256)) == ["E0115"])
    #expect(Corpus.codes(of: definition(20_000) + "\nbreak") == ["E0115", "E0112"])
  }

  @Test("answers endless nesting with one ordinary error", arguments: nests)
  func endless(nest: Nest) {
    #expect(onStack(of: 8 << 20) { Corpus.codes(of: nest.text(10_000)) } == ["E0107"])
  }

  /// A part of the 8 MiB that a thread has; without optimisation a level takes up to 12 KiB.
  static let smallStack = 3 << 20

  @Test("needs no more than 3 MiB of stack for the deepest nesting", arguments: nests)
  func stackUse(nest: Nest) {
    #expect(onStack(of: Self.smallStack) { Corpus.codes(of: nest.text(10_000)) } == ["E0107"])
    #expect(onStack(of: Self.smallStack) { Corpus.codes(of: nest.text(20)) } == [])
  }

  @Test("allows 200 levels and no more", arguments: nests.prefix(8))
  func boundary(nest: Nest) {
    #expect(Corpus.codes(of: nest.text(200)) == [])
    #expect(Corpus.codes(of: nest.text(201)) == ["E0107"])
  }

  @Test(
    "allows names of 255 bytes and no more",
    arguments: [
      "let NAME = 1", "NAME", "$NAME", "$a.NAME", "print NAME=1", "def NAME() { }",
      "def f(NAME) { }", "param a: NAME", "for NAME in 1..2 { }", "try { } catch NAME { }",
      "use NAME", "use 'NAME'",
    ])
  func nameLength(template: String) {
    func codes(_ count: Int) -> [String] {
      let name = String(repeating: "n", count: count)
      return Corpus.codes(
        of: template.split(separator: "NAME", omittingEmptySubsequences: false)
          .joined(separator: name))
    }
    #expect(codes(255) == [])
    #expect(codes(256) == ["E0114"])
  }

  @Test("says where a level is too many")
  func place() {
    let fault = Corpus.faults(of: Self.nests[0].text(201))?.first
    #expect(fault?.primary?.span.range == 200..<201)
    #expect(fault?.message == "expected at most 200 levels of nesting, found level 201")
  }

  @Test("allows 200 conditions in one `if` and no more")
  func conditions() {
    func text(_ count: Int) -> String {
      Array(repeating: "if true { }", count: count).joined(separator: " else ")
    }
    #expect(Corpus.codes(of: text(200)) == [])
    #expect(Corpus.codes(of: text(10_000)) == ["E0107"])
  }

  @Test(
    "gives up endless unclosed brackets with one error", arguments: ["(", "[", "{", "if true {"])
  func unclosed(opener: String) {
    #expect(Corpus.codes(of: String(repeating: opener, count: 100_000)).count == 1)
  }

  @Test("answers a megabyte of random bytes with one error at the first bad byte")
  func randomBytes() {
    var random = SeededGenerator(seed: 7)
    let bytes = (0..<1_000_000).map { _ in UInt8.random(in: 0...255, using: &random) }
    let file = SourceFile(name: "test", bytes: bytes)
    let error = #expect(throws: SyntaxFailure.self) { try Parser.parse(file) }
    #expect(error?.diagnostics.map(\.code) == [.malformedText])
    #expect((error?.diagnostics.first?.message.utf8.count ?? 9999) < 100)
  }

  @Test(
    "names the first byte that is no UTF-8",
    arguments: [
      ([0x61, 0x00], 1, "NUL"), ([0xC0, 0x80], 0, "the byte 0xC0"),
      ([0x61, 0xE0, 0x80, 0x80], 1, "the byte 0xE0"), ([0xED, 0xA0, 0x80], 0, "the byte 0xED"),
      ([0xF4, 0x90, 0x80, 0x80], 0, "the byte 0xF4"), ([0x61, 0xC3], 1, "the byte 0xC3"),
      ([0x80], 0, "the byte 0x80"), ([0xF0, 0x9F, 0x98, 0x61], 0, "the byte 0xF0"),
    ] as [([UInt8], Int, String)])
  func malformed(bytes: [UInt8], offset: Int, name: String) {
    let file = SourceFile(name: "test", bytes: bytes)
    let error = #expect(throws: SyntaxFailure.self) { try Parser.parse(file) }
    let fault = error?.diagnostics.first
    #expect(fault?.message == "expected text in UTF-8, found \(name) at offset \(offset)")
    #expect(fault?.primary?.span.range == offset..<offset + 1)
  }

  @Test("takes a line of 1 MiB and refuses a longer one")
  func lines() {
    let line = "print " + String(repeating: "a", count: (1 << 20) - 6)
    #expect(Corpus.codes(of: "eval\n" + line + "\n") == [])
    let faults = Corpus.faults(of: "eval\n" + line + "a\n")
    #expect(faults?.map(\.code) == [.lineTooLong])
    #expect(faults?.first?.primary?.span.range == 5..<5)
    #expect(faults?.first?.message == "expected at most 1048576 bytes in a line, found 1048577")
  }

  @Test("reads CRLF and a byte order mark as if they were not there")
  func foreignLineEnds() throws {
    let source = Samples.tutorial
    let foreign =
      "\u{FEFF}"
      + source.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: "\r\n")
    let plain = try Parser.parse(SourceFile(name: "a", text: source))
    let other = try Parser.parse(SourceFile(name: "b", text: foreign))
    #expect(other.treeDescription == plain.treeDescription)
    #expect(Printer.print(other) == Printer.print(plain))
  }

  @Test(
    "refuses control characters and foreign blanks by their number",
    arguments: [
      ("print 3 \u{1}", "expected text, found the character U+0001"),
      ("print \"\u{1B}[0m\"", "expected text, found the character U+001B"),
      ("print 3\rprint 4", "expected text, found the character U+000D without a line feed"),
      ("print\u{A0}3", "expected a blank after the command `print`, found the character U+00A0"),
    ])
  func controls(source: String, message: String) {
    #expect(Corpus.faults(of: source)?.map(\.message) == [message])
  }

  /// Runs a function on a thread with a stack of some bytes.
  private func onStack(of bytes: Int, _ body: @escaping () -> [String]) -> [String] {
    final class Job {
      let body: () -> [String]
      var result: [String] = []
      init(_ body: @escaping () -> [String]) { self.body = body }
    }
    let job = Job(body)
    var attributes = pthread_attr_t()
    var thread = pthread_t()
    // SAFETY: the attributes and the job outlive the thread, which is joined below.
    unsafe pthread_attr_init(&attributes)
    unsafe pthread_attr_setstacksize(&attributes, bytes)
    let status = unsafe pthread_create(
      &thread, &attributes,
      { argument in
        guard let argument = unsafe argument else { return nil }
        let job = unsafe Unmanaged<Job>.fromOpaque(argument).takeUnretainedValue()
        job.result = job.body()
        return nil
      }, Unmanaged.passUnretained(job).toOpaque())
    #expect(status == 0)
    pthread_join(thread, nil)
    unsafe pthread_attr_destroy(&attributes)
    return withExtendedLifetime(job) { job.result }
  }
}
