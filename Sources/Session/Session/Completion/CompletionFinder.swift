import MNLRuntime

/// Finds what could stand at a cursor, from what the session knows; nothing of a plugin runs.
struct CompletionFinder {
  /// The names that may stand in a text.
  let vocabulary: Vocabulary
  /// The variables and their values.
  let variables: [String: Value]
  /// What lies in a folder; folders end in `/`.
  let namesInFolder: (String) -> [String]
  /// Whether a statement that ends with a candidate is one that the checker refuses for it.
  let refuses: (_ statement: String, _ candidate: Range<Int>) -> Bool

  /// What could stand at the cursor of a cell.
  ///
  /// - Parameters:
  ///   - cell: All lines of it.
  ///   - cursor: The offset of the cursor in its bytes.
  /// - Returns: What could stand there; nothing in a comment.
  func find(_ cell: String, _ cursor: Int) -> Completion {
    let context = CompletionContext(cell, cursor: cursor)
    guard !context.isInert else { return Completion(replaced: cursor..<cursor, candidates: []) }
    return Site(finder: self, context: context, cursor: cursor).completion
  }
}

/// A cursor in a statement.
private struct Site {
  let finder: CompletionFinder
  let context: CompletionContext
  let cursor: Int

  private var partial: String { context.partial.text }

  private func none(hint: String? = nil) -> Completion {
    Completion(replaced: cursor..<cursor, candidates: [], hint: hint)
  }

  private func completion(
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
          ? completion(Candidates(names: finder.variables.keys), prefix: partial) : none()
      }
      guard words.count > 2, words[2].text == "=" else { return none() }
      words.removeFirst(3)
    } else if words.first?.text == "return" {
      words.removeFirst()
    }
    guard let first = words.first else { return beginning }
    if first.text == "use" {
      return words.count == 1 ? completion(finder.vocabulary.modules, prefix: partial) : none()
    }
    if first.text == "help" { return topics(words.dropFirst()) }
    return call(first.text, Array(words.dropFirst()), from: first.start)
  }

  private var beginning: Completion {
    if let dollar = variable(nil, statement: "") { return dollar }
    switch context.place {
    case .list: return none()
    case .group: return commands
    case .statement:
      guard context.words.isEmpty else { return commands }
      return completion(
        partial.contains(".")
          ? finder.vocabulary.qualifiedCommands
          : finder.vocabulary.commands + Vocabulary.keywords, prefix: partial)
    }
  }

  private var commands: Completion {
    completion(
      partial.contains(".") ? finder.vocabulary.qualifiedCommands : finder.vocabulary.commands,
      prefix: partial)
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
    guard let found = finder.vocabulary.declaration(first, second) else { return none() }
    let arguments = found.takesSecondWord ? Array(given.dropFirst()) : given
    let statement =
      ([found.command.name.first] + given.map(\.text)).joined(separator: " ") + " "
    var used = Set(arguments.compactMap(\.parameterName))
    if let equals = partial.firstIndex(of: "="), partial.first != "'", partial.first != "\"" {
      guard let parameter = found.command.parameter(String(partial[..<equals])),
        !used.contains(parameter.name)
      else { return none() }
      let value = String(partial[partial.index(after: equals)...])
      return values(of: parameter, value, statement + "\(parameter.name)=", hint: parameter.hint)
    }
    var places = found.command.parameters.filter { $0.isPositional && !used.contains($0.name) }
    let positional = arguments.count { $0.parameterName == nil }
    for _ in 0..<positional {
      guard let parameter = places.first else { break }
      used.insert(parameter.name)
      if !parameter.takesMany { places.removeFirst() }
    }
    var result = none(hint: found.command.reminder)
    if let parameter = places.first {
      result = values(of: parameter, partial, statement, hint: found.command.reminder)
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

  private func values(
    of parameter: ParameterDeclaration, _ typed: String, _ statement: String, hint: String
  ) -> Completion {
    if typed.hasPrefix("$"), let found = variable(hint, statement: statement, typed) {
      return found
    }
    var result = completion(finder.vocabulary.words(for: parameter), prefix: typed, hint: hint)
    result.candidates = result.candidates.filter { !isRefused($0.label, after: statement) }
    if let endings = parameter.pathEndings {
      result.candidates +=
        PathCandidates(typed: typed, endings: endings, in: finder.namesInFolder)
        .candidates
    }
    return result
  }

  private func variable(
    _ hint: String?, statement: String, _ typed: String? = nil
  ) -> Completion? {
    let typed = typed ?? partial
    guard typed.hasPrefix("$") else { return nil }
    let name = typed.dropFirst()
    if let dot = name.lastIndex(of: ".") {
      guard let value = finder.variables[String(name[..<dot])] else { return none() }
      return completion(
        finder.vocabulary.fields(of: value), prefix: String(name[name.index(after: dot)...]),
        suffix: "", hint: hint)
    }
    var found = completion(
      Candidates(finder.variables.map { .init("$\($0.key)", $0.value.kindName) }), prefix: typed,
      suffix: "", hint: hint)
    found.candidates = found.candidates.filter { !isRefused($0.label, after: statement) }
    return found
  }

  private func isRefused(_ candidate: String, after statement: String) -> Bool {
    let start = statement.utf8.count
    return !statement.isEmpty
      && finder.refuses(statement + candidate, start..<start + candidate.utf8.count)
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
