import Glibc
import Testing

@testable import MNLData

@Suite struct TableTests {
  private let folder = TemporaryFolder()

  private func table(
    _ text: String, _ options: TableOptions = TableOptions(), _ roles: TableRoles = TableRoles()
  ) throws(DataError) -> DataTable {
    let path = folder.write(Array(text.utf8), to: "table.csv")
    return try TableReader.read(path, TableSketch(path: path, options), options, roles)
  }

  private func sketch(_ text: String, _ options: TableOptions = TableOptions()) throws(DataError)
    -> TableSketch
  {
    try TableSketch(path: folder.write(Array(text.utf8), to: "table.csv"), options)
  }

  @Test(
    "the delimiter is the one that cuts most rows alike",
    arguments: [
      ("a,b\n1,2\n", ","), ("a;b\n1,5;2\n", ";"), ("a\tb c\n1\t2\n", "\t"), ("a|b\n1|2", "|"),
      ("a\n1\n", ","), ("a;b,c\n1;2\n3;4,5\n", ";"),
    ])
  func delimiter(text: String, expected: String) throws {
    #expect(try sketch(text).delimiter == expected.utf8.first)
  }

  @Test("the first row has names unless one of them is a number")
  func header() throws {
    #expect(try sketch("a,b\n1,2\n").hasHeader)
    #expect(try !sketch("1,2\n3,4\n").hasHeader)
    #expect(try sketch("1,2\n3,4\n").columns.map(\.name) == ["column-1", "column-2"])
    #expect(try !sketch("a,b\n1,2\n", TableOptions(hasHeader: false)).hasHeader)
  }

  @Test("a column is of numbers if all that stands in it are numbers")
  func kinds() throws {
    let columns = try sketch("a,b,c,d\n1,x,,5\nNA,2,,?\n", TableOptions(missing: ["?"])).columns
    #expect(columns.map(\.isNumber) == [true, false, false, true])
    #expect(columns.map(\.isEmpty) == [false, false, true, false])
    #expect(
      try !sketch("a,b\n1,2\n", TableOptions(textColumns: ["a"])).columns[0].isNumber)
  }

  @Test("reads numbers, texts and what is missing")
  func values() throws {
    let table = try table("a,b,y\n1,red,0\n,blue,1\n3,,0\n")
    #expect(table.features.map(\.name) == ["a", "b"])
    #expect(table.features.map(\.missing) == [1, 1])
    #expect(table.features[1].texts == ["red", "blue"])
    #expect(table.values[0...1] == [1, 0])
    #expect(table.values[2].isNaN)
    #expect(table.values[5].isNaN)
    #expect(table.targets == [0, 1, 0])
  }

  @Test("columns have the roles that they are given")
  func roles() throws {
    let roles = TableRoles(target: "y", without: ["id"], group: "who", time: "when")
    let table = try table(
      "id,y,who,when,x\n1,5,ann,2024-01-02,7\n2,6,bob,2024-01-01 12:00,8\n3,7,ann,2024-01-03,9\n",
      TableOptions(), roles)
    #expect(table.features.map(\.name) == ["x"])
    #expect(table.groups == [0, 1, 0])
    #expect(table.groupNames == ["ann", "bob"])
    #expect(table.times == [1_704_153_600, 1_704_110_400, 1_704_240_000])
  }

  @Test("what stands in a column and does not fit is told with its place")
  func faults() {
    let cases: [(String, TableRoles, TextPlace, TableFault)] = [
      (
        "a,y\n" + String(repeating: "1,2\n", count: TableSketch.sample) + "x,2\n", TableRoles(),
        TextPlace(line: TableSketch.sample + 2, column: 1), .notANumber(text: "x", column: "a")
      ),
      (
        "a,y\n1,1e999\n", TableRoles(), TextPlace(line: 2, column: 3),
        .notFinite(text: "1e999", column: "y")
      ),
      ("a,y\n1,\n", TableRoles(), TextPlace(line: 2, column: 3), .missing(column: "y")),
      (
        "t,a,y\nsoon,1,2\n", TableRoles(time: "t"), TextPlace(line: 2, column: 1),
        .notATime(text: "soon", column: "t")
      ),
      (
        "a,y\n1,2\n1,2,3\n", TableRoles(), TextPlace(line: 3, column: 5),
        .ragged(fields: 3, expected: 2)
      ),
    ]
    for (text, roles, place, fault) in cases {
      let found = failure { () throws(DataError) in try table(text, TableOptions(), roles) }
      #expect(found == .table(path: folder.path + "/table.csv", at: place, fault))
    }
  }

  @Test(
    "a column that is not there, names that are there twice and tables without rows are refused")
  func refused() {
    let path = folder.path + "/table.csv"
    func found(_ text: String, _ roles: TableRoles = TableRoles()) -> DataError? {
      failure { () throws(DataError) in try table(text, TableOptions(), roles) }
    }
    #expect(
      found("a,y\n1,2\n", TableRoles(target: "z"))
        == .unknownColumn(path: path, name: "z", known: ["a", "y"]))
    #expect(
      found("a,a\n1,2\n")
        == .unfitData(path: path, .duplicateColumn(name: "a", first: 1, second: 2)))
    #expect(found("a,y\n") == .unfitData(path: path, .noRows))
    #expect(found("\n\n") == .unfitData(path: path, .noRows))
    #expect(found("y\n1\n") == .unfitData(path: path, .noFeatures))
    #expect(found("") == .emptyFile(path: path))
  }

  @Test("a table that has no room in memory is refused before it is read")
  func large() throws {
    // Many rows, and behind them a hole of terabytes, which takes no room on the disk.
    let rows = "a,y\n" + String(repeating: "1,2\n", count: 2 * TableSketch.sample)
    let path = folder.write(Array(rows.utf8), to: "table.csv")
    try #require(unsafe truncate(path, 1 << 42) == 0)
    let found = failure { () throws(DataError) in
      let sketch = try TableSketch(path: path, TableOptions())
      _ = try TableReader.read(path, sketch, TableOptions(), TableRoles())
    }
    guard case .unfitData(path, .tooLarge(let needed, let free, .columns))? = found else {
      Issue.record("\(String(describing: found))")
      return
    }
    #expect(needed > free)
  }

  @Test("reading stops when it is asked to")
  func interrupted() {
    let text = "a,y\n" + String(repeating: "1,2\n", count: 10_000)
    let path = folder.write(Array(text.utf8), to: "table.csv")
    let found = failure { () throws(DataError) in
      let sketch = try TableSketch(path: path, TableOptions())
      _ = try TableReader.read(path, sketch, TableOptions(), TableRoles()) { _ in false }
    }
    #expect(found == .interrupted)
  }
}
