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
    #expect(Array(data.train.image(at: 0)) == [1, 2])
    #expect(data.split(named: "test") === data.test)
    #expect(data.split(named: "all") == nil)
  }

  @Test("multiplies grey values by the nearest float to 1/255")
  func normalised() {
    #expect(data.validation.images == [0, 1])
    // numpy: numpy.multiply(numpy.float32([1, 2, 128, 64]), 1.0 / 255.0)
    #expect(data.train.images == [0.003_921_569, 0.007_843_138, 0.501_960_8, 0.250_980_4])
    #expect(data.train.images == data.train.images)
  }

  @Test("writes chosen rows in their order, repeated ones too")
  func chosen() {
    let rows: [Int32] = [1, 0, 1]
    var numbers = [Float](repeating: 9, count: 6)
    var span = numbers.mutableSpan
    data.train.fillImages(of: rows.span, into: &span)
    let images = data.train.images
    #expect(numbers == Array(images[2...3] + images[0...1] + images[2...3]))
  }

  @Test("writes neighbouring rows")
  func neighbours() {
    var numbers = [Float](repeating: 9, count: 4)
    var span = numbers.mutableSpan
    data.train.fillImages(of: 0..<2, into: &span)
    #expect(numbers == data.train.images)
  }

  @Test("writes labels as one-hot numbers over what was there")
  func oneHot() {
    let rows: [Int32] = [1, 0]
    var numbers = [Float](repeating: 9, count: 6)
    var span = numbers.mutableSpan
    data.train.fillOneHot(of: rows.span, into: &span)
    #expect(numbers == [0, 1, 0, 1, 0, 0])
    #expect(data.train.oneHotLabels == [1, 0, 0, 0, 1, 0])
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
      let rows: [Int32] = [-1]
      var numbers = [Float](repeating: 0, count: 784)
      var span = numbers.mutableSpan
      data.test.fillImages(of: rows.span, into: &span)
    }
  }
}
