import MNLEvents
import MNLRuntime

/// What another report said, without the counts and shares from which it had it.
final class KeptReport: EvaluationReport, Archived {
  /// The score for the result's line.
  let line: String
  /// What is told to who collects numbers.
  let metrics: [(name: String, value: Double)]
  /// What there is to see below the line.
  let details: [DisplayBundle]
  private let record: Record

  /// Asks a report for all that it has to say.
  ///
  /// - Complexity: What everything in the report costs that was not asked for yet.
  init(_ report: any EvaluationReport) {
    line = report.line
    metrics = report.metrics
    details = report.details
    record = Record(report.fieldNames.map { ($0, report.field($0) ?? .none) })
  }

  /// The names of its fields.
  var fieldNames: [String] { record.fields.map(\.name) }

  /// The value of a field; nil if there is none of that name.
  func field(_ name: String) -> Value? { record[name] }

  /// Writes all of it.
  ///
  /// - Throws: `ArchiveFault` if a field cannot be kept.
  func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    try archive.write(line)
    try archive.write(Record(metrics.map { ($0.name, .float($0.value)) }))
    try archive.write(details)
    try archive.write(record)
  }

  /// Reads what was written.
  ///
  /// - Throws: `ArchiveFault` if the bytes are something else.
  init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    line = try archive.read()
    var metrics: [(name: String, value: Double)] = []
    for field in try archive.read(Record.self).fields {
      guard case .float(let number) = field.value else {
        throw archive.fault(.contradiction("a measure '\(field.name)' that is no number"))
      }
      metrics.append((field.name, number))
    }
    self.metrics = metrics
    details = try archive.read()
    record = try archive.read()
  }
}
