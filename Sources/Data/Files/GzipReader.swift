/// Reads a file that may be packed with gzip, and gives the unpacked bytes in order.
///
/// Whether it is packed is told by its first two bytes, not by its name. A packed file may have
/// several members, as gzip allows. Nothing is unpacked beyond what is asked for, so a file that
/// would unpack to a terabyte costs no more than the bytes its reader takes.
package struct GzipReader: ~Copyable {
  /// How much a packed byte can unpack to at most; deflate's limit is 1032.
  private static let greatestRatio = 1032
  /// How much a packed byte of a table or of other text is, as a rule.
  private static let likelyRatio = 4

  /// How many unpacked bytes have been given.
  package private(set) var offset = 0
  /// Whether the file is packed.
  package let isPacked: Bool

  private var file: InputFile
  /// What was read of the file, and which part of it is still to be used.
  private var input: [UInt8]
  private var pending: Range<Int>
  /// What was unpacked, and which part of it is still to be given.
  private var output: [UInt8] = []
  private var ready = 0..<0
  private var inflater: InflateStream?
  private var isAtEnd = false

  /// Opens a file and looks at its first bytes.
  ///
  /// - Parameters:
  ///   - path: Where it lies.
  ///   - name: What errors call it; its path if nil.
  /// - Throws: What is wrong with a path that is not a readable file, or an empty one.
  package init(path: String, named name: String? = nil) throws(DataError) {
    var file = try InputFile(path: path, named: name)
    var input = [UInt8](repeating: 0, count: InputFile.chunk)
    let count = try file.read(into: &input)
    guard count > 0 else { throw .emptyFile(path: file.path) }
    isPacked = Self.startsMember(input, in: 0..<count)
    if isPacked {
      inflater = InflateStream()
      output = [UInt8](repeating: 0, count: 2 * InputFile.chunk)
    }
    self.file = file
    self.input = input
    pending = 0..<count
  }

  /// Where the file lies, or what errors are to call it.
  package var path: String { file.path }

  /// An upper bound of the bytes the file unpacks to, from its length.
  package var greatestLength: Int { length(Self.greatestRatio) }

  /// About how many bytes a file of text unpacks to, from its length.
  package var likelyLength: Int { length(Self.likelyRatio) }

  private func length(_ ratio: Int) -> Int {
    guard isPacked else { return file.length }
    let (product, overflow) = file.length.multipliedReportingOverflow(by: ratio)
    return overflow ? .max : product
  }

  /// Appends the next bytes to an array.
  ///
  /// - Parameters:
  ///   - count: How many bytes are wanted.
  ///   - bytes: Receives them at its end.
  /// - Returns: How many there were; fewer than wanted only at the end of the data.
  /// - Throws: What is damaged in the packed data, with the offset in the file.
  /// - Complexity: O(count).
  package mutating func append(_ count: Int, to bytes: inout [UInt8]) throws(DataError) -> Int {
    var missing = count
    while missing > 0 {
      if isPacked {
        if ready.isEmpty, try !unpackMore() { break }
        let part = ready.prefix(missing)
        bytes.append(contentsOf: output[part])
        ready = part.upperBound..<ready.upperBound
        missing -= part.count
      } else {
        if pending.isEmpty, try !readMore() { break }
        let part = pending.prefix(missing)
        bytes.append(contentsOf: input[part])
        pending = part.upperBound..<pending.upperBound
        missing -= part.count
      }
    }
    offset += count - missing
    return count - missing
  }

  /// Makes sure that nothing follows, and that the packed data end as they should.
  ///
  /// - Throws: `trailingBytes`, or damage that shows only at the end, as a wrong checksum.
  package mutating func finish() throws(DataError) {
    var rest: [UInt8] = []
    let end = offset
    if try append(1, to: &rest) > 0 { throw .trailingBytes(path: path, offset: end) }
  }

  /// Fills the input from the file; false at its end.
  private mutating func readMore() throws(DataError) -> Bool {
    let count = try file.read(into: &input)
    pending = 0..<count
    return count > 0
  }

  /// Fills the output from the input; false at the end of the last member.
  private mutating func unpackMore() throws(DataError) -> Bool {
    while !isAtEnd {
      if pending.isEmpty, try !readMore() {
        throw .truncatedGzip(path: path, offset: file.offset)
      }
      guard let step = inflater?.inflate(&input, in: pending, into: &output) else { return false }
      pending = (pending.lowerBound + step.used)..<pending.upperBound
      ready = 0..<step.made
      switch step.outcome {
      case .failure(let reason):
        throw .corruptedGzip(path: path, offset: packedOffset, reason: reason)
      case .end: try startNextMember()
      case .more: break
      }
      if !ready.isEmpty { return true }
    }
    return false
  }

  /// Goes on to the next member, or to the end; zero bytes after the last are padding.
  private mutating func startNextMember() throws(DataError) {
    while true {
      if pending.isEmpty, try !readMore() {
        isAtEnd = true
        return
      }
      guard let used = pending.first(where: { input[$0] != 0 }) else {
        pending = 0..<0
        continue
      }
      pending = used..<pending.upperBound
      // Only the first of the two bytes is asked for: the second may lie beyond this chunk, and
      // zlib will complain if it is wrong.
      guard input[used] == 0x1F else { throw .trailingBytes(path: path, offset: packedOffset) }
      inflater?.restart()
      return
    }
  }

  /// How many packed bytes have been used.
  private var packedOffset: Int { file.offset - pending.count }

  private static func startsMember(_ bytes: [UInt8], in range: Range<Int>) -> Bool {
    range.count >= 2 && bytes[range.lowerBound] == 0x1F && bytes[range.lowerBound + 1] == 0x8B
  }
}
