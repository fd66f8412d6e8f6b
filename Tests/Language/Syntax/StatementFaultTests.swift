import Testing

@Suite struct StatementFaultTests {
  static let cases = FaultCase.read(
    #"""
    E0109 ⟦!⟧ls
      expected a statement, found `!`
      (`mnl` runs no shell commands)
      help: run it in a shell
    E0109 x ⟦=⟧ 3
      expected values for the command `x`, found `=`
      help: write `let x = 3`
    E0109 x ⟦+=⟧ 1
      expected values for the command `x`, found `+=`
      help: write `set x = $x + 1`
    E0109 $x ⟦=⟧ 3
      expected the end of the statement, found `=`
      help: write `set x = 3` to change the variable
    E0105 $x +⟦=⟧ 1
      expected a value, found `=`
      help: write `set x = $x + 1`
    E0105 let n = 3; $a-b *⟦=⟧ $n
      expected a value, found `=`
      help: write `set a-b = $a-b * $n`
    E0105 1 +⟦=⟧ 1
      expected a value, found `=`
    E0105 let ⟦$⟧x = 3
      expected a name after `let`, found `$x`
      help: write `let x`: only reading takes a `$`
    E0105 let x ⟦3⟧
      expected `=` after `let x`, found `3`
      help: write `let x = 3`
    E0105 let ⟦=⟧ 3
      expected a name after `let`, found `=`
    E0105 let x =⟦⟧
      expected a value, found the end of the text
    E0105 let x = ⟦if⟧
      expected a command or an expression, found `if`
      (a statement, which has no value)
    E0105 for ⟦$⟧i in 1..3 { }
      expected a name after `for`, found `$i`
      help: write `for i`: only reading takes a `$`
    E0105 for i ⟦=⟧ 1..3 { }
      expected `in` after `for i`, found `=`
      help: write `for i in …`
    E0105 for i ⟦1⟧..3 { }
      expected `in` after `for i`, found `1`
    E0105 if $x ⟦=⟧ 3 { }
      expected `{`, found `=`
      help: write `==` to compare
    E0105 if $x⟦:⟧ 
      expected `{`, found `:`
      help: write a block as `{ … }`, without a colon
    E0105 if $x⟦⟧
      expected `{`, found the end of the text
    E0105 if ⟦x⟧ > 3 { }
      expected a value, found `x`
      help: write `$x` for a variable, `(x)` for a command, `"x"` for a text
    E0105 if $x { } ⟦elif⟧ $y { }
      expected the end of the statement, found `elif`
      help: write `else if`
    E0105 if $x { }⏎⟦else⟧ { }
      expected a statement, found `else`
      help: write `} else` on one line
    E0105 ⟦else⟧ { }
      expected a statement, found `else`
      (no block of `if` is before it)
    E0105 for k in 1..2 { }⏎⟦else⟧ { }
      expected a statement, found `else`
      (no block of `if` is before it)
    E0105 print 1⏎⟦catch⟧ { }
      expected a statement, found `catch`
      (no block of `try` is before it)
    E0105 try { }⟦⟧
      expected `catch` on the line of the `}`, found the end of the text
      help: write `try { … } catch { … }`
    E0105 try { } catch ⟦$⟧e { }
      expected a name after `catch`, found `$e`
      help: write `catch e`: only reading takes a `$`
    E0105 ⟦}⟧
      expected a statement, found `}`
      (nothing is open here)
    E0105 ⟦)⟧
      expected a statement, found `)`
      (nothing is open here)
    E0105 ⟦{⟧ }
      expected a statement, found `{`
      (a block belongs to `if`, `for`, `while`, `try` or `def`)
    E0105 ⟦]⟧
      expected a statement, found `]`
      (nothing is open here)
    E0105 ⟦/⟧/ comment
      expected a statement, found `/`
      help: begin a comment with `#`
    E0105 let x = 5 ⟦min⟧
      expected the end of the statement, found `min`
      help: write `5min`, without the blank
    E0109 ⟦!⟧ $a
      expected a statement, found `!`
      help: write `not`
    E0105 def f ⟦{⟧ }
      expected `(` after `def f`, found `{`
      help: write `def f() {`
    E0105 def ⟦if⟧() { }
      expected the name of the new command, found the word `if` of the language
      (a line that begins so would never call it)
      help: give the command another name
    E0105 def ⟦none⟧() { }
      expected the name of the new command, found the word `none` of the language
      (a line that begins so would never call it)
      help: give the command another name
    E0105 def ⟦else⟧() { }
      expected the name of the new command, found the word `else` of the language
      (a line that begins so would never call it)
      help: give the command another name
    E0105 def⟦⟧
      expected the name of the new command, found the end of the text
    E0105 def f(x ⟦y⟧) { }
      expected `,`, `)` or the end of the line, found `y`
    E0105 def f(x: ⟦)⟧ { }
      expected a type, found `)`
    E0105 def f(x: int ⟦>=⟧ 0) { }
      expected limits as `1..10`, `0..<1` or `> 0`, found `>=`
      help: write the number and `..`
    E0105 def f(x: int ⟦<=⟧ 0) { }
      expected limits as `1..10`, `0..<1` or `> 0`, found `<=`
      help: write `..` and the number
    E0105 def f(x: int ⟦<⟧ 0) { }
      expected limits as `1..10`, `0..<1` or `> 0`, found `<`
      help: write `..<` and the number
    E0105 def f(x: int ⟦..⟧) { }
      expected a number before or after `..`, found none
      help: leave the limits out
    E0105 def f(x: int 1⟦)⟧ { }
      expected `..` between two limits, found `)`
    E0105 def f(x: a|⟦)⟧ { }
      expected another word after `|`, found `)`
    E0105 def f(x = ⟦$⟧a) { }
      expected a fixed value: a number, a text, a word or a list, found `$a`
      (computed when it runs)
    E0105 def f(x = [⟦a⟧]) { }
      expected a number, a text, `true`, `false` or `none`, found the word `a`
      help: write it as a text, `"a"`
    E0105 def f(x = ⟦"{$a}"⟧) { }
      expected a fixed text, found one with an interpolation
      help: write `{{` and `}}` for braces
    E0105 def f(x = ⟦)⟧ { }
      expected a fixed value: a number, a text, a word or a list, found `)`
    E0105 def f(x: int 1..⟦a⟧) { }
      expected `,`, `)` or the end of the line, found `a`
    E0112 if true { ⟦param⟧ x }
      expected `param` at the top level, found it in a block
      help: move it out of the block
    E0112 if true { ⟦use⟧ x }
      expected `use` at the top level, found it in a block
      help: move it out of the block
    E0112 if true { ⟦def⟧ f() { } }
      expected `def` at the top level, found it in a block
      help: move it out of the block
    E0112 ⟦break⟧
      expected `break` inside a loop, found it at the top level
      help: leave it out, or put it into the `for` or `while` that it is about
    E0112 ⟦continue⟧
      expected `continue` inside a loop, found it at the top level
      help: leave it out, or put it into the `for` or `while` that it is about
    E0112 ⟦return⟧
      expected `return` inside a `def`, found it at the top level
      help: leave it out, or put it into the `def` that it is to end
    E0112 def f() { ⟦break⟧ }
      expected `break` inside a loop, found it in a `def`
      help: leave it out, or put it into the `for` or `while` that it is about
    E0105 use ⟦3⟧
      expected the name of a module, found `3`
    E0105 use ⟦"{$a}"⟧
      expected a fixed text, found one with an interpolation
      help: write `{{` and `}}` for braces
    E0106 if true ⟦{⟧
      expected `}`, found the end of the text
      (opened here)
    E0105 let x = not⟦⟧
      expected a value, found the end of the text
    E0105 param⟦⟧
      expected the name of a parameter, found the end of the text
    E0105 param x: int 3 ⟦=⟧ 4 5
      expected `..` between two limits, found `=`
    E0105 while ⟦{⟧ }
      expected a value, found `{`
    E0105 for x in ⟦{⟧ }
      expected a value, found `{`
    E0105 $x ⟦y⟧
      expected the end of the statement, found `y`
    """#)

  @Test("says what is wrong with a statement, where, and the way out", arguments: cases)
  func fault(_ fault: FaultCase) { fault.check() }
}
