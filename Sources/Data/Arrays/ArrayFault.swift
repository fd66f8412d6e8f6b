/// What is wrong at one place of a file of arrays, as facts.
package enum ArrayFault: Hashable, Sendable {
  /// The file does not begin as one of numpy's.
  case notAnArray
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

  /// What helps.
  var help: String? {
    switch self {
    case .objects, .unknownType:
      "save it as numbers or texts: numpy.save(file, array.astype(\"float32\"))"
    case .notFinite: "replace what is missing before it is saved, as by numpy.nan_to_num"
    case .notAnArray, .notAnArchive, .wrongLength, .damaged, .malformedArchive:
      "the file may not be whole: write it again"
    default: nil
    }
  }
}
