/// Where rendered text goes: a file descriptor, or memory in tests.
package protocol TextOutput: AnyObject {
  /// Columns of the window, at least 1; nil for what is no terminal.
  var columns: Int? { get }

  /// Writes all of a text at once.
  func write(_ text: String)
}
