import Testing

@testable import MNLData

@Suite struct AddingProblemTests {
  @Test(
    "marks two steps, one in each half, and asks for the sum of their numbers", arguments: [2, 7])
  func sums(steps: Int) throws {
    let data = try AddingProblem.make(TaskSizes(steps: steps, train: 24, test: 50))
    #expect(data.splits.map(\.count) == [22, 2, 50])
    for row in 0..<50 {
      let inputs = data.test.inputs(at: row)
      let numbers = (0..<steps).map { inputs[2 * $0] }
      let marked = (0..<steps).filter { inputs[2 * $0 + 1] == 1 }
      #expect((0..<steps).allSatisfy { [0, 1].contains(inputs[2 * $0 + 1]) })
      #expect(marked.count == 2 && marked[0] < steps / 2 && marked[1] >= steps / 2)
      #expect(numbers.allSatisfy { (0..<1).contains($0) })
      #expect(data.test.targets(at: row) == [marked.map { numbers[$0] }.reduce(0, +)])
    }
  }

  @Test("marks steps within the last ones only, where only they are to matter")
  func within() throws {
    let data = try AddingProblem.make(TaskSizes(steps: 20, within: 4, train: 12, test: 50))
    for row in 0..<50 {
      let marked = (0..<20).filter { data.test.inputs(at: row)[2 * $0 + 1] == 1 }
      #expect(marked.count == 2 && (16..<18).contains(marked[0]) && marked[1] >= 18)
    }
  }

  @Test("draws the same first sequences however many are drawn, others from another seed")
  func seeds() throws {
    func inputs(_ train: Int, seed: UInt64) throws -> [Float] {
      let data = try AddingProblem.make(TaskSizes(steps: 9, train: train, test: 1), seed: seed)
      return data.validation.inputs(at: 0) + data.test.inputs(at: 0)
    }
    #expect(try inputs(12, seed: 1) == inputs(48, seed: 1))
    #expect(try inputs(12, seed: 1) != inputs(12, seed: 2))
  }

  @Test("refuses sizes that make no problem, or more numbers than memory is for")
  func sizes() {
    func fault(_ steps: Int, _ train: Int, _ test: Int) -> DataError? {
      do throws(DataError) {
        _ = try AddingProblem.make(TaskSizes(steps: steps, train: train, test: test))
        return nil
      } catch {
        return error
      }
    }
    #expect(
      fault(1, 24, 1) == .sizeOutOfRange(parameter: "steps", value: 1, allowed: 2...10_000))
    #expect(
      fault(2, 24, 0) == .sizeOutOfRange(parameter: "test", value: 0, allowed: 1...1_000_000))
    #expect(
      fault(10_000, 1_000_000, 1)
        == .sizeOutOfRange(parameter: "train", value: 1_000_000, allowed: 12...13_421))
  }

  @Test("stops when the user asks for it")
  func interrupted() {
    #expect(throws: DataError.interrupted) {
      _ = try AddingProblem.make(TaskSizes(steps: 2, train: 24, test: 1), goesOn: { _ in false })
    }
  }
}
