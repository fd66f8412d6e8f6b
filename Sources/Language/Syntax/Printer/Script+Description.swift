/// Trees as S-expressions without spans, for tests and for those who look for faults.
extension Script {
  /// The tree with its comments, one statement a line.
  package var treeDescription: String {
    let lines = statements.map(\.treeDescription) + trailingComments.map { "(comment \($0.text))" }
    return lines.joined(separator: "\n")
  }

  fileprivate var block: String {
    "{" + treeDescription.split(separator: "\n").joined(separator: " ") + "}"
  }
}

extension Statement {
  /// The tree of the statement, after its comments.
  package var treeDescription: String {
    let above = leadingComments.map { "(comment \($0.text)) " }.joined()
    let behind = trailingComment.map { " (behind \($0.text))" } ?? ""
    return above + kind.description + behind
  }
}

extension Statement.Kind {
  fileprivate var description: String {
    switch self {
    case .param(let declaration): "(param \(declaration.treeDescription))"
    case .let(let name, let value): "(let \(name.text) \(value.treeDescription))"
    case .set(let name, let value): "(set \(name.text) \(value.treeDescription))"
    case .if(let branches, let otherwise):
      "(if "
        + branches.map { "\($0.condition.treeDescription) \($0.block.block)" }
        .joined(separator: " else-if ") + (otherwise.map { " else \($0.block)" } ?? "") + ")"
    case .for(let name, let values, let body):
      "(for \(name.text) \(values.treeDescription) \(body.block))"
    case .while(let condition, let body): "(while \(condition.treeDescription) \(body.block))"
    case .try(let body, let name, let handler):
      "(try \(body.block) \(name?.text ?? "_") \(handler.block))"
    case .def(let definition):
      "(def \(definition.name.text) ("
        + definition.parameters.map(\.treeDescription).joined(separator: ", ")
        + ") help=\(definition.help.debugDescription) \(definition.body.block))"
    case .use(let name): "(use \(name.text.debugDescription))"
    case .return(let value): "(return\(value.map { " " + $0.treeDescription } ?? ""))"
    case .break: "(break)"
    case .continue: "(continue)"
    case .command(let command): command.treeDescription
    case .expression(let expression): "(show \(expression.treeDescription))"
    }
  }
}

extension Rightside {
  /// The tree of the command or expression.
  package var treeDescription: String {
    switch self {
    case .command(let command): command.treeDescription
    case .expression(let expression): expression.treeDescription
    }
  }
}

extension Command {
  /// `(call train epochs=6)`.
  package var treeDescription: String {
    let values = arguments.map { argument in
      " " + (argument.name.map { $0.text + "=" } ?? "") + argument.value.treeDescription
    }
    return "(call \(name.text)\(values.joined()))"
  }
}

extension Expression {
  /// The tree of the expression, operators first.
  package var treeDescription: String {
    switch kind {
    case .number(let number): number.treeDescription
    case .text(let pieces): "(text" + pieces.map { " " + $0.treeDescription }.joined() + ")"
    case .bool(let value): String(value)
    case .none: "none"
    case .word(let word): "'\(word)"
    case .reference(let name, let accessors): "$" + name.text + accessors.treeDescription
    case .list(let elements):
      "[" + elements.map(\.treeDescription).joined(separator: ", ") + "]"
    case .group(let content, let accessors):
      "(group \(content.treeDescription))" + accessors.treeDescription
    case .unary(let symbol, let operand): "(\(symbol.rawValue) \(operand.treeDescription))"
    case .binary(let left, let symbol, _, let right):
      "(\(symbol.rawValue) \(left.treeDescription) \(right.treeDescription))"
    case .range(let lower, let upper):
      "(.. \(lower.treeDescription) \(upper.treeDescription))"
    }
  }
}

extension NumberLiteral {
  /// The value with its unit: `6`, `0.2`, `300s`, `64000000B`.
  fileprivate var treeDescription: String {
    let digits =
      switch value {
      case .int(let value): String(value)
      case .float(let value): String(value)
      }
    return switch dimension {
    case .number: digits
    case .duration: digits + "s"
    case .size: digits + "B"
    }
  }
}

extension TextPiece {
  fileprivate var treeDescription: String {
    switch self {
    case .plain(let characters): characters.debugDescription
    case .interpolation(let value, let format):
      "{\(value.treeDescription)\(format.treeDescription)}"
    }
  }
}

extension TextFormat {
  fileprivate var treeDescription: String {
    guard self != TextFormat() else { return "" }
    let side = alignment.map { $0 == .left ? "<" : ">" } ?? ""
    return ":\(side)\(width.map(String.init) ?? "")"
      + (digits.map { ".\($0)" } ?? "") + (isPercent ? "%" : "")
  }
}

extension [Accessor] {
  fileprivate var treeDescription: String {
    map { accessor in
      switch accessor {
      case .field(let name): ".\(name.text)"
      case .index(let index): "[\(index.treeDescription)]"
      }
    }.joined()
  }
}

extension Declaration {
  /// The declaration with its help.
  package var treeDescription: String {
    let suffix =
      switch arity {
      case .one: ""
      case .optional: "?"
      case .variadic: "..."
      }
    var text = name.text + suffix
    if let type { text += ":" + type.words.map(\.text).joined(separator: "|") }
    if let limits {
      let lower = limits.lower.map { $0.treeDescription + (limits.excludesLower ? "<" : "") }
      let upper = limits.upper.map { (limits.excludesUpper ? "<" : "") + $0.treeDescription }
      text += " " + (lower ?? "") + ".." + (upper ?? "")
    }
    if let defaultValue { text += " = " + defaultValue.treeDescription }
    return help.isEmpty ? text : text + " help=" + help.debugDescription
  }
}
