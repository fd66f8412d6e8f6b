package import MNLDiagnostics
import MNLNotebook
import MNLRuntime

extension Session {
  /// Keeps snapshots of the run that is about to begin, so that it can be resumed.
  ///
  /// - Parameters:
  ///   - prepared: What is about to run.
  ///   - folder: Where they go; it need not be there yet. Nil if none are to be kept.
  ///   - point: From where the run is resumed; nil if it begins.
  ///   - warn: Gets the warning if there can be no more.
  package func keepSnapshots(
    of prepared: PreparedDocument, in folder: String?, from point: ResumePoint? = nil,
    warn: @escaping (Diagnostic) -> Void
  ) {
    let snapshots = SnapshotFolder(
      folder, keys: SnapshotKeys(prepared, in: interpreter), now: now, warn: warn)
    if let point { snapshots.takeOver(point) }
    self.snapshots = snapshots
    let document = prepared.document.file
    interpreter.context.journal = Journal(
      snapshots, interpreter.registry, from: point?.snapshot
    ) { [weak interpreter] name in
      if name == document.name { return document }
      return interpreter?.modules.files.first { $0.name == name }
    }
  }

  /// Takes note of a cell that begins.
  func noteSnapshots(at cell: Int) { snapshots?.cell = cell }

  /// Keeps a snapshot after a cell, if there is to be one.
  func keepSnapshot(afterCellThatEnded code: ExitCode) {
    guard let snapshots, let journal = interpreter.context.journal else { return }
    switch code {
    case .success: if snapshots.isDueAtEndOfCell { journal.keep() }
    case .interrupted, .terminated, .timedOut, .readerGone:
      journal.keep()
      // What follows depends on when that was, which the journal does not know.
      journal.close()
    default: break
    }
  }
}
