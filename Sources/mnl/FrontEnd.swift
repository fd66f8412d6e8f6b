import Glibc
import MNLBuiltins
import MNLDiagnostics
import MNLEvents
import MNLNotebook
import MNLRender
import MNLRuntime
import MNLSession
import MNLTerminal

/// A text to run, and what errors call it.
struct Source {
  /// A path, `-c` or `<stdin>`.
  let name: String
  /// Whether it is a file, which can be written.
  let isFile: Bool
  /// Reads it.
  let read: () throws(SourceFailure) -> [UInt8]

  /// A text that is there already.
  init(name: String, bytes: [UInt8]) {
    self.name = name
    isFile = false
    read = { () throws(SourceFailure) in bytes }
  }

  /// A file, or standard input for `-`.
  init(path: String) {
    name = path == "-" ? "<stdin>" : path
    isFile = path != "-"
    read = { () throws(SourceFailure) in try SourceReader.read(path) }
  }
}

/// The wiring between the command line, the sessions and the sinks.
final class FrontEnd {
  private let options: SessionOptions
  private let isClean: Bool
  private let streams: ProcessStreams
  private let sink: any EventSink
  private let names = CellNames()
  /// Who goes through the runs cell by cell; nil if nobody does.
  private var stepper: StepMode?

  /// The sessions that know in which cell a place lies.
  private final class CellNames {
    var sessions: [Session] = []

    func name(of span: SourceSpan) -> String? {
      sessions.lazy.compactMap { $0.cellName(of: span) }.first
    }
  }

  /// Makes the sinks that the options ask for.
  ///
  /// - Parameters:
  ///   - session: What sessions start with.
  ///   - options: How events are shown.
  ///   - isClean: Whether results leave out the times in which equal runs differ.
  init(session: SessionOptions, output options: OutputOptions, isClean: Bool = false) {
    let names = names
    self.options = session
    self.isClean = isClean
    streams = ProcessStreams(color: options.color)
    if options.json {
      let sink = JSONLinesSink(output: streams.output)
      sink.cellName = { names.name(of: $0) }
      self.sink = sink
    } else {
      let sink = TextSink(
        output: .init(streams.output, streams.outputStyle),
        errors: .init(streams.errors, streams.errorStyle),
        progress: options.progress, hasTitle: options.title, isQuiet: options.quiet,
        narrates: options.errors == .plain)
      sink.cellName = { names.name(of: $0) }
      self.sink = sink
    }
  }

  // MARK: What can be asked for

  /// Runs sources, each in a session of its own, up to the first that does not end well, or beyond it
  /// where the policy is to go on after a cell that failed.
  ///
  /// All of them are checked before the first one runs.
  func run(
    _ sources: [Source], _ options: PlanOptions, _ recordOptions: RecordOptions
  ) -> ExitCode {
    let plan = options.plan
    let recording = RunRecording(
      options: recordOptions, streams: streams,
      cellName: { [names] in names.name(of: $0) })
    return streams.finish { () throws(PluginClash) in
      guard let ready = try prepare(sources, plan) else {
        return .unusable
      }
      stepper = options.step ? stepMode() : nil
      // Gives the terminal back its mode.
      defer { stepper = nil }
      var gravest = ExitCode.success
      for (source, (session, document)) in zip(sources, ready) {
        var code: ExitCode
        do throws(RefusedDocument) {
          let files = try files(of: options.out, source)
          let resumed = try recordOptions.resume.map { name throws(RefusedDocument) in
            try RunResuming(name: name, streams: streams).find(document, of: source, in: session)
          }
          let record = try recording.begin(
            document, of: source, in: session, resuming: resumed?.run)
          if record != nil && stepper == nil || resumed != nil {
            session.keepSnapshots(
              of: document, in: record.map { "\($0.path)/\(RunDirectory.snapshotsName)" },
              from: resumed?.point
            ) { [streams] in streams.say($0) }
          }
          let reports = try reports(
            of: document, in: session, files: files, isClean: options.clean)
          for report in reports { session.attach(report) }
          code = run(document, of: source, in: session, plan)
          let isLacking = recordOptions.runDir != nil && record?.isBroken == true
          if code == .success, isLacking || reports.contains(where: \.isBroken) { code = .failed }
        } catch {
          code = session.refuse(error)
        }
        if code.outweighs(gravest) { gravest = code }
        guard plan.goesOn(after: code) else { break }
      }
      return gravest
    }
  }

  private func stepMode() -> StepMode? {
    TerminalMode(descriptor: STDIN_FILENO, editsLines: false).map { terminal in
      StepMode(
        descriptor: STDIN_FILENO, terminal: terminal, interruption: streams.interruption,
        output: streams.errors, style: streams.errorStyle)
    }
  }

  private func run(
    _ document: PreparedDocument, of source: Source, in session: Session, _ plan: RunPlan
  ) -> ExitCode {
    guard plan.expectedOutput != .ignored else {
      return session.run(document, steppingWith: stepper)
    }
    let transcript = PlainTranscript()
    let check = OutputCheck(transcript)
    session.attach(transcript)
    let code = session.run(document, comparing: check, steppingWith: stepper)
    if plan.expectedOutput == .compared {
      streams.note("\(check.passedCount) as expected, \(check.failedCount) not")
      return code
    }
    // What failed did not show all that it has to show.
    guard code == .success else {
      streams.note("'\(source.name)' is left as it is, because not all of it ran")
      return code
    }
    guard check.failedCount > 0 else {
      streams.note("'\(source.name)' is up to date")
      return code
    }
    do throws(SourceFailure) {
      try SourceWriter.replace(source.name, with: check.rewritten(document))
    } catch {
      streams.say(error.diagnostic)
      return .failed
    }
    streams.note("\(check.failedCount) expectations written anew in '\(source.name)'")
    return code
  }

  /// The files of `--out`, written for the first time.
  private func reports(
    of document: PreparedDocument, in session: Session, files: [NotebookFile], isClean: Bool
  ) throws(RefusedDocument) -> [ReportFile] {
    let injected = session.injectedParameters(of: document)
    var reports: [ReportFile] = []
    for file in files {
      let sink = NotebookSink(document.document, injected: injected, isClean: isClean)
      sink.cellName = { [names] in names.name(of: $0) }
      var notebook = sink.notebook
      try file.write(&notebook)
      reports.append(
        ReportFile(sink) { [streams] notebook in
          var notebook = notebook
          do throws(RefusedDocument) {
            try file.write(&notebook)
            return true
          } catch {
            for diagnostic in error.diagnostics { streams.say(diagnostic) }
            return false
          }
        })
    }
    return reports
  }

  /// The files of `--out`, none of which is touched unless all of them can be written.
  private func files(
    of paths: [String], _ source: Source
  ) throws(RefusedDocument) -> [NotebookFile] {
    var files: [NotebookFile] = []
    for path in paths {
      guard let format = NotebookFormat(path: path), format != .mnl, path != source.name else {
        throw RefusedDocument(
          name: path,
          diagnostics: [
            Diagnostic(
              .unknownFormat, "'\(path)' can hold no outputs",
              help: "give it one of these endings: .ipynb, .html, .md")
          ])
      }
      do throws(SourceFailure) {
        try SourceWriter.checkPlace(of: path)
      } catch {
        throw RefusedDocument(error)
      }
      files.append(
        NotebookFile(
          path: path, format: format, neighbour: source.name, isReplaceable: true,
          streams: streams))
    }
    return files
  }

  /// Checks sources.
  func check(_ sources: [Source]) -> ExitCode {
    streams.finish { () throws(PluginClash) in
      let ready = try prepare(sources)
      ready?.forEach { session, document in session.report(warningsOf: document) }
      return ready == nil ? .unusable : .success
    }
  }

  /// Lists cells and parameters of sources.
  func describe(_ sources: [Source], cells: Bool, parameters: Bool) -> ExitCode {
    streams.finish { () throws(PluginClash) in
      let ready = try prepare(sources, checked: false)
      for (session, document) in ready ?? [] {
        let naming = sources.count > 1
        if cells { session.listCells(of: document, namingFile: naming) }
        if parameters { session.listParameters(of: document, namingFile: naming) }
      }
      return ready == nil ? .unusable : .success
    }
  }

  /// Checks sources as if they were to run, and tells what would become of them.
  func rehearse(_ sources: [Source], _ options: PlanOptions) -> ExitCode {
    streams.finish { () throws(PluginClash) in
      guard let ready = try prepare(sources, options.plan) else { return .unusable }
      for (source, (session, document)) in zip(sources, ready) {
        do throws(RefusedDocument) {
          _ = try files(of: options.out, source)
        } catch {
          return session.refuse(error)
        }
        session.listPlan(of: document, namingFile: sources.count > 1)
      }
      return .success
    }
  }

  /// Reads cells from the terminal until the user leaves.
  ///
  /// - Parameters:
  ///   - readsStartFile: Whether `init.mnl` of the user prepares the session.
  ///   - isPrivate: Whether nothing is added to the history.
  /// - Returns: The exit code: 0 after Ctrl-D, `exit` or `quit`.
  func prompt(readsStartFile: Bool, isPrivate: Bool) -> ExitCode {
    streams.finish { () throws(PluginClash) in
      let interruption = streams.interruption
      interruption.install(endsOnSecondInterrupt: false)
      let session = try makeSession(survivesInterrupt: true)
      streams.errors.writeLines(
        "mnl \(Version.current): a notebook that you type, for recurrent networks\n"
          + "`tour` shows it, `help` explains it, Ctrl-D leaves it")
      if readsStartFile, let path = StartFile.path(in: Environment.variables) {
        session.runStartFile(named: path) { () throws(SourceFailure) in
          try SourceReader.read(path)
        }
        interruption.clear()
      }
      let editsLines = streams.editingObstacle == nil
      let terminal = TerminalMode(descriptor: STDIN_FILENO, editsLines: editsLines)
      let source: any CellSource
      if editsLines, let terminal {
        source = LineEditor(
          descriptor: STDIN_FILENO, interruption: interruption, terminal: terminal,
          language: LineEditor.Language(
            wantsMore: Session.wantsMore, complete: { session.completion($0, at: $1) }))
      } else {
        source = LineReader(
          descriptor: STDIN_FILENO, interruption: interruption, output: streams.output)
      }
      return LineLoop(
        session: session, interruption: interruption, terminal: terminal, source: source,
        history: History(
          path: History.path(in: Environment.variables), isPrivate: isPrivate),
        notes: streams.errors
      ).run()
    }
  }

  // MARK: How

  private func makeSession(survivesInterrupt: Bool = false) throws(PluginClash) -> Session {
    var settings = options.settings
    settings.survivesInterrupt = survivesInterrupt
    settings.tellsTimes = !isClean
    let session = try Session(
      settings: settings, plugins: Builtins.plugins, modules: options.library.modules, sink: sink,
      interruption: streams.interruption, pictures: { Picture.bytes(of: $0, as: $1) })
    names.sessions.append(session)
    return session
  }

  /// Reads all sources; nil, and the reasons told, if one of them cannot run.
  private func prepare(
    _ sources: [Source], _ plan: RunPlan = RunPlan(), checked: Bool = true
  ) throws(PluginClash) -> [(Session, PreparedDocument)]? {
    var ready: [(Session, PreparedDocument)] = []
    var refused: [(Session, RefusedDocument)] = []
    for source in sources {
      let session = try makeSession()
      do throws(RefusedDocument) {
        let document = DocumentSource(name: source.name, bytes: try bytes(of: source))
        let overrides = try options.parameterOverrides()
        let prepared =
          checked
          ? try session.prepare(document, overrides: overrides, plan: plan)
          : try session.prepareListing(of: document, overrides: overrides)
        ready.append((session, prepared))
      } catch {
        refused.append((session, error))
      }
    }
    // Only now: whoever waits for standard input can be stopped without any ceremony.
    streams.interruption.install(endsOnSecondInterrupt: true)
    for (session, document) in refused { _ = session.refuse(document) }
    return refused.isEmpty ? ready : nil
  }

  private func bytes(of source: Source) throws(RefusedDocument) -> [UInt8] {
    do throws(SourceFailure) {
      return try source.read()
    } catch {
      throw RefusedDocument(error)
    }
  }
}
