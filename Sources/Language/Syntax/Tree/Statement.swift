package import MNLDiagnostics

/// One statement: what its first token decided that it is.
package struct Statement: Sendable {
  /// What it does.
  package var kind: Kind
  /// From its first token to its last.
  package var span: SourceSpan
  /// The comments on the lines above it, in their order; `##` ones are its help.
  package var leadingComments: [Comment]
  /// The comment that ends its last line.
  package var trailingComment: Comment?

  /// Makes a statement.
  package init(
    kind: Kind, span: SourceSpan, leadingComments: [Comment] = [], trailingComment: Comment? = nil
  ) {
    self.kind = kind
    self.span = span
    self.leadingComments = leadingComments
    self.trailingComment = trailingComment
  }

  /// Whether a `##` comment at the end of its line is its help.
  var takesHelp: Bool {
    if case .param = kind { true } else { false }
  }

  /// The forms of a statement, in the order of the grammar (design §2).
  package indirect enum Kind: Sendable {
    /// `param epochs: int 1..1000 = 6`.
    case param(Declaration)
    /// `let x = …`: binds a variable in its block.
    case `let`(Name, Rightside)
    /// `set x = …`: changes the nearest variable.
    case set(Name, Rightside)
    /// `if … { } else if … { } else { }`: conditions with their blocks, then the last block.
    case `if`([Branch], otherwise: Script?)
    /// `for x in … { }`.
    case `for`(Name, in: Expression, Script)
    /// `while … { }`.
    case `while`(Expression, Script)
    /// `try { } catch e { }`.
    case `try`(Script, catch: Name?, Script)
    /// `def name(…) { }`.
    case def(Definition)
    /// `use name`.
    case use(Name)
    /// `return …`.
    case `return`(Rightside?)
    /// `break`.
    case `break`
    /// `continue`.
    case `continue`
    /// `train epochs=6`.
    case command(Command)
    /// An expression whose value is shown at the top level of a cell.
    case expression(Expression)
  }

  /// A condition and what is done where it holds.
  package struct Branch: Sendable {
    /// The condition.
    package var condition: Expression
    /// What is done.
    package var block: Script

    /// Makes a branch.
    package init(condition: Expression, block: Script) {
      self.condition = condition
      self.block = block
    }
  }
}

/// What may stand to the right of `=` in `let`: a command where a name comes first, else an
/// expression.
package indirect enum Rightside: Sendable {
  /// A call whose value is taken.
  case command(Command)
  /// An expression.
  case expression(Expression)

  /// Where it stands.
  package var span: SourceSpan {
    switch self {
    case .command(let command): command.span
    case .expression(let expression): expression.span
    }
  }
}

/// A call: a name of one word (or `owner.name`) and its arguments.
///
/// Whether the first argument is the second word of a two-word name (`load digits`) is for the
/// registry to say: a script is parsed without it.
package struct Command: Sendable {
  /// The first word, `train` or `learn.train`.
  package var name: Name
  /// What follows, in its order.
  package var arguments: [Argument]
  /// From the name to the last argument.
  package var span: SourceSpan

  /// Makes a call.
  package init(name: Name, arguments: [Argument], span: SourceSpan) {
    self.name = name
    self.arguments = arguments
    self.span = span
  }
}

/// One value of a call, with the name of its parameter if that was given.
package struct Argument: Sendable {
  /// The parameter's name before the `=`.
  package var name: Name?
  /// The value; of the forms that grammar rule `value` allows.
  package var value: Expression
  /// From the name, if there is one, to the end of the value.
  package var span: SourceSpan

  /// Makes an argument.
  package init(name: Name?, value: Expression, span: SourceSpan) {
    self.name = name
    self.value = value
    self.span = span
  }
}

/// `def name(…) { … }`: a command that the script declares.
package struct Definition: Sendable {
  /// Its name, of one word or `owner.name`.
  package var name: Name
  /// Its parameters in their order.
  package var parameters: [Declaration]
  /// What it does.
  package var body: Script
  /// The `##` lines above it, joined by newlines; empty if there are none.
  package var help: String

  /// Makes a definition.
  package init(name: Name, parameters: [Declaration], body: Script, help: String) {
    self.name = name
    self.parameters = parameters
    self.body = body
    self.help = help
  }
}
