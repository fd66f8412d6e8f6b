/// The commands that share their first word: `load` alone, and `load mnist`, `load digits`.
package struct CommandFamily {
  /// The first word, with its owner if it was looked up so.
  package let first: String
  /// The command of this word alone; nil if there is none.
  package private(set) var single: RegisteredCommand?
  private var relatives: [String: RegisteredCommand] = [:]

  /// Makes a family of nobody yet.
  init(_ first: String) { self.first = first }

  /// The second words that there are, in the order of the alphabet.
  package var secondWords: [String] { relatives.keys.sorted() }

  /// The commands of two words, in the order of their second words.
  package var pairs: [RegisteredCommand] {
    relatives.sorted { $0.key < $1.key }.map(\.value)
  }

  /// The command with this second word, or of one word for nil.
  package subscript(second: String?) -> RegisteredCommand? {
    if let second { relatives[second] } else { single }
  }

  /// Adds a command of the family.
  mutating func add(_ command: RegisteredCommand) {
    if let second = command.declaration.name.second {
      relatives[second] = command
    } else {
      single = command
    }
  }
}

extension CommandFamily {
  /// The help that lists the commands of two words.
  var choices: String {
    "the choices are " + secondWords.map { "`\(first) \($0)`" }.joined(separator: ", ")
  }
}

extension CommandFamily {
  /// What is known of a call before its second word is: the parameters that all relatives have, with
  /// the same name and type, and the result if it is the same.
  var common: CommandDeclaration {
    let declarations = pairs.map(\.declaration)
    guard let first = declarations.first else {
      return CommandDeclaration(CommandName(self.first), "")
    }
    let others = declarations.dropFirst()
    let shared = first.parameters.filter { parameter in
      others.allSatisfy { $0.parameter(parameter.name)?.isLike(parameter) ?? false }
    }
    let parameters = shared.map { parameter in
      let place = first.positionalIndex(parameter.name)
      let isAtOnePlace =
        place != nil && others.allSatisfy { $0.positionalIndex(parameter.name) == place }
      let hasOneRange = others.allSatisfy {
        $0.parameter(parameter.name)?.limits == parameter.limits
      }
      return parameter.changed(
        presence: parameter.isVariadic ? .variadic(atLeast: 0) : .optional,
        isPositional: isAtOnePlace, limits: hasOneRange ? parameter.limits : nil)
    }
    var returns = ReturnType.anything
    if case .value(let type) = first.returns,
      others.allSatisfy({ if case .value(type) = $0.returns { true } else { false } })
    {
      returns = first.returns
    }
    return CommandDeclaration(
      CommandName(self.first), "", parameters: parameters, returns: returns)
  }
}

extension CommandDeclaration {
  fileprivate func positionalIndex(_ name: String) -> Int? {
    parameters.filter(\.isPositional).firstIndex { $0.name == name }
  }
}

extension ParameterDeclaration {
  fileprivate func isLike(_ other: ParameterDeclaration) -> Bool {
    name == other.name && type == other.type && isVariadic == other.isVariadic
  }
}
