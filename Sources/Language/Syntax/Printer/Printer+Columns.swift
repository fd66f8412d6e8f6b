import MNLDiagnostics

/// Where the help of declarations stands, and how wide things are.
extension Printer {
  /// The column of the line that is being written.
  var column: Int {
    guard let end = output.utf8.lastIndex(of: UInt8(ascii: "\n")) else { return output.count }
    return output[output.index(after: end)...].count
  }

  /// What something is on one line, however wide that is.
  func onOneLine(_ write: (inout Printer) -> Void) -> String {
    var printer = Printer.measuring
    printer.openBrackets = openBrackets
    write(&printer)
    return printer.output
  }

  /// For each statement the column of its help: one for all `param`s on lines that follow each other.
  func helpColumns(of statements: [Statement]) -> [Int?] {
    var columns: [Int?] = Array(repeating: nil, count: statements.count)
    var first = 0
    while first < statements.count {
      var end = first
      while end < statements.count, let width = declarationWidth(statements[end]),
        end == first || follows(statements[end], statements[end - 1])
      {
        columns[end] = width
        end += 1
      }
      let widest = columns[first..<end].compactMap(\.self).max()
      for index in first..<end { columns[index] = widest }
      first = max(end, first + 1)
    }
    return columns
  }

  /// Writes the help of a declaration from a column on; nothing if it has none.
  mutating func writeHelp(of declaration: Declaration, at helpColumn: Int?) {
    guard !declaration.help.isEmpty else { return }
    let gap = max(0, (helpColumn ?? 0) - column)
    output += String(repeating: " ", count: gap) + "  ## " + declaration.help
  }

  /// How many columns of a line a `param` takes without its help; nil for any other statement.
  private func declarationWidth(_ statement: Statement) -> Int? {
    guard case .param(let declaration) = statement.kind else { return nil }
    return indentation.count + onOneLine { $0.write(declaration) }.count + "param ".count
  }

  private func follows(_ statement: Statement, _ before: Statement) -> Bool {
    let file = statement.span.file
    return statement.leadingComments.isEmpty
      && file.line(at: statement.span.range.lowerBound)
        <= file.line(at: before.span.range.upperBound) + 1
  }
}
