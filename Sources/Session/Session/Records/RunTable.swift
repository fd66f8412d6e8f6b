import MNLDiagnostics
package import MNLEvents
package import MNLNotebook

/// Runs beside each other: what differs between them, and what they brought.
package struct RunTable {
  /// A column: what stands above it, and what it has of each run.
  private struct Column {
    let name: String
    let cells: [Table.Cell]
  }

  private let columns: [Column]
  /// How many columns there would be besides.
  package let hiddenCount: Int

  /// Chooses what to show.
  ///
  /// - Parameters:
  ///   - runs: The runs, in the order in which they are to be shown.
  ///   - names: The facts to show; nil for those that are worth it, `all` for everything.
  /// - Throws: `RunFault` for a fact that no run has.
  package init(_ runs: [StoredRun], columns names: [String]?) throws(RunFault) {
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
    var columns = wanted.map { name in
      Column(name: name, cells: runs.map { Self.cell(name, of: $0) })
    }
    // How the first measure went says more than its end.
    if names == nil, let goal = Self.goals(among: measures).first {
      let course = Column(name: "", cells: runs.map { Self.course(goal, of: $0) })
      if course.cells.contains(where: { $0 != .empty }) { columns.append(course) }
    }
    self.columns = columns
    hiddenCount = max(0, all.count - wanted.count)
  }

  /// The table with so many of its columns, the first ones.
  package func table(columns count: Int) -> Table {
    let shown = columns.prefix(count)
    let rows = columns.first?.cells.indices ?? 0..<0
    return Table(
      columns: shown.map { Table.Column($0.name) },
      rows: rows.map { row in shown.map { $0.cells[row] } })
  }

  /// How many columns there are.
  package var columnCount: Int { columns.count }

  private static func cell(_ name: String, of run: StoredRun) -> Table.Cell {
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
    case .number(let number): return .text(DecimalText.formatted("%.4g", number))
    case let value?: return .text(value.plainText)
    }
  }

  private static func course(_ name: String, of run: StoredRun) -> Table.Cell {
    guard let measure = run.record.summary[name] else { return .empty }
    // What was measured once, at the end, has no course; that of the training has.
    let plain = measure.name.split(separator: ".").last.map(String.init) ?? measure.name
    for candidate in [measure.name, "validation.\(plain)", "train.\(plain)"] {
      let values = run.course(of: candidate)
      if values.count > 1 { return .trend(values) }
    }
    return .empty
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
    return lines.map { $0.map(QuotedText.csv).joined(separator: ",") + "\r\n" }.joined()
  }
}
