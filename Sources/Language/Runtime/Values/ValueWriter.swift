import MNLDiagnostics

/// Writes values into one text, which never grows beyond the longest that a script may have.
struct ValueWriter {
  /// How many bytes a text of a script may have: 64 MiB.
  static let longestText = 64 << 20

  /// Numbers in their shortest exact form.
  static var exact: ValueWriter { ValueWriter(number: WrittenNumber.exact, longestList: .max) }
  /// Numbers rounded to six significant digits, lists cut after 100 elements.
  static var rounded: ValueWriter { ValueWriter(number: WrittenNumber.rounded, longestList: 100) }

  private let number: (Double) -> String
  private let longestList: Int
  private var text = ""
  private var isFull = false

  private init(number: @escaping (Double) -> String, longestList: Int) {
    self.number = number
    self.longestList = longestList
  }

  /// What was written; with an ellipsis where it did not all fit.
  var cutText: String { isFull ? text + "…" : text }

  /// What was written.
  ///
  /// - Throws: A failure if it did not all fit.
  func wholeText() throws(CommandFailure) -> String {
    guard !isFull else { throw Self.tooLong }
    return text
  }

  /// The failure of a text that would be too long.
  static var tooLong: CommandFailure {
    CommandFailure(
      .valueTooLarge, "a text has at most \(longestText) bytes (64 MiB)", label: "would have more")
  }

  /// The writer after it wrote a value.
  func writing(_ value: Value) -> ValueWriter {
    var writer = self
    writer.write(value)
    return writer
  }

  /// Adds characters; all that comes after some which do not fit is dropped.
  mutating func write(_ part: String) {
    isFull = isFull || text.utf8.count + part.utf8.count > Self.longestText
    if !isFull { text += part }
  }

  /// Adds a value; text within a list or a record stands in quotes.
  mutating func write(_ value: Value, quoting: Bool = false) {
    switch value {
    case .none: write("none")
    case .bool(let bool): write(bool ? "true" : "false")
    case .int(let int): write(String(int))
    case .float(let float): write(number(float))
    case .text(let text): write(quoting ? Self.quoted(text) : text)
    case .duration(let seconds): write(WrittenNumber.duration(seconds))
    case .size(let bytes): write(WrittenNumber.size(bytes))
    case .range(let first, let last): write("\(first)..\(last)")
    case .list(let values): write(values)
    case .record(let record):
      write("(")
      for (index, field) in record.fields.enumerated() where !isFull {
        write((index > 0 ? " " : "") + field.name + "=")
        write(field.value, quoting: true)
      }
      write(")")
    case .handle(let handle): write(handle.printed)
    }
  }

  private mutating func write(_ values: List) {
    write("[")
    for (index, value) in values.prefix(longestList).enumerated() {
      guard !isFull else { return }
      if index > 0 { write(", ") }
      write(value, quoting: true)
    }
    if values.count > longestList { write(", … \(values.count - longestList) more") }
    write("]")
  }

  /// The text in quotes, as a script may write it.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for character in text {
      switch character {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default: result.append(character)
      }
    }
    return result + "\""
  }
}
