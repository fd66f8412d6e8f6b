/// A moment of a run: what leads to it, and the states at it.
package struct JournalSnapshot: Sendable {
  /// Entries of the journal: all of them where a run is resumed, those since the last snapshot where
  /// it is kept.
  package let entries: [UInt8]
  /// How many entries there are in all.
  package let count: Int
  /// The states, in the order in which they came into being.
  package let states: [[UInt8]]
  /// How far the call in progress is; nil between two calls.
  package let unfinished: [UInt8]?

  /// Makes a snapshot.
  package init(entries: [UInt8], count: Int, states: [[UInt8]], unfinished: [UInt8]?) {
    (self.entries, self.count) = (entries, count)
    (self.states, self.unfinished) = (states, unfinished)
  }
}

/// Who keeps the snapshots of a journal.
package protocol JournalKeeper: AnyObject {
  /// Whether it is time for one; asked at every call, so it must be cheap.
  var isDue: Bool { get }
  /// Keeps a snapshot.
  func keep(_ snapshot: JournalSnapshot)
  /// Tells why there will be no more.
  func cannotKeep(_ fault: ArchiveFault)
}
