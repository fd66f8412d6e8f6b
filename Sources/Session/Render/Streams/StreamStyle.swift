import Glibc

/// What may be written to a stream: colours, redrawn lines, characters beyond ASCII.
package struct StreamStyle: Sendable {
  /// When colours are written.
  package enum ColorMode: String, Sendable, CaseIterable {
    /// To terminals that can, unless `NO_COLOR` is set.
    case auto
    /// Always, because the user asked for it.
    case always
    /// Never.
    case never
  }

  /// Whether a person looks at it.
  package var isTerminal: Bool
  /// Whether a line can be redrawn: a terminal that is not dumb.
  package var canRedraw: Bool
  /// Which colours are written.
  package var colors: ColorDepth
  /// Whether characters beyond ASCII may be drawn with.
  package var usesUnicode: Bool

  /// Makes a style; what is left out is that of a file.
  package init(
    isTerminal: Bool = false, canRedraw: Bool = false, colors: ColorDepth = .none,
    usesUnicode: Bool = false
  ) {
    self.isTerminal = isTerminal
    self.canRedraw = canRedraw
    self.colors = colors
    self.usesUnicode = usesUnicode
  }

  /// Finds out what a descriptor can take.
  ///
  /// `NO_COLOR` (no-color.org), `TERM=dumb` and the locale are honoured.
  package init(descriptor: Int32, color: ColorMode, environment: [String: String]) {
    isTerminal = isatty(descriptor) == 1
    let terminal = environment["TERM"] ?? ""
    canRedraw = isTerminal && terminal != "dumb" && !terminal.isEmpty
    let writesColors =
      switch color {
      case .always: true
      case .never: false
      case .auto: canRedraw && (environment["NO_COLOR"] ?? "").isEmpty
      }
    colors = writesColors ? ColorDepth(of: environment) : .none
    usesUnicode = Self.isUnicode(environment)
  }

  /// Whether any colours are written.
  package var usesColor: Bool { colors != .none }

  /// Whether the locale of the environment is one of UTF-8.
  package static func isUnicode(_ environment: [String: String]) -> Bool {
    for name in ["LC_ALL", "LC_CTYPE", "LANG"] {
      guard let locale = environment[name], !locale.isEmpty else { continue }
      let lower = locale.lowercased()
      return lower.contains("utf-8") || lower.contains("utf8")
    }
    return false
  }
}

/// A colour or a weight of text on a terminal.
package enum Ink: String {
  /// Bold.
  case strong = "1"
  /// Faint.
  case faint = "2"
  /// Bold red.
  case red = "1;31"
  /// Bold yellow.
  case yellow = "1;33"
  /// Bold blue.
  case blue = "1;34"
  /// Bold cyan.
  case cyan = "1;36"
}

extension StreamStyle {
  /// The text in an ink, or as it is where no colours are written.
  package func paint(_ text: String, _ ink: Ink) -> String {
    usesColor && !text.isEmpty ? "\u{1b}[\(ink.rawValue)m\(text)\u{1b}[0m" : text
  }
}
