import Testing

@testable import MNLData

/// Archives of arrays that we write.
@Suite struct NPZWriterTests {
  private let folder = TemporaryFolder()

  private func archive(_ arrays: [(String, NumberArray)]) throws -> NPZArchive {
    var writer = NPZWriter()
    for (name, array) in arrays { writer.add(array, named: name) }
    return try NPZArchive(path: folder.write(try #require(writer.bytes), to: "a.npz"))
  }

  private func contents(_ array: NumberArray) -> String {
    "\(array.shape) \(array.contents)"
  }

  @Test("what is written is read again")
  func roundTrip() throws {
    let arrays: [(String, NumberArray)] = [
      ("bytes", NumberArray(shape: [2, 1], contents: .bytes([0, 255]))),
      ("whole", NumberArray(shape: [3], contents: .integers([-1, 0, .max]))),
      ("numbers", NumberArray(shape: [1, 2, 1], contents: .numbers([1.5, -0.1]))),
      ("texts", NumberArray(shape: [3], contents: .texts(["", "größer", "数字"]))),
    ]
    let read = try archive(arrays)
    #expect(read.names == arrays.map(\.0))
    for (name, array) in arrays {
      #expect(contents(try read.array(named: name)) == contents(array))
    }
  }

  @Test("arrays without elements or axes are written, too")
  func empty() throws {
    let read = try archive([
      ("none", NumberArray(shape: [0], contents: .texts([]))),
      ("one", NumberArray(shape: [], contents: .numbers([2]))),
    ])
    #expect(try read.array(named: "none").shape == [0])
    #expect(try read.array(named: "one").numbers == [2])
  }

  @Test("elements begin at a place that can be mapped")
  func alignment() {
    for size in [1, 10, 100_000_000_000] {
      let bytes = NPYWriter.bytes(of: NumberArray(shape: [0, size], contents: .bytes([])))
      #expect(bytes.count % 64 == 0)
      #expect(bytes.last == 10)
    }
  }

  @Test("the same arrays make the same bytes")
  func repeatable() {
    func bytes() -> [UInt8]? {
      var writer = NPZWriter()
      writer.add(NumberArray(shape: [1], contents: .bytes([7])), named: "a")
      return writer.bytes
    }
    #expect(bytes() == bytes())
  }
}
