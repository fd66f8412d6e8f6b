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
}
