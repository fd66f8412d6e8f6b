/// A parameter of a command: what it takes, and what is known of it before any value is given.
///
/// It is an object because it never changes and each argument that is bound refers to it.
package final class ParameterDeclaration: Sendable {
  /// Its name, as in `name=value`.
  package let name: String
  /// One line: what it means.
  package let summary: String
  /// What it takes.
  package let type: ParameterType
  /// The numbers that it allows; only for numbers, durations and sizes.
  package let limits: Limits?
  /// What the command does with the path; only for paths.
  package let pathRole: PathRole?
  /// Whether it must, may or need not be given, and how many values it takes.
  package let presence: Presence
  /// Whether a value without a name may stand for it, in the order of the declarations.
  package let isPositional: Bool
  /// What the value is measured in, for help: `pixels`; empty if in nothing.
  package let unit: String
  /// Values worth offering where the type does not say them.
  package let completion: Completion

  /// Whether a value must be given.
  package enum Presence: Sendable {
    /// It must.
    case required
    /// It may be left out; the command then sees no value.
    case optional
    /// It may be left out; the command then sees this one.
    case defaulted(Value)
    /// It takes all remaining values, as a list, at least so many.
    case variadic(atLeast: Int)
  }

  /// What completion offers for a value.
  package enum Completion: Sendable {
    /// What the type says.
    case byType
    /// Files and folders, with one of these endings if any are given.
    case path(endings: [String])
    /// These words.
    case words([String])
    /// The runs that are on record.
    case runs
  }

  /// Makes a positional parameter that must be given.
  package init(
    _ name: String, _ type: ParameterType, _ summary: String, limits: Limits? = nil,
    presence: Presence = .required, isPositional: Bool = true, unit: String = "",
    pathRole: PathRole? = nil, completion: Completion = .byType
  ) {
    self.name = name
    self.type = type
    self.summary = summary
    self.limits = limits
    self.presence = presence
    self.isPositional = isPositional
    self.unit = unit
    self.pathRole = pathRole
    self.completion = completion
  }

  /// The parameter with another presence, another place in a call, or other limits.
  func changed(
    presence: Presence, isPositional: Bool, limits: Limits?
  ) -> ParameterDeclaration {
    ParameterDeclaration(
      name, type, summary, limits: limits, presence: presence, isPositional: isPositional,
      unit: unit, pathRole: pathRole, completion: completion)
  }

  /// What the command sees where a caller does not give it.
  var valueIfLeftOut: Value {
    switch presence {
    case .defaulted(let value): value
    case .variadic: .list([])
    case .required, .optional: .none
    }
  }

  /// A parameter that is only given by name and has a default.
  package static func option(
    _ name: String, _ type: ParameterType, _ summary: String, limits: Limits? = nil,
    default value: Value, unit: String = "", pathRole: PathRole? = nil,
    completion: Completion = .byType
  ) -> ParameterDeclaration {
    ParameterDeclaration(
      name, type, summary, limits: limits, presence: .defaulted(value), isPositional: false,
      unit: unit, pathRole: pathRole, completion: completion)
  }

  /// A parameter that is only given by name and that the command can do without.
  package static func option(
    _ name: String, _ type: ParameterType, _ summary: String, limits: Limits? = nil,
    unit: String = "", pathRole: PathRole? = nil, completion: Completion = .byType
  ) -> ParameterDeclaration {
    ParameterDeclaration(
      name, type, summary, limits: limits, presence: .optional, isPositional: false,
      unit: unit, pathRole: pathRole, completion: completion)
  }
}

/// What a parameter takes.
package indirect enum ParameterType: Hashable, Sendable {
  /// A whole number.
  case int
  /// A number; a whole one is widened.
  case float
  /// `true` or `false`.
  case bool
  /// Text; also a bare word.
  case text
  /// A path; also a bare word. A leading `~/` is the home folder.
  case path
  /// A duration; only with a unit.
  case duration
  /// A size; only with a unit.
  case size
  /// A list.
  case list
  /// Any value; a bare word is refused, because it could mean a text or a command.
  case any
  /// One of these words, also as text.
  case choice([String])
  /// A number, as for `float`, or one of these words.
  case floatOr([String])
  /// One of these words, bare or as text, or any other value.
  case anyOr([String])
  /// A handle of a kind; a bare word is the command of that name without arguments.
  case kind(String)

  /// What it is called in declarations and errors: `int`, `mnist|digits`, `tensor`.
  package var name: String {
    switch self {
    case .int: "int"
    case .float: "float"
    case .bool: "bool"
    case .text: "text"
    case .path: "path"
    case .duration: "duration"
    case .size: "size"
    case .list: "list"
    case .any: "any"
    case .choice(let words): words.joined(separator: "|")
    case .floatOr(let words): (["float"] + words).joined(separator: "|")
    case .anyOr(let words): (words + ["any"]).joined(separator: "|")
    case .kind(let kind): kind
    }
  }
}

/// The numbers that a parameter allows; durations in seconds, sizes in bytes.
package struct Limits: Hashable, Sendable {
  /// The least; nil if there is none.
  package var lower: Double?
  /// Whether the least itself is excluded.
  package var excludesLower: Bool
  /// The greatest; nil if there is none.
  package var upper: Double?
  /// Whether the greatest itself is excluded.
  package var excludesUpper: Bool

  /// Makes limits.
  package init(
    from lower: Double? = nil, excludesLower: Bool = false, to upper: Double? = nil,
    excludesUpper: Bool = false
  ) {
    self.lower = lower
    self.excludesLower = excludesLower
    self.upper = upper
    self.excludesUpper = excludesUpper
  }

  /// Above a number.
  package static func above(_ lower: Double) -> Limits { Limits(from: lower, excludesLower: true) }

  /// From a number on.
  package static func from(_ lower: Double) -> Limits { Limits(from: lower) }

  /// From one number to another, both included.
  package static func between(_ lower: Double, _ upper: Double) -> Limits {
    Limits(from: lower, to: upper)
  }

  /// Whether a number is allowed; one that is not a number never is.
  package func allow(_ value: Double) -> Bool {
    if let lower, !(excludesLower ? value > lower : value >= lower) { return false }
    if let upper, !(excludesUpper ? value < upper : value <= upper) { return false }
    return !value.isNaN
  }
}
