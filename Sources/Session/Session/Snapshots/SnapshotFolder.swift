import FoundationEssentials
import Glibc
import MNLData
import MNLDiagnostics
package import MNLRuntime

/// The snapshots of a run on their way to the disk: a journal that grows, and files of states.
///
/// Snapshots are to cost next to nothing: what all of them took stays within a share of the time of
/// the run, besides a small sum, so that short scripts have some, too.
package final class SnapshotFolder: JournalKeeper {
  /// The name of the file of entries.
  static let journalName = "journal"
  /// What the names of files of states end with.
  static let ending = ".snapshot"
  /// How long nothing is kept, at least, in the middle of a cell; seconds.
  private static let interval = 1.0
  /// Seconds that snapshots may take besides their share.
  private static let allowance = 0.05
  /// The share of the time that they may take.
  private static let share = 0.005

  /// The path of the folder.
  let path: String
  /// The cell that runs, among those that can.
  var cell = 0

  private let keys: SnapshotKeys
  private let now: () -> Double
  private let warn: (Diagnostic) -> Void
  private let began: Double
  private var last: Double
  /// How long all snapshots took, and the last one; seconds.
  private var spent = (all: 0.0, last: 0.0)
  private var journal: Int32 = -1
  private var length = 0
  private var hash = ContentHash()
  /// The number of the next file, and those that there are.
  private var next = 1
  private var files: [(number: Int, cell: Int)] = []
  private var isBroken = false

  /// Begins to keep snapshots.
  ///
  /// - Parameters:
  ///   - path: The folder, which need not be there yet; nil if nothing is to be kept.
  ///   - keys: What decides what the run does.
  ///   - now: Seconds, never going back.
  ///   - warn: Gets the warning if there can be no more.
  init(
    _ path: String?, keys: SnapshotKeys, now: @escaping () -> Double,
    warn: @escaping (Diagnostic) -> Void
  ) {
    self.path = path ?? ""
    isBroken = path == nil
    self.keys = keys
    self.now = now
    self.warn = warn
    began = now()
    last = began
  }

  deinit { if journal >= 0 { close(journal) } }

  /// Takes over from where a run is resumed: the new one can be resumed from there as well.
  func takeOver(_ point: ResumePoint) {
    guard !isBroken else { return }
    let stored = point.stored
    write(point.snapshot.entries)
    put(
      StoredSnapshot(
        cell: stored.cell, keys: stored.keys, journalLength: length,
        journalHash: hash.hexadecimal(), snapshot: stored.snapshot))
  }

  // MARK: When

  /// Whether it is time for a snapshot in the middle of a cell.
  package var isDue: Bool {
    guard !isBroken else { return false }
    let time = now()
    return time - last >= Self.interval && isAffordable(at: time)
  }

  /// Whether there may be a snapshot at the end of a cell.
  var isDueAtEndOfCell: Bool { !isBroken && isAffordable(at: now()) }

  private func isAffordable(at time: Double) -> Bool {
    spent.all + spent.last <= Self.allowance + Self.share * (time - began)
  }

  // MARK: What

  /// Keeps a snapshot.
  package func keep(_ snapshot: JournalSnapshot) {
    guard !isBroken else { return }
    let start = now()
    write(snapshot.entries)
    put(
      StoredSnapshot(
        cell: cell, keys: keys, journalLength: length, journalHash: hash.hexadecimal(),
        snapshot: snapshot))
    last = now()
    spent = (spent.all + last - start, last - start)
  }

  /// Tells that there will be no more, because something cannot be kept.
  package func cannotKeep(_ fault: ArchiveFault) { stop(fault.message) }

  private func stop(_ reason: String) {
    guard !isBroken else { return }
    isBroken = true
    warn(
      Diagnostic(
        .unkeptRun, "from here on the run cannot be resumed: \(reason)", severity: .warning))
  }

  /// Adds entries to the journal.
  private func write(_ entries: [UInt8]) {
    if journal < 0 {
      do throws(SourceFailure) {
        try SourceWriter.createFolder(path)
      } catch {
        return stop(error.diagnostic.message)
      }
      // SAFETY: the path is a C string for the time of the call.
      journal = unsafe open(
        "\(path)/\(Self.journalName)", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
      guard journal >= 0 else { return stop(failure(errno)) }
    }
    var rest = entries[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { bytes in
        // SAFETY: `write` reads no more than `bytes.count` bytes of the buffer.
        unsafe Glibc.write(journal, bytes.baseAddress, bytes.count)
      }
      if count < 0, errno != EINTR { return stop(failure(errno)) }
      rest = rest.dropFirst(max(0, count))
    }
    guard fdatasync(journal) == 0 else { return stop(failure(errno)) }
    length += entries.count
    hash.update(entries.span)
  }

  private func failure(_ code: Int32) -> String {
    "'\(path)/\(Self.journalName)' cannot be written: \(SourceReader.words(code))"
  }

  private func put(_ stored: StoredSnapshot) {
    guard !isBroken else { return }
    do throws(ArchiveFault) {
      let bytes = try stored.bytes()
      do throws(SourceFailure) {
        try SourceWriter.put(bytes, at: "\(path)/\(Self.name(of: next))")
      } catch {
        return stop(error.diagnostic.message)
      }
    } catch {
      return stop(error.message)
    }
    files.append((next, stored.cell))
    next += 1
    removeOld()
  }

  /// Removes what is neither one of the last two nor the last of a cell.
  private func removeOld() {
    for (index, file) in files.enumerated().reversed().dropFirst(2)
    where files[(index + 1)...].contains(where: { $0.cell == file.cell }) {
      try? FileManager.default.removeItem(atPath: "\(path)/\(Self.name(of: file.number))")
      files.remove(at: index)
    }
  }

  /// The name of a file of states: `00000012.snapshot`.
  static func name(of number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 8 - digits.count)) + digits + ending
  }
}
