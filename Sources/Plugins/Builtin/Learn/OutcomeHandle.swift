package import MNLEvents
package import MNLRuntime

/// What a verb brought: named values, shown as one line that says what it worked on.
package final class OutcomeHandle: Handle, Detailed {
  /// `comparison`.
  package let kind: String
  /// The line.
  package let summary: String
  /// The line, then what else there is to see.
  package let details: [DisplayBundle]
  private let record: Record

  /// Makes an outcome.
  ///
  /// - Parameters:
  ///   - kind: Its kind.
  ///   - line: The line.
  ///   - details: What else there is to see.
  ///   - fields: The named values.
  package init(
    _ kind: String, line: String, details: [DisplayBundle] = [],
    _ fields: [(name: String, value: Value)]
  ) {
    self.kind = kind
    summary = line
    self.details = [DisplayBundle(text: line)] + details
    record = Record(fields)
  }

  /// Reads an outcome that was kept.
  private init(_ kind: String, from archive: inout ArchiveReader) throws(ArchiveFault) {
    self.kind = kind
    summary = try archive.read()
    details = try archive.read()
    record = try archive.read()
  }

  /// The names of its fields.
  package var fieldNames: [String] { record.fields.map(\.name) }

  /// The value of a field; nil if there is none of that name.
  package func field(_ name: String) throws(CommandFailure) -> Value? { record[name] }
}

extension OutcomeHandle: ArchivedHandle {
  /// Writes the line, what else there is to see, and the values.
  ///
  /// - Throws: `ArchiveFault` if a value cannot be kept.
  package func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    try archive.write(summary)
    try archive.write(details)
    try archive.write(record)
  }

  /// Reads what was written.
  ///
  /// - Parameters:
  ///   - archive: Where it is read.
  ///   - kind: `comparison`, or another kind of outcome.
  /// - Returns: An outcome that says the same.
  /// - Throws: `ArchiveFault` if the bytes are something else.
  package static func read(
    from archive: inout ArchiveReader, kind: String
  ) throws(ArchiveFault) -> any ArchivedHandle {
    try OutcomeHandle(kind, from: &archive)
  }
}

/// `1 epoch`, `6 epochs`.
func counted(_ count: Int, _ noun: String) -> String {
  count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
}

/// A share of 1 as a percentage: `98.31%`.
func percentText(_ share: Double) -> String { DecimalText.fixed(share * 100, digits: 2) + "%" }
