import CZlib

/// zlib's inflating stream, with one owner.
///
/// zlib checks that its stream never moves in memory, so it lies on the heap.
@safe struct InflateStream: ~Copyable {
  /// What came of a step.
  enum Outcome: Equatable {
    /// More input is wanted, or more room for output.
    case more
    /// A member is complete, and its checksum right.
    case end
    /// zlib gave up, for this reason.
    case failure(String)
  }

  private let stream: UnsafeMutablePointer<z_stream>

  /// Starts a stream for the beginning of a gzip file.
  ///
  /// - Precondition: the memory zlib wants (about 40 KB) is there.
  init() {
    // SAFETY: one stream is allocated, initialised, and owned by this value alone until `deinit`.
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let status = unsafe mnl_inflate_start(stream)
    precondition(status == Z_OK, "zlib cannot start: \(status)")
  }

  deinit {
    // SAFETY: the stream was started in `init`, and nobody else has it.
    unsafe inflateEnd(stream)
    unsafe stream.deinitialize(count: 1)
    unsafe stream.deallocate()
  }

  /// Makes the stream ready for the next member of the file.
  mutating func restart() {
    // SAFETY: the stream was started in `init`.
    _ = unsafe inflateReset(stream)
  }

  /// Unpacks as much as there is input and room for.
  ///
  /// - Parameters:
  ///   - input: Packed bytes.
  ///   - range: Which of them; at most 4 GB.
  ///   - output: Receives the unpacked bytes from its start.
  /// - Returns: What came of it, and how many bytes were used and made.
  mutating func inflate(
    _ input: inout [UInt8], in range: Range<Int>, into output: inout [UInt8]
  ) -> (outcome: Outcome, used: Int, made: Int) {
    let stream = unsafe self.stream
    let room = output.count
    // SAFETY: zlib reads and writes within the two arrays, which stay in place during the call;
    // their addresses are taken back out of the stream before it ends.
    return unsafe input.withUnsafeMutableBufferPointer { whole in
      unsafe output.withUnsafeMutableBufferPointer { target in
        let source = unsafe UnsafeMutableBufferPointer(rebasing: whole[range])
        unsafe stream.pointee.next_in = source.baseAddress
        unsafe stream.pointee.avail_in = UInt32(source.count)
        unsafe stream.pointee.next_out = target.baseAddress
        unsafe stream.pointee.avail_out = UInt32(room)
        let status = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
        let used = source.count - Int(unsafe stream.pointee.avail_in)
        let made = room - Int(unsafe stream.pointee.avail_out)
        unsafe stream.pointee.next_in = nil
        unsafe stream.pointee.next_out = nil
        return (unsafe Self.outcome(status, of: stream), used, made)
      }
    }
  }

  private static func outcome(
    _ status: Int32, of stream: UnsafeMutablePointer<z_stream>
  ) -> Outcome {
    switch status {
    case Z_STREAM_END: return .end
    // No progress was possible: not an error, the caller brings input or room.
    case Z_OK, Z_BUF_ERROR: return .more
    case Z_NEED_DICT: return .failure("a preset dictionary is asked for")
    default:
      // SAFETY: zlib's messages are constant C strings, or null.
      guard let words = unsafe stream.pointee.msg else { return .failure("zlib error \(status)") }
      return .failure(unsafe String(cString: words))
    }
  }
}
