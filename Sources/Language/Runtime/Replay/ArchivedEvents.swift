package import MNLEvents

extension Event: Archived {
  /// What stands before an event.
  private enum Tag: UInt8 {
    case output = 1
    case result, display, progress, metric, expectation, diagnostic
  }

  /// Whether a command tells it and it stays: what a replay of the command tells again.
  package var isReplayed: Bool {
    switch self {
    case .output, .result, .display, .metric, .expectation, .diagnostic: true
    case .progress(let progress): progress.isFinal
    case .runStart, .cellStart, .cellEnd, .runEnd: false
    }
  }

  /// Writes the event.
  ///
  /// - Throws: `ArchiveFault` if it is one of a run or a cell, or speaks of a source that will not be
  ///   found.
  package func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    switch self {
    case .output(let text): try archive.write(Tag.output, text)
    case .result(let bundle): try archive.write(Tag.result, bundle)
    case .display(let bundle): try archive.write(Tag.display, bundle)
    case .progress(let progress): try archive.write(Tag.progress, progress)
    case .metric(let metric): try archive.write(Tag.metric, metric)
    case .expectation(let expectation): try archive.write(Tag.expectation, expectation)
    case .diagnostic(let diagnostic): try archive.write(Tag.diagnostic, diagnostic)
    case .runStart, .cellStart, .cellEnd, .runEnd:
      throw archive.fault(.unwritable("the beginning or end of a run or a cell"))
    }
  }

  /// Reads what was written.
  ///
  /// - Throws: `ArchiveFault` if the bytes are no event.
  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    let byte = try archive.byte()
    switch Tag(rawValue: byte) {
    case .output: self = .output(try archive.read())
    case .result: self = .result(try archive.read())
    case .display: self = .display(try archive.read())
    case .progress: self = .progress(try archive.read())
    case .metric: self = .metric(try archive.read())
    case .expectation: self = .expectation(try archive.read())
    case .diagnostic: self = .diagnostic(try archive.read())
    case nil: throw archive.fault(.unknownTag(byte, of: "an event"))
    }
  }
}

extension Progress: Archived {
  /// Writes all of the report.
  package func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    try archive.write(id)
    try archive.write(label)
    try archive.write(done)
    try archive.write(total)
    try archive.write(unit)
    try archive.write(rate)
    try archive.write(secondsLeft)
    archive.write(count: metrics.count)
    for metric in metrics {
      try archive.write(metric.name)
      try archive.write(metric.value)
    }
    try archive.write(display)
    try archive.write(isFinal)
  }

  /// Reads what was written.
  ///
  /// - Throws: `ArchiveFault` if the bytes are no report of progress.
  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self.init(
      id: try archive.read(), label: try archive.read(), done: try archive.read(),
      total: try archive.read(), unit: try archive.read(), rate: try archive.read(),
      secondsLeft: try archive.read())
    for _ in 0..<(try archive.count(ofSize: 9)) {
      metrics.append((try archive.read(), try archive.read()))
    }
    display = try archive.read()
    isFinal = try archive.read()
  }
}

extension Metric: Archived {
  /// Writes the number and where it belongs.
  package func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    try archive.write(name)
    try archive.write(value)
    try archive.write(split)
    try archive.write(epoch)
    try archive.write(step)
  }

  /// Reads what was written.
  ///
  /// - Throws: `ArchiveFault` if the bytes are no measurement.
  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self.init(
      name: try archive.read(), value: try archive.read(), split: try archive.read(),
      epoch: try archive.read(), step: try archive.read())
  }
}

extension Expectation: Archived {
  /// Writes what was expected, and whether it holds.
  ///
  /// - Throws: `ArchiveFault` if it stands in a source that will not be found.
  package func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    try archive.write(holds)
    try archive.write(text)
    try archive.write(condition)
    try archive.write(span)
  }

  /// Reads what was written.
  ///
  /// - Throws: `ArchiveFault` if the bytes are no expectation.
  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self.init(
      holds: try archive.read(), text: try archive.read(), condition: try archive.read(),
      span: try archive.read())
  }
}
