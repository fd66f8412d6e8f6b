/// The comparison of what a document shows with what it is expected to show.
///
/// Captures are known to all groups that follow, in other cells too.
package struct OutputComparison {
  private var captures: [String: String] = [:]

  /// Makes a comparison that has captured nothing yet.
  package init() {}

  /// Compares an output with the lines that are expected.
  ///
  /// - Returns: nil if it is as expected, else the lines that differ, each with `-` for what is
  ///   expected, `+` for what was shown, or a blank for what is the same.
  package mutating func difference(_ output: String, from expected: ExpectedGroup) -> [String]? {
    if OutputPattern.matches(output, expected.lines, &captures) { return nil }
    let shown = ExpectedGroup.lines(of: output)
    // Line by line from both ends: what is left in between differs.
    var known = captures
    func same(_ pattern: String, _ line: String) -> Bool {
      OutputPattern(pattern).matches(line, &known)
    }
    var head = 0
    let shorter = min(expected.lines.count, shown.count)
    while head < shorter, same(expected.lines[head], shown[head]) { head += 1 }
    var tail = 0
    while tail < shorter - head,
      same(expected.lines[expected.lines.count - 1 - tail], shown[shown.count - 1 - tail])
    {
      tail += 1
    }
    let missing = expected.lines[head..<(expected.lines.count - tail)].map { "- \($0)" }
    let surplus = shown[head..<(shown.count - tail)].map { "+ \($0)" }
    let before = shown[max(0, head - 1)..<head].map { "  \($0)" }
    let after = shown[(shown.count - tail)..<min(shown.count, shown.count - tail + 1)]
    return before + missing + surplus + after.map { "  \($0)" }
  }
}
