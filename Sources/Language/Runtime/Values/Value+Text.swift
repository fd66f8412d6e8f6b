import MNLDiagnostics
import MNLSyntax

extension Value {
  /// What `print` and a plain `{…}` write: numbers in their shortest exact form, text as it is.
  package var printed: String { written(number: NumberText.exact, quoting: false) }

  /// What a result shows: numbers rounded to six significant digits, long lists cut short.
  var shown: String { written(number: NumberText.rounded, quoting: false, limit: 100) }

  /// How an error speaks of the value: `the text "six"`, `30s`, `a list of 3`.
  var described: String {
    switch self {
    case .none, .bool, .int, .float, .duration, .size, .range: printed
    case .text(let text):
      "the text " + Value.quoted(Wording.brief(text))
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
    guard format.digits != nil || format.isPercent else { return printed }
    let number: Double
    switch self {
    case .int(let int): number = Double(int)
    case .float(let float): number = float
    default:
      let what = format.isPercent ? "percent" : "digits after the point"
      throw CommandFailure(
        .wrongKind, "only a number can be written with \(what)", label: "is \(described)")
    }
    if format.isPercent { return NumberText.percent(number, digits: format.digits) }
    return NumberText.fixed(number, digits: format.digits ?? 0)
  }

  private func written(
    number: (Double) -> String, quoting: Bool, limit: Int = .max
  ) -> String {
    switch self {
    case .none: return "none"
    case .bool(let bool): return bool ? "true" : "false"
    case .int(let int): return String(int)
    case .float(let float): return number(float)
    case .text(let text): return quoting ? Value.quoted(text) : text
    case .duration(let seconds): return NumberText.duration(seconds)
    case .size(let bytes): return NumberText.size(bytes)
    case .range(let first, let last): return "\(first)..\(last)"
    case .list(let values):
      var texts = values.prefix(limit).map {
        $0.written(number: number, quoting: true, limit: limit)
      }
      if values.count > limit { texts.append("… \(values.count - limit) more") }
      return "[" + texts.joined(separator: ", ") + "]"
    case .record(let record):
      let texts = record.fields.map {
        "\($0.name)=" + $0.value.written(number: number, quoting: true, limit: limit)
      }
      return "(" + texts.joined(separator: " ") + ")"
    case .handle(let handle): return handle.printed
    }
  }

  private static func quoted(_ text: String) -> String {
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
