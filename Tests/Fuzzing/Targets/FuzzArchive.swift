import MNLDiagnostics
import MNLEvents
import MNLRuntime

extension FuzzBench {
  /// Reads an archive: a byte says what of, then it comes.
  ///
  /// - Parameter bytes: The input; it may be anything.
  /// - Returns: The broken promise in words; nil if it is kept.
  func brokenArchive(_ bytes: [UInt8]) -> String? {
    guard let first = bytes.first else { return nil }
    switch first % 3 {
    case 0: return broken(bytes, Value.self)
    case 1: return broken(bytes, Event.self)
    default: return broken(bytes, CommandFailure.self)
    }
  }

  private func broken<Thing: Archived>(_ bytes: [UInt8], _ type: Thing.Type) -> String? {
    let file = SourceFile(name: "fuzz", text: "print 1")
    let marked = KeptValue(kind: "optimizer", .none)
    var reader = ArchiveReader(
      bytes, in: 1..<bytes.count,
      links: ArchiveLinks(
        interpreter.registry, handle: { $0 == 7 ? marked : nil },
        file: { $0 == file.name ? file : nil }))
    guard let thing = try? reader.read(type) else { return nil }
    let size = reader.offset - 1
    var writer = ArchiveWriter(reference: { $0 === marked ? 7 : nil })
    do throws(ArchiveFault) {
      try writer.write(thing)
    } catch {
      return "what was read is not written: \(error.message)"
    }
    return writer.bytes[...] == bytes[1...size] ? nil : "what was read is written differently"
  }
}

/// A handle that keeps a value.
final class KeptValue: ArchivedHandle {
  let kind: String
  private let value: Value

  init(kind: String, _ value: Value) {
    self.kind = kind
    self.value = value
  }

  var summary: String { "\(kind) of \(value.kindName)" }

  func write(to archive: inout ArchiveWriter) throws(ArchiveFault) { try archive.write(value) }

  static func read(
    from archive: inout ArchiveReader, kind: String
  ) throws(ArchiveFault) -> any ArchivedHandle { KeptValue(kind: kind, try archive.read()) }
}
