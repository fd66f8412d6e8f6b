package import MNLDiagnostics
package import MNLEvents

/// What a running command may see and do besides its arguments.
///
/// One context lives as long as its session and is used by one thread.
package final class CommandContext {
  /// The seed, threads and places of the session.
  package var settings: SessionSettings
  /// What is current, by kind: the model that plain `train` trains.
  package var current: CurrentHandles
  /// Where the call in progress and its arguments stand; set by the interpreter before each call.
  var site: CallSite?

  /// Who keeps a record of the run; nil if nobody does.
  package weak var witness: (any RunWitness)?

  /// The commands of the session; set by its interpreter.
  var registry: Registry?

  /// What keeps the calls, so that the run can be resumed; nil if nothing does.
  package var journal: Journal?
  /// Whether nothing is told, because the journal will tell it.
  var isMuted = false

  /// Draws what a command is to write into a file.
  package let pictures: PictureMaker

  private let sink: any EventSink
  private let interruption: () -> Bool

  /// Makes the context of a session.
  ///
  /// - Parameters:
  ///   - settings: What the session was started with.
  ///   - sink: Who reads the events.
  ///   - pictures: Draws what a command is to write into a file; by default it cannot.
  ///   - isInterrupted: Whether SIGINT or SIGTERM arrived; asked often, so it must be cheap.
  package init(
    settings: SessionSettings, sink: any EventSink,
    pictures: @escaping PictureMaker = { _, _ in nil }, isInterrupted: @escaping () -> Bool
  ) {
    self.settings = settings
    self.current = CurrentHandles()
    self.sink = sink
    self.pictures = pictures
    self.interruption = isInterrupted
  }

  /// Whether the user asked to stop; commands that work long poll it at every safe point.
  package var isInterrupted: Bool { interruption() }

  /// Where the call in progress stands.
  package var callPlace: SourceSpan? { site?.span }

  /// Where the argument of a parameter stands in the call in progress; nil if it was not given.
  package func argumentPlace(of parameter: String) -> SourceSpan? {
    site?.argumentPlace(of: parameter)
  }

  /// Tells the readers of the stream what happened.
  package func emit(_ event: Event) {
    if let journal {
      if isMuted { return }
      journal.note(event)
    }
    sink.receive(event)
  }

  /// Prints a line.
  package func print(_ line: String) { emit(.output(line + "\n")) }

  /// Takes note of a file that the command wrote.
  ///
  /// - Parameter path: Its path, as the script gave it.
  package func noteFile(_ path: String) {
    journal?.note(file: path)
    witness?.wrote(path)
  }

  /// Tells of something that the user should know, without stopping; its place is the call's.
  package func warn(_ failure: CommandFailure) {
    emit(
      .diagnostic(
        Diagnostic(
          failure.code, failure.message, at: site?.span, label: failure.label, severity: .warning,
          notes: failure.notes, help: failure.help,
          change: failure.cure.change(
            of: site, at: failure.parameter.flatMap { argumentPlace(of: $0) }))))
  }
}

/// What a session was started with, and `seed` changes.
package struct SessionSettings: Sendable {
  /// The seed of initial weights and of shuffling.
  package var seed: UInt64
  /// Whether the seed came from the command line, where it beats the command `seed`.
  package var isSeedFixed: Bool
  /// How many threads compute, at least 1.
  package var threads: Int
  /// Whether the session goes on after Ctrl-C with all that it has, as at the prompt.
  package var survivesInterrupt: Bool
  /// Whether results say how long something took, so that two equal runs differ.
  package var tellsTimes = true
  /// The environment variables.
  package var environment: [String: String]

  /// Makes settings.
  package init(
    seed: UInt64 = 1, isSeedFixed: Bool = false, threads: Int = 1,
    survivesInterrupt: Bool = false, environment: [String: String] = [:]
  ) {
    self.seed = seed
    self.isSeedFixed = isSeedFixed
    self.threads = threads
    self.survivesInterrupt = survivesInterrupt
    self.environment = environment
  }
}

/// What is current, by kind of handle: at most one of each.
package struct CurrentHandles {
  private var handles: [String: any Handle] = [:]

  /// Nothing is current.
  package init() {}

  /// The current handle of a kind; nil if none is.
  package subscript(kind: String) -> (any Handle)? {
    get { handles[kind] }
    set { handles[kind] = newValue }
  }

  /// Everything that is current, in the order of the kinds' names.
  package var all: [any Handle] {
    handles.sorted { $0.key < $1.key }.map { $0.value }
  }
}
