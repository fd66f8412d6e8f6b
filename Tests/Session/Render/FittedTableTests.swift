import MNLEvents
import MNLRender
import Testing

@Suite struct FittedTableTests {
  private func fitted(_ width: Int?) -> FittedTable {
    let names = ["first", "second", "third"]
    return FittedTable(width: width, style: StreamStyle(), columns: 3) { count in
      Table(
        columns: names.prefix(count).map { Table.Column($0) },
        rows: [(0..<count).map { .int($0) }])
    }
  }

  @Test("has all columns where they fit", arguments: [nil, 80, 20] as [Int?])
  func whole(width: Int?) {
    #expect(fitted(width).droppedCount == 0)
    #expect(fitted(width).text.contains("third"))
  }

  @Test(
    "leaves columns out from the right, but never the first", arguments: [(19, 1), (8, 2), (1, 2)])
  func cut(width: Int, dropped: Int) {
    #expect(fitted(width).droppedCount == dropped)
    #expect(fitted(width).text.hasPrefix("first"))
  }
}
