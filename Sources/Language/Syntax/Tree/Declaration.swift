package import MNLDiagnostics

/// A declared parameter of a script or of a `def`: `epochs: int 1..1000 = 6  ## passes`.
package struct Declaration: Sendable {
  /// Its name.
  package var name: Name
  /// Whether it may be left out (`?`) or takes the remaining values (`...`).
  package var arity: Arity
  /// Its type; nil where none is written, which means `any`.
  package var type: TypeExpression?
  /// Its limits.
  package var limits: LimitsExpression?
  /// The value where none is given: a literal, a word or a list of literals.
  package var defaultValue: Expression?
  /// The text after `##`.
  package var help: String
  /// From the name to the end of the default, without the help.
  package var span: SourceSpan

  /// How many values a parameter takes.
  package enum Arity: Sendable {
    /// One.
    case one
    /// One or none: `name?`.
    case optional
    /// What remains: `name...`.
    case variadic
  }

  /// Makes a declaration.
  package init(
    name: Name, arity: Arity, type: TypeExpression?, limits: LimitsExpression?,
    defaultValue: Expression?, help: String, span: SourceSpan
  ) {
    self.name = name
    self.arity = arity
    self.type = type
    self.limits = limits
    self.defaultValue = defaultValue
    self.help = help
    self.span = span
  }
}

/// A type as written: one name (`int`, `tensor`) or choices (`mnist|digits`).
package struct TypeExpression: Sendable {
  /// The words between the bars; a single one is the name of a type.
  package var words: [Name]
  /// Where it stands.
  package var span: SourceSpan

  /// Makes a type.
  package init(words: [Name], span: SourceSpan) {
    self.words = words
    self.span = span
  }
}

/// Limits as written: `1..1000`, `0<..1`, `0..<1`, `> 0`.
package struct LimitsExpression: Sendable {
  /// The least value; nil if there is none.
  package var lower: NumberLiteral?
  /// Whether the least value itself is excluded.
  package var excludesLower: Bool
  /// The greatest value; nil if there is none.
  package var upper: NumberLiteral?
  /// Whether the greatest value itself is excluded.
  package var excludesUpper: Bool
  /// Where they stand.
  package var span: SourceSpan

  /// Makes limits.
  package init(
    lower: NumberLiteral?, excludesLower: Bool, upper: NumberLiteral?, excludesUpper: Bool,
    span: SourceSpan
  ) {
    self.lower = lower
    self.excludesLower = excludesLower
    self.upper = upper
    self.excludesUpper = excludesUpper
    self.span = span
  }
}
