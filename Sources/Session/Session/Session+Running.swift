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

  /// Runs the cells of a document in their order.
  ///
  /// - Parameters:
  ///   - prepared: The document.
  ///   - policy: What becomes of the cells after one that fails.
  /// - Returns: The exit code that says how it ended.
  package func run(_ prepared: PreparedDocument, onError policy: ErrorPolicy = .stop) -> ExitCode {
    let document = prepared.document
    let began = now()
    start(
      document.file.name, document.title, cellCount: prepared.scripts.count,
      interpreter.parameters(of: prepared.scripts))
    report(prepared.warnings)
    var outcome: Outcome = (.ok, .success)
    var goesOn = true
    var failed: [String] = []
    for (cell, script) in zip(document.codeCells, prepared.scripts) {
      let index = cell.number ?? 0
      guard goesOn else {
        sink.receive(.cellEnd(CellEnd(index: index, status: .pending, seconds: 0)))
        continue
      }
      let start = now()
      sink.receive(.cellStart(CellStart(index: index, name: cell.name, title: cell.title)))
      let ended = run(script, after: failed)
      sink.receive(
        .cellEnd(CellEnd(index: index, status: ended.status, seconds: now() - start)))
      if ended.status == .failed { failed.append(cell.words) }
      goesOn = ended.code == .success || policy == .continue && ended.code == .failed && !isSilenced
      if ended.code.outweighs(outcome.code) { outcome = ended }
    }
    if outcome.code == .success, case .brokenOutput(let error) = interruption.cause {
      outcome = Self.end(ofBrokenOutput: error)
    }
    return end(outcome.status, outcome.code, seconds: now() - began)
  }

  private func run(_ script: Script, after failed: [String]) -> Outcome {
    do throws(RunFailure) {
      try interpreter.run(script)
      return (.ok, .success)
    } catch {
      if !isSilenced { report([error.diagnostic.following(failed)]) }
      let isBug = error.diagnostic.code == .internalError
      switch error.status {
      case .unexpected: return (.unexpected, .unexpected)
      case .interrupted: return endOfInterruption
      case .ok, .failed, .unread, .pending: return (error.status, isBug ? .internalError : .failed)
      }
    }
  }

  private var endOfInterruption: Outcome {
    switch interruption.cause {
    case .terminate: (.interrupted, .terminated)
    case .brokenOutput(let error): Self.end(ofBrokenOutput: error)
    case .interrupt, nil: (.interrupted, .interrupted)
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
          parameters: parameters.map { ($0.name, $0.value) }, seed: settings.seed,
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
