/// Declarations and definitions.
extension Printer {
  /// Writes a declaration without its help.
  mutating func write(_ declaration: Declaration) {
    output += declaration.name.text
    switch declaration.arity {
    case .one: break
    case .optional: output += "?"
    case .variadic: output += "..."
    }
    if let type = declaration.type {
      output += ": " + type.words.map(\.text).joined(separator: "|")
    }
    if let limits = declaration.limits { write(limits) }
    if let value = declaration.defaultValue {
      output += " = "
      write(value)
    }
  }

  private mutating func write(_ limits: LimitsExpression) {
    output += " "
    if let lower = limits.lower, limits.excludesLower, limits.upper == nil {
      output += "> " + lower.text
      return
    }
    if let lower = limits.lower { output += lower.text + (limits.excludesLower ? "<" : "") }
    output += ".."
    if let upper = limits.upper { output += (limits.excludesUpper ? "<" : "") + upper.text }
  }

  /// Writes a `def`: on one line if no parameter has help and the line is not too wide.
  mutating func write(_ definition: Definition) {
    output += "def \(definition.name.text)("
    let line = definition.parameters.map { parameter in onOneLine { $0.write(parameter) } }
    let oneLine = line.joined(separator: ", ")
    if definition.parameters.allSatisfy(\.help.isEmpty),
      !mayBreak || column + oneLine.count + ") {".count <= Self.width
    {
      output += oneLine
    } else {
      output += "\n"
      let helpColumn = indentation.count + 2 + (line.map(\.count).max() ?? 0)
      for (parameter, text) in zip(definition.parameters, line) {
        output += indentation + "  " + text
        writeHelp(of: parameter, at: helpColumn)
        output += "\n"
      }
      output += indentation
    }
    output += ") "
    write(block: definition.body)
  }
}
