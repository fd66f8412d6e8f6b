/// How strongly a number is shown: as a colour, or as a mark where there are no colours.
enum HeatRamp {
  /// Colours from faint to strong, all of them in the cube of the 256-colour palette.
  private static let plain: [Color] = [
    Color(0, 0, 95), Color(0, 0, 135), Color(0, 0, 175), Color(0, 95, 175), Color(0, 135, 215),
    Color(0, 175, 255), Color(95, 215, 255), Color(175, 255, 255),
  ]
  /// The same above nothing, where there is something below, too: neither ends in white, so that
  /// both ends can be told apart even among 16 colours.
  private static let cold: [Color] = [
    Color(0, 0, 95), Color(0, 0, 175), Color(0, 95, 215), Color(0, 135, 255), Color(0, 175, 255),
    Color(0, 215, 255),
  ]
  /// The same below nothing.
  private static let warm: [Color] = [
    Color(95, 0, 0), Color(135, 0, 0), Color(175, 0, 0), Color(215, 95, 0), Color(255, 135, 0),
    Color(255, 175, 0),
  ]

  /// Which marks a shade is chosen from.
  enum Marks {
    /// Ten of ASCII for a shade of one sign.
    case ascii
    /// Four blocks.
    case blocks
    /// Four of ASCII for each sign.
    case signedASCII
    /// Four for each sign.
    case signed

    /// From faint to strong.
    fileprivate var positive: [Character] {
      switch self {
      case .ascii: Array(".:-=+*#%@")
      case .blocks, .signed: Array("░▒▓█")
      case .signedASCII: Array(".oO@")
      }
    }

    /// The same below 0.
    fileprivate var negative: [Character] {
      switch self {
      case .ascii, .blocks: positive
      case .signed: Array("·-=≡")
      case .signedASCII: Array("'-=~")
      }
    }
  }

  /// The colour of a shade above 0 up to 1, or of one below 0 down to -1.
  ///
  /// - Parameters:
  ///   - shade: The shade.
  ///   - isSigned: Whether there may be shades below 0.
  ///   - isSmooth: Whether colours between those of the ramp may be used.
  /// - Returns: The colour.
  static func color(_ shade: Double, isSigned: Bool, isSmooth: Bool) -> Color {
    let ramp = isSigned ? (shade < 0 ? warm : cold) : plain
    let strength = min(1, shade.magnitude)
    guard isSmooth else { return ramp[min(ramp.count - 1, Int(strength * Double(ramp.count)))] }
    let place = strength * Double(ramp.count - 1)
    let lower = min(ramp.count - 2, Int(place))
    func mixed(_ part: KeyPath<Color, Int>) -> Int {
      let (from, to) = (ramp[lower][keyPath: part], ramp[lower + 1][keyPath: part])
      return from + Int((place - Double(lower)) * Double(to - from))
    }
    return Color(mixed(\.red), mixed(\.green), mixed(\.blue))
  }

  /// What can be read on a colour.
  static func ink(on ground: Color) -> Color { Color(grey: ground.brightness > 115 ? 0 : 255) }

  /// A mark for a shade from -1 to 1; a blank for none.
  static func mark(_ shade: Double?, of marks: Marks) -> Character {
    guard let shade else { return " " }
    let ramp = shade < 0 ? marks.negative : marks.positive
    return ramp[min(ramp.count - 1, Int(min(1, shade.magnitude) * Double(ramp.count)))]
  }
}
