import MNLRuntime

/// A cursor in a statement, and what could stand at it.
struct CompletionSite {
  /// What the session knows.
  let finder: CompletionFinder
  /// The bytes of the cell.
  let cell: [UInt8]
  /// Where in it the cursor is.
  let context: CompletionContext
  /// Its offset.
  let cursor: Int

  /// The word that the cursor touches.
  var partial: String { context.partial.text }

  /// Nothing, perhaps with a word on what may be written.
  func none(hint: String? = nil) -> Completion {
    Completion(replaced: cursor..<cursor, candidates: [], hint: hint)
  }

  /// The candidates that begin as what is typed, each with what belongs behind it.
  func completion(
    _ candidates: Candidates, prefix: String, suffix: String = " ", hint: String? = nil
  ) -> Completion {
    Completion(
      replaced: cursor - prefix.utf8.count..<cursor,
      candidates: candidates.beginning(with: prefix).map {
        .init($0.text + suffix, label: $0.text, detail: $0.summary)
      }, hint: hint)
  }

  /// What could stand here.
  var completion: Completion {
    var words = context.words
    if let bound = words.first, ["let", "set"].contains(bound.text) {
      if words.count == 1 {
        return bound.text == "set"
          ? completion(variables(written: { $0 }), prefix: partial) : none()
      }
      guard words.count > 2, words[2].text == "=" else { return none() }
      words.removeFirst(3)
    } else if words.first?.text == "return" {
      words.removeFirst()
    }
    guard let first = words.first else { return beginning }
    if first.text == "use" {
      return words.count == 1 ? modules : none()
    }
    if first.text == "help" { return topics(words.dropFirst()) }
    return call(first.text, Array(words.dropFirst()), from: first.start)
  }

  private var beginning: Completion {
    if let dollar = variable(partial) { return dollar }
    switch context.place {
    case .list: return none()
    case .group: return commands
    case .statement:
      guard context.words.isEmpty, !partial.contains(".") else { return commands }
      return completion(finder.vocabulary.commands + keywords, prefix: partial)
    }
  }

  /// What `use` may bring: modules by name, files as a text.
  private var modules: Completion {
    var found = completion(finder.vocabulary.modules, prefix: partial)
    if partial.hasPrefix("\"") || partial.hasPrefix("'") {
      found.candidates =
        PathCandidates(
          typed: partial, endings: [".mnl"], onlyFolders: false, in: finder.namesInFolder
        ).candidates
    }
    return found
  }

  /// The words that may begin a statement here.
  private var keywords: Candidates {
    let openers = Set(context.enclosures.filter { $0.place == .statement }.map(\.opener))
    return Candidates(
      Vocabulary.keywords.all.filter { keyword in
        switch keyword.text {
        case "param", "def", "use": context.enclosures.isEmpty
        case "return": openers.contains("def")
        case "break", "continue": !openers.isDisjoint(with: ["for", "while"])
        default: true
        }
      })
  }

  private var commands: Completion {
    var found = completion(
      partial.contains(".") ? finder.vocabulary.qualifiedCommands : finder.vocabulary.commands,
      prefix: partial)
    // What a value is to be, the parentheses around it say.
    if context.place == .group { found = accepted(found, as: .groupedCommand) }
    return found
  }

  private func topics(_ words: ArraySlice<CompletionContext.Word>) -> Completion {
    let typed = (words.map(\.text) + [partial]).joined(separator: " ")
    if let dot = partial.lastIndex(of: ".") {
      let names = words.map(\.text) + [String(partial[..<dot])]
      if names.count < 3,
        let found = finder.vocabulary.declaration(names[0], names.count == 2 ? names[1] : nil)
      {
        return completion(
          Vocabulary.parameters(of: found.command),
          prefix: String(partial[partial.index(after: dot)...]))
      }
    }
    return completion(finder.vocabulary.topics, prefix: typed)
  }

  // MARK: Calls

  private func call(
    _ first: String, _ given: [CompletionContext.Word], from start: Int
  ) -> Completion {
    let second = given.first.map(\.text)
    if given.isEmpty {
      let seconds = completion(finder.vocabulary.secondWords(after: first), prefix: partial)
      if !seconds.candidates.isEmpty { return seconds }
    }
    guard let found = finder.vocabulary.declaration(first, second) else {
      return variable(partial) ?? none()
    }
    let arguments = found.takesSecondWord ? Array(given.dropFirst()) : given
    var used = Set(arguments.compactMap(\.parameterName))
    if let equals = partial.firstIndex(of: "="), partial.first != "'", partial.first != "\"" {
      guard let parameter = found.command.parameter(String(partial[..<equals])),
        !used.contains(parameter.name)
      else { return none() }
      let value = String(partial[partial.index(after: equals)...])
      return values(of: parameter, value, hint: parameter.hint)
    }
    var places = found.command.parameters.filter { $0.isPositional && !used.contains($0.name) }
    let positional = arguments.count { $0.parameterName == nil }
    for _ in 0..<positional {
      guard let parameter = places.first else { break }
      used.insert(parameter.name)
      if !parameter.isVariadic { places.removeFirst() }
    }
    var result = none(hint: found.command.reminder)
    if let parameter = places.first {
      result = values(of: parameter, partial, hint: found.command.reminder)
    }
    guard !partial.contains(where: { "$'\"/~".contains($0) }) else { return result }
    let names = Vocabulary.parameters(of: found.command).beginning(with: partial)
    let more = names.filter { !used.contains($0.text) }.map {
      Completion.Candidate($0.text + "=", detail: $0.summary)
    }
    result.replaced = context.partial.start..<cursor
    result.candidates += more
    return result
  }
}

extension CompletionContext.Word {
  /// The name before the `=`, if this is a value with the name of its parameter.
  fileprivate var parameterName: String? {
    guard text.first != "'", text.first != "\"", text.first != "(",
      let equals = text.firstIndex(of: "=")
    else { return nil }
    return String(text[..<equals])
  }
}
