import ArgumentParser
import MNLDiagnostics
import MNLSession

/// `mnl runs label`: a name for a run.
struct RunsLabelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "label", abstract: "Give a run a label, or take it away.")

  @Argument(help: "The run.") var name: String
  @Argument(help: "The label; none to take it away.") var label: String?
  @OptionGroup var place: RunStoreOptions

  /// Writes the record with the label.
  func run() throws {
    try place.perform { store, _ throws(RunFault) in
      var run = try store.find(name)
      if let label, let other = store.list().runs.first(where: { $0.record.label == label }),
        other.record.id != run.record.id
      {
        throw RunFault(
          Diagnostic(
            .unknownRun, "run `\(other.record.id)` is labelled '\(label)' already",
            help: "take another label, or that one away: mnl runs label \(other.record.id)"))
      }
      run.record.label = label
      do throws(SourceFailure) {
        try run.save()
      } catch {
        throw RunFault(error.diagnostic)
      }
      return .success
    }
  }
}

/// `mnl runs rm`: away with some runs.
struct RunsRemoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rm", abstract: "Remove runs with all that they kept.")

  @Argument(help: "The runs.") var names: [String]
  @OptionGroup var place: RunStoreOptions

  /// Removes them, once all are found and none of them goes on.
  func run() throws {
    try place.perform { store, streams throws(RunFault) in
      var runs: [StoredRun] = []
      for name in names { runs.append(try store.find(name)) }
      for run in runs where run.isRunning {
        throw RunFault(
          Diagnostic(
            .unknownRun, "run `\(run.record.id)` goes on, so it is not removed",
            help: "stop it first, or leave it out"))
      }
      for run in runs { try run.remove() }
      streams.note("removed \(runs.count == 1 ? "1 run" : "\(runs.count) runs")")
      return .success
    }
  }
}

/// `mnl runs gc`: away with the old ones.
struct RunsCollectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gc", abstract: "Remove all but the newest runs.",
    discussion: "Runs that go on and runs with a label stay.")

  @Option(help: "How many of the newest stay.") var keep = 20
  @OptionGroup var place: RunStoreOptions

  /// Refuses a number that is none.
  func validate() throws {
    guard keep >= 0 else { throw ValidationError("'--keep' must be 0 or more, got \(keep).") }
  }

  /// Removes them.
  func run() throws {
    try place.perform { store, streams throws(RunFault) in
      let old = store.list().runs.dropLast(keep)
        .filter { !$0.isRunning && $0.record.label == nil }
      for run in old { try run.remove() }
      streams.note("removed \(old.count == 1 ? "1 run" : "\(old.count) runs")")
      return .success
    }
  }
}

extension StoredRun {
  /// Removes the folder with everything in it.
  fileprivate func remove() throws(RunFault) {
    do throws(SourceFailure) {
      try SourceWriter.removeFolder(path)
    } catch {
      throw RunFault(error.diagnostic)
    }
  }
}
