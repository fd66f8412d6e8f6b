import ArgumentParser
import MNLDiagnostics
import MNLNotebook
import MNLRender
import MNLSession

/// `mnl runs diff`: in what two runs differ.
struct RunsDiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Tell in what two runs differ.")

  @Argument(help: "The one run.") var first: String
  @Argument(help: "The other run.") var second: String
  @OptionGroup var place: RunStoreOptions

  /// Writes the differences.
  func run() throws {
    try place.perform { store, streams throws(RunFault) in
      let pair = (try store.find(first), try store.find(second))
      streams.output.write(RunComparison(pair.0, pair.1).text)
      return .success
    }
  }
}

/// `mnl runs best`: the run that brought most.
struct RunsBestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "best", abstract: "Tell the run with the greatest or the least of a measure.")

  @Argument(help: "Among which runs; all if left out.")
  var filter: [String] = []

  @Option(name: .customLong("max"), help: "The measure that should be large, as in accuracy.")
  var greatest: String?

  @Option(name: .customLong("min"), help: "The measure that should be small, as in loss.")
  var least: String?

  @OptionGroup var place: RunStoreOptions

  /// Refuses none and both.
  func validate() throws {
    guard (greatest == nil) != (least == nil) else {
      throw ValidationError("give '--max MEASURE' or '--min MEASURE'.")
    }
  }

  /// Writes the id of the run and what it measured.
  func run() throws {
    try place.perform { store, streams throws(RunFault) in
      let wanted = try RunFilter(filter.joined(separator: " "))
      let measure = greatest ?? least ?? ""
      let runs = try store.list().runs.filter(wanted.wants)
        .sorted(by: measure, descending: greatest != nil)
      guard let best = runs.first, let value = best.fact(named: measure) else {
        throw RunFault(
          Diagnostic(.unknownRun, "there is no such run in '\(store.folder)'"))
      }
      streams.output.write("\(best.record.id) \(value.plainText)\n")
      return .success
    }
  }
}

/// `mnl runs replay`: the same once more.
struct RunsReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Run a run once more, and compare what it measures.",
    discussion: """
      The script, the parameters and the seed are those on record; data and plugins are those of \
      now. The exit code is 3 if a measure differs by more than the tolerance.
      """)

  @Argument(help: "The run.") var run_: String
  @Option(help: "The share by which a measure may differ.") var tolerance = 1e-6
  @OptionGroup var place: RunStoreOptions
  @OptionGroup var output: OutputOptions

  /// Refuses what is no tolerance.
  func validate() throws {
    guard tolerance >= 0, tolerance.isFinite else {
      throw ValidationError("'--tolerance' must be 0 or more, got \(tolerance).")
    }
  }

  /// Runs it, and compares.
  func run() throws {
    try place.perform { store, streams throws(RunFault) in
      let old = try store.find(run_)
      if old.record.git?.patch != nil {
        streams.note("the folder of the script had changes then: see '\(old.path)/diff.patch'")
      }
      let fresh = NewRunFolder(in: store)
      let code = replay(old, into: fresh.path)
      guard code == .success || code == .unexpected, let new = StoredRun(at: fresh.path) else {
        return code
      }
      let deviations = RunComparison(old, new).deviations(beyond: tolerance)
      for line in deviations { streams.note(line) }
      streams.note(
        deviations.isEmpty
          ? "\(old.record.summary.measures.count) measures as then, in run \(new.record.id)"
          : "\(deviations.count) of \(old.record.summary.measures.count) measures differ, in run "
            + new.record.id)
      return deviations.isEmpty ? code : .unexpected
    }
  }

  private func replay(_ old: StoredRun, into folder: String) -> MNLSession.ExitCode {
    var arguments = [
      "\(old.path)/script.mnl", "--params", "\(old.path)/params.json", "--seed",
      "\(old.record.seed)", "--run-dir", folder,
    ]
    if output.quiet { arguments.append("--quiet") }
    if output.json { arguments.append("--json") }
    do {
      let command = try RunCommand.parse(arguments)
      try command.run()
      return .success
    } catch let code as ArgumentParser.ExitCode {
      return MNLSession.ExitCode(rawValue: code.rawValue) ?? .internalError
    } catch {
      return .unusable
    }
  }
}

/// A folder for a run in a store, that is not there yet.
private struct NewRunFolder {
  let path: String

  init(in store: RunStore) {
    path = "\(store.folder)/\(RunDirectory.newID())"
  }
}
