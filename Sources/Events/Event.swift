package import MNLDiagnostics

/// One thing that happened in a run: the only way in which anything reaches a person or a file.
///
/// `Session` writes them in order; sinks read them. The vocabulary is the same for the terminal,
/// plain text, JSON lines, notebooks and HTML (design §4).
package enum Event: Sendable {
  /// A run of a document, of `-c`, of standard input or of one entry begins.
  case runStart(RunStart)
  /// A cell begins.
  case cellStart(CellStart)
  /// Text that a command prints, newlines included.
  case output(String)
  /// The value of an expression or of a command at the top level of a cell.
  case result(DisplayBundle)
  /// Something to look at that a command shows.
  case display(DisplayBundle)
  /// How far a piece of work is.
  case progress(Progress)
  /// A number that was measured.
  case metric(Metric)
  /// An `expect` was evaluated.
  case expectation(Expectation)
  /// A fault or a warning.
  case diagnostic(Diagnostic)
  /// A cell ended.
  case cellEnd(CellEnd)
  /// The run ended.
  case runEnd(RunEnd)
}

/// What is known when a run begins.
package struct RunStart: Sendable {
  /// The name of the source: a path, `-c`, `<stdin>`.
  package var source: String
  /// The title of the document; nil if it has none.
  package var title: String?
  /// How many code cells will run.
  package var cellCount: Int
  /// The parameters of the script with the values of this run, in their order.
  package var parameters: [Parameter]
  /// The seed of the run.
  package var seed: UInt64
  /// How many threads compute.
  package var threads: Int

  /// Makes the description of a run.
  package init(
    source: String, title: String?, cellCount: Int, parameters: [Parameter],
    seed: UInt64, threads: Int
  ) {
    self.source = source
    self.title = title
    self.cellCount = cellCount
    self.parameters = parameters
    self.seed = seed
    self.threads = threads
  }
}

extension RunStart {
  /// A parameter of the script.
  package struct Parameter: Sendable {
    /// Its name.
    package var name: String
    /// Its value, as text.
    package var value: String
    /// Where the value comes from: `default`, `file`, `environment` or `option`.
    package var origin: String

    /// Makes the description of a parameter.
    package init(_ name: String, _ value: String, origin: String = "default") {
      self.name = name
      self.value = value
      self.origin = origin
    }
  }
}

/// What is known of a cell when it begins.
package struct CellStart: Sendable {
  /// Its place among the code cells that run, counted from 1.
  package var index: Int
  /// Its `name=`, if it has one.
  package var name: String?
  /// The title on its marker; empty if it has none.
  package var title: String
  /// Whether it runs only for the sake of what follows, so that nobody needs to see what it shows.
  package var isSilent: Bool

  /// Makes the description of a cell.
  package init(index: Int, name: String?, title: String, isSilent: Bool = false) {
    self.index = index
    self.name = name
    self.title = title
    self.isSilent = isSilent
  }
}

/// How something ended.
package enum Status: String, Sendable {
  /// All of it ran.
  case ok
  /// An error stopped it.
  case failed
  /// An `expect` did not hold.
  case unexpected
  /// SIGINT or SIGTERM stopped it.
  case interrupted
  /// It stopped because the reader of standard output went away.
  case unread
  /// It did not run, because something before it failed.
  case pending
  /// It did not run, because that was asked for.
  case skipped
  /// It failed, as it is marked to do.
  case allowed
  /// It ran longer than its limit.
  case timedOut = "timeout"
}

/// How a cell ended.
package struct CellEnd: Sendable {
  /// Its place, as in its `CellStart`.
  package var index: Int
  /// How it ended.
  package var status: Status
  /// How long it took, in seconds.
  package var seconds: Double

  /// Makes the report of a cell.
  package init(index: Int, status: Status, seconds: Double) {
    self.index = index
    self.status = status
    self.seconds = seconds
  }
}

/// How a run ended.
package struct RunEnd: Sendable {
  /// How it ended.
  package var status: Status
  /// The exit code that the process will have.
  package var exitCode: Int
  /// How long it took, in seconds.
  package var seconds: Double

  /// Makes the report of a run.
  package init(status: Status, exitCode: Int, seconds: Double) {
    self.status = status
    self.exitCode = exitCode
    self.seconds = seconds
  }
}

/// How far a piece of work is: an epoch of training, a file being read.
package struct Progress: Sendable {
  /// Which work: the same `id` is drawn on the same line.
  package var id: String
  /// What is being done: `epoch 2 of 6`.
  package var label: String
  /// How much is done, in `unit`s.
  package var done: Int
  /// How much there is to do.
  package var total: Int
  /// What is counted: `sequences`, `bytes`.
  package var unit: String
  /// Units a second; nil while unknown.
  package var rate: Double?
  /// Seconds that the whole work (not this line alone) will still take; nil while unknown.
  package var secondsLeft: Double?
  /// Numbers measured so far, in the order in which they are to be shown.
  package var metrics: [(name: String, value: Double)]
  /// What the work brought so far, where one would rather look than read: drawn as long as it lasts,
  /// where that is possible, and nowhere else.
  package var display: DisplayBundle?
  /// Whether this piece of work (an epoch, a file) is done: shown as a line that stays.
  package var isFinal: Bool

  /// Makes a report of progress.
  package init(
    id: String, label: String, done: Int, total: Int, unit: String, rate: Double? = nil,
    secondsLeft: Double? = nil, metrics: [(name: String, value: Double)] = [],
    display: DisplayBundle? = nil, isFinal: Bool = false
  ) {
    self.id = id
    self.label = label
    self.done = done
    self.total = total
    self.unit = unit
    self.rate = rate
    self.secondsLeft = secondsLeft
    self.metrics = metrics
    self.display = display
    self.isFinal = isFinal
  }
}

/// A number that was measured: a loss after an epoch, an accuracy.
package struct Metric: Sendable {
  /// What was measured: `loss`, `accuracy`.
  package var name: String
  /// The number.
  package var value: Double
  /// On which part of the data: `train`, `validation`, `test`; nil if on none.
  package var split: String?
  /// After which epoch, counted from 1; nil if it belongs to none.
  package var epoch: Int?
  /// After which training step, counted from 1; nil if it belongs to none.
  package var step: Int?

  /// Makes a measurement.
  package init(
    name: String, value: Double, split: String? = nil, epoch: Int? = nil, step: Int? = nil
  ) {
    self.name = name
    self.value = value
    self.split = split
    self.epoch = epoch
    self.step = step
  }
}

/// What an `expect` found.
package struct Expectation: Sendable {
  /// Whether it holds.
  package var holds: Bool
  /// The text that says what must hold.
  package var text: String
  /// The condition as written.
  package var condition: String
  /// Where it stands.
  package var span: SourceSpan

  /// Makes the report of an expectation.
  package init(holds: Bool, text: String, condition: String, span: SourceSpan) {
    self.holds = holds
    self.text = text
    self.condition = condition
    self.span = span
  }
}
