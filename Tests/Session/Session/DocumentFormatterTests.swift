import MNLDiagnostics
import MNLSession
import Testing

@Suite struct DocumentFormatterTests {
  private func formatted(_ text: String) throws -> String {
    let bytes = try DocumentFormatter.format(named: "s.mnl", bytes: Array(text.utf8))
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("keeps the head of a notebook, its cells and their words")
  func cells() throws {
    let text = """
      #!/usr/bin/env -S mnl run
      # ---
      # title: A   title
      # ---
      # %% [markdown] name="a"
      # Words  as they stand,
      #   indented.


      # %% Load name="b"
      # About it.
      load   digits train=120   # small


      # %% Nothing
      # %% Last
      let n=1;let m=2
      """
    #expect(
      try formatted(text) == """
        #!/usr/bin/env -S mnl run
        # ---
        # title: A   title
        # ---

        # %% [markdown] name="a"
        # Words  as they stand,
        #   indented.

        # %% Load name="b"
        # About it.
        load digits train=120  # small

        # %% Nothing

        # %% Last
        let n = 1
        let m = 2

        """)
  }

  @Test("writes one kind of line end, whatever was there")
  func lineEnds() throws {
    let text = "#!/usr/bin/mnl\n\n# %% a\nlet n = 1\n\n# %% [markdown]\n# b\n"
    #expect(try formatted(text.replacing("\n", with: "\r\n")) == text)
  }

  @Test("changes nothing the second time")
  func idempotent() throws {
    let once = try formatted("# %% a\nif true{eval}\n\n\n#> 1\n# %%b\nlet a=[1,#x\n2]")
    #expect(try formatted(once) == once)
  }

  @Test(
    "writes line ends as one byte, and ends with one",
    arguments: ["a\r\nb\r\n", "a\nb", "a\nb\n\n\n"])
  func lineEnds(text: String) throws {
    #expect(try formatted(text) == "a\nb\n")
  }

  @Test("leaves a text of nothing as it is", arguments: ["", "\n\n"])
  func nothing(text: String) throws {
    #expect(try formatted(text) == "")
  }

  @Test("keeps a byte order mark")
  func byteOrderMark() throws {
    #expect(try formatted("\u{FEFF}eval\n") == "\u{FEFF}eval\n")
  }

  @Test("refuses text that cannot be read, with all its faults")
  func faults() {
    let failure = #expect(throws: RefusedDocument.self) {
      try formatted("let = 1\n\n# %% b\nprint \"x\n")
    }
    #expect(failure?.diagnostics.map(\.code) == [.unexpectedToken, .unterminatedText])
  }

  @Test("refuses to move a comment to where it would begin a cell")
  func markerInList() {
    let failure = #expect(throws: RefusedDocument.self) {
      try formatted("let a = [1, # %% two\n 2]\n")
    }
    #expect(
      failure?.diagnostics.first?.message == "in the one style 's.mnl' would mean something else")
  }
}
