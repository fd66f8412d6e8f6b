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

/// Steele, Lea and Flood's SplitMix64: the same numbers on every machine.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
