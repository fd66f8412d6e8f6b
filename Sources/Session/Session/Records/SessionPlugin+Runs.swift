import MNLBuiltins
import MNLDiagnostics
import MNLEvents
import MNLRuntime

// `runs` and `runs diff`: what is on record, from within a session.
extension SessionPlugin {
  var runs: PluginCommand {
    PluginCommand(
      CommandDeclaration(
        "runs", "Lists the runs of scripts that are on record, the newest last",
        details: """
          Only the parameters in which they differ are shown, with what they measured best and how it \
          went. A filter is as in "params.rate<0.01 and status=completed". On the shell, `mnl runs` \
          does the same, and more.
          """,
        parameters: [
          ParameterDeclaration(
            "filter", .text, "Which runs; all if left out", presence: .defaulted(.text(""))),
          .option("sort", .text, "The fact to sort by: started, seconds, accuracy, params.rate"),
          .option(
            "count", .int, "How many of the last ones are listed", limits: .from(1),
            default: .int(20), unit: "runs"),
        ],
        examples: [
          .init("runs", "The last twenty"),
          .init("runs \"status=completed\" count=5", "Those that ended well"),
        ], seeAlso: ["runs diff", "status"])
    ) { (arguments, context) throws(CommandFailure) -> Value in
      do throws(RunFault) {
        let wanted = try RunFilter(arguments.text("filter"))
        let store = try Self.store(context)
        let all = store.list().runs
        var runs = all.filter(wanted.wants)
        if let sort = arguments.optionalText("sort") {
          runs = try runs.sorted(by: sort, descending: false)
        }
        runs = Array(runs.suffix(arguments.int("count")))
        guard !runs.isEmpty else {
          context.print(
            all.isEmpty ? "no run is on record in '\(store.folder)'" : "none of \(all.count) runs")
          return .none
        }
        let table = try RunTable(runs, columns: nil)
        context.emit(
          .display(
            DisplayBundle(
              heading: runs.count == 1 ? "1 run" : "\(runs.count) runs",
              table: table.table(columns: table.columnCount))))
        return .none
      } catch {
        throw CommandFailure(error)
      }
    }
  }

  var runsDiff: PluginCommand {
    func run(_ name: String, _ summary: String) -> ParameterDeclaration {
      ParameterDeclaration(name, .text, summary, completion: .runs)
    }
    return PluginCommand(
      CommandDeclaration(
        "runs diff", "Tells in what two runs differ",
        details: """
          Parameters, measures, surroundings, data and the script. A run is named by its id, the \
          beginning of it, or its label, in quotes.
          """,
        parameters: [run("first", "The one run"), run("second", "The other run")],
        examples: [
          .init(
            "try { runs diff \"20261126\" \"20261127\" } catch { print \"no such runs\" }",
            "Two runs, each by the beginning of its id")
        ], seeAlso: ["runs"])
    ) { (arguments, context) throws(CommandFailure) -> Value in
      do throws(RunFault) {
        let store = try Self.store(context)
        let pair = (
          try store.find(arguments.text("first")),
          try store.find(arguments.text("second"))
        )
        context.emit(.output(RunComparison(pair.0, pair.1).text))
        return .none
      } catch {
        throw CommandFailure(error)
      }
    }
  }

  private static func store(_ context: CommandContext) throws(RunFault) -> RunStore {
    guard let store = RunStore(in: context.settings.environment) else {
      throw RunFault(
        .unknownRun, "neither HOME nor XDG_STATE_HOME is set, so there are no runs")
    }
    return store
  }
}

extension CommandFailure {
  /// The failure of a command that asks for runs.
  fileprivate init(_ fault: RunFault) {
    let found = fault.diagnostic
    self.init(found.code, found.message, help: found.help)
  }
}
