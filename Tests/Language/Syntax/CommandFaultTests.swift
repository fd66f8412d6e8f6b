import Testing

@Suite struct CommandFaultTests {
  static let cases = FaultCase.read(
    #"""
    E0105 print $a ⟦-⟧ 2
      expected a value or the end of the command, found `-`
      (an expression among values stands in parentheses)
      help: write `($a - 2)`
    E0105 print $a ⟦-⟧2
      expected a value or the end of the command, found `-`
      (an expression among values stands in parentheses)
      help: write `(-2)`, or `($a - 2)` for a difference
    E0105 print $a⟦-⟧1
      expected a value or the end of the command, found `-`
      (an expression among values stands in parentheses)
      help: write `($a-1)`
    E0105 print 1 ⟦-⟧2
      expected a value or the end of the command, found `-`
      (an expression among values stands in parentheses)
      help: write `(-2)`, or `(1 - 2)` for a difference
    E0105 train rate=3 ⟦-⟧2
      expected a value or the end of the command, found `-`
      (an expression among values stands in parentheses)
      help: write `(-2)`, or `(3 - 2)` for a difference
    E0105 print "a" ⟦+⟧ "b"
      expected a value or the end of the command, found `+`
      (an expression among values stands in parentheses)
      help: write `("a" + "b")`
    E0105 expect $a ⟦==⟧ 3
      expected a value or the end of the command, found `==`
      (an expression among values stands in parentheses)
      help: write `($a == 3)`
    E0105 print $a ⟦>⟧ 3
      expected a value or the end of the command, found `>`
      (an expression among values stands in parentheses)
      help: write `($a > 3)`
    E0105 print $a ⟦*⟧ 2
      expected a value or the end of the command, found `*`
      (an expression among values stands in parentheses)
      help: write `($a * 2)`
    E0109 eval ⟦>⟧ out.txt
      expected a value or the end of the command, found `>`
      (`mnl` redirects nothing)
      help: redirect the output of `mnl` itself, in a shell
    E0109 eval ⟦<⟧ in.txt
      expected a value or the end of the command, found `<`
      (`mnl` redirects nothing)
      help: redirect the output of `mnl` itself, in a shell
    E0105 load digits ⟦-⟧2
      expected a value or the end of the command, found `-`
      (an expression among values stands in parentheses)
      help: write `(-2)`
    E0105 print ⟦-⟧$a
      expected a value, found `-`
      help: write `(-$a)`
    E0105 print ⟦-⟧ 2
      expected a value, found `-`
      help: write `(- 2)`
    E0105 print ⟦+⟧2
      expected a value, found `+`
      help: leave the `+` out
    E0105 train ⟦--epochs⟧ 6
      expected a value or `name=value`, found the flag `--epochs`
      help: write `epochs=6`
    E0105 train ⟦-v⟧
      expected a value or `name=value`, found the flag `-v`
      help: write `v=` and the value
    E0105 train ⟦--epochs⟧=6 rate=2
      expected a value or `name=value`, found the flag `--epochs`
      help: write `epochs=6`
    E0105 load a⟦,⟧ b
      expected a blank between two values, found `,`
      help: leave the `,` out; only lists have commas
    E0111 show ⟦train[⟧0]
      expected a blank after `train`, found `[`
      help: write `$train[0]` for an element of the variable `train`
    E0111 ⟦train[⟧0]
      expected a blank after `train`, found `[`
      help: write `$train[0]` for an element of the variable `train`
    E0111 print $a⟦"⟧b"
      expected a blank after the value `$a`, found a text
      help: separate values by blanks
    E0111 print "a"⟦"⟧b"
      expected a blank after the value `"a"`, found a text
      help: separate values by blanks
    E0111 print [1]⟦[⟧0]
      expected a blank after the value `[1]`, found `[`
      help: write `([1])[0]` for an element
    E0105 print 2 ⟦*⟧* 3
      expected a value or the end of the command, found `*`
      (an expression among values stands in parentheses)
    E0104 print ⟦.5⟧
      expected a digit before the point, found `.5`
      help: write `0.5`
    E0109 load mnist ⟦||⟧ load digits
      expected a value or the end of the command, found `||`
      help: write `(… or …)` for a condition, `try { … } catch { … }` for a second attempt
    E0109 load digits (train⟦=⟧120)
      expected values for the command `train`, found `=`
    E0109 f⟦(⟧x)
      expected a blank after the command `f`, found `(`
      (calls have neither parentheses nor commas)
      help: write `f x`
    E0109 sqrt⟦(⟧$a + 1, 3)
      expected a blank after the command `sqrt`, found `(`
      (calls have neither parentheses nor commas)
      help: write `sqrt ($a + 1) 3`
    E0109 f⟦(⟧)
      expected a blank after the command `f`, found `(`
      (calls have neither parentheses nor commas)
      help: write `f`
    E0109 load mnist ⟦|⟧ show
      expected a value or the end of the command, found `|`
      (there are no pipes)
      help: write `show (load mnist)`
    E0109 load mnist ⟦|⟧ show count=3
      expected a value or the end of the command, found `|`
      (there are no pipes)
      help: write `show (load mnist) count=3`
    E0109 load mnist ⟦&&⟧ train
      expected a value or the end of the command, found `&&`
      help: write `;`: a script stops at the first error
    E0109 load mnist ⟦&⟧
      expected a value or the end of the command, found `&`
      (nothing runs in the background)
      help: leave the `&` out
    E0105 train⟦?⟧
      expected a blank after the command `train`, found `?`
    E0105 foo⟦/⟧bar
      expected a blank after the command `foo`, found `/`
    E0105 foo⟦:⟧
      expected a blank after the command `foo`, found `:`
    E0105 a.b⟦.⟧c
      expected a blank after the command `a.b`, found `.`
    E0105 print a=⟦⟧
      expected a value, found the end of the text
    E0105 print a⟦==⟧3
      expected a value or the end of the command, found `==`
      (an expression among values stands in parentheses)
    E0109 print ⟦=⟧3
      expected values for the command `print`, found `=`
      help: write `let print =3`
    E0106 print ⟦(⟧1
      expected `)`, found the end of the text
      (opened here)
    E0106 print ⟦[⟧1
      expected `]`, found the end of the text
      (opened here)
    E0106 print 1 ⟦\⟧
      expected another line after `\`, found the end of the text
    E0105 print ⟦{⟧
      expected a value, found `{`
    E0105 print ⟦:⟧
      expected a value, found `:`
    E0105 print ⟦..⟧
      expected a value, found `..`
    E0105 print 1⟦..⟧$n
      expected a value or the end of the command, found `..`
      (an expression among values stands in parentheses)
      help: write `(1..$n)`
    E0105 print 1⟦..⟧
      expected a value or the end of the command, found `..`
      (an expression among values stands in parentheses)
    E0105 train epochs = ⟦=⟧ 3
      expected a value, found `=`
      (one `=` too many)
    E0105 print 1⟦..⟧a
      expected a blank or a range of numbers, found `..`
    E0105 print ⟦@⟧ 3
      expected a value, found `@`
    E0105 print ⟦^⟧ 3
      expected a value, found `^`
    E0109 print a⟦|⟧b
      expected a value or the end of the command, found `|`
      (there are no pipes)
      help: write `b (print a)`
    E0109 print a⟦&⟧b
      expected a value or the end of the command, found `&`
      (nothing runs in the background)
      help: leave the `&` out
    E0109 print $a ⟦|⟧ show
      expected a value or the end of the command, found `|`
      (there are no pipes)
      help: write `show (print $a)`
    E0109 (load mnist ⟦|⟧ show)
      expected a value or the end of the command, found `|`
      (there are no pipes)
      help: write `show (load mnist)`
    """#)

  @Test("says what is wrong with a command, where, and the way out", arguments: cases)
  func fault(_ fault: FaultCase) { fault.check() }
}
