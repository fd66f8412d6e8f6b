/// Where the prompt gets its cells from, a line at a time.
package protocol CellSource: AnyObject {
  /// Shows the prompt and waits for what comes.
  ///
  /// - Parameters:
  ///   - prompt: What asks for it.
  ///   - cell: The lines of the cell so far, each with its end.
  /// - Returns: What came. The cursor then stands at the beginning of a line.
  func read(prompt: String, after cell: String) -> CellInput

  /// Remembers a cell, to be brought back by keys that do so.
  func remember(_ cell: String)
}

/// What came from a `CellSource`.
package enum CellInput: Equatable {
  /// More of the cell: a line or several, without the end of the last.
  case line(String)
  /// The cell as a whole, written anew; what had been typed of it before is part of it.
  case cell(String)
  /// A signal arrived; what had been typed is gone, if there was anything.
  case interrupted(hadText: Bool)
  /// Ctrl-D, or the terminal went away.
  case end
}
