import Testing

@testable import MNLData

@Suite("Portable grey and pixel maps")
struct PortableMapReaderTests {
  /// Files, as text and what bytes follow it, with their pixels.
  private static let files: [(text: String, rest: [UInt8], pixels: [UInt8])] = [
    ("P2\n# two\n2 1\n#\n100 0 100", [], [0, 255]),
    ("P3 1 1 255 255 0 0", [], [76]),
    ("P5 2 1 255\n", [7, 9], [7, 9]),
    ("P5 2 1 65535\n", [255, 255, 128, 0], [255, 128]),
    ("P6 1 1 255\n", [0, 255, 0], [150]),
  ]

  @Test("text and bytes, grey and colour, 8 and 16 bits are read", arguments: files.indices)
  func values(index: Int) throws {
    let file = Self.files[index]
    #expect(try ImageFile.decode(Array(file.text.utf8) + file.rest).pixels == file.pixels)
  }

  /// Files with the fault that each has.
  private static let faults: [(text: String, fault: ImageFault, offset: Int)] = [
    ("P5 2 2 255\nabc", .truncated, 14),
    ("P2 2 x 255 1 1", .notANumber, 5),
    ("P2 1 1 99999 1", .setting("the highest value", found: 99_999, allowed: "1 to 65535"), 6),
    ("P2 1 1 9 10", .setting("a pixel", found: 10, allowed: "0 to 9"), 8),
    ("P5 0 1 255 ", .size(width: 0, height: 1, limit: GreyImage.limit), 4),
    ("P5 8000 8000 255 ", .truncated, 17),
  ]

  @Test("a fault is told with its byte", arguments: faults.indices)
  func fault(index: Int) {
    let (text, fault, offset) = Self.faults[index]
    #expect(throws: PlacedImageFault(fault, at: offset)) {
      try ImageFile.decode(Array(text.utf8))
    }
  }
}

@Suite("Scaling of images")
struct GreyImageTests {
  @Test("a smaller image has the means of areas, a larger one lies between neighbours")
  func scaling() {
    let image = GreyImage(size: ImageSize(height: 1, width: 4), pixels: [0, 100, 200, 40])
    #expect(image.scaled(to: ImageSize(height: 1, width: 2)).pixels == [50, 120])
    #expect(image.scaled(to: image.size) == image)
    let pair = GreyImage(size: ImageSize(height: 1, width: 2), pixels: [0, 100])
    #expect(
      pair.scaled(to: ImageSize(height: 2, width: 4)).pixels == [0, 25, 75, 100, 0, 25, 75, 100])
  }

  @Test("an image of one value keeps it in any size", arguments: [1, 3, 7, 28])
  func constant(side: Int) {
    let image = GreyImage(
      size: ImageSize(height: 9, width: 13), pixels: [UInt8](repeating: 77, count: 117))
    #expect(image.scaled(to: ImageSize(height: side, width: side)).pixels.allSatisfy { $0 == 77 })
  }
}
