import MNLDiagnostics
import MNLEvents
import MNLRuntime
import MNLTestSupport

/// What archives hold, drawn by chance: odd numbers, odd texts, every case.
struct RandomThings {
  var random: SeededGenerator
  /// What places lie in.
  let file: SourceFile
  /// What is found again by its number.
  let referred: [Box]

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    file = SourceFile(name: "script.mnl", text: "print 1\ntrain epochs=6\n")
    referred = (0..<3).map { Box("model", "model \($0)", []) }
  }

  /// A writer that refers to `referred`.
  var writer: ArchiveWriter {
    ArchiveWriter(reference: { [referred] handle in
      referred.firstIndex { $0 === handle }.map { $0 + 1000 }
    })
  }

  /// What a reader needs to know.
  func links(_ registry: Registry) -> ArchiveLinks {
    ArchiveLinks(
      registry,
      handle: { [referred] in referred.indices.contains($0 - 1000) ? referred[$0 - 1000] : nil },
      file: { [file] in $0 == file.name ? file : nil })
  }

  mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }
  mutating func chance() -> Bool { Bool.random(using: &random) }

  mutating func many<T>(_ most: Int, _ make: (inout RandomThings) -> T) -> [T] {
    var result: [T] = []
    for _ in 0..<below(most + 1) { result.append(make(&self)) }
    return result
  }

  mutating func perhaps<T>(_ make: (inout RandomThings) -> T) -> T? { chance() ? make(&self) : nil }

  mutating func int() -> Int {
    let odd = [0, 1, -1, 63, 64, -64, -65, 127, 128, 8191, 8192, .max, .min]
    return chance() ? odd[below(odd.count)] : Int.random(in: .min ... .max, using: &random)
  }

  mutating func number() -> Double {
    let odd: [Double] = [
      0, -0.0, 1 / 3, -1e308, .leastNonzeroMagnitude, .infinity, -.infinity, .nan,
    ]
    return chance() ? odd[below(odd.count)] : Double(bitPattern: random.next())
  }

  mutating func text() -> String {
    let odd = ["", "loss", "数据集", "\u{1b}[31m", "a\nb\0", "e\u{301}", "👍🏽"]
    return odd[below(odd.count)]
  }

  mutating func span() -> SourceSpan {
    let start = below(file.bytes.count + 1)
    return SourceSpan(file, start..<start + below(file.bytes.count - start + 1))
  }

  mutating func value(_ depth: Int = 3) -> Value {
    switch below(depth > 0 ? 13 : 9) {
    case 0: .none
    case 1: .bool(chance())
    case 2: .int(int())
    case 3: .float(number())
    case 4: .text(text())
    case 5: .duration(number())
    case 6: .size(int())
    case 7: .range(int(), int())
    case 8: .handle(referred[below(referred.count)])
    case 9: .handle(Box("tensor", text(), many(4) { $0.value(depth - 1) }))
    case 10: .record(Record(many(4) { ($0.text(), $0.value(depth - 1)) }))
    default: .list(many(5) { $0.value(depth - 1) })
    }
  }

  mutating func cell() -> Table.Cell {
    switch below(5) {
    case 0: .empty
    case 1: .text(text())
    case 2: .int(int())
    case 3: .number(number(), digits: int())
    default: .trend(many(9) { $0.number() })
    }
  }

  mutating func bundle(_ depth: Int = 2) -> DisplayBundle {
    DisplayBundle(text: text(), data: many(2) { $0.data(depth) })
  }

  private mutating func data(_ depth: Int) -> DisplayData {
    let shadings: [Matrix.Shading] = [.range, .rowShare, .unit, .signed]
    switch below(depth > 0 ? 5 : 4) {
    case 0:
      return .table(
        Table(
          title: text(), columns: many(3) { Table.Column($0.text(), unit: $0.text()) },
          rows: many(3) { $0.many(3) { $0.cell() } }))
    case 1:
      return .curves(
        Curves(
          title: text(), axis: text(),
          series: many(3) {
            Curves.Series(name: $0.text(), x: $0.many(5) { $0.number() }, y: [])
          }, isCompact: chance(), span: perhaps { _ in -1.5...3 }))
    case 2:
      return .matrix(
        Matrix(
          title: text(), rowTitle: text(), rowNames: many(3) { $0.text() }, columnTitle: text(),
          columnNames: many(3) { $0.text() }, values: many(3) { $0.many(3) { $0.number() } },
          shading: shadings[below(4)]))
    case 3:
      return .images(
        Images(
          height: below(5), width: below(5),
          pixels: many(3) { $0.many(9) { UInt8($0.below(256)) } }, captions: many(3) { $0.text() }))
    default: return .report(many(3) { $0.bundle(depth - 1) })
    }
  }

  mutating func diagnostic() -> Diagnostic {
    var diagnostic = Diagnostic(
      DiagnosticCode(rawValue: below(999)), text(), at: perhaps { $0.span() }, label: text(),
      severity: chance() ? .warning : .error, notes: many(2) { $0.text() })
    diagnostic.remedy = perhaps { things in
      let edits = things.many(2) { Remedy.Edit($0.span(), $0.text()) }
      return Remedy(things.text(), edits.isEmpty ? .advice : .edits(edits))
    }
    diagnostic.calls = many(2) { Diagnostic.Call(command: $0.text(), span: $0.span()) }
    return diagnostic
  }

  mutating func event() -> Event {
    switch below(7) {
    case 0: .output(text())
    case 1: .result(bundle())
    case 2: .display(bundle())
    case 3:
      .progress(
        Progress(
          id: text(), label: text(), done: int(), total: int(), unit: text(),
          rate: perhaps { $0.number() }, secondsLeft: perhaps { $0.number() },
          metrics: many(3) { ($0.text(), $0.number()) }, display: perhaps { $0.bundle() },
          isFinal: true))
    case 4:
      .metric(
        Metric(
          name: text(), value: number(), split: perhaps { $0.text() },
          epoch: perhaps { $0.int() }, step: perhaps { $0.int() }))
    case 5:
      .expectation(Expectation(holds: chance(), text: text(), condition: text(), span: span()))
    default: .diagnostic(diagnostic())
    }
  }

  mutating func failure() -> CommandFailure {
    let cures: [Cure] = [
      .advice, .value(text()), .leavingOut(text()), .adding(text()), .before(text()), .call(text()),
    ]
    return CommandFailure(
      DiagnosticCode(rawValue: below(999)), text(), parameter: perhaps { $0.text() },
      label: text(), notes: many(2) { $0.text() }, help: perhaps { $0.text() },
      cure: cures[below(cures.count)])
  }
}

/// A tensor of the tests is kept with what it has.
extension Box: ArchivedHandle {
  func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    try archive.write(summary)
    try archive.write(elements)
  }

  static func read(
    from archive: inout ArchiveReader, kind: String
  ) throws(ArchiveFault) -> any ArchivedHandle {
    Box(kind, try archive.read(), try archive.read())
  }
}
