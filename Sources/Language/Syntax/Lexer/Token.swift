/// A piece of the text, cut as expressions need it.
///
/// Where a command expects a value, the parser cuts again from the start of the token: there
/// `./data/*.csv` is one word. So no token carries an error; what cannot be read is `unexpected`
/// until somebody wants it.
struct Token {
  /// What a token is.
  enum Kind {
    /// The end of the text or of the cell; the end of a line; `;`.
    case end, newline, semicolon
    /// An IDENT, keyword or not; a number with all letters stuck to it.
    case name, number
    /// The opening quote of a text; its content is read by the parser.
    case doubleQuote, singleQuote
    /// `$ ( ) [ ] { }`.
    case dollar, leftParen, rightParen, leftBracket, rightBracket, leftBrace, rightBrace
    /// `, : ? =`.
    case comma, colon, question, equals
    /// `. .. ...`.
    case dot, dots, ellipsis
    /// `+ - * / @ ^`.
    case plus, minus, star, slash, at, caret
    /// `== != < <= > >=`.
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    /// Reserved: `| & !`, a backtick and `%`.
    case bar, ampersand, exclamation, backtick, percent
    /// One character that begins nothing.
    case unexpected
  }

  /// What it is.
  let kind: Kind
  /// Its bytes.
  let range: Range<Int>
  /// Whether a blank, a line end or nothing stands before it.
  let isAfterBlank: Bool

  /// Whether a value may begin with it.
  var beginsValue: Bool {
    switch kind {
    case .name, .number, .doubleQuote, .singleQuote, .dollar, .leftParen, .leftBracket: true
    default: false
    }
  }
}
