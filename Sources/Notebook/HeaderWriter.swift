/// The writer of a header, keys in the order of their code points, as PyYAML writes it.
struct HeaderWriter {
  /// The lines so far, without `# `.
  private(set) var lines: [String] = []

  /// The lines of a header that holds these members.
  static func lines(of members: [JSONValue.Member]) -> [String] {
    var writer = HeaderWriter()
    writer.write(members, indent: 0, lead: "")
    return writer.lines
  }

  /// Writes a mapping; its first line begins with `lead`.
  private mutating func write(_ members: [JSONValue.Member], indent: Int, lead: String) {
    let sorted = members.sorted {
      $0.key.unicodeScalars.lexicographicallyPrecedes($1.key.unicodeScalars)
    }
    for (index, member) in sorted.enumerated() {
      let start = index == 0 ? lead : String(repeating: " ", count: indent)
      let key = start + HeaderScalar.text(of: member.key) + ":"
      switch member.value {
      case .object(let members) where !members.isEmpty:
        lines.append(key)
        let inner = indent + 2
        write(members, indent: inner, lead: String(repeating: " ", count: inner))
      case .list(let values) where !values.isEmpty:
        lines.append(key)
        write(values, indent: indent, lead: String(repeating: " ", count: indent))
      default: append(key + " ", member.value, indent: indent + 2)
      }
    }
  }

  /// Writes a list; its first line begins with `lead`.
  private mutating func write(_ values: [JSONValue], indent: Int, lead: String) {
    for (index, value) in values.enumerated() {
      let start = (index == 0 ? lead : String(repeating: " ", count: indent)) + "- "
      switch value {
      case .object(let members) where !members.isEmpty:
        write(members, indent: indent + 2, lead: start)
      case .list(let values) where !values.isEmpty:
        write(values, indent: indent + 2, lead: start)
      default: append(start, value, indent: indent + 2)
      }
    }
  }

  /// Writes a scalar behind what stands on its line; a long text goes on below it, so indented.
  private mutating func append(_ lead: String, _ value: JSONValue, indent: Int) {
    let texts =
      value.text.map { HeaderScalar.lines(of: $0, from: lead.utf8.count, indent: indent) }
      ?? [Self.scalar(value)]
    lines += texts.enumerated().map { index, line in
      (index == 0 ? lead : String(repeating: " ", count: indent)) + line
    }
  }

  private static func scalar(_ value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .bool(let bool): bool ? "true" : "false"
    case .int(let int): String(int)
    case .number(let number):
      // To YAML 1.1 a number has a point.
      number.description.contains(".")
        ? number.description : number.description.split(separator: "e").joined(separator: ".0e")
    case .text(let text): HeaderScalar.text(of: text)
    case .list: "[]"
    case .object: "{}"
    }
  }
}
