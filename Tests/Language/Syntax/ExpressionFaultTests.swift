import Testing

@Suite struct ExpressionFaultTests {
  static let cases = FaultCase.read(
    #"""
    E0109 ⟦`⟧ls`
      expected a value, found ```
      help: write a text as "…", the value of a command as (…)
    E0105 1 + ⟦not⟧ $a
      expected a value, found `not`
      help: write `(not $a)`
    E0105 $a < $b ⟦<⟧ $c
      expected a single `<`, found `<`
      help: write `$a < $b and $b < $c`
    E0105 1..2⟦..⟧3
      expected the end of the range, found `..`
    E0105 $a == ⟦==⟧ 3
      expected a value, found `==`
    E0105 $a ⟦b⟧
      expected the end of the statement, found `b`
    E0111 $a⟦$⟧b
      expected a blank or an operator, found `$b`
    E0105 $a ⟦[⟧0]
      expected the end of the statement, found `[`
      help: leave out the blank before `[`
    E0105 ⟦$⟧
      expected a name after `$`, found none
    E0105 ⟦${⟧x}
      expected a name after `$`, found `{`
      help: write a variable without braces, `$name`
    E0105 ⟦$(⟧x)
      expected a name after `$`, found `(`
      help: write the value of a command as `(…)`
    E0105 $a⟦.0⟧
      expected the name of a field after `.`, found `0`
      help: write `[0]` for an element
    E0105 $a⟦.⟧
      expected the name of a field after `.`, found none
    E0105 (1⟦,⟧ 2)
      expected `)`, found `,`
      help: write a list as `[a, b]`
    E0105 (1 ⟦2⟧)
      expected an operator or `)`, found `2`
    E0105 ($a ⟦=⟧ 3)
      expected an operator or `)`, found `=`
      help: write `==` to compare
    E0105 (⟦)⟧
      expected a value, found `)`
    E0105 [1 ⟦2⟧]
      expected `,` or `]`, found `2`
      help: separate the elements of a list by commas
    E0105 [⟦,⟧]
      expected a value, found `,`
    E0105 [⟦a⟧]
      expected a value, found `a`
      help: write `$a` for a variable, `(a)` for a command, `"a"` for a text
    E0105 1 + ⟦f⟧(2)
      expected a value, found `f`
      help: write `(f …)` for a command
    E0105 1 + ⟦y⟧
      expected a value, found `y`
      help: write `$y` for a variable, `(y)` for a command, `"y"` for a text
    E0109 $a ⟦%⟧ 3
      expected the end of the statement, found `%`
      (stands only behind a number, as in `20%`)
      help: write `mod` for the remainder
    E0105 $a *⟦*⟧ 3
      expected a value, found `*`
      help: write `^` for a power
    E0105 $a /⟦/⟧ 3
      expected a value, found `/`
      help: write `div` for whole division
    E0109 $a ⟦&&⟧ $b
      expected the end of the statement, found `&&`
      help: write `and`
    E0109 $a ⟦||⟧ $b
      expected the end of the statement, found `||`
      help: write `or`
    E0105 1 + ⟦⟧
      expected a value, found the end of the text
    E0105 ⟦*⟧ 3
      expected a value, found `*`
      (an operator needs two values)
    E0105 3⟦.⟧txt
      expected the end of the statement, found `.`
    E0105 $a +⟦⟧
      expected a value, found the end of the text
    E0105 not⟦⟧
      expected a value, found the end of the text
    E0105 -$a ^⟦⟧
      expected a value, found the end of the text
    """#)

  @Test("says what is wrong with an expression, where, and the way out", arguments: cases)
  func fault(_ fault: FaultCase) { fault.check() }
}
