/// How a call is answered when a stopped run is run again up to where it was.
package enum Replay: Sendable {
  /// By the command itself: it is cheap, or makes handles; its result does not depend on what
  /// journaled commands changed.
  case again
  /// By the command itself, which settles something in the session; but what it tells, and its
  /// result, come from the journal, for they speak of what journaled commands changed.
  case retold
  /// From the journal: what it told, and its result or its failure.
  ///
  /// Of all that lives on, such a command changes at most the states that are kept
  /// (`ChangingState`). If it is interrupted, it has changed nothing, or has said how far it was
  /// (`CommandContext.keep`).
  case journaled
}

/// Something that journaled commands change: the weights of a model, the variables of a graph.
///
/// States are numbered in the order in which they come into being, which is the same in every run of a
/// script.
package protocol ChangingState: AnyObject {
  /// Writes all of the state that does not come back by itself when the script is run again.
  ///
  /// - Throws: `ArchiveFault` if it holds something that cannot be kept.
  func writeState(to archive: inout ArchiveWriter) throws(ArchiveFault)

  /// Puts back what `writeState(to:)` wrote.
  ///
  /// - Throws: `ArchiveFault` if the bytes are something else, or the state of another thing.
  func readState(
    from archive: inout ArchiveReader, _ context: CommandContext
  ) throws(ArchiveFault)
}

extension Value {
  /// Whether what it shows changes with what journaled commands do.
  ///
  /// - Complexity: O(n) for n elements of lists and fields of records.
  var isChanging: Bool {
    switch self {
    case .handle(let handle): handle.changing != nil
    case .list(let list): list.contains { $0.isChanging }
    case .record(let record): record.fields.contains { $0.value.isChanging }
    case .none, .bool, .int, .float, .text, .duration, .size, .range: false
    }
  }
}
