/// How many colours a terminal tells apart.
package enum ColorDepth: Sendable, CaseIterable {
  /// None, because it cannot or because nobody wants them.
  case none
  /// The 16 of ANSI, which people choose themselves.
  case sixteen
  /// The 256 of xterm: a cube of 6x6x6 and 24 greys.
  case palette
  /// Red, green and blue of 256 steps each.
  case full

  /// How many they are.
  package var count: Int {
    switch self {
    case .none: 0
    case .sixteen: 16
    case .palette: 256
    case .full: 1 << 24
    }
  }

  /// What is in the names of terminals that have 256 colours.
  private static let palettes = [
    "256color", "kitty", "alacritty", "foot", "ghostty", "wezterm", "iterm",
  ]

  /// What the environment says of the terminal: `COLORTERM`, else the name in `TERM`.
  package init(of environment: [String: String]) {
    let terminal = environment["TERM"] ?? ""
    if ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? "")
      || terminal.hasSuffix("-direct")
    {
      self = .full
    } else if Self.palettes.contains(where: { terminal.contains($0) }) {
      self = .palette
    } else {
      self = .sixteen
    }
  }
}

/// A colour as screens mix it.
struct Color: Hashable {
  /// Its parts, from 0 to 255.
  let red: Int
  let green: Int
  let blue: Int

  /// A colour of its parts.
  init(_ red: Int, _ green: Int, _ blue: Int) {
    (self.red, self.green, self.blue) = (red, green, blue)
  }

  /// A grey, from 0 (black) to 255 (white).
  init(grey: Int) { self.init(grey, grey, grey) }

  /// How bright it looks, from 0 to 255 (ITU-R BT.601).
  var brightness: Int { (299 * red + 587 * green + 114 * blue) / 1000 }

  /// `#04a1ff`.
  var hexadecimal: String {
    "#"
      + [red, green, blue].map { part in
        (part < 16 ? "0" : "") + String(part, radix: 16)
      }.joined()
  }
}

extension ColorDepth {
  /// The escape sequence for ink on ground; empty where there are no colours.
  func escape(ink: Color, ground: Color) -> String {
    switch self {
    case .none: ""
    case .sixteen: "\u{1b}[\(Self.basic(ink, first: 30));\(Self.basic(ground, first: 40))m"
    case .palette: "\u{1b}[38;5;\(Self.entry(ink));48;5;\(Self.entry(ground))m"
    case .full: "\u{1b}[38;2;\(Self.parts(ink));48;2;\(Self.parts(ground))m"
    }
  }

  /// The escape sequence for ink on the terminal's own ground; empty where there are no colours.
  func escape(ink: Color) -> String {
    switch self {
    case .none: ""
    case .sixteen: "\u{1b}[\(Self.basic(ink, first: 30))m"
    case .palette: "\u{1b}[38;5;\(Self.entry(ink))m"
    case .full: "\u{1b}[38;2;\(Self.parts(ink))m"
    }
  }

  private static func parts(_ color: Color) -> String {
    "\(color.red);\(color.green);\(color.blue)"
  }

  /// The place in the palette: one of its 24 greys, or of the cube.
  private static func entry(_ color: Color) -> Int {
    if color == Color(grey: 0) { return 16 }
    if color.red == color.green, color.green == color.blue { return 232 + color.red * 24 / 256 }
    // The steps of the cube lie at 0, 95, 135, 175, 215 and 255.
    func step(_ part: Int) -> Int { part < 48 ? 0 : part < 115 ? 1 : (part - 35) / 40 }
    return 16 + 36 * step(color.red) + 6 * step(color.green) + step(color.blue)
  }

  /// The nearest of the 16, as the number of its escape sequence.
  private static func basic(_ color: Color, first: Int) -> Int {
    func distance(_ other: Color) -> Int {
      let parts = [color.red - other.red, color.green - other.green, color.blue - other.blue]
      return parts.reduce(0) { $0 + $1 * $1 }
    }
    let best = basics.indices.min { distance(basics[$0]) < distance(basics[$1]) } ?? 0
    return best < 8 ? first + best : first + 60 + best - 8
  }

  /// What xterm makes of the 16; others are not far from it.
  private static let basics: [Color] =
    (0..<8).map { code in
      code == 7
        ? Color(grey: 170) : Color((code & 1) * 170, (code >> 1 & 1) * 170, (code >> 2) * 170)
    }
    + (0..<8).map { code in
      code == 0
        ? Color(grey: 85)
        : Color(code & 1 > 0 ? 255 : 85, code & 2 > 0 ? 255 : 85, code & 4 > 0 ? 255 : 85)
    }
}
