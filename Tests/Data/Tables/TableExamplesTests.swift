import Testing

@testable import MNLData

@Suite struct TableExamplesTests {
  private let folder = TemporaryFolder()

  private func inputs(_ split: Split) -> [[Float]] { (0..<split.count).map(split.inputs) }
  private func targets(_ split: Split) -> [[Float]] { (0..<split.count).map(split.targets) }

  @Test("each row is an example, texts are one of some numbers, and few whole numbers are classes")
  func rows() throws {
    let data = try folder.table("a,color,y\n1.5,red,3\n2.5,blue,7\n,red,3\n")
    #expect(
      data.form
        == ExampleForm(
          inputs: .numbers(steps: 1, names: ["a", "color=red", "color=blue"]),
          targets: .classes(["3", "7"])))
    #expect(inputs(data.train) == [[1.5, 1, 0], [2.5, 0, 1], [2, 1, 0]])
    #expect(data.train.labels == [0, 1, 0])
  }

  @Test("texts that are asked for are classes in the order of the alphabet")
  func classes() throws {
    let data = try folder.table("a,kind\n1,zebra\n2,ant\n3,zebra\n")
    #expect(data.form.targetNames == ["ant", "zebra"])
    #expect(data.train.labels == [1, 0, 1])
  }

  @Test("numbers that are asked for stay numbers where they are not whole, or told to")
  func numbers() throws {
    #expect(try folder.table("a,y\n1,0.5\n2,1\n").form.targets == .numbers(["y"]))
    let told = try folder.table("a,y\n1,1\n2,2\n", TableRoles(), TableShape(targetIsClass: false))
    #expect(told.form.targets == .numbers(["y"]))
    #expect(targets(told.train) == [[1], [2]])
  }

  @Test("windows are runs of rows of one group, in the order of time")
  func windows() throws {
    let text = "who,when,x,y\nb,2,4,0\na,1,1,0\na,3,3,1\na,2,2,0\nb,1,3,1\n"
    let data = try folder.table(
      text, TableRoles(target: "y", group: "who", time: "when"), TableShape(steps: 2))
    #expect(inputs(data.train) == [[3, 4], [1, 2], [2, 3]])
    #expect(data.train.labels == [0, 0, 1])
  }

  @Test("what is ahead is asked for, and what it was before is read")
  func ahead() throws {
    let roles = TableRoles(target: "y", readsTarget: true)
    let data = try folder.table(
      "x,y\n1,0.1\n2,0.2\n3,0.3\n4,0.4\n", roles, TableShape(steps: 2, ahead: 1))
    #expect(data.form.inputs == .numbers(steps: 2, names: ["x", "y"]))
    #expect(inputs(data.train) == [[1, 0.1, 2, 0.2], [2, 0.2, 3, 0.3]])
    #expect(targets(data.train) == [[0.3], [0.4]])
  }

  @Test("windows begin so many rows apart")
  func stride() throws {
    let data = try folder.table(
      "x,y\n1,0.1\n2,0.2\n3,0.3\n4,0.4\n5,0.5\n", TableRoles(), TableShape(steps: 2, stride: 3))
    #expect(inputs(data.train) == [[1, 2], [4, 5]])
  }

  @Test("a wide row has all steps")
  func wide() throws {
    let data = try folder.table(
      "a1,b1,a2,b2,y\n1,2,3,4,0.5\n", TableRoles(), TableShape(layout: .wide, steps: 2))
    #expect(data.form.inputs == .numbers(steps: 2, names: ["value-1", "value-2"]))
    #expect(inputs(data.train) == [[1, 2, 3, 4]])
  }

  @Test("what is missing becomes the mean of the training rows alone")
  func missing() throws {
    let data = try folder.table(
      "a,y\n1,0.5\n3,0.5\n,0.5\n100,0.5\n", TableRoles(), TableShape(),
      Division(way: .time, test: 0.5, validation: 0))
    #expect(inputs(data.test) == [[2], [100]])
  }

  @Test("numbers are scaled by the training rows alone, and what stands for texts is not")
  func spreads() throws {
    let data = try folder.table(
      "a,color,y\n1,red,10.5\n3,blue,30.5\n100,red,9\n100,red,9\n", TableRoles(), TableShape(),
      Division(way: .time, test: 0.5, validation: 0))
    #expect(
      data.spreads
        == NumberSpreads(
          inputs: [.init(mean: 2, deviation: 1), .none, .none],
          targets: [.init(mean: 20.5, deviation: 10)]))
    #expect(
      try folder.table("a,y\n1,0.5\n2,1\n", TableRoles(), TableShape(isScaled: false)).spreads
        == nil)
  }

  @Test("by time the last are for the test, and those before them for validation")
  func byTime() throws {
    let rows = (1...10).reversed().map { "\($0),\($0).5\n" }.joined()
    let data = try folder.table(
      "t,y\n" + rows, TableRoles(features: ["t"], time: "t"), TableShape(),
      Division(way: .time, test: 0.2, validation: 0.3))
    #expect(inputs(data.test).map { $0[0] }.sorted() == [9, 10])
    #expect(inputs(data.validation).map { $0[0] }.sorted() == [6, 7, 8])
  }

  @Test("every class has its share in each part")
  func stratified() throws {
    let rows = (0..<100).map { "\($0),\($0 % 10 == 0 ? "rare" : "common")\n" }.joined()
    let data = try folder.table(
      "x,kind\n" + rows, TableRoles(), TableShape(),
      Division(way: .stratified, test: 0.2, validation: 0.1))
    #expect(data.test.classCounts == [18, 2])
    #expect(data.validation.classCounts == [9, 1])
  }

  @Test("no group is in two parts")
  func groups() throws {
    let rows = (0..<120).map { "\($0 / 4),\($0).5\n" }.joined()
    let data = try folder.table(
      "who,y\n" + rows, TableRoles(features: ["who"], group: "who"), TableShape(),
      Division(way: .group, test: 0.25, validation: 0.25))
    let parts = data.splits.map { split in Set(inputs(split).map { $0[0] }) }
    #expect(parts[0].isDisjoint(with: parts[1]))
    #expect(parts[0].isDisjoint(with: parts[2]))
    #expect(parts[1].isDisjoint(with: parts[2]))
    #expect(data.splits.map(\.count) == [60, 28, 32] || data.splits.map(\.count) == [60, 32, 28])
  }

  @Test("by chance every row is in one part, and the same ones for the same seed")
  func random() throws {
    let text = "x,y\n" + (0..<50).map { "\($0),\($0).5\n" }.joined()
    func made(_ seed: UInt64) throws -> DataSet {
      try folder.table(text, TableRoles(), TableShape(), Division(way: .random, seed: seed))
    }
    let (first, again, other) = (try made(1), try made(1), try made(2))
    #expect(first.splits.map(\.count) == [35, 5, 10])
    #expect(first.splits.flatMap { inputs($0).map { $0[0] } }.sorted() == (0..<50).map(Float.init))
    #expect(inputs(first.test) == inputs(again.test))
    #expect(inputs(first.test) != inputs(other.test))
    #expect(first.test.contentHash == again.test.contentHash)
    #expect(first.test.contentHash != other.test.contentHash)
  }

  @Test("tables of which no examples can be made are refused")
  func refused() {
    let path = folder.path + "/table.csv"
    func misfit(_ text: String, _ shape: TableShape = TableShape()) -> DataMisfit? {
      let found = failure { () throws(DataError) in _ = try folder.table(text, TableRoles(), shape)
      }
      guard case .unfitData(path, let misfit)? = found else { return nil }
      return misfit
    }
    #expect(misfit("x,y\n1,a\n2,a\n") == .oneClass(column: "y", name: "a"))
    #expect(
      misfit("x,y\n1,0.5\n", TableShape(steps: 2)) == .tooFewExamples(count: 1, part: "training"))
    #expect(
      misfit("a,b,c,y\n1,2,3,0.5\n", TableShape(layout: .wide, steps: 2))
        == .unevenSteps(columns: 3, steps: 2))
    for (way, text) in [
      (Division.Way.group, "x,y\n1,0.5\n2,1\n"), (.stratified, "x,y\n1,0.5\n2,1\n"),
    ] {
      let found = failure { () throws(DataError) in
        _ = try folder.table(text, TableRoles(), TableShape(), Division(way: way))
      }
      #expect(found == .unfitData(path: path, .undividable(way)))
    }
    let many = "x,y\n" + (0..<300).map { "1,c\($0)\n" }.joined()
    #expect(
      misfit(many) == .tooManyClasses(column: "y", classes: 300, limit: RowStore.classLimit))
  }
}
