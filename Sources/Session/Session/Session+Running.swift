import Glibc
import MNLDiagnostics
import MNLEvents
import MNLNotebook
import MNLRuntime
import MNLSyntax

/// What becomes of the cells after one that fails.
package enum ErrorPolicy: String, CaseIterable, Sendable {
  /// They do not run.
  case stop
  /// They run, unless it was an expectation that does not hold, an interruption or a bug.
  case `continue`
}

extension Session {
  /// How a cell or a run ended.
  private typealias Outcome = (status: Status, code: ExitCode)

  /// Runs the cells of a document in their order, as its plan says.
  ///
  /// - Parameters:
  ///   - prepared: The document.
  ///   - check: What compares the output with the `#>` lines; nil if they are comments.
  ///   - stepper: Who says before each cell whether it runs; nil if all of them do.
  /// - Returns: The exit code that says how it ended.
  package func run(
    _ prepared: PreparedDocument, comparing check: OutputCheck? = nil,
    steppingWith stepper: (any CellStepper)? = nil
  ) -> ExitCode {
    let document = prepared.document
    let began = now()
    start(
      document.file.name, document.title, cellCount: prepared.scripts.count,
      interpreter.parameters(of: prepared.scripts))
    report(prepared.warnings)
    var outcome: Outcome = (.ok, .success)
    var goesOn = true
    var failed: [String] = []
    for (index, cell) in document.codeCells.enumerated() {
      let number = cell.number ?? 0
      let role = prepared.roles[index]
      guard goesOn, !role.isLeftOut else {
        sink.receive(
          .cellEnd(
            CellEnd(index: number, status: role.isLeftOut ? .skipped : .pending, seconds: 0)))
        continue
      }
      if role == .runs, let stepper {
        let choice = stepper.choice(at: CellStep(prepared, at: index))
        if choice == .skip { failed.append(cell.words) }
        goesOn = choice != .quit && !interruption.isRequested
        if interruption.isRequested { outcome = endOfInterruption }
        guard choice == .run, goesOn else {
          sink.receive(
            .cellEnd(
              CellEnd(index: number, status: choice == .skip ? .skipped : .pending, seconds: 0)))
          continue
        }
      }
      let start = now()
      sink.receive(
        .cellStart(
          CellStart(
            index: number, name: cell.name, title: cell.title, isSilent: role == .runsInSilence)))
      noteSnapshots(at: index)
      let ended = run(cell, prepared.scripts[index], prepared, check, after: failed)
      keepSnapshot(afterCellThatEnded: ended.code)
      sink.receive(
        .cellEnd(CellEnd(index: number, status: ended.status, seconds: now() - start)))
      if ended.code == .failed || ended.code == .timedOut { failed.append(cell.words) }
      goesOn =
        ended.code == .success || prepared.plan.goesOn(after: ended.code) && !isSilenced
      if ended.code.outweighs(outcome.code) { outcome = ended }
    }
    if goesOn { stepper?.show(CellStep.explanations(atEndOf: prepared)) }
    if outcome.code == .success, case .brokenOutput(let error) = interruption.cause {
      outcome = Self.end(ofBrokenOutput: error)
    }
    if outcome.code == .success, let check, check.failedCount > 0,
      prepared.plan.expectedOutput == .compared
    {
      outcome = (.unexpected, .unexpected)
    }
    return end(outcome.status, outcome.code, seconds: now() - began)
  }

  /// Runs a cell within its limit of time.
  private func run(
    _ cell: Cell, _ script: Script, _ prepared: PreparedDocument, _ check: OutputCheck?,
    after failed: [String]
  ) -> Outcome {
    let limit = cell.timeout ?? prepared.plan.secondsPerCell
    if let limit { interruption.setLimit(limit) }
    defer { if limit != nil { interruption.setLimit(nil) } }
    let file = prepared.document.file
    guard let check else {
      return settle(cell, run(script, within: limit, after: failed), in: file)
    }
    check.begin()
    var outcome: Outcome = (.ok, .success)
    for part in OutputCheck.parts(of: cell, script, in: file) {
      outcome = run(part.script, within: limit, after: failed)
      // A cell that may fail is also expected to say how; of any other the failure is news enough.
      let isWhole = outcome.status == .ok || outcome.status == .failed && cell.mayFail
      if let expected = part.expected, isWhole {
        compare(expected, check, tells: prepared.plan.expectedOutput == .compared, in: file)
      }
      guard outcome.code == .success else { break }
    }
    return settle(cell, outcome, in: file)
  }

  private func compare(
    _ expected: ExpectedGroup, _ check: OutputCheck, tells: Bool, in file: SourceFile
  ) {
    let fault = check.compare(expected, in: file)
    // What is about to be written anew is no fault.
    guard tells else { return }
    sink.receive(
      .expectation(
        Expectation(
          holds: fault == nil, text: "the output is as expected",
          condition: expected.lines.joined(separator: "\n"),
          span: SourceSpan(file, expected.range))))
    if let fault, !isSilenced { report([fault]) }
  }

  /// What a cell that is marked to fail comes to.
  private func settle(_ cell: Cell, _ outcome: Outcome, in file: SourceFile) -> Outcome {
    guard cell.mayFail else { return outcome }
    if outcome.code == .failed { return (.allowed, .success) }
    if outcome.code == .success, let marker = cell.marker {
      report([
        Diagnostic(
          .missingFailure, "\(cell.words) is marked to fail, and did not",
          at: SourceSpan(file, marker.range), severity: .warning,
          help: "take the tag `raises-exception` away")
      ])
    }
    return outcome
  }

  private func run(_ script: Script, within limit: Double?, after failed: [String]) -> Outcome {
    do throws(RunFailure) {
      try interpreter.run(script)
      return (.ok, .success)
    } catch {
      let isOutOfTime = error.status == .interrupted && interruption.cause == .timeLimit
      var diagnostic = error.diagnostic.following(failed)
      if isOutOfTime, let limit { diagnostic = diagnostic.ofTime(limit) }
      if !isSilenced { report([diagnostic]) }
      let isBug = error.diagnostic.code == .internalError
      switch error.status {
      case .unexpected: return (.unexpected, .unexpected)
      case .interrupted: return isOutOfTime ? (.timedOut, .timedOut) : endOfInterruption
      case .ok, .failed, .unread, .pending, .skipped, .allowed, .timedOut:
        return (error.status, isBug ? .internalError : .failed)
      }
    }
  }

  private var endOfInterruption: Outcome {
    switch interruption.cause {
    case .terminate: (.interrupted, .terminated)
    case .brokenOutput(let error): Self.end(ofBrokenOutput: error)
    case .interrupt, .timeLimit, nil: (.interrupted, .interrupted)
    }
  }

  private static func end(ofBrokenOutput error: Int32) -> Outcome {
    error == EPIPE ? (.unread, .readerGone) : (.failed, .failed)
  }

  /// Tells that a run begins.
  func start(
    _ name: String, _ title: String?, cellCount: Int, _ parameters: [ScriptParameter]
  ) {
    let settings = interpreter.context.settings
    sink.receive(
      .runStart(
        RunStart(
          source: name, title: title, cellCount: cellCount,
          parameters: parameters.map {
            RunStart.Parameter($0.name, $0.value, origin: $0.origin.word)
          }, seed: settings.seed,
          threads: settings.threads)))
  }

  /// Tells that a run ended, and gives back its code.
  func end(_ status: Status, _ code: ExitCode, seconds: Double) -> ExitCode {
    sink.receive(
      .runEnd(RunEnd(status: status, exitCode: Int(code.rawValue), seconds: seconds)))
    return code
  }
}

extension Cell {
  /// What errors call the cell: `cell 'train'`, else `cell 3`.
  var words: String { name.map { "cell '\($0)'" } ?? "cell \(number ?? 0)" }
}

extension Diagnostic {
  /// The end of a cell that ran longer than so many seconds, where it was stopped.
  fileprivate func ofTime(_ limit: Double) -> Diagnostic {
    var diagnostic = Diagnostic(
      .outOfTime, "the cell ran longer than its limit of \(DecimalText.elapsed(limit))",
      at: primary?.span, notes: notes,
      help: "allow it more with `timeout=` on its marker, or with `--timeout`")
    diagnostic.calls = calls
    return diagnostic
  }

  /// The fault of a cell that ran although others before it failed: what is missing may be what
  /// they were to make, so a guess at what else could be meant would mislead.
  fileprivate func following(_ failed: [String]) -> Diagnostic {
    guard !failed.isEmpty,
      [.undefinedVariable, .unknownCommand, .nothingCurrent].contains(code)
    else { return self }
    var diagnostic = self
    diagnostic.remedy = nil
    diagnostic.notes.append("it may be what \(failed.joined(separator: ", ")) failed to make")
    return diagnostic
  }
}
