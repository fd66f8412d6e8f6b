/// What is wrong with an image file, as facts.
package enum ImageFault: Hashable, Sendable {
  /// It begins like no format that is read.
  case unknownFormat
  /// It ends before it should.
  case truncated
  /// The checksum of a chunk is another.
  case wrongChecksum(chunk: String, found: UInt32, expected: UInt32)
  /// A chunk that has to be there is not, or comes too late.
  case chunkMissing(String)
  /// A chunk that may not be skipped is not known.
  case unknownChunk(String)
  /// A chunk has another length than it may.
  case chunkLength(String, found: Int, allowed: String)
  /// Something in the header has a value that it may not have.
  case setting(String, found: Int, allowed: String)
  /// The image has no pixel, or more than allowed.
  case size(width: Int, height: Int, limit: Int)
  /// The file is longer than allowed, in bytes.
  case fileTooLong(limit: Int)
  /// More memory would be needed than there is, in bytes.
  case tooLarge(needed: Int, free: Int)
  /// The packed pixels cannot be unpacked.
  case damaged(reason: String)
  /// The pixels unpack to fewer bytes than the header says.
  case tooFewBytes(found: Int, needed: Int)
  /// They unpack to more.
  case tooManyBytes(needed: Int)
  /// A pixel has a colour that the palette lacks.
  case noSuchColour(Int, colours: Int)
  /// A number was expected.
  case notANumber
}

extension ImageFault {
  /// What is wrong, in words that follow the place.
  var message: String {
    switch self {
    case .unknownFormat: "no image of PNG, PGM or PPM begins so"
    case .truncated: "the image breaks off"
    case .wrongChecksum(let chunk, let found, let expected):
      "the checksum of chunk \(chunk) is \(Self.hexadecimal(found)), its content has "
        + Self.hexadecimal(expected)
    case .chunkMissing(let chunk): "chunk \(chunk) was expected before this"
    case .unknownChunk(let chunk): "chunk \(chunk) is not known, and may not be skipped"
    case .chunkLength(let chunk, let found, let allowed):
      "chunk \(chunk) has \(found) bytes, expected \(allowed)"
    case .setting(let name, let found, let allowed): "\(name) is \(found), expected \(allowed)"
    case .size(let width, let height, let limit):
      "the image is \(height) x \(width) pixels, expected 1 to \(limit) of them"
    case .fileTooLong(let limit): "the file goes on, allowed are at most \(limit) bytes"
    case .tooLarge(let needed, let free):
      "the image would need \(needed >> 20) MiB of memory, and \(free >> 20) MiB are free"
    case .damaged(let reason): "the packed pixels are damaged: \(reason)"
    case .tooFewBytes(let found, let needed):
      "the pixels unpack to \(found) bytes, needed are \(needed)"
    case .tooManyBytes(let needed): "the pixels unpack to more than the \(needed) bytes needed"
    case .noSuchColour(let colour, let colours):
      "a pixel has colour \(colour), and the palette has \(colours)"
    case .notANumber: "a number was expected"
    }
  }

  /// What helps.
  var help: String {
    switch self {
    case .unknownFormat: "convert it to PNG"
    case .size, .fileTooLong, .tooLarge: "scale the image down with another program"
    default: "the file is damaged: fetch it again, or write it anew as PNG"
    }
  }

  private static func hexadecimal(_ number: UInt32) -> String {
    "0x" + String(number, radix: 16)
  }
}
