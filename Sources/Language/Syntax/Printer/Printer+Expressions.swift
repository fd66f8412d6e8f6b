/// Commands, expressions and texts.
extension Printer {
  /// Writes what stands to the right of `=` or in a group.
  mutating func write(_ rightside: Rightside) {
    switch rightside {
    case .command(let command): write(command)
    case .expression(let expression): write(expression)
    }
  }

  /// Writes a command with its arguments, filling lines if one is not enough.
  mutating func write(_ command: Command) {
    let column = column
    output += command.name.text
    let arguments = command.arguments.map { argument in onOneLine { $0.write(argument) } }
    let width = arguments.reduce(command.name.text.count) { $0 + 1 + $1.count }
    guard mayBreak, column + width > Self.width else {
      for argument in arguments { output += " " + argument }
      return
    }
    // A line end within brackets is a blank; elsewhere a `\` says that the line goes on.
    let end = openBrackets > 0 ? "" : " \\"
    for (argument, text) in zip(command.arguments, arguments) {
      if self.column + 1 + text.count + end.count <= Self.width {
        output += " " + text
        continue
      }
      if self.column > indentation.count + 4 {
        output += end + "\n" + indentation + "    "
      } else {
        output += " "
      }
      if indentation.count + 4 + text.count + end.count <= Self.width {
        output += text
      } else {
        let outside = indentation
        indentation += "    "
        write(argument)
        indentation = outside
      }
    }
  }

  private mutating func write(_ argument: Argument) {
    if let name = argument.name { output += name.text + "=" }
    write(argument.value)
  }

  /// Writes an expression.
  mutating func write(_ expression: Expression) {
    switch expression.kind {
    case .number(let number): output += number.text
    case .text(let pieces): write(text: pieces)
    case .bool(let value): output += value ? "true" : "false"
    case .none: output += "none"
    case .word(let word): output += word
    case .reference(let name, let accessors):
      output += "$" + name.text
      write(accessors)
    case .list(let elements): write(list: elements)
    case .group(let content, let accessors):
      output += "("
      openBrackets += 1
      write(content)
      openBrackets -= 1
      output += ")"
      write(accessors)
    case .unary(let symbol, let operand):
      output += symbol == .not ? "not " : symbol.rawValue
      write(operand)
    case .binary(let left, let symbol, _, let right):
      write(left)
      output += " \(symbol.rawValue) "
      write(right)
    case .range(let lower, let upper):
      write(lower)
      output += ".."
      write(upper)
    }
  }

  /// The columns of an element that shares its line with others.
  private static let shortElement = 24

  /// Writes `[…]`, on several lines if one is not enough.
  private mutating func write(list elements: [Expression]) {
    let texts = elements.map { element in onOneLine { $0.write(element) } }
    let oneLine = "[" + texts.joined(separator: ", ") + "]"
    guard mayBreak, column + oneLine.count > Self.width, !elements.isEmpty else {
      output += oneLine
      return
    }
    let outside = indentation
    indentation += "  "
    openBrackets += 1
    output += "["
    // Short elements fill lines, others have one each.
    let fills = texts.allSatisfy { $0.count <= Self.shortElement }
    for (index, element) in elements.enumerated() {
      if index > 0, fills, column + texts[index].count + 2 <= Self.width {
        output += " " + texts[index]
      } else {
        output += "\n" + indentation
        write(element)
      }
      output += ","
    }
    output += "\n"
    openBrackets -= 1
    indentation = outside
    output += indentation + "]"
  }

  private mutating func write(_ accessors: [Accessor]) {
    for accessor in accessors {
      switch accessor {
      case .field(let name): output += "." + name.text
      case .index(let index):
        output += "["
        write(index)
        output += "]"
      }
    }
  }

  /// Writes a text; raw where that saves escapes.
  mutating func write(text pieces: [TextPiece]) {
    if case .plain(let characters)? = pieces.first, pieces.count == 1, Self.isBetterRaw(characters)
    {
      output += "'" + characters + "'"
      return
    }
    output += "\""
    for piece in pieces {
      switch piece {
      case .plain(let characters):
        for scalar in characters.unicodeScalars { output += Self.escaped(scalar) }
      case .interpolation(let value, let format):
        // A line end would end the text.
        output += "{" + onOneLine { $0.write(value) }
        write(format)
        output += "}"
      }
    }
    output += "\""
  }

  private static func isBetterRaw(_ characters: String) -> Bool {
    characters.unicodeScalars.contains { "\"\\{}".unicodeScalars.contains($0) }
      && characters.unicodeScalars.allSatisfy {
        $0 != "'" && $0.value >= 0x20 && $0.value != 0x7F
      }
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": "\\n"
    case "\t": "\\t"
    case "\r": "\\r"
    case "\"": "\\\""
    case "\\": "\\\\"
    case "{": "{{"
    case "}": "}}"
    case _ where scalar.value < 0x20 || scalar.value == 0x7F:
      "\\u{\(String(scalar.value, radix: 16))}"
    default: String(scalar)
    }
  }

  private mutating func write(_ format: TextFormat) {
    guard format != TextFormat() else { return }
    output += ":"
    switch format.alignment {
    case .left: output += "<"
    case .right: output += ">"
    case nil: break
    }
    if let width = format.width { output += String(width) }
    if let digits = format.digits { output += ".\(digits)" }
    if format.isPercent { output += "%" }
  }
}
