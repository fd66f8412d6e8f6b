import MNLDiagnostics
import MNLRuntime

// Values: words, paths and variables, as far as the checker takes them where they stand.
extension CompletionSite {
  /// Bytes of a cell beyond which only the statement at the cursor is looked at.
  private static let sizeToCheck = 1 << 12

  /// What a parameter may be given.
  func values(
    of parameter: ParameterDeclaration, _ typed: String, hint: String
  ) -> Completion {
    if let found = variable(typed, as: .variableAsValue, hint: hint) { return found }
    var result = accepted(
      completion(finder.vocabulary.words(for: parameter), prefix: typed, hint: hint), as: .whole)
    if case .runs = parameter.completion {
      // As paths, they are texts, right wherever a text is.
      result.candidates +=
        completion(finder.runs(), prefix: typed, hint: hint).candidates
    }
    if let endings = parameter.pathEndings {
      let paths = PathCandidates(
        typed: typed, endings: endings, onlyFolders: parameter.pathRole == .readsFolder,
        in: finder.namesInFolder)
      result.candidates += paths.candidates
    }
    return result
  }

  /// The variables that begin as what is typed, or the fields of one; nil if that begins with no `$`.
  func variable(
    _ typed: String, as part: Part = .variable, hint: String? = nil
  ) -> Completion? {
    if let inner = Self.interpolation(in: typed) {
      return variable(inner, as: .interpolatedVariable, hint: hint)
    }
    guard typed.hasPrefix("$") else { return nil }
    let name = typed.dropFirst()
    if let dot = name.lastIndex(of: ".") {
      guard let value = finder.variables[String(name[..<dot])] else { return none() }
      return accepted(
        completion(
          finder.vocabulary.fields(of: value), prefix: String(name[name.index(after: dot)...]),
          suffix: "", hint: hint), as: part == .variableAsValue ? .whole : part)
    }
    return accepted(
      completion(variables { "$\($0)" }, prefix: typed, suffix: "", hint: hint), as: part)
  }

  /// The variable that is being written in the last `{` of a text; nil if none is.
  private static func interpolation(in typed: String) -> String? {
    guard typed.hasPrefix("\""), let open = typed.lastIndex(of: "{"),
      !typed[open...].contains("}"),
      typed[..<open].reversed().prefix(while: { $0 == "{" }).count.isMultiple(of: 2),
      let dollar = typed[open...].lastIndex(of: "$"),
      typed[typed.index(after: dollar)...].allSatisfy({
        $0.isLetter || $0.isNumber || "-_.".contains($0)
      })
    else { return nil }
    return String(typed[dollar...])
  }

  /// The variables of the session and of the cell, written in some way.
  func variables(written: (String) -> String) -> Candidates {
    Candidates(
      finder.variables.map { .init(written($0.key), $0.value.kindName) }
        + context.bound.subtracting(finder.variables.keys).map { .init(written($0)) })
  }

  // MARK: What the checker says

  /// What a candidate is a part of.
  enum Part {
    /// It is the value.
    case whole
    /// A variable in an expression, which may go on in any way.
    case variable
    /// The same in a text, in an interpolation that is not closed.
    case interpolatedVariable
    /// A variable as a value, which only an element or a field can follow.
    case variableAsValue
    /// A command in parentheses, of whose result a field can be taken.
    case groupedCommand
  }

  /// Without the candidates that the checker refuses where they stand, however they go on.
  func accepted(_ completion: Completion, as part: Part) -> Completion {
    var completion = completion
    let place = completion.replaced.lowerBound
    completion.candidates = completion.candidates.filter { candidate in
      if part == .groupedCommand, let answer = isValue(candidate.label, at: place) { return answer }
      guard isRefused(candidate.label, at: place, as: part) else { return true }
      return endings(of: candidate.label, as: part).contains {
        !isRefused(candidate.label, $0, at: place, as: part)
      }
    }
    return completion
  }

  /// Whether there is a point in parentheses around a command; nil if the checker is to say it.
  private func isValue(_ command: String, at place: Int) -> Bool? {
    if case .nothing? = finder.vocabulary.declaration(command, nil)?.command.returns {
      return false
    }
    let seconds = finder.vocabulary.secondWords(after: command).all
    guard !seconds.isEmpty, finder.vocabulary.declaration(command, nil) == nil else { return nil }
    return seconds.contains { second in
      if case .nothing? = finder.vocabulary.declaration(command, second.text)?.command.returns {
        return false
      }
      return !isRefused(command, " " + second.text, at: place, as: .groupedCommand)
    }
  }

  /// What may follow a candidate so that it becomes another value.
  private func endings(of candidate: String, as part: Part) -> [String] {
    switch part {
    case .whole, .variable, .interpolatedVariable: return []
    case .variableAsValue:
      guard let value = finder.variables[String(candidate.dropFirst())] else { return [] }
      return finder.vocabulary.fields(of: value).all.map { ".\($0.text)" } + ["[0]"]
    case .groupedCommand:
      guard let command = finder.vocabulary.declaration(candidate, nil)?.command else { return [] }
      return finder.vocabulary.fields(of: command).all.map { ").\($0.text)" }
    }
  }

  private func isRefused(
    _ candidate: String, _ ending: String = "", at place: Int, as part: Part
  ) -> Bool {
    let statement = context.statement
    let places =
      cell.count <= Self.sizeToCheck
      ? [(0, context.closing), (statement.start, statement.closing)]
      : [(statement.start, statement.closing)]
    for (start, closing) in places {
      let before = String(decoding: cell[start..<place], as: UTF8.self) + candidate + ending
      let rest =
        switch part {
        case .groupedCommand where ending.hasPrefix(")"): String(closing.dropFirst())
        case .interpolatedVariable: "}\"" + closing
        default: closing
        }
      guard let faults = finder.faults(before + rest, place - start..<before.utf8.count) else {
        continue
      }
      switch part {
      case .variable, .interpolatedVariable: return faults.contains(.undefinedVariable)
      case .whole, .variableAsValue, .groupedCommand: return !faults.isEmpty
      }
    }
    return false
  }
}
