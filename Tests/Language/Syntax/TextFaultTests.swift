import Testing

@Suite struct TextFaultTests {
  static let cases = FaultCase.read(
    #"""
    E0104 ⟦.5⟧
      expected a digit before the point, found `.5`
      help: write `0.5`
    E0104 ⟦99999999999999999999⟧
      expected a whole number of at most 64 bits, found `99999999999999999999`
      help: write `99999999999999999999.0` for a float
    E0104 ⟦1e999⟧
      expected a number that 64 bits can hold, found `1e999`
    E0104 ⟦1__0⟧
      expected `_` only between two digits, found `1__0`
      help: write `10`
    E0104 ⟦1_⟧
      expected `_` only between two digits, found `1_`
      help: write `1`
    E0104 ⟦5sec⟧
      expected a number with a known unit, found `5sec`
      (no unit)
      help: write `5s`
    E0104 ⟦64mb⟧
      expected a number with a known unit, found `64mb`
      (no unit)
      help: write `64MB`
    E0104 ⟦3x⟧
      expected a number with a known unit, found `3x`
      (no unit)
      help: the units are ms s min h, B KB MB GB KiB MiB GiB and %
    E0104 ⟦1.2.3⟧
      expected a number, found `1.2.3`
    E0104 ⟦100000000000000GB⟧
      expected a number that 64 bits can hold, found `100000000000000GB`
    E0104 ⟦1e30MB⟧
      expected a number that 64 bits can hold, found `1e30MB`
    E0104 ⟦20%3⟧
      expected a number, found `20%3`
    E0103 ⟦"⟧abc
      expected `"` before the end of the line, found the end of the text
      (opened here)
      help: close the text with `"`
    E0103 ⟦'⟧abc
      expected `'` before the end of the line, found the end of the text
      (opened here)
      help: close the text with `'`
    E0109 ⟦"""⟧abc"""
      expected a text in single quotes or double quotes, found three quotes
      help: write the text on one line, with `\n` for a line end, as "a\nb"
    E0109 ⟦'''⟧abc'''
      expected a text in single quotes or double quotes, found three quotes
      help: write the text on one line, with `\n` for a line end, as "a\nb"
    E0101 "⟦\q⟧"
      expected one of \n \t \r \" \' \\ \u{…}, found `\q`
      help: write `\\` for a backslash
    E0101 "⟦\{⟧"
      expected one of \n \t \r \" \' \\ \u{…}, found `\{`
      help: write `{{`
    E0101 "⟦\u{110000⟧}"
      expected a character as \u{1F600}, found `\u{110000`
      help: write one to six hexadecimal digits, up to 10FFFF and without surrogates
    E0101 "⟦\u⟧12"
      expected a character as \u{1F600}, found `\u`
      help: write one to six hexadecimal digits, up to 10FFFF and without surrogates
    E0110 "⟦}⟧"
      expected `{` before `}`, found none
      help: write `}}` for a brace
    E0110 "⟦{}⟧"
      expected an expression in `{ }`, found none
      help: write `{{}}` for two braces
    E0110 "{⟦x⟧}"
      expected an expression in `{ }`, found the word `x`
      help: write `{$x}` for a variable, `{(x)}` for a command
    E0110 "{$x⟦"⟧
      expected an operator, `:` or `}`, found a text
    E0110 "{$x:5⟦"⟧
      expected `}` after the format `5`
    E0110 "{$x:.2⟦ ⟧}"
      expected `}` after the format `.2`
    E0110 "{$x:⟦abc⟧}"
      expected a format as `>8.2` or `.1%`, found `abc`
      help: write `<` or `>`, a width, `.` and the digits, `%`: each may be left out, not all
    E0110 "{$x:⟦⟧}"
      expected a format as `>8.2` or `.1%`, found ``
      help: write `<` or `>`, a width, `.` and the digits, `%`: each may be left out, not all
    E0110 "{$x:⟦2000⟧}"
      expected a width of at most 1000, found 2000
    E0110 "{$x:⟦.101⟧}"
      expected a number of digits of at most 100, found 101
    E0110 "{$x ⟦$⟧y}"
      expected an operator, `:` or `}`, found `$y`
    E0105 "{($x⟦}⟧"
      expected an operator or `)`, found `}`
    E0101 print ⟦“⟧a”
      expected a value, found `“`
      help: type `"`
    E0101 print 3 ⟦\⟧ 4
      expected a value, found `\`
      help: a `\` goes on with the next line only at the end of its own
    E0103 print ⟦'⟧
      expected `'` before the end of the line, found the end of the text
      (opened here)
      help: close the text with `'`
    """#)

  @Test(
    "says what is wrong with a text, a number or a character, where, and the way out",
    arguments: cases)
  func fault(_ fault: FaultCase) { fault.check() }
}
