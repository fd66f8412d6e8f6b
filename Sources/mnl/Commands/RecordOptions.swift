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

  @Option(
    help: ArgumentHelp(
      "Go on with a run that was stopped or killed: its name in the records, the beginning of that, "
        + "its label, or the path of its folder.", valueName: "RUN"))
  var resume: String?

  /// Refuses what contradicts itself.
  func validate() throws {
    if noRecord, resume != nil {
      throw ValidationError(
        "'--resume' goes on in a record of its own, and '--no-record' keeps none; give one of them."
      )
    }
    if noRecord, let runDir {
      throw ValidationError(
        "'--no-record' keeps no record, so there is none for '\(runDir)'; give one of them.")
    }
  }
}
