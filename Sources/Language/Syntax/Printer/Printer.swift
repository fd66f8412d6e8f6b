import MNLDiagnostics

/// Writes a tree as text that reads as the same tree.
///
/// One statement stands on a line, or on several if it is wider than `width`; blocks are indented by
/// two blanks, comments and single blank lines between statements are kept. Where the tree has no
/// place for a comment (inside of a list), it stands above the statement. The help of `param`s on
/// lines that follow each other stands in one column. The tree must be one that the parser made:
/// parentheses are written where it has groups.
package struct Printer {
  /// The columns of a line, where it can be broken at all.
  static let width = 100

  /// What has been written.
  var output = ""
  /// The blanks before a line.
  var indentation = ""
  /// How many groups and lists are open: within them, a line end is a blank.
  var openBrackets = 0
  /// Whether what is written may take several lines; not while its width is measured.
  var mayBreak = true

  private init() {}

  /// One that writes everything on one line.
  static var measuring: Printer {
    var printer = Printer()
    printer.mayBreak = false
    return printer
  }

  /// A text as a literal that stands for it.
  package static func literal(_ text: String) -> String {
    let nowhere = SourceSpan(SourceFile(name: "", bytes: []), 0..<0)
    return print(Expression(.text([.plain(text)]), span: nowhere))
  }

  /// The canonical text of a script; ends with a newline unless it is empty.
  ///
  /// - Complexity: O(n) for a tree of n nodes, times O(log n) for the lines of n statements.
  package static func print(_ script: Script) -> String {
    var printer = Printer()
    printer.write(contentsOf: script)
    return printer.output
  }

  /// The canonical text of an expression.
  package static func print(_ expression: Expression) -> String {
    var printer = Printer()
    printer.write(expression)
    return printer.output
  }

  /// Writes statements and comments, each on its own lines.
  mutating func write(contentsOf script: Script) {
    var last: Int?
    let columns = helpColumns(of: script.statements)
    for (index, statement) in script.statements.enumerated() {
      for comment in statement.leadingComments { writeLine(comment, after: &last) }
      separate(statement.span, from: &last)
      output += indentation
      write(statement.kind, helpColumn: columns[index])
      // A word may end with the sign that would draw the next line to this one.
      if output.utf8.last == UInt8(ascii: "\\"), !statement.endsWithHelp { output += ";" }
      if let comment = statement.trailingComment { output += "  " + comment.text }
      output += "\n"
    }
    for comment in script.trailingComments { writeLine(comment, after: &last) }
  }

  private mutating func writeLine(_ comment: Comment, after last: inout Int?) {
    separate(comment.span, from: &last)
    output += indentation + comment.text + "\n"
  }

  /// Keeps one of the blank lines between what stands at `span` and what ended on line `last`.
  private func isSeparated(_ span: SourceSpan, from last: Int?) -> Bool {
    guard let last else { return false }
    return span.file.line(at: span.range.lowerBound) > last + 1
  }

  private mutating func separate(_ span: SourceSpan, from last: inout Int?) {
    if isSeparated(span, from: last) { output += "\n" }
    last = span.file.line(at: max(span.range.lowerBound, span.range.upperBound - 1))
  }

  /// Writes `{ … }`.
  mutating func write(block: Script) {
    guard !block.statements.isEmpty || !block.trailingComments.isEmpty else {
      output += "{ }"
      return
    }
    output += "{\n"
    let outside = indentation
    indentation += "  "
    write(contentsOf: block)
    indentation = outside
    output += indentation + "}"
  }

  private mutating func write(_ kind: Statement.Kind, helpColumn: Int?) {
    switch kind {
    case .param(let declaration):
      output += "param "
      write(declaration)
      writeHelp(of: declaration, at: helpColumn)
    case .let(let name, let value): writeBinding("let", name, value)
    case .set(let name, let value): writeBinding("set", name, value)
    case .if(let branches, let otherwise): writeIf(branches, otherwise)
    case .for(let name, let values, let body):
      output += "for \(name.text) in "
      write(values)
      output += " "
      write(block: body)
    case .while(let condition, let body):
      output += "while "
      write(condition)
      output += " "
      write(block: body)
    case .try(let body, let name, let handler):
      output += "try "
      write(block: body)
      output += name.map { " catch \($0.text) " } ?? " catch "
      write(block: handler)
    case .def(let definition): write(definition)
    case .use(let name): writeUse(name)
    case .return(let value):
      output += "return"
      if let value {
        output += " "
        write(value)
      }
    case .break: output += "break"
    case .continue: output += "continue"
    case .command(let command): write(command)
    case .expression(let expression): write(expression)
    }
  }

  private mutating func writeBinding(_ word: String, _ name: Name, _ value: Rightside) {
    output += "\(word) \(name.text) = "
    write(value)
  }

  private mutating func writeIf(_ branches: [Statement.Branch], _ otherwise: Script?) {
    for (index, branch) in branches.enumerated() {
      output += index == 0 ? "if " : " else if "
      write(branch.condition)
      output += " "
      write(block: branch.block)
    }
    if let otherwise {
      output += " else "
      write(block: otherwise)
    }
  }

  private mutating func writeUse(_ name: Name) {
    let file = SourceFile(name: "", text: name.text)
    let end = Lexer(file, 0..<file.bytes.count).wordEnd(at: 0)
    output += "use "
    if end == file.bytes.count { output += name.text } else { write(text: [.plain(name.text)]) }
  }
}

extension Statement {
  /// Whether it is written with a comment at its end.
  fileprivate var endsWithHelp: Bool {
    if case .param(let declaration) = kind { !declaration.help.isEmpty } else { false }
  }
}
