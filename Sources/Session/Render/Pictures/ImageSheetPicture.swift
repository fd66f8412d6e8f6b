import MNLEvents

/// Grey images side by side, enlarged, with a gap between them.
struct ImageSheetPicture {
  /// Images in a row.
  static let perRow = 8
  /// Pixels between two images.
  static let gap = 4
  /// About how wide an image is to be.
  private static let targetWidth = 112

  private let images: Images
  /// How often a pixel is repeated in both directions.
  let scale: Int
  /// Images in a row.
  let columns: Int
  /// Rows of images.
  let rows: Int

  /// Lays images out.
  init(_ images: Images) {
    self.images = images
    scale = max(1, min(16, Self.targetWidth / max(1, images.width)))
    columns = max(1, min(Self.perRow, images.pixels.count))
    rows = (images.pixels.count + columns - 1) / columns
  }

  /// Pixels in a row of the picture.
  var width: Int { columns * images.width * scale + (columns - 1) * Self.gap }

  /// The picture: its pixels, on white.
  ///
  /// - Complexity: O(pixels).
  var pixels: [UInt8] {
    let (cellWidth, cellHeight) = (images.width * scale, images.height * scale)
    let height = rows * cellHeight + max(0, rows - 1) * Self.gap
    var pixels = [UInt8](repeating: 255, count: width * max(0, height))
    for (place, image) in images.pixels.enumerated() {
      let left = place % columns * (cellWidth + Self.gap)
      let top = place / columns * (cellHeight + Self.gap)
      for y in 0..<cellHeight {
        for x in 0..<cellWidth {
          let index = y / scale * images.width + x / scale
          guard index < image.count else { continue }
          pixels[(top + y) * width + left + x] = image[index]
        }
      }
    }
    return pixels
  }

  /// The picture as a PNG file; nil if there are no images.
  var png: [UInt8]? {
    guard images.width > 0, images.height > 0, !images.pixels.isEmpty else { return nil }
    return PNGFile(pixels, width: width).bytes
  }

  /// The picture with the captions below each image.
  var svg: SVGPart? {
    guard images.width > 0, images.height > 0, !images.pixels.isEmpty else { return nil }
    let (cellWidth, cellHeight) = (images.width * scale, images.height * scale)
    let caption = images.captions.isEmpty ? 0 : 18
    var part = SVGPart(width: width, height: rows * (cellHeight + Self.gap + caption))
    for (place, image) in images.pixels.enumerated() {
      let left = place % columns * (cellWidth + Self.gap)
      let top = place / columns * (cellHeight + Self.gap + caption)
      guard let bytes = PNGFile(image, width: images.width).bytes else { continue }
      part.add(
        "<image x=\"\(left)\" y=\"\(top)\" width=\"\(cellWidth)\" height=\"\(cellHeight)\""
          + " style=\"image-rendering:pixelated\""
          + " href=\"data:image/png;base64,\(Base64.text(of: bytes))\"/>")
      if place < images.captions.count {
        part.text(
          images.captions[place], x: Double(left + cellWidth / 2),
          y: Double(top + cellHeight + 13), anchor: .middle)
      }
    }
    return part
  }
}
