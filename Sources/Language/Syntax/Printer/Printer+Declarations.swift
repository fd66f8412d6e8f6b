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

  /// Writes a `def`: on one line if no parameter has help.
  mutating func write(_ definition: Definition) {
    output += "def \(definition.name.text)("
    if definition.parameters.allSatisfy(\.help.isEmpty) {
      for (index, parameter) in definition.parameters.enumerated() {
        if index > 0 { output += ", " }
        write(parameter)
      }
    } else {
      output += "\n"
      for parameter in definition.parameters {
        output += indentation + "  "
        write(parameter)
        if !parameter.help.isEmpty { output += "  ## " + parameter.help }
        output += "\n"
      }
      output += indentation
    }
    output += ") "
    write(block: definition.body)
  }
}
