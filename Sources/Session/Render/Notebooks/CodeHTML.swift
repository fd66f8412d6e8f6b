import MNLDiagnostics
import MNLSyntax

/// Code as HTML, its words in spans by what they are.
enum CodeHTML {
  /// The HTML of a cell's code.
  ///
  /// - Complexity: O(n log n) for n bytes.
  static func html(of code: String) -> String {
    let file = SourceFile(name: "", text: code)
    var result = ""
    var position = 0
    for piece in Highlighter.pieces(of: file) where piece.range.lowerBound >= position {
      result += HTMLText.escaping(file.text(of: position..<piece.range.lowerBound))
      let text = HTMLText.escaping(file.text(of: piece.range))
      result += "<span class=\"\(letter(of: piece.kind))\">\(text)</span>"
      position = piece.range.upperBound
    }
    return result + HTMLText.escaping(file.text(of: position..<file.bytes.count))
  }

  /// The class of a kind, short because there are many.
  private static func letter(of kind: Highlighter.Kind) -> String {
    switch kind {
    case .comment: "c"
    case .expected: "e"
    case .keyword: "k"
    case .command: "f"
    case .parameter: "p"
    case .variable: "v"
    case .text: "s"
    case .number: "n"
    }
  }
}
