import FoundationEssentials
package import MNLDiagnostics
import MNLNotebook
import MNLRuntime

/// From where a run is resumed.
package struct ResumePoint {
  /// Bytes beyond which a file is taken for something else than a part of a record.
  private static let sizeLimit = 4 << 30

  /// The snapshot as its file has it.
  let stored: StoredSnapshot
  /// The same with all entries that lead to it.
  let snapshot: JournalSnapshot
  /// Where that is, in words: `cell 'train'`.
  package let words: String

  /// What a folder of snapshots has for a document.
  package struct Search {
    /// The latest snapshot that can be used; nil if none can.
    package var point: ResumePoint?
    /// What was found that cannot be used, and why.
    package var warnings: [Diagnostic] = []
  }

  /// Looks for the latest snapshot that a run of a document can go on from.
  ///
  /// - Parameters:
  ///   - folder: The folder of snapshots.
  ///   - prepared: The document.
  ///   - session: The session that is to run it.
  /// - Returns: What was found.
  /// - Complexity: O(n) for n bytes of the journal and of the snapshots that are looked at.
  package static func find(
    in folder: String, for prepared: PreparedDocument, in session: Session
  ) -> Search {
    var search = Search()
    let keys = SnapshotKeys(prepared, in: session.interpreter)
    let cells = prepared.document.codeCells
    func name(_ cell: Int) -> String {
      cells.indices.contains(cell) ? cells[cell].words : "cell \(cell + 1)"
    }
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let names = all.filter { $0.hasSuffix(SnapshotFolder.ending) && !$0.hasPrefix(".") }.sorted()
    let journal = try? SourceReader.read(
      "\(folder)/\(SnapshotFolder.journalName)", limit: Self.sizeLimit)
    var tellsDifference = true
    for file in names.reversed() {
      do throws(StoredSnapshot.Fault) {
        guard let bytes = try? SourceReader.read("\(folder)/\(file)", limit: Self.sizeLimit) else {
          throw StoredSnapshot.Fault(words: "it cannot be read")
        }
        let stored = try StoredSnapshot(bytes, in: session.interpreter.registry)
        guard keys.agree(with: stored.keys, upTo: stored.cell) else {
          guard tellsDifference else { continue }
          tellsDifference = false
          let reason = keys.difference(from: stored.keys, upTo: stored.cell, naming: name)
          search.warnings.append(
            unused("what was kept in \(name(stored.cell)) is not used: \(reason)"))
          continue
        }
        guard let journal, journal.count >= stored.journalLength,
          StoredSnapshot.hash(of: journal[..<stored.journalLength]) == stored.journalHash
        else {
          throw StoredSnapshot.Fault(
            words: "the journal that leads to it is missing, cut off or damaged")
        }
        search.point = ResumePoint(
          stored: stored,
          snapshot: JournalSnapshot(
            entries: Array(journal[..<stored.journalLength]), count: stored.snapshot.count,
            states: stored.snapshot.states, unfinished: stored.snapshot.unfinished),
          words: name(stored.cell))
        return search
      } catch {
        search.warnings.append(unused("'\(folder)/\(file)' is not used: \(error.words)"))
      }
    }
    return search
  }

  private static func unused(_ message: String) -> Diagnostic {
    Diagnostic(.unusedSnapshot, message, severity: .warning)
  }
}
