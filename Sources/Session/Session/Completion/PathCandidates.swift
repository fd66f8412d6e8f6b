/// The paths that a half-written one may become.
struct PathCandidates {
  /// They, each with the quotes that it needs and a blank behind a file.
  let candidates: [Completion.Candidate]

  /// Finds paths.
  ///
  /// - Parameters:
  ///   - typed: What is written of it, perhaps with the opening quote.
  ///   - endings: How files must end; folders always count. None for all.
  ///   - onlyFolders: Whether no file counts.
  ///   - names: What lies in a folder; folders end in `/`.
  init(
    typed: String, endings: [String], onlyFolders: Bool, in names: (String) -> [String]
  ) {
    let isQuoted = typed.first == "'" || typed.first == "\""
    let path = isQuoted ? typed.dropFirst() : typed[...]
    let split = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let (folder, prefix) = (String(path[..<split]), path[split...])
    let found = names(folder).filter { name in
      name.hasPrefix(prefix) && (!name.hasPrefix(".") || prefix.hasPrefix("."))
        && (name.hasSuffix("/")
          || !onlyFolders && (endings.isEmpty || endings.contains(where: name.hasSuffix)))
    }
    candidates = found.sorted().compactMap { name in
      let isFolder = name.hasSuffix("/")
      let whole = folder + name
      if !isQuoted, Self.isWord(whole) {
        return .init(whole + (isFolder ? "" : " "), label: name)
      }
      // Raw text has no escapes, so a path with such a quote needs the other one.
      let quote = whole.contains("'") || typed.first == "\"" ? "\"" : "'"
      guard quote == "'" || !whole.contains(where: { "\"\\{}".contains($0) }) else { return nil }
      return .init(quote + whole + (isFolder ? "" : quote + " "), label: name)
    }
  }

  /// Whether a path can stand without quotes.
  private static func isWord(_ path: String) -> Bool {
    guard let first = path.first,
      first.isLetter || "_/~".contains(first) || path.hasPrefix("./") || path.hasPrefix("../")
    else { return false }
    return path.allSatisfy { !$0.isWhitespace && !";,()[]{}=\"'#$|&<>".contains($0) }
  }
}
