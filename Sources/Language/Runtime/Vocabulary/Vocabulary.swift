/// The one source of names: which may stand where, at some point of a session or of a text.
///
/// It is made of declarations alone, so nothing of a plugin runs for it.
package struct Vocabulary {
  private let registry: Registry
  private let definitions: [String: CommandDeclaration]
  private let library: ModuleLibrary

  /// The vocabulary of the commands of plugins, of the `def`s so far, and of what `use` finds.
  package init(
    _ registry: Registry, definitions: [String: CommandDeclaration], modules: ModuleLibrary
  ) {
    self.registry = registry
    self.definitions = definitions
    self.library = modules
  }

  // MARK: Commands

  /// What a line may begin with to be a command: first words of plugins' commands, and `def`s.
  package var commands: Candidates {
    Candidates(
      definedCommands.filter { !$0.text.contains(".") }
        + registry.commands.map { entry($0, as: $0.declaration.name.first) })
  }

  /// First words with what brought them before: `learn.train`, `tasks.adding`.
  package var qualifiedCommands: Candidates {
    Candidates(
      definedCommands.filter { $0.text.contains(".") }
        + registry.commands.map { entry($0, as: "\($0.owner).\($0.declaration.name.first)") })
  }

  /// What may follow the first word of a command of two: `digits` and `mnist` after `load`; none
  /// where there is no such command.
  package func secondWords(after first: String) -> Candidates {
    guard definitions[first] == nil, let family = registry.family(first) else {
      return Candidates([])
    }
    return Self.secondWords(of: family)
  }

  /// What may follow the first word of a family.
  static func secondWords(of family: CommandFamily) -> Candidates {
    Candidates(
      family.pairs.compactMap { pair in
        pair.declaration.name.second.map { .init($0, pair.declaration.summary) }
      })
  }

  /// What is declared of a call that begins with these words, the `def`s first; nil if nothing is.
  ///
  /// - Parameters:
  ///   - first: The first word, perhaps with its plugin: `learn.train`.
  ///   - second: The word after it, if there is one.
  /// - Returns: The declaration, and whether the second word belongs to the name.
  package func declaration(
    _ first: String, _ second: String?
  ) -> (command: CommandDeclaration, takesSecondWord: Bool)? {
    if let definition = definitions[first] { return (definition, false) }
    guard let family = registry.family(first) else { return nil }
    if let second, let pair = family[second] { return (pair.declaration, true) }
    return family.single.map { ($0.declaration, false) }
  }

  private var definedCommands: [Candidates.Candidate] {
    definitions.map { .init($0.key, $0.value.summary) }
  }

  /// A word that several commands begin with has no summary of its own, unless one of them is it.
  private func entry(_ command: RegisteredCommand, as text: String) -> Candidates.Candidate {
    let family = registry.family(command.declaration.name.first)
    if let single = family?.single { return .init(text, single.declaration.summary) }
    let words = family?.secondWords ?? []
    return .init(text, words.prefix(4).joined(separator: ", ") + (words.count > 4 ? ", …" : ""))
  }

  // MARK: Parameters and their values

  /// The names of a command's parameters.
  package static func parameters(of command: CommandDeclaration) -> Candidates {
    Candidates(command.parameters.map { .init($0.name, $0.summary) })
  }

  /// The words that a parameter takes: its choices, the commands that make what it wants, a bool's two.
  ///
  /// Numbers, texts and paths are not among them.
  package func words(for parameter: ParameterDeclaration) -> Candidates {
    var words: [Candidates.Candidate] = []
    switch parameter.type {
    case .choice(let choices), .floatOr(let choices), .anyOr(let choices):
      words = choices.map { .init($0) }
    case .bool: words = [.init("true"), .init("false")]
    case .kind(let kind): words = makers(of: kind).all
    default: break
    }
    if case .words(let more) = parameter.completion { words += more.map { .init($0) } }
    return Candidates(words)
  }

  /// The commands of one word that make a handle of a kind, and so may stand for one.
  func makers(of kind: String) -> Candidates {
    Candidates(
      registry.commands.compactMap { command in
        guard case .value(.kind(kind)) = command.declaration.returns,
          command.declaration.name.second == nil
        else { return nil }
        return .init(command.declaration.name.first, command.declaration.summary)
      })
  }

  // MARK: Types, fields, modules, topics

  /// The types that a declaration may name: the plain ones, and the kinds that plugins bring.
  package var types: Candidates {
    Candidates(
      ParameterType.plain.keys.map { .init($0) } + registry.kinds.map { .init($0.name, $0.summary) }
    )
  }

  /// The fields of a value.
  package func fields(of value: Value) -> Candidates {
    switch value {
    case .record(let record): return Candidates(names: record.fields.map(\.name))
    case .handle(let handle):
      let declared = registry.kind(handle.kind)?.fields ?? []
      return Candidates(
        declared.map { .init($0.name, $0.summary) } + handle.fieldNames.map { .init($0) })
    default: return Candidates([])
    }
  }

  /// The fields of what a command returns, but for those of which only the run knows what they hold.
  package func fields(of command: CommandDeclaration) -> Candidates {
    let fields: [ReturnType.Field] =
      switch command.returns {
      case .record(let fields): fields
      case .value(.kind(let kind)): registry.kind(kind)?.fields ?? []
      case .nothing, .value, .anything: []
      }
    return Candidates(
      fields.compactMap { field in
        if case .anything = field.type { nil } else { .init(field.name, field.summary) }
      })
  }

  /// What `use` may name without a path: modules, and the plugins, which are always there.
  package var modules: Candidates {
    Candidates(library.names.map { .init($0) } + plugins)
  }

  private var plugins: [Candidates.Candidate] {
    registry.plugins.map { .init($0.name, $0.summary) }
  }

  /// What help may be asked for: commands of one and of two words, plugins, and its own words.
  package var topics: Candidates {
    let own: [Candidates.Candidate] = [
      .init(HelpIndex.Word.search, "what has to do with a word"),
      .init(HelpIndex.Word.error, "what an error means, and what helps"),
      .init(HelpIndex.Word.language, "the language on one screen"),
    ]
    let full = registry.commands.map { command in
      Candidates.Candidate(command.declaration.name.description, command.declaration.summary)
    }
    let brought = library.all.flatMap { module in
      [.init(module.name, module.summary)]
        + module.names.map { Candidates.Candidate($0.name, $0.command.declaration.summary) }
    }
    return Candidates(definedCommands + full + commands.all + plugins + brought + own)
  }

  /// The words that begin a statement.
  package static let keywords = Candidates([
    .init("param", "declares a parameter of the script"), .init("let", "binds a variable"),
    .init("set", "changes a variable"), .init("if", "runs a block on a condition"),
    .init("for", "runs a block for each element"), .init("while", "runs a block while it holds"),
    .init("try", "catches an error"), .init("def", "declares a command"),
    .init("use", "brings the commands of a module"), .init("return", "ends a def with a value"),
    .init("break", "ends a loop"), .init("continue", "goes on with the next round"),
  ])
}

extension Interpreter {
  /// The names that the session knows now.
  package var vocabulary: Vocabulary {
    Vocabulary(registry, definitions: definitions.mapValues(\.declaration), modules: modules)
  }

  /// The variables at the top level, and what they hold.
  package var variableCandidates: Candidates {
    Candidates(
      variables.map { name, value in
        .init(
          name,
          { if case .handle(let handle) = value { handle.summary } else { value.described } }())
      })
  }
}
