package import MNLDiagnostics
package import MNLEvents
import MNLNotebook
package import MNLRuntime
import MNLSyntax

/// One session of the language: what is bound and current, and the runs that changed it.
///
/// All that happens is written as events to one sink; nothing here prints. A session belongs to one
/// thread, whose stack must have `Session.stackSize`.
package final class Session {
  /// Bytes of stack that the thread of a session must have.
  ///
  /// Twice what the interpreter needs, because sinks and the system run on it as well.
  package static let stackSize = 2 * Interpreter.requiredStackSize

  /// Where the events go.
  let sink: FanOutSink
  /// Why a run has to stop.
  let interruption: Interruption
  /// What runs the cells.
  let interpreter: Interpreter
  /// Seconds, never going back.
  let now: () -> Double

  /// What help knows.
  package let help: HelpIndex

  /// Where snapshots of the run are kept; nil if there are none.
  var snapshots: SnapshotFolder?
  /// The cells that were typed.
  var cells = CellLog()
  /// The file that they are written to; nil if none is.
  var log: SessionLogFile?
  /// What the prompt says.
  var promptParts: [PromptPart] = [.data, .model, .epochs, .accuracy]
  /// The step that `tour` takes next.
  var nextTourStep = 1

  private var documents: [Document] = []
  /// How many cells were typed.
  private(set) var entryCount = 0

  /// Makes a session in which nothing is bound.
  ///
  /// - Parameters:
  ///   - settings: Seed, threads and environment.
  ///   - plugins: Where the commands come from, besides those about the session itself.
  ///   - modules: What `use` finds; by default nothing.
  ///   - sink: Where the events go.
  ///   - interruption: Why a run has to stop.
  ///   - pictures: Draws what a command is to write into a file; by default it cannot.
  ///   - now: Seconds, never going back.
  /// - Throws: `PluginClash` if two plugins declare the same name.
  package init(
    settings: SessionSettings, plugins: [any Plugin], modules: any ModuleFinder = NoModules(),
    sink: any EventSink,
    interruption: Interruption, pictures: @escaping PictureMaker = { _, _ in nil },
    now: @escaping () -> Double = Stopwatch.now
  ) throws(PluginClash) {
    let registry = Registry()
    let modules = ModuleLibrary(modules, registry: registry)
    let link = SessionLink()
    help = try HelpIndex(registry, plugins: plugins, modules: modules, link: link)
    self.sink = FanOutSink([sink])
    self.interruption = interruption
    self.now = now
    let context = CommandContext(
      settings: settings, sink: self.sink, pictures: pictures,
      isInterrupted: { interruption.isRequested })
    interpreter = Interpreter(
      registry: registry, context: context, modules: modules, contentOfPath: PathProbe.content)
    // Both live as long as the session; only weakly, for the interpreter holds the registry.
    help.definitions = { [weak interpreter] in
      interpreter?.definitions ?? [:]
    }
    link.connect(self)
  }

  /// The cell in which a place lies, as errors name it; nil where the text has only one.
  package func cellName(of span: SourceSpan) -> String? {
    guard let document = documents.first(where: { $0.file === span.file }),
      document.cells.count > 1, let cell = document.cell(at: span.range.lowerBound)
    else { return nil }
    return cell.name == nil && cell.number == nil ? nil : cell.words
  }

  /// Adds a reader of the events, after those that there are.
  package func attach(_ sink: any EventSink) { self.sink.attach(sink) }

  /// Remembers a document, so that places in it can be named.
  func remember(_ document: Document) { documents.append(document) }

  // MARK: The prompt

  /// What became of an entry at the prompt.
  package enum Submission {
    /// It ran, well or not; the events say which.
    case done
    /// It ended inside a block, a list or a group.
    case incomplete
  }

  /// Whether a plugin or a `def` of the session has a command of this name.
  package func hasCommand(named name: String) -> Bool {
    interpreter.definitions[name] != nil || interpreter.registry.family(name) != nil
  }

  /// Whether a text ends inside a block, a list or a group, so that more lines are wanted.
  package static func wantsMore(_ text: String) -> Bool {
    do throws(SyntaxFailure) {
      _ = try Parser.parse(SourceFile(name: "", text: text))
      return false
    } catch {
      return error.isIncomplete
    }
  }

  /// Runs an entry of the prompt.
  ///
  /// - Parameters:
  ///   - text: What was typed, one line or several.
  ///   - accepted: Called before it runs, once it is clear that no more lines are wanted.
  /// - Returns: Whether more lines are wanted.
  package func submit(_ text: String, accepted: () -> Void = {}) -> Submission {
    let file = SourceFile(name: "In[\(entryCount + 1)]", text: text)
    let script: Script
    do throws(SyntaxFailure) {
      script = try Parser.parse(file)
    } catch {
      if error.isIncomplete { return .incomplete }
      accepted()
      entryCount += 1
      report(error.diagnostics)
      record(text, nil, .failed)
      return .done
    }
    accepted()
    entryCount += 1
    let diagnostics = interpreter.check([script])
    report(diagnostics)
    guard !diagnostics.contains(where: { $0.severity == .error }) else {
      record(text, script, .failed)
      return .done
    }
    let start = now()
    sink.receive(.cellStart(CellStart(index: entryCount, name: nil, title: "")))
    var status = Status.ok
    do throws(RunFailure) {
      try interpreter.run(script)
    } catch {
      status = error.status
      if !isSilenced { report([error.diagnostic]) }
    }
    sink.receive(
      .cellEnd(CellEnd(index: entryCount, status: status, seconds: now() - start)))
    record(text, script, status)
    return .done
  }

  /// Whether nobody is there any more to be told anything.
  var isSilenced: Bool {
    guard case .brokenOutput = interruption.cause else { return false }
    return true
  }

  /// Tells what the check of a document found worth a warning.
  package func report(warningsOf document: PreparedDocument) { report(document.warnings) }

  /// Tells of faults and warnings.
  func report(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics { sink.receive(.diagnostic(diagnostic)) }
  }
}
