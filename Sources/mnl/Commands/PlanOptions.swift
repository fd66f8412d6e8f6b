import ArgumentParser
import MNLSession

/// The options that say which cells of a script run, and how.
struct PlanOptions: ParsableArguments {
  @Option(help: "Whether cells after one that failed still run: stop or continue.")
  var onError: ErrorPolicy = .stop

  @Option(
    name: .customLong("from"), parsing: .unconditional,
    help: ArgumentHelp(
      "The first cell that is shown, by name or number; those before it run in silence.",
      valueName: "CELL"))
  var first: String?

  @Option(
    name: .customLong("to"), parsing: .unconditional,
    help: ArgumentHelp("The last cell that runs; -1 is the last of all.", valueName: "CELL"))
  var last: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The only cells that run, besides those that only declare.", valueName: "CELL,..."))
  var only: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Seconds that a cell may run which has no `timeout=` of its own.", valueName: "SECONDS"))
  var timeout: Double?

  @Flag(help: "Compare what is shown with the `#>` lines; exit code 3 if it differs.")
  var verify = false

  @Flag(help: "Write what is shown into the `#>` lines that differ.")
  var update = false

  @Flag(
    help: """
      Show each cell with what explains it, and wait: Enter runs it, s skips it, q quits. It needs a \
      terminal.
      """)
  var step = false

  @Option(
    help: ArgumentHelp(
      "A file for the run as a notebook with its outputs, by its ending: .ipynb, .html or .md; "
        + "may be repeated.", valueName: "FILE"),
    completion: .file())
  var out: [String] = []

  @Flag(help: "Leave times out of results and of the files of --out: equal runs give equal bytes.")
  var clean = false

  /// Refuses what contradicts itself.
  func validate() throws {
    if let timeout, !RunPlan.isLimit(timeout) {
      throw ValidationError("'--timeout' must be a number of seconds above 0, got \(timeout).")
    }
    if only != nil, first != nil || last != nil {
      throw ValidationError("'--only' names all cells that run; leave out '--from' and '--to'.")
    }
    if verify, update {
      throw ValidationError("'--verify' writes nothing, and '--update' does; give one of them.")
    }
  }

  /// What the options say.
  var plan: RunPlan {
    let chosen = only?.split(separator: ",").map {
      CellReference(String($0.drop { $0 == " " }), option: "--only")
    }
    return RunPlan(
      onError: onError, from: first.map { CellReference($0, option: "--from") },
      to: last.map { CellReference($0, option: "--to") }, only: chosen ?? [],
      secondsPerCell: timeout,
      expectedOutput: verify ? .compared : update ? .rewritten : .ignored)
  }
}

extension ErrorPolicy: ExpressibleByArgument {}
