import Glibc
import Testing

@testable import MNLData

@Suite struct GzipReaderTests {
  private let folder = TemporaryFolder()
  private let text = Array("the same seed gives the same numbers".utf8)

  private func contents(_ path: String) throws(DataError) -> [UInt8] {
    var reader = try GzipReader(path: path)
    var bytes: [UInt8] = []
    while try reader.append(7, to: &bytes) > 0 {}
    try reader.finish()
    return bytes
  }

  @Test("gives the bytes of a plain file, whatever its name")
  func plain() throws {
    #expect(try contents(folder.write(text, to: "plain.gz")) == text)
  }

  @Test("unpacks a packed file, whatever its name")
  func packed() throws {
    #expect(try contents(folder.write(folder.packed(text), to: "packed.idx")) == text)
  }

  @Test("unpacks much more than fits its buffers")
  func large() throws {
    var random = SplitMix64(seed: 3)
    let bytes = (0..<700_000).map { _ in UInt8(truncatingIfNeeded: random.next() & 0x3F) }
    let path = folder.write(folder.packed(bytes), to: "large.gz")
    var reader = try GzipReader(path: path)
    var unpacked: [UInt8] = []
    #expect(try reader.append(1_000_000, to: &unpacked) == 700_000)
    #expect(unpacked == bytes)
    #expect(reader.offset == 700_000)
  }

  @Test("joins the members of a file and passes over padding")
  func members() throws {
    let two = folder.packed(text) + folder.packed(text) + [0, 0, 0]
    #expect(try contents(folder.write(two, to: "two.gz")) == text + text)
  }

  @Test("finds the next member across the edge of a read", arguments: [65_535, 65_536, 65_537])
  func memberAtEdge(padding: Int) throws {
    let first = folder.packed(text)
    let zeros = [UInt8](repeating: 0, count: padding - first.count)
    let path = folder.write(first + zeros + folder.packed(text), to: "edge.gz")
    #expect(try contents(path) == text + text)
  }

  @Test("reports garbage behind the last member with its place")
  func garbage() {
    let first = folder.packed(text)
    let path = folder.write(first + Array("junk".utf8), to: "junk.gz")
    #expect(
      failure { () throws(DataError) in try contents(path) }
        == .trailingBytes(path: path, offset: first.count))
  }

  @Test("reports where a packed file breaks off, at every length")
  func truncated() {
    let whole = folder.packed(text)
    for length in 2..<whole.count {
      let path = folder.write(Array(whole.prefix(length)), to: "cut.gz")
      #expect(
        failure { () throws(DataError) in try contents(path) }
          == .truncatedGzip(path: path, offset: length))
    }
  }

  @Test("reports a damaged packed file with zlib's reason and a place")
  func corrupted() throws {
    var bytes = folder.packed(text)
    bytes[10] = 0xFF
    let path = folder.write(bytes, to: "bad.gz")
    let error = try #require(failure { () throws(DataError) in try contents(path) })
    guard case .corruptedGzip(path, let offset, let reason) = error else {
      Issue.record("\(error)")
      return
    }
    #expect((10...12).contains(offset))
    #expect(reason == "invalid block type")
  }

  @Test("reports a wrong checksum")
  func checksum() throws {
    var bytes = folder.packed(text)
    bytes[bytes.count - 8] ^= 1
    let path = folder.write(bytes, to: "sum.gz")
    let error = try #require(failure { () throws(DataError) in try contents(path) })
    #expect(error.message.hasSuffix(": incorrect data check"))
  }

  @Test("unpacks no more of a bomb than is asked for")
  func bomb() throws {
    let zeros = [UInt8](repeating: 0, count: 64 << 20)
    let path = folder.write(folder.packed(zeros), to: "bomb.gz")
    var reader = try GzipReader(path: path)
    var bytes: [UInt8] = []
    #expect(try reader.append(10, to: &bytes) == 10)
    #expect(bytes.capacity < 1000)
    #expect(
      failure { () throws(DataError) in try reader.finish() }
        == .trailingBytes(path: path, offset: 10))
  }

  @Test("reports an empty file")
  func empty() {
    let path = folder.write([], to: "empty")
    #expect(
      failure { () throws(DataError) in try GzipReader(path: path) } == .emptyFile(path: path))
  }

  @Test("reports a directory as a directory")
  func directory() {
    let path = folder.folder("images")
    #expect(
      failure { () throws(DataError) in try GzipReader(path: path) } == .isDirectory(path: path))
  }

  @Test("refuses a pipe instead of waiting for it")
  func pipe() {
    let path = folder.path + "/pipe"
    // SAFETY: the path is a C string for the call.
    unsafe mkfifo(path, 0o600)
    #expect(
      failure { () throws(DataError) in try GzipReader(path: path) } == .notRegular(path: path))
  }

  @Test("gives the system's reason for a file that cannot be opened")
  func missing() {
    let path = folder.path + "/none"
    #expect(
      failure { () throws(DataError) in try GzipReader(path: path) }
        == .unreadable(path: path, errno: ENOENT))
  }

  @Test("does not open another file for a path with a zero byte")
  func zeroInPath() {
    let path = folder.write(text, to: "real") + "\0.gz"
    #expect(
      failure { () throws(DataError) in try GzipReader(path: path) }
        == .unreadable(path: path, errno: EINVAL))
  }
}
