extension HelpPage {
  /// The language on one screen; `docs/language.md` has every rule.
  package static let language = HelpPage(
    "language", "the first word of a line decides what the line is",
    parts: [
      .entries(
        heading: "lines",
        [
          Entry("train epochs=6", "a command with its values, by name or by place"),
          Entry("let r = eval", "binds a variable; `set r = …` changes the nearest one"),
          Entry("$r.accuracy * 100", "an expression, whose value is shown"),
          Entry("(eval).accuracy", "a command inside an expression is in parentheses"),
          Entry("print \"{$n} {$x:.3}\"", "text with values; 'text' as it stands"),
          Entry("# words", "a comment; `;` separates lines on one"),
        ]),
      .entries(
        heading: "blocks",
        [
          Entry("if $n > 3 { … }", "also `else if … { … }` and `else { … }`"),
          Entry("for k in 1..3 { … }", "both ends belong to a range; `while`, `break`, `continue`"),
          Entry("try { … } catch e { … }", "$e.message says what went wrong"),
          Entry("def f(n: int = 3) { … }", "a command of your own; `return` gives a value"),
          Entry("param epochs: int = 6", "a parameter of the script: --set epochs=2"),
        ]),
      .entries(
        heading: "values",
        [
          Entry("100 1e-3 20% 30s 64MB", "numbers; a unit sticks to its number"),
          Entry("[1, 2] 1..5 true none", "lists count from 0"),
          Entry("+ - * / @ ^ div mod", "`@` is the matrix product"),
          Entry("== != < <= and or not in", "conditions are true or false, nothing else"),
        ]),
      .names(heading: "see also", ["help", "help search", "docs/language.md"]),
    ])
}
