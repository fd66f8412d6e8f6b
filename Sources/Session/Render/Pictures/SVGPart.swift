import MNLEvents

/// A part of a drawing in SVG, with the size that it takes.
struct SVGPart {
  /// How wide it is, in pixels.
  let width: Int
  /// How high it is.
  let height: Int
  /// Its elements, one a line.
  private(set) var elements: [String] = []

  /// Where a text stands relative to its place.
  enum Anchor: String {
    /// To the right of it.
    case start
    /// Around it.
    case middle
    /// To the left of it.
    case end
  }

  /// An empty part of a size.
  init(width: Int, height: Int) { (self.width, self.height) = (width, height) }

  /// Adds an element.
  mutating func add(_ element: String) { elements.append(element) }

  /// Adds a line of text.
  mutating func text(
    _ text: String, x: Double, y: Double, anchor: Anchor = .start, color: String = "#333",
    size: Int = 12
  ) {
    add(
      "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" text-anchor=\"\(anchor.rawValue)\""
        + " font-size=\"\(size)\" fill=\"\(color)\">\(Self.escaping(text))</text>")
  }

  /// Adds a straight line.
  mutating func line(
    from start: (x: Double, y: Double), to end: (x: Double, y: Double), color: String
  ) {
    add(
      "<line x1=\"\(Self.number(start.x))\" y1=\"\(Self.number(start.y))\""
        + " x2=\"\(Self.number(end.x))\" y2=\"\(Self.number(end.y))\" stroke=\"\(color)\"/>")
  }

  /// A number with two digits after the point at most.
  static func number(_ value: Double) -> String {
    var text = DecimalText.fixed(value, digits: 2)
    while text.hasSuffix("0") { text.removeLast() }
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }

  /// A text without what XML would take for its own, or forbids.
  static func escaping(_ text: String) -> String {
    var result = ""
    for scalar in VisibleText.escapingLine(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Parts one below the other as a whole drawing, on white.
  static func document(_ parts: [SVGPart]) -> String {
    let margin = 12
    let width = (parts.map(\.width).max() ?? 0) + 2 * margin
    let height = parts.reduce(margin) { $0 + $1.height + margin }
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\""
        + " viewBox=\"0 0 \(width) \(height)\" font-family=\"sans-serif\">",
      "<rect width=\"\(width)\" height=\"\(height)\" fill=\"#fff\"/>",
    ]
    var top = margin
    for part in parts {
      lines.append("<g transform=\"translate(\(margin) \(top))\">")
      lines += part.elements + ["</g>"]
      top += part.height + margin
    }
    return (lines + ["</svg>"]).joined(separator: "\n") + "\n"
  }
}
