import ArgumentParser
import MNLDiagnostics
import MNLNotebook
import MNLRender
import MNLSession

/// `mnl runs`: what is on record.
struct RunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs", abstract: "Look at the runs that are on record.",
    usage: """
      mnl runs [FILTER] [<options>]
      mnl runs diff RUN RUN
      mnl runs best --max accuracy
      """,
    discussion: """
      A run is named by its id, the beginning of it, its label, or the path of its folder. A filter \
      is as in "params.rate<0.01 and status=completed".
      """,
    subcommands: [
      RunsListCommand.self, RunsDiffCommand.self, RunsBestCommand.self, RunsReplayCommand.self,
      RunsLabelCommand.self, RunsRemoveCommand.self, RunsCollectCommand.self,
    ],
    defaultSubcommand: RunsListCommand.self)
}

/// The option that says where runs lie, and what all commands on them do alike.
struct RunStoreOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder with the folders of runs. (default: ~/.local/state/mnl/runs)",
      valueName: "FOLDER"),
    completion: .directory)
  var store: String?

  /// Does something with the store, and tells what keeps it from being done.
  func perform(
    _ body: (RunStore, ProcessStreams) throws(RunFault) -> MNLSession.ExitCode
  ) throws {
    let streams = ProcessStreams(color: .auto)
    streams.interruption.install(endsOnSecondInterrupt: true)
    let code = streams.finish { () -> MNLSession.ExitCode in
      do throws(RunFault) {
        return try body(try found(), streams)
      } catch {
        streams.say(error.diagnostic)
        return .unusable
      }
    }
    throw ArgumentParser.ExitCode(code.rawValue)
  }

  private func found() throws(RunFault) -> RunStore {
    if let store { return RunStore(folder: store) }
    guard let store = RunStore(in: Environment.variables) else {
      throw RunFault(
        Diagnostic(
          .unknownRun, "neither HOME nor XDG_STATE_HOME is set",
          help: "name the folder with `--store`"))
    }
    return store
  }
}

/// `mnl runs`: a table of them.
struct RunsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List runs, the newest last.")

  @Argument(help: "Which runs, as in \"params.rate<0.01 and status=completed\"; all if left out.")
  var filter: [String] = []

  @Option(help: "The fact to sort by: started, seconds, accuracy, params.rate, …")
  var sort: String?

  @Flag(help: "The greatest first.")
  var descending = false

  @Option(
    help: ArgumentHelp("The facts to show, with commas between them, or all.", valueName: "NAMES"))
  var cols: String?

  @Flag(help: "All facts of all runs as a list of JSON objects.")
  var json = false

  @Flag(help: "All facts of all runs as CSV.")
  var csv = false

  @OptionGroup var place: RunStoreOptions

  /// Refuses what contradicts itself.
  func validate() throws {
    if json, csv { throw ValidationError("'--json' and '--csv' are two forms; give one of them.") }
  }

  /// Writes the list.
  func run() throws {
    try place.perform { store, streams throws(RunFault) in
      let wanted = try RunFilter(filter.joined(separator: " "))
      let listing = store.list()
      var runs = listing.runs.filter(wanted.wants)
      if let sort { runs = try runs.sorted(by: sort, descending: descending) }
      if json {
        streams.output.write(RunTable.json(of: runs).text(.notebook) + "\n")
        return .success
      }
      if csv {
        streams.output.write(RunTable.csv(of: runs))
        return .success
      }
      for name in listing.damaged { streams.note("'\(store.folder)/\(name)' holds no record") }
      guard !runs.isEmpty else {
        streams.note(
          listing.runs.isEmpty
            ? "no run is on record in '\(store.folder)'" : "none of \(listing.runs.count) runs")
        return .success
      }
      let names = cols?.split(separator: ",").map { String($0.filter { $0 != " " }) }
      let table = try RunTable(runs, columns: names)
      let drawing = FittedTable(
        width: streams.output.columns, style: streams.outputStyle, columns: table.columnCount,
        table.table)
      streams.output.write(drawing.text)
      if drawing.droppedCount > 0 {
        streams.note("+\(drawing.droppedCount) columns (a wider window, or --cols NAMES)")
      } else if names == nil, table.hiddenCount > 0 {
        streams.note("+\(table.hiddenCount) columns (--cols all)")
      }
      return .success
    }
  }
}
