import Testing

@testable import MNLData

@Suite struct NumberRangeTests {
  @Test("loses nothing where the mean is large")
  func offset() {
    var range = NumberRange()
    for number in [1_000_000, 1_000_001, 1_000_002, 1_000_003] as [Float] { range.include(number) }
    #expect(range.mean == 1_000_001.5)
    #expect(abs(range.deviation - 1.25.squareRoot()) < 1e-9)
    #expect((range.least, range.greatest) == (1_000_000, 1_000_003))
  }

  private func split(_ rows: ExampleRows, _ inputs: ExampleForm.Inputs) -> Split {
    Split(
      name: "train", of: rows, rows: 0..<rows.count,
      form: ExampleForm(inputs: inputs, targets: .numbers(["y"])))
  }

  private func targets(_ count: Int) -> RowStore {
    RowStore([Float](repeating: 0, count: count), width: 1)
  }

  @Test("steps that windows share count once, and those that none reads not at all")
  func windows() {
    let store = RowStore([1, 2, 3, 4, 100], starts: [0, 1, 2], pitch: 1, width: 2)
    let rows = ExampleRows(inputs: store, targets: targets(3))
    let ranges = split(rows, .numbers(steps: 2, names: ["a"])).inputRanges()
    #expect(ranges.map(\.count) == [4])
    #expect(ranges.map(\.mean) == [2.5])
  }

  @Test("steps after the end of an example do not count")
  func lengths() {
    let store = RowStore([5, 7, 0, 0, 9, 11] as [Float], width: 3)
    let rows = ExampleRows(inputs: store, targets: targets(2), lengths: [2, 0])
    let own = split(rows, .numbers(steps: 3, names: ["a"]))
    #expect(own.inputRanges().map(\.count) == [2])
    #expect(own.inputRanges().map(\.least) == [5])
    #expect(own.lengthRange().greatest == 2)
  }

  @Test("all pixels of images are one range")
  func images() {
    let store = RowStore([0, 255, 51, 0] as [UInt8], scale: Split.scale, width: 4)
    let rows = ExampleRows(inputs: store, targets: targets(1))
    let ranges = split(rows, .image(ImageSize(height: 2, width: 2))).inputRanges()
    #expect(ranges.map(\.count) == [4])
    #expect(ranges.map(\.greatest) == [1])
  }
}
