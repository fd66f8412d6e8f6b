import MNLDiagnostics
import MNLSyntax

/// All texts of the tables, for what has to hold of any text.
enum Corpus {
  static let accepted =
    (CommandTreeTests.cases + ExpressionTreeTests.cases + StatementTreeTests.cases).map(\.source)
    + Samples.scripts

  static let rejected =
    (CommandFaultTests.cases + ExpressionFaultTests.cases + StatementFaultTests.cases
    + TextFaultTests.cases).map(\.source)

  /// Parses; nil for a tree, else the faults.
  static func faults(of text: String) -> [Diagnostic]? {
    do throws(SyntaxFailure) {
      _ = try Parser.parse(SourceFile(name: "test", text: text))
      return nil
    } catch {
      return error.diagnostics
    }
  }

  /// The codes of the faults of a text, in their order.
  static func codes(of text: String) -> [String] {
    faults(of: text)?.map(\.code.description) ?? []
  }
}
