extension JSONValue {
  /// How JSON is written.
  package enum Style: Sendable {
    /// On one line, in ASCII, as stock Jupytext writes the settings of a cell.
    case line
    /// As `nbformat` writes notebooks: a level of indentation is one blank, text as it is.
    case notebook
  }

  /// The text of the value, keys in the order of their code points, without a newline at its end.
  ///
  /// - Complexity: O(n log n) for n bytes of text.
  package func text(_ style: Style) -> String {
    var writer = JSONWriter(style: style)
    writer.write(self, depth: 0)
    return writer.text
  }
}

/// The writer of JSON text, byte for byte as Python's.
private struct JSONWriter {
  let style: JSONValue.Style
  var text = ""

  mutating func write(_ value: JSONValue, depth: Int) {
    switch value {
    case .null: text += "null"
    case .bool(let bool): text += bool ? "true" : "false"
    case .int(let int): text += String(int)
    case .number(let number): text += number.description
    case .text(let string): write(string)
    case .list(let values):
      write(values, in: "[]", depth: depth) { writer, value in
        writer.write(value, depth: depth + 1)
      }
    case .object(let members):
      let sorted = members.sorted {
        $0.key.unicodeScalars.lexicographicallyPrecedes($1.key.unicodeScalars)
      }
      write(sorted, in: "{}", depth: depth) { writer, member in
        writer.write(member.key)
        writer.text += ": "
        writer.write(member.value, depth: depth + 1)
      }
    }
  }

  private mutating func write<Element>(
    _ elements: [Element], in brackets: String, depth: Int,
    _ writeElement: (inout JSONWriter, Element) -> Void
  ) {
    text.append(brackets.first ?? " ")
    for (index, element) in elements.enumerated() {
      if index > 0 { text += style == .line ? ", " : "," }
      if style == .notebook { text += "\n" + String(repeating: " ", count: depth + 1) }
      writeElement(&self, element)
    }
    if style == .notebook, !elements.isEmpty {
      text += "\n" + String(repeating: " ", count: depth)
    }
    text.append(brackets.last ?? " ")
  }

  private mutating func write(_ string: String) {
    text += "\""
    // Nearly all of a notebook is text that stands for itself.
    let isPlain = string.utf8.allSatisfy { byte in
      byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
        && (byte < 0x7F || style == .notebook)
    }
    if isPlain {
      text += string + "\""
      return
    }
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{8}": text += "\\b"
      case "\u{c}": text += "\\f"
      case _ where scalar.value < 0x20 || (style == .line && scalar.value > 0x7E):
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
        }
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
