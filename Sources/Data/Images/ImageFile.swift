/// Reads images of PNG, PGM and PPM, packed with gzip or not; the format is told by the first bytes.
package enum ImageFile {
  /// The most bytes that an image file may have, unpacked.
  package static let limit = 1 << 28

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: Where it lies.
  ///   - name: What errors call it; its path if nil.
  /// - Returns: The image, in grey.
  /// - Throws: What is wrong with the file, with the byte at which it is.
  /// - Complexity: O(bytes + pixels).
  package static func read(path: String, named name: String? = nil) throws(DataError) -> GreyImage {
    var reader = try GzipReader(path: path, named: name)
    let shown = reader.path
    var bytes: [UInt8] = []
    while try reader.append(1 << 16, to: &bytes) == 1 << 16 {
      guard bytes.count <= limit else {
        throw .image(path: shown, offset: limit, .fileTooLong(limit: limit))
      }
    }
    guard !bytes.isEmpty else { throw .emptyFile(path: shown) }
    do throws(PlacedImageFault) {
      return try decode(bytes)
    } catch {
      throw .image(path: shown, offset: error.offset, error.fault)
    }
  }

  /// Reads the bytes of a file.
  ///
  /// - Throws: What is wrong with them.
  /// - Complexity: O(bytes + pixels).
  static func decode(_ bytes: [UInt8]) throws(PlacedImageFault) -> GreyImage {
    if bytes.starts(with: PNGReader.signature) {
      var reader = PNGReader(bytes)
      return try reader.read()
    }
    if bytes.count >= 2, bytes[0] == UInt8(ascii: "P"),
      [0x32, 0x33, 0x35, 0x36].contains(bytes[1])
    {
      var reader = PortableMapReader(bytes)
      return try reader.read()
    }
    if !bytes.isEmpty, PNGReader.signature.starts(with: bytes) {
      throw PlacedImageFault(.truncated, at: bytes.count)
    }
    throw PlacedImageFault(.unknownFormat, at: 0)
  }

  /// Makes sure that an image may be as large as its header says, before memory is taken.
  ///
  /// - Parameters:
  ///   - width: Pixels in a row.
  ///   - height: Rows of pixels.
  ///   - bytes: How many bytes a pixel takes, at most, while it is read.
  ///   - offset: Where the header says so.
  /// - Returns: The size.
  /// - Throws: `size`, `tooLarge`.
  static func size(
    width: Int, height: Int, bytes: Int, at offset: Int
  ) throws(PlacedImageFault) -> ImageSize {
    let (pixels, overflows) = width.multipliedReportingOverflow(by: height)
    guard !overflows, width > 0, height > 0, pixels <= GreyImage.limit else {
      throw PlacedImageFault(
        .size(width: width, height: height, limit: GreyImage.limit), at: offset)
    }
    // Small images are many, and to ask the system takes longer than to read them.
    if pixels > 1 << 20, pixels * bytes > FreeMemory.bytes {
      throw PlacedImageFault(
        .tooLarge(needed: pixels * bytes, free: FreeMemory.bytes), at: offset)
    }
    return ImageSize(height: height, width: width)
  }
}

/// What is wrong with an image file, and at which byte.
struct PlacedImageFault: Error, Hashable {
  let fault: ImageFault
  let offset: Int

  init(_ fault: ImageFault, at offset: Int) { (self.fault, self.offset) = (fault, offset) }
}
