import MNLRender
import MNLSession

extension LineEditor {
  /// Whether a tab is only to move what follows to the right: where a line begins, and in the midst
  /// of text that no hand types.
  var takesTabLiterally: Bool {
    let before = Readline.line.utf8.prefix(Readline.cursor)
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { before.index(after: $0) }
    let isIndent = before[(lineStart ?? before.startIndex)...].allSatisfy {
      $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t")
    }
    return isIndent && !(cell.isEmpty && before.isEmpty) || !input.isEmpty
  }

  /// Finds what could stand at the cursor.
  func startOfCompletion() -> Int? {
    let lineStart = isWhole ? 0 : cell.utf8.count
    let text = isWhole ? Readline.line : cell + Readline.line
    let found = language.complete(text, lineStart + Readline.cursor)
    completion = (found, lineStart)
    notice = nil
    if found.candidates.count < 2, found.hint != nil {
      // What is put in needs no list, only the line below it.
      notice = list(Completion(replaced: found.replaced, candidates: [], hint: found.hint))
    }
    let start = found.replaced.lowerBound - lineStart
    return start >= 0 ? start : nil
  }

  /// The candidates, for the word that readline found to be the one to complete.
  func candidates(from start: Int) -> [String] {
    guard let (found, lineStart) = completion else { return [] }
    let line = Array(Readline.line.utf8)
    let lower = found.replaced.lowerBound - lineStart
    return found.candidates.compactMap { candidate in
      guard start > lower else {
        return String(decoding: line[start..<lower], as: UTF8.self) + candidate.text
      }
      // Readline keeps what lies before its word, so only what begins the same can be inserted.
      let kept = line[max(0, lower)..<start]
      guard candidate.text.utf8.starts(with: kept) else { return nil }
      return String(decoding: candidate.text.utf8.dropFirst(kept.count), as: UTF8.self)
    }
  }

  /// Lists the candidates below the line.
  func showCandidates() {
    guard let found = completion?.found else { return }
    showBelow(list(found))
  }

  /// A completion as lines that fit the window.
  private func list(_ completion: Completion) -> String {
    let (rows, columns) = Readline.size
    return CandidateList.text(of: completion, rows: rows, columns: columns)
  }
}
