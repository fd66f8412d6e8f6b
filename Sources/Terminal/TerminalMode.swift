import CMNLShims
import Glibc

/// The mode of the terminal of a prompt, which everything that stops or ends the process restores.
package final class TerminalMode {
  /// What happened to the terminal.
  package struct Events: OptionSet {
    /// The bits, as C numbers them.
    package let rawValue: Int32

    /// Makes a set of its bits.
    package init(rawValue: Int32) { self.rawValue = rawValue }

    /// The window has another size.
    static let resized = Events(rawValue: 1)
    /// The process had been stopped, and goes on.
    static let resumed = Events(rawValue: 2)
  }

  /// Whether lines are edited by us, not by the terminal.
  private let editsLines: Bool

  /// Takes a terminal over, with the signals that concern it; nil if it is none.
  package init?(descriptor: Int32, editsLines: Bool) {
    guard mnl_terminal_take(descriptor, editsLines ? 1 : 0) == 0 else { return nil }
    self.editsLines = editsLines
  }

  deinit { mnl_terminal_release() }

  /// Does something that prints: what is typed meanwhile is not echoed, and waits for the prompt.
  func whileQuiet<Result>(_ body: () -> Result) -> Result {
    mnl_terminal_begin_run(editsLines ? 1 : 0)
    defer { mnl_terminal_end_run() }
    return body()
  }

  /// Gives every key as it is pressed, without an echo, until the mode is given back.
  func takeKeys() { mnl_terminal_begin_run(1) }

  /// Whether a line is being edited.
  var isEditing = false {
    didSet { mnl_terminal_set_editing(isEditing ? 1 : 0) }
  }

  /// What happened since the last call.
  func takeEvents() -> Events { Events(rawValue: mnl_terminal_take_events()) }

  /// Readable from an event to `takeEvents`.
  var descriptor: Int32 { mnl_terminal_descriptor() }
}
