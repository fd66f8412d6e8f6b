/// Where rendered text goes: a file descriptor, or memory in tests.
package protocol TextOutput: AnyObject {
  /// Columns of the window, at least 1; nil for what is no terminal.
  var columns: Int? { get }

  /// Rows of the window, at least 1; nil for what is no terminal, or where they are not known.
  var rows: Int? { get }

  /// Writes all of a text at once.
  func write(_ text: String)
}

extension TextOutput {
  /// Writes lines, which a window that is too narrow for them breaks at their blanks.
  ///
  /// - Parameter lines: The lines, without the end of the last.
  package func writeLines(_ lines: String) {
    write((columns.map { WrappedText.wrapping(lines, to: $0) } ?? lines) + "\n")
  }

  /// Not known.
  package var rows: Int? { nil }
}
