import MNLDiagnostics
package import MNLEvents
package import MNLNotebook

/// Runs beside each other: what differs between them, and what they brought.
package struct RunTable {
  /// A column: what stands above it, and what it has of each run.
  private struct Column {
    let name: String
    let cell: (StoredRun) -> Table.Cell
  }

  private let runs: [StoredRun]
  private let chosen: [Column]
  /// How many columns there would be besides.
  package let hiddenCount: Int

  /// Chooses what to show.
  ///
  /// - Parameters:
  ///   - runs: The runs, in the order in which they are to be shown.
  ///   - names: The facts to show; nil for those that are worth it, `all` for everything.
  /// - Throws: `RunFault` for a fact that no run has.
  package init(_ runs: [StoredRun], columns names: [String]?) throws(RunFault) {
    self.runs = runs
    let differing = Self.parameters(of: runs, onlyDiffering: true)
    let measures = Self.measures(of: runs)
    let usual =
      ["id"] + (runs.contains { $0.record.label != nil } ? ["label"] : [])
      + ["status", "started", "seconds"] + differing + Self.goals(among: measures)
    let all =
      StoredRun.factNames + Self.parameters(of: runs, onlyDiffering: false) + measures
    let wanted = names == ["all"] ? Array(all) : names ?? usual
    for name in wanted
    where !all.contains(name) && !runs.contains(where: { $0.fact(named: name) != nil }) {
      throw RunFault(
        .unknownRun, "no run has '\(name)'",
        help: "there are \(all.joined(separator: ", "))")
    }
    var columns = wanted.map(Self.column)
    // How the first measure went says more than its end.
    if names == nil, let goal = Self.goals(among: measures).first {
      let course = Self.course(goal)
      if runs.contains(where: { course.cell($0) != .empty }) { columns.append(course) }
    }
    chosen = columns
    hiddenCount = max(0, all.count - wanted.count)
  }

  /// The table with so many of its columns, the first ones.
  package func table(columns count: Int) -> Table {
    let columns = chosen.prefix(count)
    return Table(
      columns: columns.map { Table.Column($0.name) },
      rows: runs.map { run in columns.map { $0.cell(run) } })
  }

  /// How many columns there are.
  package var columnCount: Int { chosen.count }

  private static func column(_ name: String) -> Column {
    Column(name: name) { run in
      switch name {
      case "started":
        // To the second, without what all of them have.
        return .text(String(run.record.started.prefix(19)).replacing("T", with: " "))
      case "seconds", "duration":
        return run.record.seconds.map { .text(DecimalText.elapsed($0)) } ?? .empty
      default: break
      }
      switch run.fact(named: name) {
      case nil, .null: return .empty
      case .int(let int): return .int(int)
      case .number(let number): return .text(significant(number))
      case let value?: return .text(value.plainText)
      }
    }
  }

  private static func course(_ name: String) -> Column {
    Column(name: "") { run in
      guard let measure = run.record.summary[name] else { return .empty }
      // What was measured once, at the end, has no course; that of the training has.
      let plain = measure.name.split(separator: ".").last.map(String.init) ?? measure.name
      for candidate in [measure.name, "validation.\(plain)", "train.\(plain)"] {
        let values = run.course(of: candidate)
        if values.count > 1 { return .trend(values) }
      }
      return .empty
    }
  }

  private static func significant(_ number: Double) -> String {
    DecimalText.formatted("%.4g", number)
  }

  /// The parameters that occur, in the order in which they are first seen.
  private static func parameters(of runs: [StoredRun], onlyDiffering: Bool) -> [String] {
    var names: [String] = []
    for run in runs {
      for parameter in run.record.parameters where !names.contains(parameter.name) {
        names.append(parameter.name)
      }
    }
    if onlyDiffering {
      names = names.filter { name in
        let values = runs.map { $0.record.parameter(named: name)?.plainText }
        return Set(values).count > 1
      }
    }
    return names.map { "params.\($0)" }
  }

  private static func measures(of runs: [StoredRun]) -> [String] {
    var names: [String] = []
    for run in runs {
      for measure in run.record.summary.measures where !names.contains(measure.name) {
        names.append(measure.name)
      }
    }
    return names
  }

  /// The measures that say most: one to make large and the loss, of the test if it was used.
  private static func goals(among measures: [String]) -> [String] {
    func named(_ name: String) -> String? {
      ["test.\(name)", "validation.\(name)", "train.\(name)", name].first(where: measures.contains)
    }
    return [named("accuracy") ?? named("mae"), named("loss")].compactMap { $0 }
  }
}

// All facts of runs, for programs.
extension RunTable {
  /// The names of all facts that runs have.
  package static func names(of runs: [StoredRun]) -> [String] {
    StoredRun.factNames + parameters(of: runs, onlyDiffering: false)
      + measures(of: runs)
  }

  /// All facts of runs as a list of JSON objects.
  package static func json(of runs: [StoredRun]) -> JSONValue {
    .list(
      runs.map { run in
        var members: [JSONValue.Member] = [.init("status", .text(run.state.rawValue))]
        members.append(.init("path", .text(run.path)))
        members += (run.record.json.members ?? []).filter { $0.key != "status" }
        return .object(members)
      })
  }

  /// All facts of runs as a table of RFC 4180, a run in each line.
  package static func csv(of runs: [StoredRun]) -> String {
    let names = names(of: runs)
    let lines =
      [names]
      + runs.map { run in names.map { run.fact(named: $0)?.plainText ?? "" } }
    return lines.map { $0.map(quoted).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func quoted(_ text: String) -> String {
    guard text.contains(where: { ",\"\r\n".contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
