/// Everything that is known of a command without running it.
///
/// The one form in which built-in Swift, `def`s and plugin processes declare commands. It feeds the
/// checker, the binder, help, completion, `plugin.json`, and the handbook. It is an object because it
/// never changes and each call refers to it.
package final class CommandDeclaration: Sendable {
  /// One or two words: `train`, `load digits`.
  package let name: CommandName
  /// One line: what it does, with a capital, without a full stop.
  package let summary: String
  /// Further paragraphs of help; empty if the summary says it all.
  package let details: String
  /// The parameters, positional ones in their order.
  package let parameters: [ParameterDeclaration]
  /// What the command sees of the parameters that a caller does not give.
  let defaults: [String: Value]
  /// What it returns.
  package let returns: ReturnType
  /// Lines that run as they stand, with what they show.
  package let examples: [Example]
  /// Names of commands to look at next.
  package let seeAlso: [String]

  /// A line of code and what it is for.
  package struct Example: Sendable {
    /// The code: statements separated by `;` or newlines; runs in a fresh session.
    package var code: String
    /// What it shows.
    package var text: String

    /// Makes an example.
    package init(_ code: String, _ text: String) {
      self.code = code
      self.text = text
    }
  }

  /// Makes a declaration.
  package init(
    _ name: CommandName, _ summary: String, details: String = "",
    parameters: [ParameterDeclaration] = [], returns: ReturnType = .nothing,
    examples: [Example] = [], seeAlso: [String] = []
  ) {
    self.name = name
    self.summary = summary
    self.details = details
    self.parameters = parameters
    self.defaults = Dictionary(
      parameters.map { ($0.name, $0.valueIfLeftOut) }, uniquingKeysWith: { first, _ in first })
    self.returns = returns
    self.examples = examples
    self.seeAlso = seeAlso
  }

  /// The parameter of a name; nil if there is none.
  package func parameter(_ name: String) -> ParameterDeclaration? {
    parameters.first { $0.name == name }
  }
}

/// The name of a command: one word, or two of which the second chooses among relatives.
package struct CommandName: Hashable, Sendable, CustomStringConvertible,
  ExpressibleByStringLiteral
{
  /// `load` of `load digits`.
  package let first: String
  /// `digits` of `load digits`; nil for a name of one word.
  package let second: String?

  /// Makes a name of its words.
  package init(_ first: String, _ second: String? = nil) {
    self.first = first
    self.second = second
  }

  /// Makes a name of one word or of two separated by a blank.
  package init(stringLiteral value: String) {
    let words = value.split(separator: " ", maxSplits: 1)
    self.init(String(words.first ?? ""), words.count > 1 ? String(words[1]) : nil)
  }

  /// The words with a blank between them.
  package var description: String { second.map { "\(first) \($0)" } ?? first }
}

/// What a command returns: known before it runs, so that `$r.accuracy` can be checked.
package indirect enum ReturnType: Sendable {
  /// `none`.
  case nothing
  /// A value of a type.
  case value(ParameterType)
  /// A record with these fields.
  case record([Field])
  /// Only the run can tell.
  case anything

  /// A field of a record.
  package struct Field: Sendable {
    /// Its name.
    package var name: String
    /// What it holds.
    package var type: ReturnType
    /// One line: what it means.
    package var summary: String

    /// Makes a field.
    package init(_ name: String, _ type: ReturnType, _ summary: String) {
      self.name = name
      self.type = type
      self.summary = summary
    }
  }
}

/// A kind of handle that a plugin declares: the name of a type in declarations.
package struct KindDeclaration: Sendable {
  /// Its name: `tensor`, `data`, `model`, `optimizer`.
  package var name: String
  /// One line: what it is.
  package var summary: String
  /// The fields that every handle of the kind has; nil if only the run can tell.
  package var fields: [ReturnType.Field]?
  /// Whether operators such as `+` and `<` may have a meaning for its handles.
  package var hasOperators: Bool
  /// The type that keeps and reads again handles of the kind; nil if they cannot be kept.
  package var archived: (any ArchivedHandle.Type)?

  /// Makes a kind.
  package init(
    _ name: String, _ summary: String, fields: [ReturnType.Field]? = nil,
    hasOperators: Bool = false, archived: (any ArchivedHandle.Type)? = nil
  ) {
    self.name = name
    self.summary = summary
    self.fields = fields
    self.hasOperators = hasOperators
    self.archived = archived
  }
}
