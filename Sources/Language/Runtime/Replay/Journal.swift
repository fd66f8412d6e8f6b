package import MNLDiagnostics
import MNLEvents

/// The calls of a run with what they told and brought, so that the run can be resumed.
///
/// A script that is run again does the same again. So a run is resumed by running its script again and
/// taking the outcomes of costly calls from the journal, as far as it reaches; then the states that
/// these calls would have changed are put back, and the run goes on.
package final class Journal {
  /// Bytes of entries that are held in memory at most, about.
  private static let greatestPending = 16 << 20

  /// Which of the session's files there are, by what their places are kept by.
  private let file: (String) -> SourceFile?
  /// Who keeps snapshots.
  private let keeper: any JournalKeeper
  /// What journaled calls change, in the order in which it came into being.
  private var states: [any ChangingState] = []
  private var numbers: [ObjectIdentifier: Int] = [:]

  /// The entries since the last snapshot.
  private var pending: [UInt8] = []
  /// How many entries there are in all.
  package private(set) var count = 0
  /// How many entries the last snapshot has.
  private var keptCount = 0
  /// Whether snapshots can still be taken.
  package private(set) var isOpen = true

  /// The call in progress, if it is journaled.
  private var current: Call?
  /// What is told again; nil once all of it was.
  private var past: Past?
  /// The states that are put back as soon as their owners are there.
  private var waiting: [Int: [UInt8]] = [:]

  /// A call in progress.
  private struct Call {
    /// Which call it is.
    let check: UInt32
    /// What it has told.
    var events: [Event] = []
    /// What files it has written.
    var files: [String] = []
    /// How far it was when the run stopped; nil if it begins, or has been told.
    var kept: [UInt8]?
    /// Whether it said how far it is after it was interrupted.
    var isKept = false
  }

  /// What is told again.
  private struct Past {
    let entries: [UInt8]
    var offset = 0
    /// How many entries are left.
    var left: Int
    let states: [[UInt8]]
    let unfinished: [UInt8]?
  }

  /// Begins a journal.
  ///
  /// - Parameters:
  ///   - keeper: Who keeps snapshots.
  ///   - registry: Who has states besides those of handles.
  ///   - snapshot: Up to where the run is told again; nil if it begins.
  ///   - file: The source that places are kept by a name of; nil if there is none.
  package init(
    _ keeper: any JournalKeeper, _ registry: Registry, from snapshot: JournalSnapshot? = nil,
    file: @escaping (String) -> SourceFile?
  ) {
    self.keeper = keeper
    self.file = file
    for state in registry.plugins.flatMap(\.states) { add(state) }
    guard let snapshot else { return }
    past = Past(
      entries: snapshot.entries, left: snapshot.count, states: snapshot.states,
      unfinished: snapshot.unfinished)
    keptCount = snapshot.count
  }

  /// Whether the run is still being told again.
  package var isReplaying: Bool { past != nil }

  /// Whether something was journaled since the last snapshot.
  package var hasNews: Bool { isOpen && past == nil && current == nil && count > keptCount }

  // MARK: Calls

  /// Takes note of what is told.
  func note(_ event: Event) {
    guard current != nil, event.isReplayed else { return }
    current?.events.append(event)
  }

  /// Takes note of a file that was written.
  func note(file path: String) { current?.files.append(path) }

  /// Answers a call: by the command, or from the journal.
  func call(
    _ command: RegisteredCommand, _ arguments: Arguments, _ context: CommandContext,
    at site: CallSite
  ) throws(CommandFailure) -> Value {
    let run = command.command.run
    if current != nil { return try run(arguments, context) }
    switch command.command.replay {
    case .again:
      let value = try run(arguments, context)
      if case .handle(let handle) = value { try note(handle, context, at: site.span) }
      return value
    case .retold where past != nil:
      context.isMuted = true
      do throws(CommandFailure) {
        _ = try run(arguments, context)
        context.isMuted = false
      } catch {
        context.isMuted = false
        throw error
      }
      fallthrough
    case .retold, .journaled:
      return try answer(Self.check(site.name, site.span), context) {
        () throws(CommandFailure) in try run(arguments, context)
      }
    }
  }

  /// Takes note of a handle that a command made again: its state is put back, and what it is made of
  /// must be the same as it was.
  private func note(
    _ handle: any Handle, _ context: CommandContext, at span: SourceSpan
  ) throws(CommandFailure) {
    if let state = handle.changing { try add(state, context) }
    guard let mark = handle.contentMark else { return }
    let old = try reading(at: span, context) { .text(mark) }
    guard case .text(mark) = old else {
      throw diverged("\(handle.kind) are other ones than they were: \(handle.summary)")
    }
  }

  /// Reads something that journaled calls change: from it, or from the journal.
  func reading(
    at span: SourceSpan, _ context: CommandContext, _ read: () throws(CommandFailure) -> Value
  ) throws(CommandFailure) -> Value {
    if current != nil { return try read() }
    return try answer(Self.check("$", span), context, read)
  }

  private func answer(
    _ check: UInt32, _ context: CommandContext, _ body: () throws(CommandFailure) -> Value
  ) throws(CommandFailure) -> Value {
    if past?.left == 0 { try endReplay(context) }
    if past != nil { return try retell(check, context) }
    var call = Call(check: check)
    if let unfinished {
      self.unfinished = nil
      try goOn(with: unfinished, &call, context)
    }
    current = call
    let outcome: Result<Value, CommandFailure>
    do throws(CommandFailure) {
      outcome = .success(try body())
    } catch {
      outcome = .failure(error)
    }
    let (events, files) = (current?.events ?? [], current?.files ?? [])
    let isKept = current?.isKept == true
    current = nil
    if case .failure(let failure) = outcome, failure.code == .interrupted {
      // How far it is was kept, and may not be overwritten by a snapshot of before it.
      if isKept { isOpen = false }
      throw failure
    }
    append(check, events, files, outcome)
    return try outcome.get()
  }

  /// Which call an entry is of: a hash (FNV-1a) of its name and its place.
  private static func check(_ name: String, _ span: SourceSpan) -> UInt32 {
    var hash: UInt32 = 2_166_136_261
    func mix(_ byte: UInt8) { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    for byte in name.utf8 { mix(byte) }
    for shift in stride(from: 0, to: 32, by: 8) {
      mix(UInt8(truncatingIfNeeded: span.range.lowerBound >> shift))
    }
    return hash
  }

  // MARK: Recording

  private func append(
    _ check: UInt32, _ events: [Event], _ files: [String],
    _ outcome: Result<Value, CommandFailure>
  ) {
    guard isOpen else { return }
    var archive = writer
    do throws(ArchiveFault) {
      archive.write(bits: check)
      try archive.write(events)
      try archive.write(files)
      switch outcome {
      case .success(let value):
        archive.write(byte: 1)
        try archive.write(value)
      case .failure(let failure):
        archive.write(byte: 0)
        try archive.write(failure)
      }
    } catch {
      return end(because: error)
    }
    pending += archive.takeBytes()
    count += 1
    if pending.count > Self.greatestPending || keeper.isDue { keep() }
  }

  /// Takes a snapshot between two calls.
  package func keep() {
    guard hasNews else { return }
    keep(unfinished: nil)
  }

  /// Takes no snapshots any more: what happened is not in the journal.
  package func close() { isOpen = false }

  private func keep(unfinished: [UInt8]?) {
    var archive = writer
    var bytes: [[UInt8]] = []
    do throws(ArchiveFault) {
      for state in states {
        try state.writeState(to: &archive)
        bytes.append(archive.takeBytes())
      }
    } catch {
      return end(because: error)
    }
    let news = pending
    pending = []
    keptCount = count
    keeper.keep(
      JournalSnapshot(entries: news, count: count, states: bytes, unfinished: unfinished))
  }

  private func end(because fault: ArchiveFault) {
    guard isOpen else { return }
    isOpen = false
    pending = []
    keeper.cannotKeep(fault)
  }

  private var writer: ArchiveWriter {
    ArchiveWriter(
      reference: { [numbers] handle in handle.changing.flatMap { numbers[ObjectIdentifier($0)] } },
      name: { [file] source in file(source.name) === source ? source.name : nil })
  }

  // MARK: Calls on their way

  /// Whether the call in progress should say how far it is.
  var isKeepingDue: Bool { isOpen && current != nil && keeper.isDue }

  /// Keeps how far the call in progress is.
  func keepCall(_ write: (inout ArchiveWriter) throws(ArchiveFault) -> Void) {
    guard isOpen, let current else { return }
    var archive = writer
    do throws(ArchiveFault) {
      archive.write(bits: current.check)
      try archive.write(current.events)
      try write(&archive)
    } catch {
      return end(because: error)
    }
    keep(unfinished: archive.takeBytes())
    self.current?.isKept = true
  }

  /// How far the call in progress was when the run was stopped; nil if it begins.
  func takeKept(_ registry: Registry) -> ArchiveReader? {
    guard let kept = current?.kept else { return nil }
    current?.kept = nil
    return ArchiveReader(kept, links: links(registry))
  }

  /// The call on its way at the end of what was told again.
  private var unfinished: [UInt8]?

  private func goOn(
    with bytes: [UInt8], _ call: inout Call, _ context: CommandContext
  ) throws(CommandFailure) {
    var archive = ArchiveReader(bytes, links: links(context.registry))
    do throws(ArchiveFault) {
      guard try archive.bits() == call.check else { throw archive.fault(.contradiction("a call")) }
      call.events = try archive.read()
      call.kept = Array(bytes[archive.offset...])
    } catch {
      throw diverged(error.message)
    }
    for event in call.events { context.emit(event) }
  }

  // MARK: Replaying

  private func retell(
    _ check: UInt32, _ context: CommandContext
  ) throws(CommandFailure) -> Value {
    guard let past else { preconditionFailure("nothing to tell again") }
    var archive = ArchiveReader(
      past.entries, in: past.offset..<past.entries.count, links: links(context.registry))
    let events: [Event]
    let files: [String]
    let outcome: Result<Value, CommandFailure>
    do throws(ArchiveFault) {
      guard try archive.bits() == check else {
        throw archive.fault(.contradiction("another call comes next"))
      }
      events = try archive.read()
      files = try archive.read()
      outcome =
        try archive.byte() == 1 ? .success(try archive.read()) : .failure(try archive.read())
    } catch {
      throw diverged(error.message)
    }
    self.past?.offset = archive.offset
    self.past?.left -= 1
    count += 1
    for event in events { context.emit(event) }
    for path in files { context.witness?.wrote(path) }
    if self.past?.left == 0 { try endReplay(context) }
    return try outcome.get()
  }

  /// Puts the states back.
  private func endReplay(_ context: CommandContext) throws(CommandFailure) {
    guard let past else { return }
    self.past = nil
    unfinished = past.unfinished
    for (number, bytes) in past.states.enumerated() { waiting[number] = bytes }
    for number in states.indices { try restore(number, context) }
  }

  private func restore(_ number: Int, _ context: CommandContext) throws(CommandFailure) {
    guard let bytes = waiting.removeValue(forKey: number) else { return }
    var archive = ArchiveReader(bytes, links: links(context.registry))
    do throws(ArchiveFault) {
      try states[number].readState(from: &archive, context)
      try archive.finish()
    } catch {
      throw diverged("state \(number + 1): " + error.message)
    }
  }

  private func add(_ state: any ChangingState) {
    numbers[ObjectIdentifier(state)] = states.count
    states.append(state)
  }

  private func add(_ state: any ChangingState, _ context: CommandContext) throws(CommandFailure) {
    guard numbers[ObjectIdentifier(state)] == nil else { return }
    add(state)
    try restore(states.count - 1, context)
  }

  private func links(_ registry: Registry?) -> ArchiveLinks {
    guard let registry else { preconditionFailure("a context without an interpreter") }
    return ArchiveLinks(
      registry,
      handle: { [states] in states.indices.contains($0) ? states[$0] as? any Handle : nil },
      file: file)
  }

  /// The failure of a run that does not do again what it did; nothing is kept any more.
  func diverged(_ reason: String) -> CommandFailure {
    isOpen = false
    past = nil
    return CommandFailure(
      .divergedReplay, "the run cannot be resumed: the script does not do again what it did",
      notes: [reason], help: "data or files may have changed; run it without `--resume`")
  }
}
