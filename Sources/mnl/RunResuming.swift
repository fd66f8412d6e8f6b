import MNLDiagnostics
import MNLSession

/// Finds the run that another goes on from, and what of it can be used.
struct RunResuming {
  /// The run as the user names it.
  let name: String
  /// Where is said from where it goes on.
  let streams: ProcessStreams

  /// What is gone on from.
  struct Found {
    /// The run that was stopped.
    let run: StoredRun
    /// The latest moment of it that can be used; nil if there is none.
    let point: ResumePoint?
  }

  /// Finds them, and says so.
  ///
  /// - Parameters:
  ///   - prepared: What is about to run.
  ///   - source: Where it comes from.
  ///   - session: The session in which it runs.
  /// - Returns: The run, and the moment of it.
  /// - Throws: `RefusedDocument` if there is no such run, or it is none of this script, or goes on.
  func find(
    _ prepared: PreparedDocument, of source: Source, in session: Session
  ) throws(RefusedDocument) -> Found {
    let run: StoredRun
    do throws(RunFault) {
      // Without a store there are no names, only paths.
      run = try (RunStore(in: Environment.variables) ?? RunStore(folder: "")).find(name)
    } catch {
      throw refusal(source, error.diagnostic)
    }
    let id = run.record.id
    guard !run.isRunning else {
      throw refusal(
        source,
        Diagnostic(
          .unresumableRun, "the run '\(id)' still goes on",
          help: "wait for its end, or stop it"))
    }
    let script = run.record.script.path
    guard Self.fileName(script) == Self.fileName(source.name) else {
      throw refusal(
        source,
        Diagnostic(
          .unresumableRun, "'\(id)' is a run of '\(script)', not of '\(source.name)'",
          help: "name a run of this script, or run that one: "
            + "mnl run \(script) --resume \(name)"))
    }
    let search = ResumePoint.find(
      in: "\(run.path)/\(RunDirectory.snapshotsName)", for: prepared, in: session)
    for warning in search.warnings { streams.say(warning) }
    if let point = search.point {
      streams.note("goes on from '\(id)', in \(point.words)")
    } else {
      streams.note("nothing of '\(id)' can be used: the script begins anew")
    }
    return Found(run: run, point: search.point)
  }

  private func refusal(_ source: Source, _ diagnostic: Diagnostic) -> RefusedDocument {
    RefusedDocument(name: source.name, diagnostics: [diagnostic])
  }

  private static func fileName(_ path: String) -> Substring {
    path.split(separator: "/").last ?? ""
  }
}
