package import MNLEvents
package import MNLRuntime

/// What a training brought: its numbers, and how they went.
package final class TrainingHandle: Handle, Detailed {
  /// The line that says what was trained.
  package let summary: String
  /// How it went, epoch by epoch.
  let history: TrainingHistory
  private let record: Record

  /// Makes the result of a training.
  init(line: String, history: TrainingHistory, _ fields: [(name: String, value: Value)]) {
    summary = line
    self.history = history
    record = Record(fields)
  }

  /// Reads a result that was kept.
  private init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    summary = try archive.read()
    history = try archive.read()
    record = try archive.read()
  }

  /// `training`.
  package var kind: String { "training" }

  /// The names of its fields.
  package var fieldNames: [String] { record.fields.map(\.name) }

  /// The value of a field; nil if there is none of that name.
  package func field(_ name: String) throws(CommandFailure) -> Value? { record[name] }

  /// The line: the epochs were told as they ended.
  package var display: DisplayBundle { DisplayBundle(text: summary) }

  /// The line, then how each number went.
  package var details: [DisplayBundle] {
    let lines = history.known.flatMap { history.series($0) }
    guard !lines.isEmpty else { return [display] }
    let rows: [[Table.Cell]] = lines.map { line in
      [.text(line.name)]
        + [line.y.first, line.y.min(), line.y.max(), line.y.last].map {
          $0.map { .number($0, digits: 4) } ?? .empty
        } + [.trend(line.y)]
    }
    let columns = ["measured", "first", "least", "greatest", "last", "course"]
    return [
      display,
      DisplayBundle(table: Table(columns: columns.map { Table.Column($0) }, rows: rows)),
    ]
  }
}

extension TrainingHandle: Trained {}

extension TrainingHandle: ArchivedHandle {
  /// Writes the line, how it went, and the numbers.
  ///
  /// - Throws: `ArchiveFault` if a field cannot be kept.
  package func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    try archive.write(summary)
    try archive.write(history)
    try archive.write(record)
  }

  /// Reads what was written.
  ///
  /// - Parameters:
  ///   - archive: Where it is read.
  ///   - kind: `training`.
  /// - Returns: A result that says the same.
  /// - Throws: `ArchiveFault` if the bytes are something else.
  package static func read(
    from archive: inout ArchiveReader, kind: String
  ) throws(ArchiveFault) -> any ArchivedHandle {
    try TrainingHandle(from: &archive)
  }
}
