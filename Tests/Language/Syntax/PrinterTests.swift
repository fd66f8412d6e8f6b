import MNLDiagnostics
import MNLSyntax
import Testing

@Suite struct PrinterTests {
  private func printed(_ source: String) throws -> String {
    Printer.print(try Parser.parse(SourceFile(name: "test", text: source)))
  }

  @Test("writes statements one a line and indents blocks")
  func layout() throws {
    let source = "let a=3;if $a==3{print $a;eval}else{fail 'x'}"
    #expect(
      try printed(source) == """
        let a = 3
        if $a == 3 {
          print $a
          eval
        } else {
          fail "x"
        }

        """)
  }

  @Test("keeps comments and one of several blank lines")
  func comments() throws {
    let source = """
      #!/usr/bin/env mnl


      # %% Load
      # about it
      load mnist   # the data

      for i in 1..3 {
        # inside

        eval
        # at the end
      }
      # last
      """
    #expect(
      try printed(source) == """
        #!/usr/bin/env mnl

        # %% Load
        # about it
        load mnist  # the data

        for i in 1..3 {
          # inside

          eval
          # at the end
        }
        # last

        """)
  }

  @Test("puts a comment from within a list above its statement")
  func innerComment() throws {
    #expect(
      try printed("show [1, # one\n 2] # both") == """
        # one
        show [1, 2]  # both

        """)
  }

  @Test("writes a `def` with its helps on lines")
  func definition() throws {
    let source = "def f(a:int 1..3=2 ## first\nb?) {return $a}"
    #expect(
      try printed(source) == """
        def f(
          a: int 1..3 = 2  ## first
          b?
        ) {
          return $a
        }

        """)
  }

  @Test("writes a text raw only where that saves escapes")
  func texts() throws {
    #expect(
      try printed(#"print "a" 'b' "{{c}}" 'd "e"'"#) == #"print "a" "b" '{c}' 'd "e"'"# + "\n")
    #expect(try printed(#"print "it's \"so\"""#) == #"print "it's \"so\"""# + "\n")
    #expect(try printed(#"print "\u{7}{{""#) == #"print "\u{7}{{""# + "\n")
  }

  @Test("writes an empty script as nothing")
  func empty() throws {
    #expect(try printed(" \n \n") == "")
  }

  @Test("puts the help of `param`s that follow each other into one column")
  func helpColumns() throws {
    let source = """
      param a: int = 1 ## one
      param dataset: mnist|digits = mnist ## two
      param c: int = 3

      param d: int = 4 ## four
      """
    #expect(
      try printed(source) == """
        param a: int = 1                     ## one
        param dataset: mnist|digits = mnist  ## two
        param c: int = 3

        param d: int = 4  ## four

        """)
  }

  @Test("goes on in the next line where a command is too wide")
  func wideCommand() throws {
    let word = String(repeating: "w", count: 45)
    #expect(
      try printed("show \(word) \(word) \(word)") == """
        show \(word) \(word) \\
            \(word)

        """)
    #expect(
      try printed("let a = (show \(word) \(word) \(word))") == """
        let a = (show \(word)
            \(word) \(word))

        """)
  }

  @Test("fills lines with short elements, and gives long ones a line each")
  func wideLists() throws {
    let numbers = (100..<130).map(String.init)
    #expect(
      try printed("let a = [\(numbers.joined(separator: ","))]") == """
        let a = [
          \(numbers[..<19].map { $0 + "," }.joined(separator: " "))
          \(numbers[19...].map { $0 + "," }.joined(separator: " "))
        ]

        """)
    let texts = (0..<4).map { "\"\($0)" + String(repeating: "t", count: 30) + "\"" }
    #expect(
      try printed("let a = [\(texts.joined(separator: ","))]") == """
        let a = [
          \(texts.map { $0 + "," }.joined(separator: "\n  "))
        ]

        """)
  }
}
