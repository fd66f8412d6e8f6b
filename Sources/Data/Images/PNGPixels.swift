/// Makes grey values of the unpacked pixels of a PNG file.
struct PNGPixels {
  private let header: PNGHeader
  /// The grey values of the palette, over white.
  private let colours: [UInt8]
  /// The numbers of the pixel that stands for nothing; empty if none does.
  private let clear: [Int]
  /// Where the packed pixels begin: faults within them have no byte of their own.
  private let start: Int

  /// Pixels as a header, a palette and a colour of transparency say.
  init(_ header: PNGHeader, palette: [UInt8], transparency: [UInt8], start: Int) {
    (self.header, self.start) = (header, start)
    let isPalette = header.kind == .palette
    colours =
      isPalette
      ? (0..<palette.count / 3).map { colour in
        let alpha = colour < transparency.count ? transparency[colour] : 255
        let (red, green, blue) = (
          palette[3 * colour], palette[3 * colour + 1], palette[3 * colour + 2]
        )
        return GreyImage.luma(
          Self.overWhite(red, alpha), Self.overWhite(green, alpha), Self.overWhite(blue, alpha))
      } : []
    let mask = 1 << header.depth - 1
    clear =
      isPalette
      ? []
      : stride(from: 0, to: transparency.count, by: 2).map {
        (Int(transparency[$0]) << 8 | Int(transparency[$0 + 1])) & mask
      }
  }

  /// The image of unpacked pixels.
  ///
  /// - Throws: An unknown filter, or a colour that the palette lacks.
  /// - Precondition: there are as many as the header says.
  /// - Complexity: O(bytes).
  func image(of unpacked: consuming [UInt8]) throws(PlacedImageFault) -> GreyImage {
    var data = unpacked
    var pixels = [UInt8](repeating: 0, count: header.size.pixels)
    var numbers = [Int](repeating: 0, count: header.kind.channels)
    var offset = 0
    for pass in header.passes {
      let length = header.bytes(of: pass.width)
      for row in 0..<pass.height {
        let first = offset + 1
        try undoFilter(
          data[offset], &data, row: first..<first + length,
          above: row == 0 ? nil : first - length - 1)
        let target = (pass.firstRow + row * pass.rowStep) * header.size.width + pass.firstColumn
        for column in 0..<pass.width {
          for channel in numbers.indices {
            numbers[channel] = number(column * numbers.count + channel, in: data, from: first)
          }
          pixels[target + column * pass.columnStep] = try grey(numbers)
        }
        offset = first + length
      }
    }
    return GreyImage(size: header.size, pixels: pixels)
  }

  /// Turns differences back into values, in place.
  private func undoFilter(
    _ filter: UInt8, _ data: inout [UInt8], row: Range<Int>, above: Int?
  ) throws(PlacedImageFault) {
    guard filter <= 4 else {
      throw PlacedImageFault(
        .setting("the filter of a row", found: Int(filter), allowed: "0 to 4"), at: start)
    }
    guard filter > 0 else { return }
    let pitch = max(1, header.kind.channels * header.depth / 8)
    for place in 0..<row.count {
      let left = place >= pitch ? Int(data[row.lowerBound + place - pitch]) : 0
      let up = above.map { Int(data[$0 + place]) } ?? 0
      let predicted: Int
      switch filter {
      case 1: predicted = left
      case 2: predicted = up
      case 3: predicted = (left + up) / 2
      default:
        let corner = place >= pitch ? above.map { Int(data[$0 + place - pitch]) } ?? 0 : 0
        predicted = Self.paeth(left, up, corner)
      }
      data[row.lowerBound + place] &+= UInt8(predicted)
    }
  }

  private static func paeth(_ left: Int, _ up: Int, _ corner: Int) -> Int {
    let estimate = left + up - corner
    let (a, b, c) = (abs(estimate - left), abs(estimate - up), abs(estimate - corner))
    return a <= b && a <= c ? left : b <= c ? up : corner
  }

  /// A number of a row that begins at a byte.
  private func number(_ index: Int, in data: [UInt8], from first: Int) -> Int {
    switch header.depth {
    case 8: return Int(data[first + index])
    case 16: return Int(data[first + 2 * index]) << 8 | Int(data[first + 2 * index + 1])
    default:
      let bit = index * header.depth
      let shift = 8 - header.depth - bit % 8
      return Int(data[first + bit / 8]) >> shift & (1 << header.depth - 1)
    }
  }

  /// The grey value of a pixel, over white.
  private func grey(_ numbers: [Int]) throws(PlacedImageFault) -> UInt8 {
    if header.kind == .palette {
      guard numbers[0] < colours.count else {
        throw PlacedImageFault(.noSuchColour(numbers[0], colours: colours.count), at: start)
      }
      return colours[numbers[0]]
    }
    if !clear.isEmpty, numbers == clear { return 255 }
    let highest = 1 << header.depth - 1
    func byte(_ channel: Int) -> UInt8 {
      highest == 255 ? UInt8(numbers[channel]) : GreyImage.byte(numbers[channel], of: highest)
    }
    switch header.kind {
    case .grey, .palette: return byte(0)
    case .greyAlpha: return Self.overWhite(byte(0), byte(1))
    case .colour: return GreyImage.luma(byte(0), byte(1), byte(2))
    case .colourAlpha:
      let alpha = byte(3)
      return GreyImage.luma(
        Self.overWhite(byte(0), alpha), Self.overWhite(byte(1), alpha),
        Self.overWhite(byte(2), alpha))
    }
  }

  private static func overWhite(_ value: UInt8, _ alpha: UInt8) -> UInt8 {
    let opacity = Int(alpha)
    let sum: Int = Int(value) * opacity + 255 * (255 - opacity)
    return UInt8((sum + 127) / 255)
  }
}
