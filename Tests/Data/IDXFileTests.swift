import Testing

@testable import MNLData

@Suite struct IDXFileTests {
  private let folder = TemporaryFolder()

  private func error(of bytes: [UInt8], rank: Int) -> DataError? {
    let path = folder.write(bytes, to: "file")
    return failure { () throws(DataError) in try IDXFile.read(path: path, rank: rank) }
  }

  private var path: String { folder.path + "/file" }

  @Test("reads one, two and three dimensions", arguments: [[6], [3, 2], [1, 2, 3]] as [[UInt32]])
  func dimensions(sizes: [UInt32]) throws {
    let bytes = idxBytes(sizes, [1, 2, 3, 4, 5, 6])
    let file = try IDXFile.read(path: folder.write(bytes, to: "file"), rank: sizes.count)
    #expect(file.dimensions == sizes.map(Int.init))
    #expect(file.values == [1, 2, 3, 4, 5, 6])
  }

  @Test("reads sizes above one byte in big-endian order")
  func bigEndian() throws {
    let bytes = idxBytes([258], [UInt8](repeating: 7, count: 258))
    #expect(try IDXFile.read(path: folder.write(bytes, to: "file"), rank: 1).dimensions == [258])
  }

  @Test("tells how far a long file is, and stops when it is asked to")
  func progress() throws {
    let count = 3 << 20
    let path = folder.write(
      idxBytes([UInt32(count)], [UInt8](repeating: 1, count: count)), to: "file")
    var told: [Int] = []
    _ = try IDXFile.read(path: path, rank: 1) { done, total in
      #expect(total == count)
      told.append(done)
      return true
    }
    #expect(told == [1 << 20, 2 << 20, 3 << 20])
    #expect(
      failure { () throws(DataError) in
        _ = try IDXFile.read(path: path, rank: 1) { done, _ in done < 2 << 20 }
      } == .interrupted)
  }

  @Test("hashes the unpacked file, header included")
  func hash() throws {
    let bytes = folder.packed(idxBytes([3], Array("abc".utf8)))
    let file = try IDXFile.read(path: folder.write(bytes, to: "file"), rank: 1)
    // printf '\0\0\10\1\0\0\0\3abc' | sha256sum
    #expect(
      file.sha256() == "379a7afbfd9f0de0a36184463dd209c260f4582821ea2e5e4c40c7eb713dbda2")
  }

  @Test("reports a wrong magic with both numbers")
  func magic() {
    #expect(
      error(of: idxBytes([1], [0]), rank: 3)
        == .wrongMagic(path: path, found: 2049, expected: 2051))
    #expect(
      error(of: Array("<html>".utf8), rank: 1)
        == .wrongMagic(path: path, found: 0x3C68_746D, expected: 2049))
  }

  @Test("reports how many bytes a short file has and needs")
  func truncated() {
    #expect(
      error(of: idxBytes([2, 3], [1, 2, 3, 4]), rank: 2)
        == .truncatedIDX(path: path, needed: 18, found: 16))
    #expect(
      error(of: [0, 0, 8, 3, 0, 0], rank: 3) == .truncatedIDX(path: path, needed: 16, found: 6))
    #expect(error(of: [0, 0, 8], rank: 1) == .truncatedIDX(path: path, needed: 8, found: 3))
  }

  @Test("reports the place of bytes behind the data, packed or not")
  func trailing() {
    let bytes = idxBytes([2], [1, 2, 3])
    #expect(error(of: bytes, rank: 1) == .trailingBytes(path: path, offset: 10))
    #expect(error(of: folder.packed(bytes), rank: 1) == .trailingBytes(path: path, offset: 10))
  }

  @Test(
    "refuses a header that claims more than any file can hold",
    arguments: [
      [4_000_000_000, 28, 28], [.max, .max, .max], [0, .max, 2], [1 << 31, 2, 0], [.max, 1, 1],
    ] as [[UInt32]])
  func impossible(sizes: [UInt32]) {
    let found = error(of: idxBytes(sizes, [0]), rank: 3)
    if sizes[0] == 0 {
      // Zero records of any size are zero bytes: the one byte there is too many.
      #expect(found == .trailingBytes(path: path, offset: 16))
    } else {
      #expect(
        found
          == .impossibleSize(path: path, dimensions: sizes, elementSize: 1, limit: 1 << 31))
    }
  }

  @Test("reserves no more for a great claim than the file can hold")
  func greatClaim() {
    // 2 GB are claimed and allowed, but 17 bytes are there.
    #expect(
      error(of: idxBytes([1 << 31], [0]), rank: 1)
        == .truncatedIDX(path: path, needed: (1 << 31) + 8, found: 9))
  }

  @Test("reports a packed file of nothing as empty")
  func emptyPacked() {
    #expect(error(of: folder.packed([]), rank: 1) == .emptyFile(path: path))
  }
}
