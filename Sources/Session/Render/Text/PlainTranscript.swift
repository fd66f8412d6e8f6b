import MNLDiagnostics
package import MNLEvents

/// What a run shows on standard output where that is no terminal, kept as text; errors by their first
/// line.
package final class PlainTranscript: TranscriptSink {
  private var text = ""

  /// Makes an empty transcript.
  package init() {}

  /// Keeps what the event shows.
  package func receive(_ event: Event) {
    switch event {
    case .output(let output): text += VisibleText.escaping(output)
    case .result(let bundle), .display(let bundle):
      text += BundleDrawing(style: StreamStyle(usesUnicode: true), width: nil).text(of: bundle)
    case .diagnostic(let diagnostic) where diagnostic.isOfTheRun:
      text += "error[\(diagnostic.code)]: \(VisibleText.escapingLine(diagnostic.message))\n"
    default: break
    }
  }

  /// Gives back the text since it was asked last.
  package func takeText() -> String {
    defer { text = "" }
    return text
  }
}

extension Diagnostic {
  /// Whether it is what a cell came to, rather than what a comparison found out about it.
  fileprivate var isOfTheRun: Bool { severity == .error && code != .outputDiffers }
}
