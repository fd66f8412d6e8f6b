import CZlib

/// Reads PNG: all kinds of colour and depths, interlaced or not; what is transparent lies on white.
struct PNGReader {
  /// The first bytes of every file.
  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  private let bytes: [UInt8]
  private var offset = Self.signature.count
  /// The parts of the packed pixels.
  private var packed: [Range<Int>] = []
  private var palette: [UInt8] = []
  private var transparency: [UInt8] = []

  /// A reader of a file that begins with the signature.
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Reads the image; what follows its end does not matter.
  ///
  /// - Throws: What is wrong, and where.
  /// - Complexity: O(bytes + pixels).
  mutating func read() throws(PlacedImageFault) -> GreyImage {
    let first = try chunk()
    guard first.name == "IHDR" else { throw PlacedImageFault(.chunkMissing("IHDR"), at: 8) }
    let header = try PNGHeader(bytes, first.content)
    chunks: while true {
      let place = offset
      let next = try chunk()
      switch next.name {
      case "PLTE":
        guard next.content.count % 3 == 0, (3...768).contains(next.content.count) else {
          throw PlacedImageFault(
            .chunkLength("PLTE", found: next.content.count, allowed: "3 to 768, by threes"),
            at: place)
        }
        palette = Array(bytes[next.content])
      case "tRNS":
        transparency = Array(bytes[next.content])
        try check(transparency, header, at: place)
      case "IDAT": packed.append(next.content)
      case "IEND": break chunks
      case let name where (bytes[place + 4] & 0x20) == 0:
        throw PlacedImageFault(.unknownChunk(name), at: place + 4)
      default: break
      }
    }
    guard !packed.isEmpty else { throw PlacedImageFault(.chunkMissing("IDAT"), at: offset) }
    if header.kind == .palette, palette.isEmpty {
      throw PlacedImageFault(.chunkMissing("PLTE"), at: packed[0].lowerBound)
    }
    return try PNGPixels(
      header, palette: palette, transparency: transparency,
      start: packed[0].lowerBound
    ).image(of: try unpacked(header.unpackedLength))
  }

  /// The next chunk; its checksum is right.
  private mutating func chunk() throws(PlacedImageFault) -> (name: String, content: Range<Int>) {
    guard bytes.count - offset >= 12 else {
      throw PlacedImageFault(.truncated, at: bytes.count)
    }
    let length = Int(word(offset))
    let start = offset + 8
    guard length <= bytes.count - start - 4 else {
      throw PlacedImageFault(.truncated, at: bytes.count)
    }
    let name = String(
      String.UnicodeScalarView(
        bytes[offset + 4..<start].map { (33...126).contains($0) ? Unicode.Scalar($0) : "?" }))
    let found = word(start + length)
    // SAFETY: zlib reads within the part, which stays in place during the call.
    let expected = unsafe bytes[offset + 4..<start + length].withUnsafeBufferPointer { part in
      UInt32(truncatingIfNeeded: unsafe crc32(0, part.baseAddress, UInt32(part.count)))
    }
    guard found == expected else {
      throw PlacedImageFault(
        .wrongChecksum(chunk: name, found: found, expected: expected), at: start + length)
    }
    offset = start + length + 4
    return (name, start..<start + length)
  }

  private func check(
    _ transparency: [UInt8], _ header: PNGHeader, at place: Int
  ) throws(PlacedImageFault) {
    let allowed: ClosedRange<Int> =
      switch header.kind {
      case .grey: 2...2
      case .colour: 6...6
      case .palette: 0...palette.count / 3
      case .greyAlpha, .colourAlpha: 0...0
      }
    guard allowed.contains(transparency.count) else {
      throw PlacedImageFault(
        .chunkLength(
          "tRNS", found: transparency.count,
          allowed: allowed.count == 1
            ? "\(allowed.lowerBound)" : "\(allowed.lowerBound) to \(allowed.upperBound)"),
        at: place)
    }
  }

  /// Unpacks the pixels, which are so many bytes.
  private func unpacked(_ needed: Int) throws(PlacedImageFault) -> [UInt8] {
    let length = packed.map(\.count).reduce(0, +)
    let end = packed[packed.count - 1].upperBound
    // Deflate cannot make more of a byte; so what a header claims costs nothing.
    guard needed <= 1032 * length + 1032 else {
      throw PlacedImageFault(.tooFewBytes(found: 1032 * length, needed: needed), at: end)
    }
    var result: [UInt8] = []
    result.reserveCapacity(needed)
    var stream = InflateStream()
    var input = packed.count == 1 ? Array(bytes[packed[0]]) : packed.flatMap { bytes[$0] }
    var output = [UInt8](repeating: 0, count: min(1 << 16, needed + 1))
    var used = 0
    while true {
      let step = stream.inflate(&input, in: used..<input.count, into: &output)
      used += step.used
      guard result.count + step.made <= needed else {
        throw PlacedImageFault(.tooManyBytes(needed: needed), at: place(of: used))
      }
      result.append(contentsOf: output[..<step.made])
      switch step.outcome {
      case .failure(let reason):
        throw PlacedImageFault(.damaged(reason: reason), at: place(of: used))
      case .end:
        guard result.count == needed else {
          throw PlacedImageFault(.tooFewBytes(found: result.count, needed: needed), at: end)
        }
        return result
      case .more:
        guard step.used > 0 || step.made > 0 else {
          throw PlacedImageFault(.tooFewBytes(found: result.count, needed: needed), at: end)
        }
      }
    }
  }

  /// Where in the file a packed byte stands.
  private func place(of used: Int) -> Int {
    var left = used
    for part in packed {
      if left < part.count { return part.lowerBound + left }
      left -= part.count
    }
    return packed.last?.upperBound ?? offset
  }

  private func word(_ place: Int) -> UInt32 {
    bytes[place..<place + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }
}
