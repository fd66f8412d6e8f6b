/// Why something cannot be written into an archive, or bytes cannot be read as one.
package struct ArchiveFault: Error, Hashable, Sendable {
  /// How many bytes were read or written before.
  package let offset: Int
  /// What is wrong.
  package let problem: Problem

  /// What can be wrong.
  package enum Problem: Hashable, Sendable {
    /// Something that archives do not hold, in words.
    case unwritable(String)
    /// The bytes end within something.
    case cutOff
    /// More of something than the bytes that are left can hold.
    case impossibleCount(UInt64, left: Int)
    /// A byte that stands for nothing where it stands.
    case unknownTag(UInt8, of: String)
    /// A number that is written with more bytes than it needs, or is too large.
    case malformedNumber
    /// A text that is not UTF-8.
    case malformedText
    /// Nested more deeply than `ArchiveReader.deepest`.
    case tooDeep
    /// Parts that do not belong together, in words.
    case contradiction(String)
    /// A kind of handle that nobody can read.
    case unknownKind(String)
    /// The number of a handle that does not exist.
    case unknownHandle(Int)
    /// A place in a source that does not exist.
    case unknownPlace(String)
    /// Bytes after the end.
    case surplus(Int)
  }

  /// Makes a fault.
  package init(_ problem: Problem, at offset: Int) {
    self.problem = problem
    self.offset = offset
  }

  /// One sentence: what is wrong, and where.
  package var message: String {
    let words =
      switch problem {
      case .unwritable(let what): "\(what) cannot be kept"
      case .cutOff: "it ends too early"
      case .impossibleCount(let count, let left): "\(count) elements in \(left) bytes"
      case .unknownTag(let tag, let what): "\(tag) is no tag of \(what)"
      case .malformedNumber: "a number is malformed"
      case .malformedText: "a text is not UTF-8"
      case .tooDeep: "it is nested too deeply"
      case .contradiction(let what): what
      case .unknownKind(let kind): "the kind '\(kind)' is unknown"
      case .unknownHandle(let number): "there is no handle \(number)"
      case .unknownPlace(let place): "there is no place \(place)"
      case .surplus(let count): "\(count) more bytes than expected"
      }
    return "\(words), at byte \(offset)"
  }
}
