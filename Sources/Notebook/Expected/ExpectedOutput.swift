/// The `#>` lines of a cell: what the code before them is expected to put out.
package enum ExpectedOutput {
  /// Code, and what is expected of it; nil if nothing is said.
  package struct Part: Equatable, Sendable {
    /// The lines of code.
    package var code: [String]
    /// The expected lines, without their `#>`.
    package var expected: [String]?
  }

  /// The parts of a cell: a group of `#>` lines ends one.
  ///
  /// - Complexity: O(n) for n bytes.
  package static func parts(of source: String) -> [Part] {
    var parts: [Part] = []
    var code: [Substring] = []
    var expected: [String] = []
    func close() {
      parts.append(
        Part(code: code.map(String.init), expected: expected.isEmpty ? nil : expected))
      code = []
      expected = []
    }
    for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
      if let text = text(of: line) {
        expected.append(text)
      } else {
        if !expected.isEmpty { close() }
        code.append(line)
      }
    }
    close()
    return parts
  }

  /// The expected text on a line; nil for a line of code or any other comment.
  static func text(of line: Substring) -> String? {
    if line == "#>" { return "" }
    return line.hasPrefix("#> ") ? String(line.dropFirst(3)) : nil
  }

  /// The lines as they stand in a cell.
  static func lines(of expected: [some StringProtocol]) -> [String] {
    expected.map { $0.isEmpty ? "#>" : "#> " + $0 }
  }
}
