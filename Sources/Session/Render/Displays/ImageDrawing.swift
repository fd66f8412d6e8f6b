import MNLEvents

/// Grey images on a terminal: two pixels, one above the other, in each character.
struct ImageDrawing {
  /// Ten steps from black to white, for terminals of ASCII.
  private static let ramp = Array(" .:-=+*#%@")
  private static let gap = 2

  private let images: Images
  private let width: Int
  private let style: StreamStyle
  /// Every so many pixels are drawn, so that an image fits the window.
  private let step: Int

  /// Makes a drawing in so many columns.
  init(_ images: Images, width: Int, style: StreamStyle) {
    self.images = images
    self.width = max(1, width)
    self.style = style
    step = max(1, (images.width + self.width - 1) / self.width)
  }

  /// The lines, images side by side as long as they fit.
  var lines: [String] {
    guard images.width > 0, images.height > 0 else { return [] }
    let columns = (images.width + step - 1) / step
    let perRow = max(1, (width + Self.gap) / (columns + Self.gap))
    var lines: [String] = []
    for first in stride(from: 0, to: images.pixels.count, by: perRow) {
      let shown = first..<min(first + perRow, images.pixels.count)
      for y in stride(from: 0, to: images.height, by: 2 * step) {
        lines.append(shown.map { strip(of: $0, at: y) }.joined(separator: "  "))
      }
      if !images.captions.isEmpty {
        lines.append(shown.map { caption(of: $0, width: columns) }.joined(separator: "  "))
      }
    }
    return lines
  }

  private func caption(of image: Int, width: Int) -> String {
    let text = image < images.captions.count ? VisibleText.escapingLine(images.captions[image]) : ""
    let clipped = VisibleText.clipped(text, to: width, ellipsis: style.usesUnicode ? "…" : "...")
    return clipped + String(repeating: " ", count: max(0, width - DisplayWidth.of(clipped)))
  }

  private func pixel(_ image: Int, _ y: Int, _ x: Int) -> Int {
    let index = y * images.width + x
    guard y < images.height, index < images.pixels[image].count else { return 0 }
    return Int(images.pixels[image][index])
  }

  private func strip(of image: Int, at y: Int) -> String {
    var text = ""
    var last: String?
    for x in stride(from: 0, to: images.width, by: step) {
      let upper = pixel(image, y, x)
      let lower = pixel(image, y + step, x)
      if !style.usesUnicode {
        text.append(Self.ramp[(upper + lower) * Self.ramp.count / 512])
      } else if style.usesColor {
        let escape = style.colors.escape(ink: Color(grey: upper), ground: Color(grey: lower))
        if last != escape {
          text += escape
          last = escape
        }
        text += "▀"
      } else {
        text += upper > 127 ? (lower > 127 ? "█" : "▀") : (lower > 127 ? "▄" : " ")
      }
    }
    return last == nil ? text : text + "\u{1b}[0m"
  }
}
