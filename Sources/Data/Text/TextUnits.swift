/// What a text is cut into.
package enum TextUnits: String, CaseIterable, Hashable, Sendable, Codable {
  /// Its Unicode scalars.
  case characters
  /// Runs of letters and digits; what is neither stands alone, ends of lines too, and blanks go.
  case words

  /// What stands for all units that are not in a vocabulary.
  package var other: String {
    switch self {
    case .characters: "\u{FFFD}"
    case .words: "<other>"
    }
  }

  /// Calls a closure for each unit of a text, in their order.
  ///
  /// - Complexity: O(scalars).
  func forEach(in text: some StringProtocol, _ body: (String) -> Void) {
    switch self {
    case .characters:
      for scalar in text.unicodeScalars { body(String(scalar)) }
    case .words:
      var word = String.UnicodeScalarView()
      func end() {
        if !word.isEmpty { body(String(word)) }
        word.removeAll(keepingCapacity: true)
      }
      for scalar in text.unicodeScalars {
        if scalar.properties.isAlphabetic || scalar.properties.numericType != nil
          || !word.isEmpty && "'’-".unicodeScalars.contains(scalar)
        {
          word.append(scalar)
          continue
        }
        end()
        if scalar == "\n" || !scalar.properties.isWhitespace { body(String(scalar)) }
      }
      end()
    }
  }

  /// Units as a text again: words with blanks between them, but for those before a full stop and the like.
  ///
  /// - Parameter units: The units, in their order.
  /// - Returns: The text.
  package func joined(_ units: some Sequence<String>) -> String {
    guard self == .words else { return units.joined() }
    var text = ""
    for unit in units {
      let isClosing = unit.count == 1 && ".,;:!?)]}\n".contains(unit)
      let isAtStart = text.isEmpty || "\n([{".contains(text.last ?? " ")
      text += isClosing || isAtStart ? unit : " " + unit
    }
    return text
  }
}
