import FoundationEssentials
import MNLDiagnostics
import MNLRuntime

/// Where runs are on record: a folder with a directory for each.
package struct RunStore: Sendable {
  /// The folder, which need not be there yet.
  package let folder: String

  /// The store of a folder.
  package init(folder: String) { self.folder = folder }

  /// The store of the user: `$XDG_STATE_HOME/mnl/runs`, else `~/.local/state/mnl/runs`.
  ///
  /// - Parameter environment: The environment variables; nil where they name no place.
  package init?(in environment: [String: String]) {
    // Only absolute paths count, as the XDG base directory specification has it.
    if let given = environment["XDG_STATE_HOME"], given.hasPrefix("/") {
      folder = given + "/mnl/runs"
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      folder = home + "/.local/state/mnl/runs"
    } else {
      return nil
    }
  }

  /// What a store holds.
  package struct Listing: Sendable {
    /// The runs, the oldest first.
    package var runs: [StoredRun] = []
    /// The names of directories without a record that can be read.
    package var damaged: [String] = []
  }

  /// All runs; none if the folder is not there.
  ///
  /// - Complexity: O(n log n) for n runs.
  package func list() -> Listing {
    var listing = Listing()
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
      let path = "\(folder)/\(name)"
      guard PathProbe.content(of: path) == .folder else { continue }
      if let run = StoredRun(at: path) {
        listing.runs.append(run)
      } else if !StoredRun.isLocked(path) {
        // One whose lock is held is being made just now.
        listing.damaged.append(name)
      }
    }
    listing.damaged.sort()
    listing.runs.sort { ($0.record.started, $0.record.id) < ($1.record.started, $1.record.id) }
    return listing
  }

  /// The run that a user names.
  ///
  /// - Parameter name: Its id, the beginning of an id that no other has, its label, or the path of its
  ///   directory.
  /// - Returns: The run.
  /// - Throws: `RunFault` if there is none, or more than one.
  package func find(_ name: String) throws(RunFault) -> StoredRun {
    if name.contains("/") || name == "." || name == ".." {
      return try run(at: name, named: name)
    }
    let listing = list()
    let ids = listing.runs.map(\.record.id)
    if let exact = listing.runs.first(where: { $0.record.id == name }) { return exact }
    let labelled = listing.runs.filter { $0.record.label == name }
    let found = labelled.isEmpty ? listing.runs.filter { $0.record.id.hasPrefix(name) } : labelled
    if found.count == 1, !name.isEmpty { return found[0] }
    if listing.damaged.contains(name) { return try run(at: "\(folder)/\(name)", named: name) }
    guard found.isEmpty || name.isEmpty else {
      throw RunFault(
        .unknownRun, "'\(name.brief)' may be any of \(found.count) runs",
        help: "write more of one: "
          + found.suffix(5).map { "`\($0.record.id)`" }.joined(separator: ", "))
    }
    let candidates = Candidates(names: ids + listing.runs.compactMap(\.record.label))
    let near = candidates.nearest(to: name).map { "did you mean `\($0)`?" }
    let newest = listing.runs.last.map { "the newest is `\($0.record.id)`" }
    throw RunFault(
      .unknownRun, "there is no run '\(name.brief)' in '\(folder)'", help: near ?? newest)
  }

  private func run(at path: String, named name: String) throws(RunFault) -> StoredRun {
    if let run = StoredRun(at: path) { return run }
    let file = "\(path)/\(RunDirectory.recordName)"
    let isThere = PathProbe.content(of: file) != .nothing
    throw RunFault(
      .unknownRun,
      isThere
        ? "'\(file)' is no record of a run that this version can read"
        : "'\(name.brief)' is no run: there is no '\(file)'")
  }
}
