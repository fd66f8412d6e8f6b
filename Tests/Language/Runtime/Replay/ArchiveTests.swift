import MNLDiagnostics
import MNLEvents
import MNLRuntime
import MNLTestSupport
import Testing

@Suite struct ArchiveTests {
  private let registry: Registry

  init() throws { registry = try Bench().registry }

  /// Writes something, and reads it again.
  private func roundTrip<Thing: Archived>(
    _ thing: Thing, _ things: RandomThings
  ) throws -> (bytes: [UInt8], thing: Thing) {
    var writer = things.writer
    try writer.write(thing)
    var reader = ArchiveReader(writer.bytes, links: things.links(registry))
    let read = try reader.read(Thing.self)
    try reader.finish()
    return (writer.bytes, read)
  }

  /// Holds what was read against what was written: all that Swift sees of it, then all bits.
  private func expectKept(_ thing: some Archived, _ things: RandomThings) throws {
    let (bytes, read) = try roundTrip(thing, things)
    #expect(dumped(read) == dumped(thing))
    #expect(try roundTrip(read, things).bytes == bytes)
  }

  private func dumped(_ thing: some Archived) -> String {
    var text = ""
    dump(thing, to: &text)
    return text
  }

  @Test("gives any value back as it was, bit for bit", arguments: 0..<20 as Range<UInt64>)
  func values(seed: UInt64) throws {
    var things = RandomThings(seed: seed)
    for _ in 0..<100 { try expectKept(things.value(), things) }
  }

  @Test("gives any event that stays back as it was", arguments: 0..<20 as Range<UInt64>)
  func events(seed: UInt64) throws {
    var things = RandomThings(seed: seed)
    for _ in 0..<100 {
      let event = things.event()
      #expect(event.isReplayed)
      try expectKept(event, things)
    }
  }

  @Test("gives any failure of a command back with its cure", arguments: 0..<5 as Range<UInt64>)
  func failures(seed: UInt64) throws {
    var things = RandomThings(seed: seed)
    for _ in 0..<100 { try expectKept(things.failure(), things) }
  }

  @Test("gives the same handle back where it is referred to by its number")
  func references() throws {
    let things = RandomThings(seed: 1)
    let read = try roundTrip(Value.handle(things.referred[2]), things).thing
    guard case .handle(let handle) = read else {
      Issue.record("no handle")
      return
    }
    #expect(handle === things.referred[2])
  }

  @Test("takes a byte for a small number and a tag")
  func compactness() throws {
    let things = RandomThings(seed: 1)
    #expect(try roundTrip(Value.int(-60), things).bytes == [2, 119])
    #expect(try roundTrip(Value.text("ab"), things).bytes == [4, 2, 97, 98])
    #expect(
      try roundTrip(Value.float(1), things).bytes == [3, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F])
  }

  @Test("refuses what is cut off anywhere", arguments: 0..<8 as Range<UInt64>)
  func truncation(seed: UInt64) throws {
    var things = RandomThings(seed: seed)
    let thing = Value.list([things.value(), .record(Record([("a", things.value())])), .int(1)])
    let bytes = try roundTrip(thing, things).bytes
    for end in bytes.indices {
      var reader = ArchiveReader(bytes, in: 0..<end, links: things.links(registry))
      #expect(throws: ArchiveFault.self) { try reader.read(Value.self) }
    }
  }

  @Test(
    "refuses flipped bits, or reads something that is written so", arguments: [1, 2, 3] as [UInt64])
  func flippedBits(seed: UInt64) throws {
    var things = RandomThings(seed: seed)
    for _ in 0..<30 {
      var writer = things.writer
      try writer.write(things.event())
      for bit in 0..<writer.bytes.count * 8 {
        var bytes = writer.bytes
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        var reader = ArchiveReader(bytes, links: things.links(registry))
        guard let event = try? reader.read(Event.self) else { continue }
        var again = things.writer
        try again.write(event)
        #expect(again.bytes[...] == bytes[..<reader.offset])
      }
    }
  }

  /// Bytes that are no value, and what is said of them.
  private static let faults: [(bytes: [UInt8], fault: String)] = [
    ([], "it ends too early, at byte 0"),
    ([2], "it ends too early, at byte 1"),
    ([99], "99 is no tag of a value, at byte 1"),
    ([1, 2], "2 is no tag of a truth value, at byte 2"),
    ([2, 0x80, 0], "a number is malformed, at byte 3"),
    ([2] + Array(repeating: 0xFF, count: 9) + [2], "a number is malformed, at byte 11"),
    ([3, 0, 0], "it ends too early, at byte 1"),
    ([4, 3, 97], "3 elements in 1 bytes, at byte 2"),
    ([4, 1, 0xFF], "a text is not UTF-8, at byte 3"),
    ([8, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0], "4294967295 elements in 1 bytes, at byte 6"),
    ([9, 1, 0], "1 elements in 1 bytes, at byte 2"),
    ([10, 1, 97], "the kind 'a' is unknown, at byte 3"),
    ([10, 4] + Array("data".utf8), "the kind 'data' is unknown, at byte 6"),
    ([11, 7], "there is no handle 7, at byte 2"),
  ]

  @Test("says what is wrong and where", arguments: faults.indices)
  func words(index: Int) {
    let things = RandomThings(seed: 1)
    var reader = ArchiveReader(Self.faults[index].bytes, links: things.links(registry))
    let fault = #expect(throws: ArchiveFault.self) { try reader.read(Value.self) }
    #expect(fault?.message == Self.faults[index].fault)
  }

  @Test("refuses an archive that goes on")
  func surplus() throws {
    var reader = ArchiveReader([0, 1, 2], links: RandomThings(seed: 1).links(registry))
    _ = try reader.read(Value.self)
    let fault = #expect(throws: ArchiveFault.self) { try reader.finish() }
    #expect(fault?.message == "2 more bytes than expected, at byte 1")
  }

  @Test("refuses lists nested more deeply than any can be, instead of overflowing the stack")
  func depth() {
    let bytes = Array(repeating: [8, 1] as [UInt8], count: 100_000).flatMap(\.self)
    var reader = ArchiveReader(bytes, links: RandomThings(seed: 1).links(registry))
    let fault = #expect(throws: ArchiveFault.self) { try reader.read(Value.self) }
    #expect(fault?.problem == .tooDeep)
  }

  @Test("keeps lists as deep as a script can make them")
  func deepLists() throws {
    let list = (0..<200).reduce(Value.int(1)) { value, _ in .list([value]) }
    try expectKept(list, RandomThings(seed: 1))
  }

  @Test("does not keep a handle that neither has a number nor can be read again")
  func unwritable() throws {
    final class Unkept: Handle {
      let kind = "optimizer"
      let summary = "adam"
    }
    var writer = ArchiveWriter()
    let fault = #expect(throws: ArchiveFault.self) {
      try writer.write(Value.list([.int(1), .handle(Unkept())]))
    }
    #expect(fault?.message == "an optimizer cannot be kept, at byte 4")
  }

  @Test("does not keep the beginning of a run")
  func unwritableEvent() {
    var writer = ArchiveWriter()
    let event = Event.cellStart(CellStart(index: 1, name: nil, title: ""))
    #expect(!event.isReplayed)
    #expect(throws: ArchiveFault.self) { try writer.write(event) }
  }

  @Test("refuses a place in a source that is not there, or is shorter")
  func places() throws {
    let long = SourceFile(name: "script.mnl", text: String(repeating: "print 1\n", count: 9))
    for span in [SourceSpan(long, 60..<66), SourceSpan(SourceFile(name: "x", text: ""), 0..<0)] {
      var writer = ArchiveWriter()
      try writer.write(span)
      var reader = ArchiveReader(
        writer.bytes, links: RandomThings(seed: 1).links(registry))
      let fault = #expect(throws: ArchiveFault.self) { try reader.read(SourceSpan.self) }
      #expect(
        fault?.problem
          == .unknownPlace("\(span.range.lowerBound)+\(span.range.count) in '\(span.file.name)'"))
    }
  }
}
