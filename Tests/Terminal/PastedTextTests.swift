import MNLSession
import Testing

@testable import MNLTerminal

@Suite struct PastedTextTests {
  private func cell(_ text: String) -> String {
    PastedText.cell(of: text, wantsMore: Session.wantsMore)
  }

  @Test("keeps a text as it is, but for newlines at its end")
  func plain() {
    #expect(cell("let a = 1\n\tprint $a\n\n \n") == "let a = 1\n\tprint $a")
    #expect(cell("") == "")
    #expect(cell("\n") == "")
  }

  @Test("takes ends of lines of any kind")
  func lineEnds() {
    #expect(cell("1\r2\r\n3\n4") == "1\n2\n3\n4")
    #expect(cell("1\r\r2\r\n\r\n3") == "1\n\n2\n\n3")
  }

  @Test("drops control characters, with which a paste could work the keys")
  func control() {
    #expect(cell("print \u{1b}[A\u{3}\u{7f}世") == "print [A世")
  }

  @Test("drops prompts, and what cells printed between them")
  func transcript() {
    let text = """
      mnl> let a = [
      ...>   1]
      mnl> $a
      [1]
      mnl>
      mnl> if true {
        print "x"
      }
      x

      """
    #expect(cell(text) == "let a = [\n  1]\n$a\nif true {\n  print \"x\"\n}")
  }

  @Test(
    "reads a long transcript a few times at most",
    arguments: [
      ("mnl> if true {", "...>   let a = '}' # {[(", "...> }"), ("mnl> let b = [", "1,", "1]"),
      ("mnl> print 1 \\", "...> 2 \\", "...> 3"),
    ])
  func longTranscript(first: String, middle: String, last: String) {
    let lines = [first] + Array(repeating: middle, count: 9_000) + [last, "output", "mnl> 6 * 7"]
    var bytesRead = 0
    let cell = PastedText.cell(of: lines.joined(separator: "\n")) { text in
      bytesRead += text.utf8.count
      return Session.wantsMore(text)
    }
    #expect(cell.hasSuffix("\n6 * 7"))
    #expect(!cell.contains("output"))
    #expect(bytesRead < 3_000_000)
  }

  @Test("drops prompts that say what is current")
  func current() {
    #expect(cell("mnl digits lstm-100 e3 97.1%> eval\nmnl digits>\n") == "eval")
    #expect(cell("mnlx> 1") == "mnlx> 1")
    #expect(cell("mnl>1") == "mnl>1")
  }

  @Test("keeps a transcript that ends inside a cell")
  func unfinished() {
    #expect(cell("mnl> if true {\n...>   1\n") == "if true {\n  1")
  }

  @Test("keeps a prompt in the midst of a text that begins with none")
  func noTranscript() {
    #expect(cell("print 'a'\nmnl> 1") == "print 'a'\nmnl> 1")
  }
}
