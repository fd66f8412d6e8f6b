/// Why an attempt to fetch a file from a mirror ended.
enum AttemptFailure: Error, Equatable {
  /// The mirror is of no use; another may be.
  case mirror(MirrorProblem)
  /// No mirror would do better: the user asked to stop, or the disk is full.
  case stop(DataError)
}

/// One file on its way from one mirror, through bad answers, pauses and wrong bytes.
struct Transfer {
  /// Seconds between two questions whether to stop.
  private static let turn = 0.05
  /// Seconds between two reports.
  private static let reportInterval = 0.1
  /// How many bytes tell what kind of file it is.
  private static let magicLength = 4

  /// The address of the file.
  let address: String
  /// Its name, for reports.
  let file: String
  /// The most bytes that it can have.
  let limit: Int
  /// How to go on.
  let request: DownloadRequest

  private let clock = ContinuousClock()

  init(address: String, file: String, limit: Int, request: DownloadRequest) {
    self.address = address
    self.file = file
    self.limit = limit
    self.request = request
  }

  /// What is known of the content while it comes in.
  private struct Content {
    /// The length of the whole file, if the mirror says it.
    var total: Int?
    /// The first bytes of a file that begins anew, until there are enough to judge them; nil then.
    var head: [UInt8]?
    /// How many bytes came.
    var received = 0
  }

  /// Fetches what is missing of a file.
  ///
  /// Nothing that was there before is touched until the mirror sends something that looks right.
  ///
  /// - Parameter partial: Receives the bytes; has all that there are if nothing is thrown.
  /// - Returns: Whether bytes that were there before are part of it.
  /// - Throws: Why the mirror is of no use, or why nothing can go on.
  func run(into partial: inout PartialFile) throws(AttemptFailure) -> Bool {
    let offset = partial.length
    var stream = HTTPStream(address: address, offset: offset, limit: limit)
    var patience = Patience(seconds: request.patience)
    var content = Content()
    let start = clock.now
    var lastReport = start
    while true {
      if request.shouldStop() {
        throw .stop(.downloadInterrupted(file: file, kept: partial.length))
      }
      let before = clock.now
      let event = stream.next(within: Self.turn)
      let elapsed = Self.seconds(clock.now - before)
      var count = 0
      switch event {
      case nil: break
      case .answer(let answer):
        // What was asked for begins after the end: all of it is there.
        if answer.status == 416, offset > 0 { return true }
        content = try judge(answer, offset: offset)
      case .bytes(let bytes):
        count = bytes.count
        content.received += count
        try take(bytes, content: &content, into: &partial)
      case .end:
        if let head = content.head { try begin(with: head, &partial) }
        try requireWhole(content, partial.length)
        return offset > 0 && content.received < partial.length
      case .failure(.tooLong):
        throw try tooLong(&partial)
      case .failure(let failure):
        if case .other = failure { try requireWhole(content, partial.length) }
        throw .mirror(problem(failure))
      }
      if let problem = patience.count(bytes: count, elapsed: elapsed) { throw .mirror(problem) }
      if count > 0, Self.seconds(clock.now - lastReport) >= Self.reportInterval {
        lastReport = clock.now
        let rate = Double(content.received) / Self.seconds(lastReport - start)
        report(partial.length, of: content.total, rate: rate)
      }
    }
  }

  private func judge(_ answer: HTTPAnswer, offset: Int) throws(AttemptFailure) -> Content {
    var content = Content()
    switch answer.status {
    case 200:
      content.total = answer.length
      content.head = []
    case 206:
      guard answer.rangeStart == offset, offset > 0 else {
        throw .mirror(.wrongRange(start: answer.rangeStart, wanted: offset))
      }
      content.total = answer.length.map { offset + $0 }
    default:
      throw .mirror(.status(answer.status))
    }
    if let total = content.total, total > limit { throw .mirror(.tooLong(limit: limit)) }
    return content
  }

  private func take(
    _ bytes: [UInt8], content: inout Content, into partial: inout PartialFile
  ) throws(AttemptFailure) {
    if let head = content.head {
      let start = head + bytes
      content.head = start
      guard start.count >= Self.magicLength else { return }
      try begin(with: start, &partial)
      content.head = nil
    } else {
      do throws(DataError) { try partial.append(bytes) } catch { throw .stop(error) }
    }
    if partial.length > limit { throw try tooLong(&partial) }
  }

  /// Replaces what was there by the beginning of the file, if it can be one.
  private func begin(
    with head: [UInt8], _ partial: inout PartialFile
  ) throws(AttemptFailure) {
    guard !head.isEmpty else { throw .mirror(.wrongContent(.emptyFile(path: address))) }
    // Spaces and the mark of UTF-8 may stand before the first tag.
    let text = head.first { $0 > 0x20 && ![0xEF, 0xBB, 0xBF].contains($0) }
    if text == UInt8(ascii: "<") { throw .mirror(.webPage) }
    guard head.starts(with: [0x1F, 0x8B]) || head.starts(with: [0, 0, 8]) else {
      throw .mirror(.foreignContent(start: Array(head.prefix(Self.magicLength))))
    }
    do throws(DataError) {
      try partial.empty()
      try partial.append(head)
    } catch {
      throw .stop(error)
    }
  }

  /// The failure of a mirror that sends too much.
  ///
  /// Whatever came, nothing should go on from it.
  private func tooLong(_ partial: inout PartialFile) throws(AttemptFailure) -> AttemptFailure {
    do throws(DataError) { try partial.empty() } catch { throw .stop(error) }
    return .mirror(.tooLong(limit: limit))
  }

  private func requireWhole(_ content: Content, _ length: Int) throws(AttemptFailure) {
    guard let total = content.total, length < total else { return }
    throw .mirror(.cutShort(found: length, length: total))
  }

  private func problem(_ failure: HTTPFailure) -> MirrorProblem {
    switch failure {
    case .unknownHost: .unknownHost
    case .unreachable: .unreachable
    case .tooManyRedirects: .tooManyRedirects(limit: HTTPStream.redirectLimit)
    case .tooLong: .tooLong(limit: limit)
    case .other(let words): .other(words)
    }
  }

  private func report(_ done: Int, of total: Int?, rate: Double) {
    let host = address.split(separator: "/").dropFirst().first.map(String.init) ?? address
    request.progress(
      .receiving(file: file, host: host, done: done, total: total ?? 0, rate: rate))
  }

  private static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
  }
}
