import MNLDiagnostics

/// Everything that help knows: the commands of all plugins, the `def`s, the errors, the language.
///
/// Nothing of a plugin runs for it: all is in the declarations.
package final class HelpIndex {
  private let registry: Registry
  /// The `def`s so far, by name; set once there is an interpreter.
  package var definitions: () -> [String: DefinedCommand] = { [:] }
  private let modules: ModuleLibrary

  /// Help on the commands of a registry, and on those of modules, by default of none.
  package init(_ registry: Registry, modules: ModuleLibrary? = nil) {
    self.registry = registry
    self.modules = modules ?? ModuleLibrary(NoModules(), registry: registry)
  }

  /// First words that do not name a command.
  enum Word {
    static let search = "search"
    static let error = "error"
    static let language = "language"
    static let statements: Set<String> = [
      "param", "let", "set", "if", "for", "while", "try", "def", "use", "return", "break",
      "continue",
    ]
  }

  /// The page on a topic.
  ///
  /// - Parameter topic: Its words: none for an overview; `train`; `load digits`; `train.epochs`;
  ///   `tensor`, a plugin or a family; `search loss`; `error E0203`; `language`.
  /// - Returns: The page.
  /// - Throws: A failure with the nearest topic, if there is no such one.
  package func page(on topic: [String]) throws(CommandFailure) -> HelpPage {
    guard let first = topic.first else { return overview }
    switch first {
    case Word.language where topic.count == 1: return .language
    case _ where topic.count == 1 && Word.statements.contains(first): return .language
    case Word.search: return try found(topic.dropFirst().map { $0.lowercased() })
    case Word.error: return try error(topic.dropFirst().joined(separator: " "))
    default: break
    }
    let name = topic.joined(separator: " ")
    if let page = command(name) ?? parameter(name) ?? family(name) ?? plugin(name) ?? module(name) {
      return page
    }
    throw unknown(name)
  }

  // MARK: Commands

  private func command(_ name: String) -> HelpPage? {
    if let definition = definitions()[name] { return definition.helpPage }
    if let command = registry.command(Self.commandName(name)) {
      return command.declaration.helpPage(owner: command.owner)
    }
    return modules.command(name)?.helpPage
  }

  /// `train.epochs`, `load digits.train`.
  private func parameter(_ name: String) -> HelpPage? {
    guard let dot = name.lastIndex(of: ".") else { return nil }
    let command = Self.commandName(String(name[..<dot]))
    let declaration =
      definitions()[command.description]?.declaration ?? registry.command(command)?.declaration
      ?? modules.command(command.description)?.declaration
    guard let declaration else { return nil }
    return declaration.parameter(String(name[name.index(after: dot)...]))?
      .helpPage(of: declaration.name)
  }

  /// `load`: the commands that begin with this word.
  private func family(_ name: String) -> HelpPage? {
    guard let pairs = registry.family(name)?.pairs, !pairs.isEmpty else { return nil }
    return HelpPage(
      name, "\(pairs.count) commands begin with this word",
      parts: [.entries(heading: "commands", pairs.map(Self.entry))])
  }

  private func plugin(_ name: String) -> HelpPage? {
    guard let plugin = registry.plugins.first(where: { $0.name == name }) else { return nil }
    let commands = registry.commands.filter { $0.owner == name }
    var parts: [HelpPage.Part] = [
      .entries(heading: "commands", commands.map(Self.entry))
    ]
    if !plugin.kinds.isEmpty {
      parts.append(
        .entries(
          heading: "kinds of values", plugin.kinds.map { HelpPage.Entry($0.name, $0.summary) }))
    }
    return HelpPage(name, plugin.summary, parts: parts)
  }

  private func module(_ name: String) -> HelpPage? {
    guard let module = modules.all.first(where: { $0.name == name }) else { return nil }
    return HelpPage(
      name, module.summary,
      parts: [
        .code(["use \(name)"]),
        .entries(
          heading: "commands",
          module.commands.map {
            HelpPage.Entry($0.declaration.name.description, $0.declaration.summary)
          }),
      ])
  }

  private static func entry(_ command: RegisteredCommand) -> HelpPage.Entry {
    HelpPage.Entry(command.declaration.name.description, command.declaration.summary)
  }

  private static func commandName(_ name: String) -> CommandName {
    CommandName(stringLiteral: name)
  }

  // MARK: The overview

  private var overview: HelpPage {
    let groups = registry.plugins.map { plugin in
      let commands = registry.commands.filter { $0.owner == plugin.name }
      let words = commands.map(\.declaration.name.first).firstOccurrences
      // So many words are looked up one level down.
      let summary =
        words.count > Self.mostWords
        ? "\(commands.count) commands: help \(plugin.name)" : words.joined(separator: " ")
      return HelpPage.Entry(plugin.name, summary)
    }
    return HelpPage(
      "mnl", "a notebook that you type; try it:",
      parts: [
        .code(["load digits; model lstm 100", "train epochs=3; eval"]),
        .entries(heading: "commands", groups),
      ]
        + (modules.names.isEmpty
          ? []
          : [
            .entries(
              heading: "library",
              [HelpPage.Entry("use NAME", modules.names.joined(separator: " "))])
          ])
        + [
          .entries(
            heading: "more",
            [
              HelpPage.Entry("help train", "a command; help train.epochs, a parameter"),
              HelpPage.Entry("help search loss", "what has to do with a word"),
              HelpPage.Entry("help error E0203", "what an error means, and what helps"),
              HelpPage.Entry("help language", "the language on one screen"),
            ])
        ])
  }

  /// The most words of a plugin that the overview names.
  private static let mostWords = 24

  // MARK: The handbook

  /// All commands as one page of Markdown, plugin by plugin.
  package var handbook: String {
    let head = """
      # The commands of `mnl`

      Every command as `help` shows it, in the order of the plugins. This page is written by
      `scripts/handbook`.
      """
    let sections = registry.plugins.flatMap { plugin in
      ["## \(plugin.name)\n\n\(plugin.summary)."]
        + registry.commands.filter { $0.owner == plugin.name }.map {
          $0.declaration.helpPage(owner: plugin.name).markdown(level: 3)
        }
    }
    let library = modules.all.flatMap { module in
      ["## use \(module.name)\n\n\(module.summary)."]
        + module.commands.map { $0.helpPage.markdown(level: 3) }
    }
    return ([head] + sections + library).joined(separator: "\n\n") + "\n"
  }

  // MARK: Searching

  private func found(_ words: [String]) throws(CommandFailure) -> HelpPage {
    guard !words.isEmpty else {
      throw CommandFailure(
        .missingArgument, "there is nothing to search for", help: "name it: help search loss",
        cure: .call("help search loss"))
    }
    let ranked = registry.commands.compactMap { command in
      command.declaration.rank(of: words).map { (rank: $0, command: command) }
    }
    let best = ranked.enumerated().sorted {
      ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
    }
    var entries = best.map { Self.entry($0.element.command) }
    entries += modules.all.flatMap { module in
      module.commands.filter { $0.declaration.rank(of: words) != nil }.map {
        HelpPage.Entry(module.fullName(of: $0), $0.declaration.summary)
      }
    }
    let errors = ErrorPage.all.filter { page in words.allSatisfy { page.contains($0) } }
    entries += errors.map { HelpPage.Entry("error \($0.code)", $0.title) }
    let sought = words.joined(separator: " ")
    guard !entries.isEmpty else {
      throw CommandFailure(
        .unknownTopic, "nothing has to do with '\(sought)'", help: "see all commands: help",
        cure: .call("help"))
    }
    return HelpPage(
      "search \(sought)", "\(entries.count) found", parts: [.entries(heading: "found", entries)])
  }

  // MARK: Errors

  private func error(_ code: String) throws(CommandFailure) -> HelpPage {
    if code.isEmpty {
      return HelpPage(
        "error", "every error has a code, and a page",
        parts: [
          .entries(
            heading: "codes", ErrorPage.all.map { HelpPage.Entry("\($0.code)", $0.title) })
        ])
    }
    guard let page = ErrorPage.all.first(where: { $0.code.description == code.uppercased() })
    else {
      throw CommandFailure(
        .unknownTopic, "there is no error '\(code)'", help: "see all errors: help error",
        cure: .call("help error"))
    }
    return HelpPage(page.code.description, page.title, parts: [.verbatim(page.body)])
  }

  // MARK: No such topic

  private func unknown(_ name: String) -> CommandFailure {
    let vocabulary = Vocabulary(
      registry, definitions: definitions().mapValues(\.declaration), modules: modules)
    let nearest = vocabulary.topics.nearest(to: name)
    return CommandFailure(
      .unknownTopic, "there is no help on '\(name)'",
      help: nearest.map { "did you mean `help \($0)`?" } ?? "search for it: help search \(name)",
      cure: nearest.map { .call("help \($0)") } ?? .advice)
  }
}

extension CommandDeclaration {
  /// How well words fit the command: 0 best; nil if one of them does not occur.
  fileprivate func rank(of words: [String]) -> Int? {
    let places = [
      name.description, summary,
      parameters.map { "\($0.name) \($0.summary)" }.joined(separator: " "),
      details,
    ].map { $0.lowercased() }
    var worst = 0
    for word in words {
      guard let place = places.firstIndex(where: { $0.contains(word) }) else { return nil }
      worst = max(worst, place)
    }
    return worst
  }
}

extension [String] {
  /// The words without those that occurred before.
  fileprivate var firstOccurrences: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
