import CZlib
import Testing

@testable import MNLData

@Suite("PNG files")
struct PNGReaderTests {
  @Test("grey values of one to sixteen bits become bytes", arguments: [1, 2, 4, 8, 16])
  func depths(depth: Int) throws {
    // Two pixels: the highest value and 0.
    let row: [UInt8] =
      switch depth {
      case 1: [0b1000_0000]
      case 2: [0b1100_0000]
      case 4: [0b1111_0000]
      case 8: [255, 0]
      default: [255, 255, 0, 0]
      }
    let image = try ImageFile.decode(png(width: 2, height: 1, depth: depth, kind: 0, [0] + row))
    #expect(image == GreyImage(size: ImageSize(height: 1, width: 2), pixels: [255, 0]))
  }

  @Test("each filter gives the values that it was made of", arguments: 0...4)
  func filters(filter: Int) throws {
    let values: [[UInt8]] = [[10, 200, 30], [40, 5, 250], [7, 8, 9]]
    var rows: [UInt8] = []
    for y in 0..<3 {
      rows.append(UInt8(filter))
      for x in 0..<3 {
        let left = x > 0 ? Int(values[y][x - 1]) : 0
        let up = y > 0 ? Int(values[y - 1][x]) : 0
        let corner = x > 0 && y > 0 ? Int(values[y - 1][x - 1]) : 0
        let nearest = [left, up, corner].min { first, second in
          abs(left + up - corner - first) < abs(left + up - corner - second)
        }
        let predicted = [0, left, up, (left + up) / 2, nearest ?? 0][filter]
        rows.append(values[y][x] &- UInt8(predicted))
      }
    }
    let image = try ImageFile.decode(png(width: 3, height: 3, rows))
    #expect(image.pixels == values.flatMap(\.self))
  }

  @Test("what is transparent lies on white")
  func transparency() throws {
    let clear = try ImageFile.decode(png(width: 2, height: 1, kind: 4, [0, 9, 0, 9, 255]))
    #expect(clear.pixels == [255, 9])
    let key = try ImageFile.decode(
      png(width: 2, height: 1, before: [chunk("tRNS", [0, 9])], [0, 9, 8]))
    #expect(key.pixels == [255, 8])
  }

  @Test("colours become their luma, also those of a palette")
  func colours() throws {
    let red = try ImageFile.decode(png(width: 1, height: 1, kind: 2, [0, 255, 0, 0]))
    #expect(red.pixels == [76])
    let palette = chunk("PLTE", [255, 0, 0, 0, 255, 0])
    let both = try ImageFile.decode(
      png(width: 2, height: 1, depth: 1, kind: 3, before: [palette], [0, 0b0100_0000]))
    #expect(both.pixels == [76, 150])
  }

  @Test("interlaced pixels come to their places")
  func interlacing() throws {
    // Of 3 x 2 pixels, pass 1 has (0, 0); pass 4, (0, 2); pass 6, (0, 1); pass 7, the second row.
    let image = try ImageFile.decode(
      png(width: 3, height: 2, interlacing: 1, [0, 1, 0, 3, 0, 2, 0, 4, 5, 6]))
    #expect(image.pixels == [1, 2, 3, 4, 5, 6])
  }

  @Test("a fault is told with its byte")
  func faults() {
    let whole = png(width: 1, height: 1, [0, 7])
    var changed = whole
    changed[16] = 1
    let sum = fault(changed)
    #expect(sum?.offset == 29)
    guard case .wrongChecksum("IHDR", _, _) = sum?.fault else {
      Issue.record("no wrong checksum: \(String(describing: sum))")
      return
    }
    #expect(fault(Array(whole.dropLast(5))) == PlacedImageFault(.truncated, at: whole.count - 5))
    #expect(
      fault(png(width: 1, height: 1, depth: 3, [0, 7]))
        == PlacedImageFault(
          .setting("the bit depth of colour type 0", found: 3, allowed: "1, 2, 4, 8, 16"), at: 24))
    #expect(fault(Array("GIF89a".utf8)) == PlacedImageFault(.unknownFormat, at: 0))
  }

  @Test("pixels that unpack to more than the header says are refused, and so are fewer")
  func otherLengths() {
    let many = [UInt8](repeating: 0, count: 1 << 20)
    #expect(fault(png(width: 1, height: 1, many))?.fault == .tooManyBytes(needed: 2))
    #expect(
      fault(png(width: 2, height: 1, [0, 7]))?.fault == .tooFewBytes(found: 2, needed: 3))
  }

  @Test("a header that claims too much is refused before memory is taken")
  func claims() {
    let huge = fault(png(width: 1 << 30, height: 1 << 30, [0, 7]))?.fault
    #expect(huge == .size(width: 1 << 30, height: 1 << 30, limit: GreyImage.limit))
    let large = fault(png(width: 8192, height: 8192, [0, 7]))?.fault
    guard case .tooFewBytes = large else {
      Issue.record("not refused for its length: \(String(describing: large))")
      return
    }
  }

  @Test("a colour beyond the palette is refused")
  func beyondPalette() {
    let palette = chunk("PLTE", [255, 0, 0])
    let found = fault(png(width: 1, height: 1, kind: 3, before: [palette], [0, 1]))
    #expect(found?.fault == .noSuchColour(1, colours: 1))
  }

  @Test("chunks that may be skipped are, and others are not")
  func chunks() throws {
    let text = chunk("tEXt", Array("hello".utf8))
    #expect(try ImageFile.decode(png(width: 1, height: 1, before: [text], [0, 7])).pixels == [7])
    let strange = chunk("ABCD", [])
    let found = fault(png(width: 1, height: 1, before: [strange], [0, 7]))
    #expect(found == PlacedImageFault(.unknownChunk("ABCD"), at: 37))
  }

  private func fault(_ bytes: [UInt8]) -> PlacedImageFault? {
    do throws(PlacedImageFault) {
      _ = try ImageFile.decode(bytes)
      return nil
    } catch {
      return error
    }
  }
}

/// The bytes of a PNG file with any header, also a wrong one.
func png(
  width: Int, height: Int, depth: Int = 8, kind: UInt8 = 0, interlacing: UInt8 = 0,
  before: [[UInt8]] = [], _ rows: [UInt8]
) -> [UInt8] {
  let header = word(width) + word(height) + [UInt8(depth), kind, 0, 0, interlacing]
  var packed = [UInt8](repeating: 0, count: rows.count + 1024)
  var length = uLong(packed.count)
  // SAFETY: zlib writes at most as many bytes as the array has, and reads those of the rows.
  _ = unsafe compress(&packed, &length, rows, uLong(rows.count))
  return PNGReader.signature + chunk("IHDR", header) + before.flatMap(\.self)
    + chunk("IDAT", Array(packed[..<Int(length)])) + chunk("IEND", [])
}

/// A chunk with its checksum.
func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
  let body = Array(name.utf8) + content
  // SAFETY: zlib reads the bytes of the array.
  let sum = unsafe crc32(0, body, UInt32(body.count))
  return word(content.count) + body + word(Int(sum))
}

private func word(_ number: Int) -> [UInt8] {
  [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
}
