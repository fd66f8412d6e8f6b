import Testing

@testable import MNLData

@Suite struct SplitTests {
  /// Three training images of 1 × 2 pixels, the first for validation, and one test image.
  private let data = DataSet(
    name: "tiny", imageSize: ImageSize(height: 1, width: 2), classNames: ["a", "b", "c"],
    train: Records(images: [0, 255, 1, 2, 128, 64], labels: [2, 0, 1]), validationCount: 1,
    test: Records(images: [9, 8], labels: [1]))

  @Test("takes the validation set from the start of the training records")
  func division() {
    #expect(data.splits.map(\.name) == ["train", "validation", "test"])
    #expect(data.splits.map(\.count) == [2, 1, 1])
    #expect(data.validation.labels == [2])
    #expect(data.train.labels == [0, 1])
    #expect(Array(data.train.inputBytes(at: 0)) == [1, 2])
    #expect(data.split(named: "test") === data.test)
    #expect(data.split(named: "all") == nil)
  }

  @Test("multiplies grey values by the nearest float to 1/255")
  func normalised() {
    #expect(data.validation.inputs(at: 0) == [0, 1])
    // numpy: numpy.multiply(numpy.float32([1, 2, 128, 64]), 1.0 / 255.0)
    #expect(data.train.inputs(at: 0) == [0.003_921_569, 0.007_843_138])
    #expect(data.train.inputs(at: 1) == [0.501_960_8, 0.250_980_4])
  }

  @Test("writes a row over what was there")
  func fill() {
    var numbers = [Float](repeating: 9, count: 2)
    var span = numbers.mutableSpan
    data.train.fillInputs(of: 1, into: &span)
    #expect(numbers == data.train.inputs(at: 1))
  }

  @Test("writes labels as one-hot numbers over what was there", arguments: [0, 1])
  func oneHot(row: Int) {
    var numbers = [Float](repeating: 9, count: 3)
    var span = numbers.mutableSpan
    data.train.fillTargets(of: row, into: &span)
    #expect(numbers == (row == 0 ? [1, 0, 0] : [0, 1, 0]))
  }

  @Test("traps for a target of another size than a row")
  func strangeTarget() async {
    await #expect(processExitsWith: .failure) {
      let data = try Digits.make(train: 12, test: 1)
      var numbers = [Float](repeating: 0, count: 785)
      var span = numbers.mutableSpan
      data.test.fillInputs(of: 0, into: &span)
    }
  }

  @Test("counts the classes")
  func counts() {
    #expect(data.train.classCounts == [1, 1, 0])
  }

  @Test("knows by a hash whether other examples are the same")
  func contentHash() {
    func split(_ images: [UInt8], _ labels: [UInt8], validation: Int = 0) -> Split {
      DataSet(
        name: "tiny", imageSize: ImageSize(height: 1, width: 2), classNames: ["a", "b", "c"],
        train: Records(images: images, labels: labels), validationCount: validation,
        test: Records(images: [9, 8], labels: [1])
      ).train
    }
    let hash = split([1, 2, 128, 64], [0, 1]).contentHash
    #expect(data.train.contentHash == hash)
    #expect(split([9, 9, 1, 2, 128, 64], [2, 0, 1], validation: 1).contentHash == hash)
    #expect(split([1, 2, 128, 65], [0, 1]).contentHash != hash)
    #expect(split([1, 2, 128, 64], [1, 1]).contentHash != hash)
    #expect(split([128, 64, 1, 2], [1, 0]).contentHash != hash)
  }

  @Test("traps for a row that does not exist")
  func strangeRow() async {
    await #expect(processExitsWith: .failure) {
      let data = try Digits.make(train: 12, test: 1)
      var numbers = [Float](repeating: 0, count: 784)
      var span = numbers.mutableSpan
      data.test.fillInputs(of: -1, into: &span)
    }
  }

  @Test("puts the pixels of all images into one order, which the seed tells")
  func permuted() {
    let size = ImageSize(height: 1, width: 5)
    let records = Records(images: [0, 1, 2, 3, 4, 10, 11, 12, 13, 14], labels: [0, 1])
    let data = DataSet(
      name: "tiny", imageSize: size, classNames: ["a", "b"], train: records, validationCount: 1,
      test: records)
    let moved = data.permuted(seed: 3)
    #expect(moved.name == "tiny permute=3")
    let order = Array(moved.validation.inputBytes(at: 0))
    #expect(order != [0, 1, 2, 3, 4] && order.sorted() == [0, 1, 2, 3, 4])
    #expect(Array(moved.train.inputBytes(at: 0)) == order.map { $0 + 10 })
    #expect(Array(moved.test.inputBytes(at: 1)) == order.map { $0 + 10 })
    #expect(moved.test.labels == [0, 1])
    #expect(data.permuted(seed: 3).test.contentHash == moved.test.contentHash)
    #expect(data.permuted(seed: 4).test.contentHash != moved.test.contentHash)
  }
}
