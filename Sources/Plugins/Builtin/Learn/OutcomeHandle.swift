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

  /// The names of its fields.
  package var fieldNames: [String] { record.fields.map(\.name) }

  /// The value of a field; nil if there is none of that name.
  package func field(_ name: String) throws(CommandFailure) -> Value? { record[name] }
}

/// `1 epoch`, `6 epochs`.
func counted(_ count: Int, _ noun: String) -> String {
  count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
}

/// A share of 1 as a percentage: `98.31%`.
func percentText(_ share: Double) -> String { DecimalText.fixed(share * 100, digits: 2) + "%" }
