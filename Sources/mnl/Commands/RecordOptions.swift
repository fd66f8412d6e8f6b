import ArgumentParser

/// The options that say where the record of a run goes.
struct RecordOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A new or empty folder for the record of the run. (default: a folder of its own in "
        + "~/.local/state/mnl/runs, for scripts in files)", valueName: "FOLDER"),
    completion: .directory)
  var runDir: String?

  @Flag(help: "Keep no record of the run.")
  var noRecord = false

  /// Refuses what contradicts itself.
  func validate() throws {
    if noRecord, let runDir {
      throw ValidationError(
        "'--no-record' keeps no record, so there is none for '\(runDir)'; give one of them.")
    }
  }
}
