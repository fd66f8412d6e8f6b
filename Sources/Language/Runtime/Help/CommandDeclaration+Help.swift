extension CommandDeclaration {
  /// All that help says of the command.
  ///
  /// - Parameter owner: The plugin that brought it.
  /// - Returns: Its page.
  package func helpPage(owner: String) -> HelpPage {
    helpPage(origin: "Full name: \(owner).\(name).")
  }

  /// The page with a last sentence on where the command comes from.
  fileprivate func helpPage(origin: String) -> HelpPage {
    var parts: [HelpPage.Part] = [.code(usageLines)]
    parts += details.split(separator: "\n\n").map { .paragraph(String($0)) }
    if !parameters.isEmpty {
      parts.append(.entries(heading: "parameters", parameters.map(\.helpEntry)))
    }
    parts += returns.helpParts
    if !examples.isEmpty {
      parts.append(.entries(heading: "examples", examples.map { HelpPage.Entry($0.code, $0.text) }))
    }
    if !seeAlso.isEmpty { parts.append(.names(heading: "see also", seeAlso)) }
    parts.append(.paragraph(origin))
    return HelpPage(name.description, summary, parts: parts)
  }

  /// How it is called, in lines of at most a page's width.
  private var usageLines: [String] {
    var lines = [name.description]
    for parameter in parameters.map(\.usage) {
      if lines[lines.count - 1].count + 1 + parameter.count > HelpPage.width - 2 {
        lines.append("    " + parameter)
      } else {
        lines[lines.count - 1] += " " + parameter
      }
    }
    return lines
  }
}

extension DefinedCommand {
  /// All that help says of the command.
  var helpPage: HelpPage {
    declaration.helpPage(
      origin: module.map {
        "Full name: \($0.fullName(of: self)), with `use \($0.name)` before it."
      } ?? "A `def` of this session.")
  }
}

extension ParameterDeclaration {
  /// How it is given: `units…`, `[epochs=INT]`.
  fileprivate var usage: String {
    let value = type.usage
    let given = isPositional ? name : "\(name)=\(value)"
    switch presence {
    case .required: return given
    case .optional, .defaulted: return "[\(given)]"
    case .variadic(let least):
      let repeated = "\(name)..."
      return least > 0 ? repeated : "[\(repeated)]"
    }
  }

  /// What help says of it in the list of its command.
  package var helpEntry: HelpPage.Entry { HelpPage.Entry(name, facts: facts, summary) }

  /// Type, limits, unit and default in a few words: `int, from 1 to 8192, in units`.
  private var facts: String {
    var facts = [type.factName]
    if let limits { facts.append(limits.described(as: type)) }
    if !unit.isEmpty { facts.append("in \(unit)") }
    switch presence {
    case .required: facts.append("must be given")
    case .optional: break
    case .defaulted(let value): facts.append("default \(value.printed)")
    case .variadic(let least): facts.append(least > 0 ? "\(least) or more" : "any number")
    }
    return facts.joined(separator: ", ")
  }

  /// A page of its own, for `help train.epochs`.
  package func helpPage(of command: CommandName) -> HelpPage {
    var parts: [HelpPage.Part] = [.paragraph("It takes: \(facts).")]
    parts.append(.names(heading: "see also", [command.description]))
    return HelpPage("\(command).\(name)", summary, parts: parts)
  }
}

extension ParameterType {
  /// What stands for a value in a usage line: `INT`, `adam|sgd`.
  fileprivate var usage: String {
    switch self {
    case .choice: name
    case .anyOr(let words): (words + ["VALUE"]).joined(separator: "|")
    case .floatOr(let words): (["FLOAT"] + words).joined(separator: "|")
    default: name.uppercased()
    }
  }

  /// The type in a list of facts: `int`, `one of mean, max`.
  fileprivate var factName: String {
    if case .choice(let words) = self { return words.joined(separator: "|") }
    return name
  }
}

extension ReturnType {
  /// What help says of a result; nothing if there is none.
  fileprivate var helpParts: [HelpPage.Part] {
    switch self {
    case .nothing: return []
    case .anything: return [.paragraph("What it returns, only the run can tell.")]
    case .value(let type): return [.paragraph("Returns: \(type.name).")]
    case .record(let fields):
      return [
        .entries(
          heading: "returns a record",
          fields.map { HelpPage.Entry($0.name, facts: $0.type.typeName, $0.summary) })
      ]
    }
  }

  /// `int`, `record`; empty if only the run can tell.
  package var typeName: String {
    switch self {
    case .nothing: "none"
    case .anything: ""
    case .value(let type): type.name
    case .record: "record"
    }
  }
}
