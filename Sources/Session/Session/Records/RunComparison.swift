import MNLEvents
import MNLNotebook

/// In what two runs differ.
package struct RunComparison {
  private let first: StoredRun
  private let second: StoredRun

  /// Compares two runs.
  package init(_ first: StoredRun, _ second: StoredRun) {
    (self.first, self.second) = (first, second)
  }

  /// All differences as text, the sections that have none left out.
  ///
  /// - Complexity: O(n · m) for n and m lines of their scripts.
  package var text: String {
    var sections: [String] = ["\(name(of: first)) and \(name(of: second))"]
    let parameters = differences(
      first.record.parameters.map { ($0.name, $0.value.plainText) },
      second.record.parameters.map { ($0.name, $0.value.plainText) })
    sections.append(section("parameters", parameters))
    sections.append(section("measures", measures))
    sections.append(
      section(
        "surroundings",
        differences(
          (first.record.surroundings?.facts ?? []).map { ($0.key, $0.value.plainText) },
          (second.record.surroundings?.facts ?? []).map { ($0.key, $0.value.plainText) })
          + differences([("seed", "\(first.record.seed)")], [("seed", "\(second.record.seed)")])
          + differences(commit(of: first), commit(of: second))))
    let data = [first, second].map { $0.record.data.map { "\($0.name) \($0.sha256)" } }
    sections.append("same data: \(data[0] == data[1] ? "yes" : "no")")
    let script = scriptChanges
    sections.append(
      script.isEmpty ? "same script: yes" : "script:\n" + script.joined(separator: "\n"))
    return sections.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private func name(of run: StoredRun) -> String {
    run.record.label.map { "\(run.record.id) (\($0))" } ?? run.record.id
  }

  private func section(_ title: String, _ lines: [(String, String)]) -> String {
    guard !lines.isEmpty else { return "" }
    let width = lines.map(\.0.count).max() ?? 0
    return
      ([title + ":"]
      + lines.map { name, change in
        "  " + name + String(repeating: " ", count: width - name.count + 2) + change
      }).joined(separator: "\n")
  }

  /// What has another value in the second list, or stands in one alone.
  private func differences(
    _ left: [(String, String)], _ right: [(String, String)]
  ) -> [(String, String)] {
    let names = left.map(\.0) + right.map(\.0).filter { name in !left.contains { $0.0 == name } }
    return names.compactMap { name in
      let values = [left, right].map { list in list.first { $0.0 == name }?.1 }
      guard values[0] != values[1] else { return nil }
      return (name, values.map { $0 ?? "nothing" }.joined(separator: " -> "))
    }
  }

  /// The last value of each measure in both, with how far they are apart.
  private var measures: [(String, String)] {
    let names = RunTable.names(of: [first, second])
    return names.compactMap { name in
      let pair = [first, second].map { run in
        run.record.summary.measures.first { $0.name == name }?.last
      }
      guard pair[0] != pair[1], pair[0] != nil || pair[1] != nil else { return nil }
      let texts = pair.map { $0.map { DecimalText.formatted("%.6g", $0) } ?? "nothing" }
      let delta =
        if let a = pair[0], let b = pair[1] {
          " (" + DecimalText.formatted("%+.3g", b - a) + ")"
        } else { "" }
      return (name, texts.joined(separator: " -> ") + delta)
    }
  }

  private func commit(of run: StoredRun) -> [(String, String)] {
    run.record.git.map { git in
      [("commit", git.commit.prefix(12) + (git.isDirty == true ? " with changes" : ""))]
    } ?? []
  }

  /// What a script of one lacks or has more than that of the other, as `diff -u` tells it.
  private var scriptChanges: [String] {
    let lines = [first, second].map { run -> [Substring] in
      let bytes = (try? SourceReader.read("\(run.path)/script.mnl")) ?? []
      return String(decoding: bytes, as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false)
    }
    return LineDifference(lines[0], lines[1]).unified(context: 2)
  }

  /// The measures in which the second run differs from the first by more than a share of it.
  ///
  /// - Parameter tolerance: The share, from 0.
  /// - Returns: A line for each: `test.accuracy: 0.97 expected, 0.91 found`.
  package func deviations(beyond tolerance: Double) -> [String] {
    first.record.summary.measures.compactMap { measure in
      let found = second.record.summary.measures.first { $0.name == measure.name }?.last
      guard measure.last != found else { return nil }
      if let expected = measure.last, let found,
        abs(found - expected) <= tolerance * max(abs(expected), abs(found))
      {
        return nil
      }
      let texts = [measure.last, found].map { $0.map { "\($0)" } ?? "nothing" }
      return "\(measure.name): \(texts[0]) expected, \(texts[1]) found"
    }
  }
}
