import MNLDiagnostics
import MNLNotebook
import MNLRuntime

extension Session {
  /// Runs a file that is to prepare the prompt; whatever is wrong with it, the session goes on.
  ///
  /// - Parameters:
  ///   - name: What errors call the file.
  ///   - read: Reads it.
  package func runStartFile(
    named name: String, _ read: () throws(SourceFailure) -> [UInt8]
  ) {
    let prepared: PreparedDocument
    do throws(RefusedDocument) {
      let bytes: [UInt8]
      do throws(SourceFailure) {
        bytes = try read()
      } catch {
        throw RefusedDocument(error)
      }
      prepared = try prepare(DocumentSource(name: name, bytes: bytes))
    } catch {
      report(error.diagnostics.map { $0.ofStartFile(name, hasRun: false) })
      return
    }
    report(prepared.warnings)
    for script in prepared.scripts {
      do throws(RunFailure) {
        try interpreter.run(script)
      } catch {
        report([error.diagnostic.ofStartFile(name, hasRun: true)])
        return
      }
    }
  }
}

extension Diagnostic {
  /// The fault with a word on what becomes of the prompt.
  fileprivate func ofStartFile(_ name: String, hasRun: Bool) -> Diagnostic {
    var diagnostic = self
    diagnostic.notes.append(
      hasRun
        ? "'\(name)' stopped here; the prompt starts with what it did so far"
        : "nothing of '\(name)' ran; the prompt starts without it")
    return diagnostic
  }
}
