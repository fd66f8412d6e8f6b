import Testing

@testable import MNLData

@Suite struct DataConcernTests {
  private let folder = TemporaryFolder()

  /// A table of one number and its class, as many rows of each class as said.
  private func rows(_ counts: [(kind: String, count: Int)]) -> String {
    var (text, number) = ("a,kind\n", 0)
    for (kind, count) in counts {
      for _ in 0..<count {
        number += 1
        text += "\(number),\(kind)\n"
      }
    }
    return text
  }

  @Test("numbers that are the same in all training examples")
  func constantInputs() throws {
    let concerns = try folder.table("a,b,color,kind\n1,5,red,x\n2,5,red,y\n3,5,red,x\n4,5,red,y\n")
      .concerns()
    #expect(concerns == [.constantInputs(["b", "color=red"])])
  }

  @Test("a number that is asked for and never changes")
  func constantTarget() throws {
    let concerns = try folder.table("a,y\n1,0.5\n2,0.5\n3,0.5\n").concerns()
    #expect(concerns == [.constantTarget("y", value: 0.5)])
  }

  @Test("classes that only the test has, or that were seen once")
  func scarce() throws {
    let text = rows([("a", 3), ("b", 3), ("once", 1), ("late", 1)])
    let data = try folder.table(
      text, TableRoles(), TableShape(), Division(way: .time, test: 0.125, validation: 0))
    let concerns = data.concerns()
    #expect(concerns.contains(.scarce(["late"], count: 0)))
    #expect(concerns.contains(.scarce(["once"], count: 1)))
    #expect(concerns.contains(.unjudged(["a", "b", "once"], part: "test")))
  }

  @Test(
    "a class that is more than four times as frequent as another",
    arguments: [(8, false), (9, true)])
  func unbalanced(count: Int, isOne: Bool) throws {
    let concerns = try folder.table(rows([("a", count), ("b", 2)])).concerns()
    let whole = Double(count + 2)
    let expected = DataConcern.unbalanced(
      most: "a", share: Double(count) / whole, least: "b", leastShare: 2 / whole)
    #expect(concerns.contains(expected) == isOne)
  }

  @Test("test examples that stand in training, too")
  func repeated() throws {
    let data = try folder.table(
      "a,kind\n1,x\n2,y\n3,x\n4,y\n5,x\n1,y\n3,x\n9,y\n", TableRoles(), TableShape(),
      Division(way: .time, test: 0.375, validation: 0))
    #expect(data.concerns().contains(.repeated(count: 2, of: 3, part: "test")))
  }

  @Test("windows by chance are seen by training windows, and none where time divides them")
  func windows() throws {
    let text = "a,b\n" + (0..<60).map { "\($0 % 7).5,\($0 % 5).5\n" }.joined()
    func seen(_ way: Division.Way) throws -> Int {
      let data = try folder.table(
        text, TableRoles(), TableShape(steps: 6), Division(way: way, test: 0.2, validation: 0))
      return data.concerns().reduce(0) { sum, concern in
        if case .seen(let count, of: data.test.count, part: "test") = concern {
          sum + count
        } else {
          sum
        }
      }
    }
    #expect(try seen(.random) > 5)
    #expect(try seen(.time) == 0)
  }

  @Test(
    "groups that chance divides, and none where whole groups are drawn",
    arguments: [(Division.Way.random, true), (.group, false)])
  func groups(way: Division.Way, isOne: Bool) throws {
    let text = "who,a,kind\n" + (0..<40).map { "p\($0 % 4),\($0),k\($0 % 3)\n" }.joined()
    let data = try folder.table(
      text, TableRoles(group: "who"), TableShape(), Division(way: way, test: 0.25, validation: 0))
    let isFound = data.concerns().contains { concern in
      if case .dividedGroups(_, _, part: "test") = concern { true } else { false }
    }
    #expect(isFound == isOne)
  }

  @Test("numbers that lie far from where they lay in training")
  func beyond() throws {
    let text = "a,y\n" + (0..<9).map { "\($0),\($0).5\n" }.joined() + "30,1.5\n"
    let data = try folder.table(
      text, TableRoles(), TableShape(), Division(way: .time, test: 0.1, validation: 0))
    #expect(
      data.concerns() == [.beyond(name: "a", part: "test", value: 30, least: 0, greatest: 8)])
  }

  @Test("nothing about digits that are drawn evenly")
  func nothing() throws {
    #expect(try Digits.make(train: 120, test: 24).concerns().isEmpty)
  }
}
