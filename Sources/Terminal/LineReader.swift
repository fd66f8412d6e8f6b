package import MNLRender
package import MNLSession

/// Reads lines from a terminal that cannot be drawn on, which edits them itself.
package final class LineReader: CellSource {
  private let input: TerminalInput
  private let output: any TextOutput

  /// Makes a reader.
  ///
  /// - Parameters:
  ///   - descriptor: The terminal.
  ///   - interruption: The signals, already installed.
  ///   - output: Where the prompt is written.
  package init(descriptor: Int32, interruption: Interruption, output: any TextOutput) {
    input = TerminalInput(descriptor: descriptor, signals: interruption.descriptor)
    self.output = output
  }

  /// Shows the prompt and waits for the next line.
  package func read(prompt: String, after cell: String) -> CellInput {
    output.write(prompt)
    while true {
      if let line = input.takeLine() { return .line(line) }
      switch input.wait() {
      case .signal:
        input.discard()
        output.write("\n")
        return .interrupted(hadText: true)
      case .end:
        output.write("\n")
        return input.isEmpty ? .end : .line(input.takeRest())
      case .bytes, .change, nil: break
      }
    }
  }

  /// Does nothing: nothing here brings a cell back.
  package func remember(_ cell: String) {}
}
