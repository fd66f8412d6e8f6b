/// What the header of a PNG file says.
struct PNGHeader {
  /// What a pixel is.
  enum Kind: Int {
    case grey = 0
    case colour = 2
    case palette = 3
    case greyAlpha = 4
    case colourAlpha = 6

    /// How many numbers a pixel has.
    var channels: Int {
      switch self {
      case .grey, .palette: 1
      case .greyAlpha: 2
      case .colour: 3
      case .colourAlpha: 4
      }
    }

    /// How many bits a number may have.
    fileprivate var depths: [Int] {
      switch self {
      case .grey: [1, 2, 4, 8, 16]
      case .palette: [1, 2, 4, 8]
      case .colour, .greyAlpha, .colourAlpha: [8, 16]
      }
    }
  }

  /// A part of the pixels: every so many rows and columns, from one on.
  struct Pass {
    let firstRow: Int
    let firstColumn: Int
    let rowStep: Int
    let columnStep: Int
    let height: Int
    let width: Int
  }

  let size: ImageSize
  let kind: Kind
  /// How many bits a number has.
  let depth: Int
  /// The parts in which the pixels come, those without any left out.
  let passes: [Pass]

  /// Reads the content of `IHDR`.
  ///
  /// - Throws: What it may not say.
  init(_ bytes: [UInt8], _ content: Range<Int>) throws(PlacedImageFault) {
    let start = content.lowerBound
    guard content.count == 13 else {
      throw PlacedImageFault(
        .chunkLength("IHDR", found: content.count, allowed: "13"), at: start - 8)
    }
    func word(_ place: Int) -> Int {
      bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    guard let kind = Kind(rawValue: Int(bytes[start + 9])) else {
      throw PlacedImageFault(
        .setting("the colour type", found: Int(bytes[start + 9]), allowed: "0, 2, 3, 4 or 6"),
        at: start + 9)
    }
    depth = Int(bytes[start + 8])
    guard kind.depths.contains(depth) else {
      throw PlacedImageFault(
        .setting(
          "the bit depth of colour type \(kind.rawValue)", found: depth,
          allowed: kind.depths.map(String.init).joined(separator: ", ")), at: start + 8)
    }
    for (place, name, highest) in [
      (10, "the compression", 0), (11, "the filter method", 0), (12, "the interlacing", 1),
    ] where bytes[start + place] > highest {
      throw PlacedImageFault(
        .setting(
          name, found: Int(bytes[start + place]), allowed: highest == 0 ? "0" : "0 or 1"),
        at: start + place)
    }
    self.kind = kind
    let size = try ImageFile.size(
      width: word(start), height: word(start + 4), bytes: 1 + kind.channels * max(8, depth) / 8,
      at: start)
    self.size = size
    let starts =
      bytes[start + 12] == 0
      ? [(0, 0, 1, 1)]
      : [
        (0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2),
        (1, 0, 2, 1),
      ]
    passes = starts.compactMap { row, column, rowStep, columnStep in
      let height = (size.height - row + rowStep - 1) / rowStep
      let width = (size.width - column + columnStep - 1) / columnStep
      guard height > 0, width > 0 else { return nil }
      return Pass(
        firstRow: row, firstColumn: column, rowStep: rowStep, columnStep: columnStep,
        height: height, width: width)
    }
  }

  /// How many bytes so many pixels of a row take.
  func bytes(of pixels: Int) -> Int { (pixels * kind.channels * depth + 7) / 8 }

  /// How many bytes all pixels are, with the filter of each row.
  var unpackedLength: Int {
    passes.map { $0.height * (1 + bytes(of: $0.width)) }.reduce(0, +)
  }
}
