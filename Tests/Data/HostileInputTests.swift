import Testing

@testable import MNLData

/// Files made by chance from fixed seeds: a reader may refuse them, and must never trap.
@Suite struct HostileInputTests {
  private let folder = TemporaryFolder()

  /// Reads a file as every rank; what is accepted must be whole.
  private func tryAll(_ bytes: [UInt8], _ name: Comment) {
    let path = folder.write(bytes, to: "file")
    for rank in 1...3 {
      do throws(DataError) {
        let file = try IDXFile.read(path: path, rank: rank)
        #expect(file.values.count == file.dimensions.reduce(1, *), name)
      } catch {
        #expect(!error.message.isEmpty && error.path == path, name)
      }
    }
  }

  @Test("survives random bytes of every small length")
  func garbage() {
    for length in 0..<300 {
      var random = SplitMix64(seed: 11, stream: 0, index: UInt64(length))
      tryAll((0..<length).map { _ in UInt8(truncatingIfNeeded: random.next()) }, "length \(length)")
    }
  }

  @Test("survives random bytes behind a gzip signature")
  func packedGarbage() {
    for index in 0..<300 {
      var random = SplitMix64(seed: 12, stream: 0, index: UInt64(index))
      let bytes = (0..<index).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      tryAll([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + bytes, "index \(index)")
    }
  }

  @Test("survives good headers with random sizes")
  func headers() {
    for index in 0..<300 {
      var random = SplitMix64(seed: 13, stream: 0, index: UInt64(index))
      let sizes = (0...index % 3).map { _ in
        UInt32(truncatingIfNeeded: random.next()) >> UInt32(random.index(below: 32))
      }
      let bytes = idxBytes(sizes, [UInt8](repeating: 1, count: random.index(below: 100)))
      tryAll(index % 2 == 0 ? bytes : folder.packed(bytes), "index \(index)")
    }
  }

  @Test("survives a good packed file with bytes changed, added and removed")
  func mutations() {
    let good = folder.packed(idxBytes([4, 5, 3], Array(0..<60)))
    for index in 0..<500 {
      var random = SplitMix64(seed: 14, stream: 0, index: UInt64(index))
      var bytes = good
      for _ in 0...random.index(below: 4) {
        let place = random.index(below: bytes.count)
        switch random.index(below: 3) {
        case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
        case 1: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
        default: bytes.removeSubrange(place..<min(place + 5, bytes.count - 1))
        }
      }
      tryAll(bytes, "index \(index)")
    }
  }
}
