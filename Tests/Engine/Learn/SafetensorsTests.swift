import Foundation
import MNLLearn
import MNLTensor
import Testing

@Suite struct SafetensorsTests {
  @Test("tells how many bytes are written, the last time all of them")
  func report() throws {
    let folder = try TemporaryFolder()
    let tensor = Tensor<Float>([5 << 20], repeating: 1)
    var told: [Int] = []
    try Safetensors.write(
      [NamedTensor("a", tensor), NamedTensor("b", Tensor<Float>([3], repeating: 2))],
      metadata: [:], to: folder.file("x")
    ) { told.append($0) }
    #expect(told == [16 << 20, 20 << 20, 20 << 20 + 12])
    let end: [UInt8] = [0, 0, 0x80, 0x3F, 0, 0, 0, 0x40, 0, 0, 0, 0x40, 0, 0, 0, 0x40]
    #expect(Array(try folder.read("x").suffix(16)) == end)
  }

  @Test("writes the very bytes of the format: header by name, padded, then the elements")
  func bytes() throws {
    let folder = try TemporaryFolder()
    let tensors = [
      NamedTensor("b", Tensor([2], [1, -2])), NamedTensor("a\"", Tensor(.scalar, [0.5])),
    ]
    try Safetensors.write(tensors, metadata: ["k": "v\n", "a": ""], to: folder.file("x"))
    let header =
      #"{"__metadata__":{"a":"","k":"v\u000a"},"#
      + #""a\"":{"dtype":"F32","shape":[],"data_offsets":[0,4]},"#
      + #""b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}"#
    let padded = header + String(repeating: " ", count: (8 - header.utf8.count % 8) % 8)
    let elements: [UInt8] = [0, 0, 0, 0x3F, 0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0]
    #expect(try folder.read("x") == safetensors(padded) + elements)
    #expect(try folder.names == ["x"])
  }

  @Test("reads what it wrote")
  func roundTrip() throws {
    let folder = try TemporaryFolder()
    let tensors = [
      NamedTensor("empty", Tensor([0, 3], [])),
      NamedTensor("größe 😀", Tensor([2, 2], [1, .infinity, -0.0, .leastNonzeroMagnitude])),
    ]
    try Safetensors.write(tensors, metadata: ["a\u{1}\\": "\"\t"], to: folder.file("x"))
    let file = try Safetensors(opening: folder.file("x"))
    #expect(file.header.metadata == ["a\u{1}\\": "\"\t"])
    #expect(file.header.entries.map(\.name) == ["empty", "größe 😀"])
    for (entry, named) in zip(file.header.entries, tensors) {
      #expect(try file.floats(entry) == named.tensor)
    }
  }

  @Test("replaces a file as a whole")
  func replaces() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(Array(repeating: 7, count: 5000), to: "x")
    try Safetensors.write([], metadata: [:], to: folder.file("x"))
    #expect(try folder.read("x") == safetensors("{}      "))
  }

  @Test("leaves nothing behind where it cannot write")
  func cannotWrite() throws {
    let folder = try TemporaryFolder()
    #expect(throws: SafetensorsFault.system(action: "written", number: 2)) {
      try Safetensors.write([], metadata: [:], to: folder.file("none/x"))
    }
    // A folder cannot be replaced: only the last step fails.
    let inner = try folder.write([], to: "y")
    #expect(throws: SafetensorsFault.self) {
      try Safetensors.write([], metadata: [:], to: folder.path)
    }
    #expect(try folder.names == ["y"])
    #expect(throws: SafetensorsFault.system(action: "written", number: 22)) {
      try Safetensors.write([], metadata: [:], to: inner + "\0.z")
    }
  }

  @Test("reads escapes, blanks and other element types as JSON and the format allow")
  func accepts() throws {
    let header =
      "{ \"\\u00e4\\ud83d\\ude00\\/\" :\n{\"data_offsets\":[0 , 6],\"shape\":[3],"
      + "\"dtype\":\"BF16\"} , \"z\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[6,14]}}\t "
    let text = Array(header.utf8)
    let found = try SafetensorsHeader(reading: text, dataLength: 14)
    #expect(found.entries.map(\.name) == ["ä😀/", "z"])
    #expect(found.entries.map(\.elementType) == ["BF16", "I64"])
  }

  @Test(
    "refuses a header that breaks a rule, and says where",
    arguments: [
      ("", 0, SafetensorsFault.headerLength(claimed: 0, limit: 0)),
      (" {}", 0, .unexpected(offset: 8, expected: "'{'")),
      ("{}x", 0, .unexpected(offset: 10, expected: "the header's end")),
      ("{\"a\"", 0, .unexpected(offset: 12, expected: "':'")),
      ("{\"a", 0, .unexpected(offset: 11, expected: "'\"'")),
      ("{\"a\":1}", 0, .unexpected(offset: 13, expected: "'{'")),
      ("{\"a\u{1}\":{}}", 0, .unexpected(offset: 11, expected: "no control character in a string")),
      ("{\"\\x\":{}}", 0, .unexpected(offset: 10, expected: "an escape of JSON")),
      ("{\"\\ud800\":{}}", 0, .unexpected(offset: 16, expected: "'\\u'")),
      ("{\"\\udc00\":{}}", 0, .encoding(offset: 10)),
      ("{\"\\u00g0\":{}}", 0, .unexpected(offset: 14, expected: "a digit of base 16")),
      ("{\"__metadata__\":{\"a\":1}}", 0, .unexpected(offset: 29, expected: "'\"'")),
      ("{\"__metadata__\":{\"a\":\"\",\"a\":\"\"}}", 0, .duplicate(name: "a", offset: 32)),
      ("{\"a\":{}}", 0, .unexpected(offset: 14, expected: entry)),
      ("{\"a\":{\"x\":1}}", 0, .unexpected(offset: 14, expected: keys)),
      (one("[1.5]", "[0,4]"), 4, .unexpected(offset: 38, expected: "',' or ']'")),
      (one("[-1]", "[0,4]"), 4, .unexpected(offset: 37, expected: "a whole number from 0 on")),
      (one("[01]", "[0,4]"), 4, .unexpected(offset: 37, expected: "a number without a leading 0")),
      (one("[9223372036854775808]", "[0,4]"), 4, .numberTooLarge(offset: 37)),
      (one("[1]", "[0]"), 0, .unexpected(offset: 58, expected: entry)),
      (one("[1]", "[4,0]"), 0, .reversed(tensor: "a", begin: 4, end: 0, offset: 9)),
      (one("[1]", "[4,8]"), 8, .notAdjacent(tensor: "a", begin: 4, expected: 0, offset: 9)),
      (
        one("[2]", "[0,4]"), 4,
        .sizeMismatch(tensor: "a", shape: [2], needed: 8, found: 4, offset: 9)
      ),
      (
        one("[4611686018427387904,4]", "[0,0]"), 0,
        .sizeMismatch(
          tensor: "a", shape: [4_611_686_018_427_387_904, 4], needed: nil, found: 0, offset: 9)
      ),
      (one("[1]", "[0,4]"), 5, .dataLength(tensors: 4, found: 5)),
      (one("[1]", "[0,4]"), 3, .dataLength(tensors: 4, found: 3)),
      (
        one("[1]", "[0,4]").replacing("F32", with: "F33"), 4,
        .elementType(tensor: "a", found: "F33", offset: 9)
      ),
    ])
  func refuses(_ header: String, _ data: Int, _ fault: SafetensorsFault) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(safetensors(header, data: data))
    #expect(throws: fault) { _ = try Safetensors(opening: path).header }
  }

  private static let entry = "a 'dtype', a 'shape' and two 'data_offsets'"
  private static let keys = "'dtype', 'shape' or 'data_offsets'"

  private static func one(_ shape: String, _ offsets: String) -> String {
    #"{"a":{"dtype":"F32","shape":"# + shape + #","data_offsets":"# + offsets + "}}"
  }

  @Test("refuses tensors that overlap, leave a hole, or occur twice")
  func neighbours() throws {
    func header(_ second: String, _ begin: Int) -> [UInt8] {
      Array(
        (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"#
          + #""\#(second)":{"dtype":"F32","shape":[1],"data_offsets":[\#(begin),\#(begin + 4)]}}"#)
          .utf8)
    }
    #expect(throws: SafetensorsFault.notAdjacent(tensor: "b", begin: 2, expected: 4, offset: 62)) {
      _ = try SafetensorsHeader(reading: header("b", 2), dataLength: 8)
    }
    #expect(throws: SafetensorsFault.notAdjacent(tensor: "b", begin: 6, expected: 4, offset: 62)) {
      _ = try SafetensorsHeader(reading: header("b", 6), dataLength: 10)
    }
    #expect(throws: SafetensorsFault.duplicate(name: "a", offset: 62)) {
      _ = try SafetensorsHeader(reading: header("a", 4), dataLength: 8)
    }
    #expect(throws: SafetensorsFault.encoding(offset: 9)) {
      _ = try SafetensorsHeader(reading: Array("{\"".utf8) + [0xFF, 0x22], dataLength: 0)
    }
  }

  @Test("refuses what is no such file at all")
  func notAFile() throws {
    let folder = try TemporaryFolder()
    #expect(throws: SafetensorsFault.system(action: "opened", number: 2)) {
      _ = try Safetensors(opening: folder.file("none")).header
    }
    #expect(throws: SafetensorsFault.notAFile) {
      _ = try Safetensors(opening: folder.path).header
    }
    #expect(throws: SafetensorsFault.notAFile) { _ = try Safetensors(opening: "/dev/null").header }
    #expect(throws: SafetensorsFault.tooShort(size: 3)) {
      _ = try Safetensors(opening: folder.write([1, 2, 3])).header
    }
    let huge: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0x80, 0x7B, 0x7D]
    #expect(throws: SafetensorsFault.headerLength(claimed: 1 << 63, limit: 2)) {
      _ = try Safetensors(opening: folder.write(huge)).header
    }
  }

  @Test("never traps on damaged files, and what it accepts fills the file exactly")
  func fuzz() throws {
    let folder = try TemporaryFolder()
    let tensors = [
      NamedTensor("w", Tensor([2, 3], repeating: 1)), NamedTensor("b", Tensor([3], repeating: 0)),
    ]
    try Safetensors.write(tensors, metadata: ["key": "word"], to: folder.file("x"))
    let sound = try folder.read("x")
    var stream = RandomStream(seed: 2026, purpose: .digits)
    let pieces = [
      "9", "[", "]", "{", "}", ",", ":", "\"", "\\", "\\u", "-", "99999999999999999999",
    ]
    var accepted = 0
    for round in 0..<6000 {
      var bytes = sound
      for _ in 0...stream.integer(below: 3) {
        let at = stream.integer(below: bytes.count)
        switch stream.integer(below: 5) {
        case 0: bytes[at] = UInt8(truncatingIfNeeded: stream.bits())
        case 1: bytes[at] ^= 1 << UInt8(stream.integer(below: 8))
        case 2: bytes.remove(at: at)
        case 3: bytes.insert(contentsOf: Array(pieces[stream.integer(below: 12)].utf8), at: at)
        default: bytes.removeSubrange(at...)
        }
        if bytes.isEmpty { break }
      }
      // Few by way of the disk, which takes the same path but for the first 8 bytes.
      if round % 20 == 0 {
        let path = try folder.write(bytes)
        if let length = try? length(of: Safetensors(opening: path).header) {
          #expect(length <= bytes.count)
        }
      }
      guard bytes.count >= 10 else { continue }
      let size = min(bytes.count, sound.count - 36)
      let data = bytes.count - size
      if let header = try? SafetensorsHeader(reading: Array(bytes[8..<size]), dataLength: data) {
        accepted += 1
        #expect(length(of: header) == data)
      }
    }
    #expect(accepted > 0)
  }

  private func length(of header: SafetensorsHeader) -> Int {
    header.entries.map(\.bytes.count).reduce(0, +)
  }
}

/// Files that say their own hash, and what is left of files that were never finished.
@Suite struct SealedFileTests {
  private let tensors = [
    NamedTensor("w", Tensor([2, 3], [1, 2, 3, 4, 5, 6])), NamedTensor("b", Tensor([1], [7])),
  ]

  @Test("finds every single changed bit of a file that holds its hash")
  func everyBit() throws {
    let folder = try TemporaryFolder()
    try Safetensors.write(tensors, metadata: ["k": "v", "mnl.sha256": ""], to: folder.file("x"))
    let sound = try folder.read("x")
    _ = try Safetensors(opening: folder.file("x")).header
    var accepted: [Int] = []
    for bit in 0..<sound.count * 8 {
      var bytes = sound
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      let path = try folder.write(bytes)
      guard let found = try? Safetensors(opening: path).header else { continue }
      // The key itself may be another one; a file that has to have it is refused for that.
      if found.metadata["mnl.sha256"] != nil { accepted.append(bit) }
    }
    #expect(accepted == [])
  }

  @Test("removes what a killed process left, and nothing that is being written or is another's")
  func leftovers() throws {
    let folder = try TemporaryFolder()
    let others = ["x.tmp", "x.1.tmp", "x.1.0.tmp.y", "y.1.0.tmp", "x.a.0.tmp", "x.1.0.tmp~"]
    for name in others + ["x.1.0.tmp", "x.99.3.tmp"] { _ = try folder.write([1], to: name) }
    let busy = try folder.write([1], to: "x.7.0.tmp")
    let descriptor = try #require(FileHandle(forReadingAtPath: busy))
    #expect(flock(descriptor.fileDescriptor, LOCK_EX) == 0)
    try Safetensors.write(tensors, metadata: [:], to: folder.file("x"))
    #expect(try folder.names == (others + ["x", "x.7.0.tmp"]).sorted())
  }
}
