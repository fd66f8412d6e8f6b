import MNLDiagnostics
import MNLEvents
import MNLRuntime
import MNLSyntax
import Testing

/// What commands return can be kept: the results of a run that goes on later are not computed again.
@Suite struct ArchivedResultTests {
  /// A cell that binds `r` to what a command returns, and the fields in which it has something.
  private static let cells = [
    "training": "let r = train epochs=2 clip=1 rate=0.01",
    "evaluation of classes": "train epochs=1; let r = eval",
    "comparison":
      "train epochs=1; let a = eval; train epochs=1; let b = eval; let r = compare $a $b",
    "predictions": "train epochs=1; let r = predict 0..4",
    "gates": "let r = gates",
    "evaluation of numbers":
      "load adding steps=5 train=60 test=12; model lstm 4; train epochs=1; let r = eval",
    "predictions of numbers":
      "load adding steps=5 train=60 test=12; model lstm 4; let r = predict 0..4",
    "evaluation of labels": "load letters train=60 test=12; model lstm 4; let r = eval",
    "predictions of labels": "load letters train=60 test=12; model lstm 4; let r = predict 0..4",
    "evaluation of steps": "load parity steps=4 train=60 test=12; model lstm 4; let r = eval",
    "predictions of steps":
      "load parity steps=4 train=60 test=12; model lstm 4; let r = predict 0..4",
    "evaluation of symbols": "load reber train=60 test=12; model lstm 4; let r = eval",
    "tensor": "let r = run (constant [1.5, -2.0])",
    "truth values": "let r = run (equal (constant [1.0, 2.0]) (constant [1.0, 3.0]))",
    "rows": "let r = (load digits train=120 test=24).test.images",
  ]

  @Test("is the same when it is read again", arguments: cells.keys.sorted())
  func kept(name: String) throws {
    let bench = try Workbench()
    let cell = try #require(Self.cells[name])
    try bench.run("load digits train=120 test=24; model lstm 4; \(cell)")
    let value = try bench.value("r")
    var writer = ArchiveWriter()
    try writer.write(value)
    var reader = ArchiveReader(writer.bytes, links: ArchiveLinks(bench.registry))
    let read = try reader.read(Value.self)
    try reader.finish()
    guard case .handle(let first) = value, case .handle(let second) = read else {
      Issue.record("no handle")
      return
    }
    #expect(second.summary == first.summary)
    #expect(second.display.text == first.display.text)
    #expect(second.fieldNames == first.fieldNames)
    for field in first.fieldNames {
      let (before, after) = (try first.field(field), try second.field(field))
      #expect(before?.printed == after?.printed, "the field '\(field)'")
    }
    #expect(second.elementCount == first.elementCount)
    for index in 0..<(first.elementCount ?? 0) {
      #expect(try second.element(at: index).printed == first.element(at: index).printed)
    }
    var again = ArchiveWriter()
    try again.write(read)
    #expect(again.bytes == writer.bytes)
  }
}
