/// What is wrong at one place of a file of arrays, as facts.
package enum ArrayFault: Hashable, Sendable {
  /// The file does not begin as one of numpy's.
  case notAnArray
  /// The file begins otherwise than one in MNIST's form, with these four bytes.
  case notAnIDX(UInt32)
  /// Elements of a type that MNIST's form does not know.
  case unknownIDXType(UInt8)
  /// A file in MNIST's form of a single element.
  case noDimensions
  /// A version of the format that is not known.
  case unknownVersion(Int)
  /// The header is not what numpy writes.
  case malformedHeader
  /// Objects of Python, which only its own program can read.
  case objects
  /// Elements of another type than numbers and texts.
  case unknownType(String)
  /// The sizes of the axes have a product beyond all memory.
  case impossibleShape([Int])
  /// The elements take so many bytes, and others are there.
  case wrongLength(needed: Int, found: Int)
  /// An element that is no number, or infinite, at a place in the file's own order.
  case notFinite(element: Int)
  /// An element that is larger than the numbers that are read.
  case tooLarge(element: Int, greatest: String)
  /// A text that is no Unicode.
  case malformedText(element: Int)
  /// The file is no zip archive, or breaks off.
  case notAnArchive
  /// The list of the archive's files is damaged.
  case malformedArchive
  /// A file of the archive is packed or locked in a way that numpy does not use.
  case unknownPacking(Int)
  /// A file of the archive is damaged, for this reason.
  case damaged(String)
  /// A file of the archive claims more bytes than it can unpack to, or than there is memory for.
  case impossibleSize(Int, limit: Int)

  /// What is wrong, in words that follow a place.
  var message: String {
    switch self {
    case .notAnArray: "this is no array as numpy's `save` writes it"
    case .notAnIDX(let found):
      "this is no IDX file: it begins with \(Self.hexadecimal(found, 8)), expected 0x0000, a type and "
        + "the number of dimensions"
    case .unknownIDXType(let type):
      "elements of type \(Self.hexadecimal(UInt32(type), 2)) are not known, allowed are "
        + IDXFile.ElementType.allCases.map { Self.hexadecimal(UInt32($0.rawValue), 2) }
        .joined(separator: ", ")
    case .noDimensions: "the file has 0 dimensions, allowed are 1 to 255"
    case .unknownVersion(let version): "version \(version) of the format is not known, 1 to 3 are"
    case .malformedHeader: "the header is not what numpy writes"
    case .objects: "the array holds objects of Python, which are code to be run"
    case .unknownType(let type): "elements of type '\(type)' are neither numbers nor texts"
    case .impossibleShape(let shape):
      "a shape of \(shape.map(String.init).joined(separator: " x ")) is beyond all memory"
    case .wrongLength(let needed, let found):
      "the elements take \(needed) bytes, and \(found) are there"
    case .notFinite(let element): "element \(element) is no finite number"
    case .tooLarge(let element, let greatest):
      "element \(element) is too large, allowed are numbers up to \(greatest)"
    case .malformedText(let element): "element \(element) is no text"
    case .notAnArchive: "this is no zip archive, or it is not whole"
    case .malformedArchive: "the archive's list of files is damaged"
    case .unknownPacking(let method):
      method < 0
        ? "the file is locked" : "the file is packed by method \(method), known are 0 and 8"
    case .damaged(let reason): "the packed data are damaged: \(reason)"
    case .impossibleSize(let size, let limit):
      "the file claims \(size) bytes, possible are at most \(limit)"
    }
  }

  /// A number in hexadecimal: `0x00000803`.
  private static func hexadecimal(_ number: UInt32, _ digits: Int) -> String {
    let text = String(number, radix: 16)
    return "0x" + String(repeating: "0", count: max(0, digits - text.count)) + text
  }

  /// What helps.
  var help: String? {
    switch self {
    case .objects, .unknownType:
      "save it as numbers or texts: numpy.save(file, array.astype(\"float32\"))"
    case .notFinite: "replace what is missing before it is saved, as by numpy.nan_to_num"
    case .notAnArray, .notAnArchive, .wrongLength, .damaged, .malformedArchive:
      "the file may not be whole: write it again"
    case .notAnIDX(0x934E_554D): "numpy's arrays are read by `load npy` and `predict npy`"
    case .notAnIDX(0x504B_0304): "archives are read by `load npz` and `predict npz`"
    case .notAnIDX(let found) where found >> 24 == 0x89: "images are read by `load images`"
    default: nil
    }
  }
}
