package import MNLDiagnostics

/// An expression, or the value of an argument.
package struct Expression: Sendable {
  /// What it is.
  package var kind: Kind
  /// Where it stands.
  package var span: SourceSpan

  /// Makes an expression.
  package init(_ kind: Kind, span: SourceSpan) {
    self.kind = kind
    self.span = span
  }

  /// The forms of an expression.
  package indirect enum Kind: Sendable {
    /// `100`, `1e-3`, `20%`, `30s`.
    case number(NumberLiteral)
    /// `"epoch {$n}"` or `'raw'`: pieces in their order; adjacent plain pieces are joined.
    case text([TextPiece])
    /// `true`, `false`.
    case bool(Bool)
    /// `none`.
    case none
    /// A bare word; only as the value of an argument or of a declared default.
    case word(String)
    /// `$name`, then fields and indices.
    case reference(Name, [Accessor])
    /// `[1, 2]`.
    case list([Expression])
    /// `( … )`, then fields and indices.
    case group(Rightside, [Accessor])
    /// `-x`, `not x`.
    case unary(UnaryOperator, Expression)
    /// `a + b`. The operator's own span is what errors of it point at besides the operands.
    case binary(Expression, BinaryOperator, SourceSpan, Expression)
    /// `1..6`, both ends included.
    case range(Expression, Expression)
  }
}

/// A step into a value: a field or an index.
package enum Accessor: Sendable {
  /// `.name`.
  case field(Name)
  /// `[expr]`.
  case index(Expression)
}

/// A piece of a text literal.
package enum TextPiece: Sendable {
  /// Characters, escapes resolved.
  case plain(String)
  /// `{expr:spec}`.
  case interpolation(Expression, TextFormat)
}

/// How an interpolated value is written: `[":" ["<"|">"] [width] ["." digits] ["%"]]`.
package struct TextFormat: Hashable, Sendable {
  /// To which side the value is moved; nil: numbers to the right, all else to the left.
  package var alignment: Alignment?
  /// The least number of characters; at most 1,000.
  package var width: Int?
  /// Digits after the point; at most 100.
  package var digits: Int?
  /// Whether a number is written as percent.
  package var isPercent: Bool

  /// A side.
  package enum Alignment: Hashable, Sendable {
    /// `<`.
    case left
    /// `>`.
    case right
  }

  /// Makes a format; without arguments, the plain one.
  package init(
    alignment: Alignment? = nil, width: Int? = nil, digits: Int? = nil, isPercent: Bool = false
  ) {
    self.alignment = alignment
    self.width = width
    self.digits = digits
    self.isPercent = isPercent
  }
}

/// A number as written: its value in base units and the dimension that its unit gave it.
package struct NumberLiteral: Sendable {
  /// The value; a duration in seconds, a size in bytes, a percentage divided by 100.
  package var value: Value
  /// What the unit made of it.
  package var dimension: Dimension
  /// The digits as written, sign and unit included: what the printer writes.
  package var text: String

  /// A whole number or one with a fraction.
  package enum Value: Hashable, Sendable {
    /// Whole.
    case int(Int)
    /// With a point, an exponent, a percent sign, or a fraction after its unit was applied.
    case float(Double)
  }

  /// The dimension of a number.
  package enum Dimension: Hashable, Sendable {
    /// A mere number, `%` included.
    case number
    /// `ms s min h`: seconds.
    case duration
    /// `B KB MB GB KiB MiB GiB`: bytes.
    case size
  }

  /// Makes a number.
  package init(value: Value, dimension: Dimension, text: String) {
    self.value = value
    self.dimension = dimension
    self.text = text
  }
}

/// An operator before its operand.
package enum UnaryOperator: String, Sendable {
  /// `-x`.
  case negate = "-"
  /// `not x`.
  case not = "not"
}

/// An operator between two operands.
package enum BinaryOperator: String, Sendable {
  /// `or`, `and`: the right side is evaluated only where it matters.
  case or, and
  /// Comparisons.
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  /// Membership: of a value in a list, of an int in a range, of a text in a text.
  case `in` = "in"
  /// Arithmetic.
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  /// The matrix product.
  case matrixMultiply = "@"
  /// Whole division and its remainder.
  case wholeDivide = "div"
  case modulo = "mod"
  case power = "^"
}
