import MNLDiagnostics
import MNLEvents
import MNLSyntax

extension Value {
  /// What `print` and a plain `{…}` write: numbers in their shortest exact form, text as it is; cut
  /// short where `printedLine` would fail.
  package var printed: String { ValueWriter.exact.writing(self).cutText }

  /// What `print` writes of several values: each as `printed`, with a blank between them.
  ///
  /// - Throws: A failure if it is longer than a text may be.
  package static func printedLine(
    _ values: some Sequence<Value>
  ) throws(CommandFailure) -> String {
    var writer = ValueWriter.exact
    for (index, value) in values.enumerated() {
      if index > 0 { writer.write(" ") }
      writer.write(value)
    }
    return try writer.wholeText()
  }

  /// What a result shows: numbers rounded to six significant digits, long lists cut short.
  var shown: String { ValueWriter.rounded.writing(self).cutText }

  /// How an error speaks of the value: `the text "six"`, `30s`, `a list of 3`.
  var described: String {
    switch self {
    case .none, .bool, .int, .float, .duration, .size, .range: printed
    case .text(let text):
      "the text " + ValueWriter.quoted(text.brief)
    case .list(let values): "a list of \(values.count)"
    case .record: "a record"
    case .handle(let handle): Wording.withArticle(handle.kind)
    }
  }

  /// The value written by the rules of a text's format.
  ///
  /// Numbers move to the right and all else to the left, unless the format says otherwise.
  func formatted(_ format: TextFormat) throws(CommandFailure) -> String {
    let text = try digits(format)
    let padding = (format.width ?? 0) - text.count
    guard padding > 0 else { return text }
    let blanks = String(repeating: " ", count: padding)
    let side: TextFormat.Alignment =
      switch self {
      case .int, .float, .duration, .size: .right
      default: .left
      }
    return (format.alignment ?? side) == .right ? blanks + text : text + blanks
  }

  private func digits(_ format: TextFormat) throws(CommandFailure) -> String {
    guard format.digits != nil || format.isPercent else {
      return try Value.printedLine(CollectionOfOne(self))
    }
    let number: Double
    switch self {
    case .int(let int): number = Double(int)
    case .float(let float): number = float
    default:
      let what = format.isPercent ? "percent" : "digits after the point"
      throw CommandFailure(
        .wrongKind, "only a number can be written with \(what)", label: "is \(described)")
    }
    if format.isPercent { return WrittenNumber.percent(number, digits: format.digits) }
    return DecimalText.fixed(number, digits: format.digits ?? 0)
  }
}
