package import MNLNotebook

extension StoredRun {
  /// The names of facts that every run has, in the order in which they are told.
  static let factNames = [
    "id", "label", "status", "started", "seconds", "exit", "script", "seed",
  ]

  /// A fact of the run by its name: `status`, `params.rate`, `accuracy`, `validation.loss`; nil if
  /// there is none.
  ///
  /// A measure gives its best value, or its last one where none is better.
  package func fact(named name: String) -> JSONValue? {
    switch name {
    case "id": return .text(record.id)
    case "label": return record.label.map { .text($0) }
    case "status": return .text(state.rawValue)
    case "started": return .text(record.started)
    case "seconds", "duration": return record.seconds.map { .number($0) }
    case "exit": return record.exitCode.map { .int($0) }
    case "script": return .text(record.script.path)
    case "seed": return .int(record.seed)
    default: break
    }
    if name.hasPrefix("params.") {
      return record.parameter(named: String(name.dropFirst("params.".count)))
    }
    guard let measure = record.summary[name] else { return nil }
    return (measure.best ?? measure.last).map { .number($0) }
  }

  /// How a measure went, from the first value to the last.
  ///
  /// - Parameter measure: Its name with the split: `validation.accuracy`.
  /// - Returns: The values; empty if there are none.
  /// - Complexity: O(measurements of the run).
  package func course(of measure: String) -> [Double] {
    guard let bytes = try? SourceReader.read("\(path)/metrics.jsonl", limit: 64 << 20) else {
      return []
    }
    return bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
      guard let row = JSONValue(line: Array(line)), let name = row["name"]?.text else { return nil }
      let whole = row["split"]?.text.map { "\($0).\(name)" } ?? name
      return whole == measure ? row["value"]?.number : nil
    }
  }
}
