package import MNLDiagnostics

extension SourceSpan: Archived {
  /// Writes the name of the source and the place.
  ///
  /// - Throws: `ArchiveFault` if the source will not be found.
  package func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    try archive.write(place: self)
  }

  /// Reads what was written.
  ///
  /// - Throws: `ArchiveFault` if there is no such place.
  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self = try archive.place()
  }
}

extension DiagnosticCode: Archived {
  /// Writes the number.
  package func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    try archive.write(rawValue)
  }

  /// Reads the number.
  ///
  /// - Throws: `ArchiveFault` if there is none.
  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self.init(rawValue: try archive.read())
  }
}

extension Diagnostic: Archived {
  /// Writes all of it.
  ///
  /// - Throws: `ArchiveFault` if it speaks of a source that will not be found.
  package func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    try archive.write(code)
    try archive.write(severity == .warning)
    try archive.write(message)
    try archive.write(primary)
    try archive.write(notes)
    try archive.write(remedy)
    try archive.write(calls)
  }

  /// Reads what was written.
  ///
  /// - Throws: `ArchiveFault` if the bytes are no diagnostic.
  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    let code = try archive.read(DiagnosticCode.self)
    let isWarning = try archive.read(Bool.self)
    self.init(code, try archive.read(), severity: isWarning ? .warning : .error)
    primary = try archive.read()
    notes = try archive.read()
    remedy = try archive.read()
    calls = try archive.read()
  }
}

extension Diagnostic.Label: Archived {
  /// Writes the place and the text.
  ///
  /// - Throws: `ArchiveFault` if the source will not be found.
  package func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    try archive.write(span)
    try archive.write(text)
  }

  /// Reads what was written.
  ///
  /// - Throws: `ArchiveFault` if the bytes are no label.
  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self.init(try archive.read(), try archive.read())
  }
}

extension Diagnostic.Call: Archived {
  /// Writes the command and the place.
  ///
  /// - Throws: `ArchiveFault` if the source will not be found.
  package func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    try archive.write(command)
    try archive.write(span)
  }

  /// Reads what was written.
  ///
  /// - Throws: `ArchiveFault` if the bytes are no call.
  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self.init(command: try archive.read(), span: try archive.read())
  }
}

extension Remedy: Archived {
  /// Writes the words and the changes.
  ///
  /// - Throws: `ArchiveFault` if the source will not be found.
  package func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    try archive.write(words)
    try archive.write(edits)
  }

  /// Reads what was written.
  ///
  /// - Throws: `ArchiveFault` if the bytes are no remedy.
  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    let words = try archive.read(String.self)
    let edits = try archive.read([Edit].self)
    self.init(words, edits.isEmpty ? .advice : .edits(edits))
  }
}

extension Remedy.Edit: Archived {
  /// Writes the place and the new text.
  ///
  /// - Throws: `ArchiveFault` if the source will not be found.
  package func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    try archive.write(span)
    try archive.write(text)
  }

  /// Reads what was written.
  ///
  /// - Throws: `ArchiveFault` if the bytes are no change.
  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self.init(try archive.read(), try archive.read())
  }
}

extension CommandFailure: Archived {
  /// Writes all of it.
  package func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    try archive.write(code)
    try archive.write(message)
    try archive.write(parameter)
    try archive.write(label)
    try archive.write(notes)
    try archive.write(help)
    try archive.write(cure)
  }

  /// Reads what was written.
  ///
  /// - Throws: `ArchiveFault` if the bytes are no failure.
  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self.init(
      try archive.read(), try archive.read(), parameter: try archive.read(),
      label: try archive.read(), notes: try archive.read(), help: try archive.read(),
      cure: try archive.read())
  }
}

extension Cure: Archived {
  /// What stands before a cure.
  private enum Tag: UInt8 {
    case advice, value, leavingOut, adding, before, call
  }

  /// Writes what it changes.
  package func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    switch self {
    case .advice: archive.write(byte: Tag.advice.rawValue)
    case .value(let text): try archive.write(Tag.value, text)
    case .leavingOut(let parameter): try archive.write(Tag.leavingOut, parameter)
    case .adding(let text): try archive.write(Tag.adding, text)
    case .before(let statement): try archive.write(Tag.before, statement)
    case .call(let text): try archive.write(Tag.call, text)
    }
  }

  /// Reads what was written.
  ///
  /// - Throws: `ArchiveFault` if the bytes are no cure.
  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    let byte = try archive.byte()
    switch Tag(rawValue: byte) {
    case .advice: self = .advice
    case .value: self = .value(try archive.read())
    case .leavingOut: self = .leavingOut(try archive.read())
    case .adding: self = .adding(try archive.read())
    case .before: self = .before(try archive.read())
    case .call: self = .call(try archive.read())
    case nil: throw archive.fault(.unknownTag(byte, of: "a cure"))
    }
  }
}
