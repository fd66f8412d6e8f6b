import Testing

@testable import MNLData

/// Arrays whose rows end before their last step.
@Suite struct ArrayLengthsTests {
  private func array(_ shape: [Int], _ contents: NumberArray.Contents) -> NumberArray {
    NumberArray(shape: shape, contents: contents)
  }

  private func data(_ rows: ArrayExamples.Rows, test: ArrayExamples.Rows? = nil) throws -> DataSet {
    try ArrayExamples(path: "a", rows, test: test, targetIsClass: nil).data(
      named: "a", Division(way: .time, test: 0, validation: 0), isScaled: false)
  }

  private func misfit(_ rows: ArrayExamples.Rows, test: ArrayExamples.Rows? = nil) -> DataMisfit? {
    do {
      _ = try data(rows, test: test)
      return nil
    } catch {
      guard case .unfitData("a", let misfit)? = error as? DataError else { return nil }
      return misfit
    }
  }

  private let inputs = NumberArray(shape: [2, 2, 2], contents: .numbers([1, 2, 3, 4, 5, 6, 7, 8]))

  @Test("what stands after the end of a row counts for nothing")
  func padding() throws {
    let rows = ArrayExamples.Rows(
      inputs, array([2], .integers([3, 4])), lengths: array([2], .integers([1, 0])))
    let train = try data(rows).train
    #expect(train.hasLengths)
    #expect((0..<2).map(train.length) == [1, 0])
    #expect((0..<2).map(train.inputs) == [[1, 2, 0, 0], [0, 0, 0, 0]])
  }

  @Test("no class is asked after the end of a row, nor known from there")
  func classes() throws {
    let rows = ArrayExamples.Rows(
      inputs, array([2, 2], .integers([3, -1, 4, 3])), lengths: array([2], .numbers([1, 2])))
    let found = try data(rows)
    #expect(found.form.targets == .stepClasses(["3", "4"]))
    #expect((0..<2).map(found.train.targetClasses) == [[0, nil], [1, 0]])
  }

  @Test("bytes with lengths are sequences of numbers")
  func bytes() throws {
    let rows = ArrayExamples.Rows(
      array([2, 2, 1], .bytes([255, 7, 8, 9])), array([2], .integers([3, 4])),
      lengths: array([2], .bytes([1, 2])))
    let found = try data(rows)
    #expect(found.form.inputs == .numbers(steps: 2, names: ["value"]))
    #expect(found.train.inputs(at: 0) == [255, 0])
  }

  @Test("lengths out of range are refused with their index", arguments: [-1, 3])
  func range(length: Int) {
    let targets = array([2], .integers([3, 4]))
    #expect(
      misfit(ArrayExamples.Rows(inputs, targets, lengths: array([2], .integers([2, length]))))
        == .lengthOutOfRange(index: 1, length: length, limit: 2))
  }

  @Test("what are no lengths of the rows is refused")
  func unfit() {
    func misfit(_ lengths: NumberArray) -> DataMisfit? {
      self.misfit(ArrayExamples.Rows(inputs, array([2], .integers([3, 4])), lengths: lengths))
    }
    #expect(
      misfit(array([3], .integers([1, 1, 1])))
        == .unfitLengths(found: "3", of: "whole numbers", expected: 2))
    #expect(
      misfit(array([2, 1], .integers([1, 1])))
        == .unfitLengths(found: "2 x 1", of: "whole numbers", expected: 2))
    #expect(
      misfit(array([2], .numbers([1.5, 1])))
        == .unfitLengths(found: "2", of: "fractions", expected: 2))
    #expect(
      misfit(array([2], .texts(["1", "2"])))
        == .unfitLengths(found: "2", of: "texts", expected: 2))
  }

  @Test("the examples for the test have lengths if those for training have some")
  func bothParts() throws {
    let targets = array([2], .integers([3, 4]))
    let lengths = array([2], .integers([1, 2]))
    let (plain, short) = (
      ArrayExamples.Rows(inputs, targets), ArrayExamples.Rows(inputs, targets, lengths: lengths)
    )
    #expect(misfit(short, test: plain) == .lengthsOfOnePart)
    #expect(misfit(plain, test: short) == .lengthsOfOnePart)
    #expect(try data(short, test: short).test.length(at: 0) == 1)
  }

  @Test("questions of a model have lengths, too")
  func questions() throws {
    let meaning = ArrayMeaning(
      form: ArrayForm(steps: 2, features: 2, isOfImages: false), targets: .classes(["a", "b"]))
    let asked = try meaning.questions(inputs, lengths: array([2], .integers([1, 2])), path: "a")
    #expect(asked.lengths == [1, 2])
    #expect(asked.inputs.numbers(at: 0) == [1, 2, 0, 0])
    #expect(
      failure { () throws(DataError) in
        _ = try meaning.questions(inputs, lengths: array([2], .integers([1, 9])), path: "a")
      } == .unfitData(path: "a", .lengthOutOfRange(index: 1, length: 9, limit: 2)))
  }
}
