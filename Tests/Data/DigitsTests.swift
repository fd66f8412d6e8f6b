import Testing

@testable import MNLData

@Suite struct DigitsTests {
  @Test("keeps one twelfth of the training images for validation")
  func sizes() throws {
    let data = try Digits.make(train: 240, test: 30)
    #expect(data.splits.map(\.count) == [220, 20, 30])
    #expect(data.form.imageSize == ImageSize(height: 28, width: 28))
    #expect(data.form.targetNames.count == 10)
    #expect(data.name == "digits")
  }

  @Test("draws as many of each digit as it can", arguments: [12, 100, 115])
  func balanced(count: Int) throws {
    let data = try Digits.make(train: 12, test: count)
    let counts = data.test.classCounts
    #expect(counts.allSatisfy { $0 == count / 10 || $0 == count / 10 + 1 })
  }

  @Test("draws the same images for a seed, in every version")
  func pinned() throws {
    let hashes = try Digits.make(train: 12, test: 100, seed: 1).test.hashes()
    #expect(hashes.inputs == "deb5ec21bcce9446f96bad68c573f56f91a0ef0bbac86035fd927bbc254b388d")
    #expect(hashes.targets == "d387991c76e0e8dd5572ccd972ad7daf2c46b2c781d8d8b74fc90e7a3bc51469")
  }

  @Test("draws the same first images however many are made")
  func prefix() throws {
    let few = try Digits.make(train: 12, test: 5)
    let many = try Digits.make(train: 24, test: 50)
    #expect((0..<5).allSatisfy { few.test.inputs(at: $0) == many.test.inputs(at: $0) })
  }

  @Test("draws the same digit in another way for another seed")
  func seeds() throws {
    let one = try Digits.make(train: 12, test: 100, seed: 1).test
    let two = try Digits.make(train: 12, test: 100, seed: 2).test
    let rows = (0..<100).filter { one.label(at: $0) == two.label(at: $0) }
    #expect(!rows.isEmpty)
    #expect(rows.allSatisfy { one.inputBytes(at: $0) != two.inputBytes(at: $0) })
  }

  @Test("puts the digits into another order for another seed")
  func seededOrder() throws {
    let one = try Digits.make(train: 12, test: 100, seed: 1).test
    let two = try Digits.make(train: 12, test: 100, seed: 2).test
    #expect(one.labels != two.labels)
  }

  @Test("shares no image between training and test")
  func independent() throws {
    let data = try Digits.make(train: 600, test: 600)
    let train = Set((0..<data.train.count).map { Array(data.train.inputBytes(at: $0)) })
    #expect(train.count == data.train.count)
    #expect(!(0..<600).contains { train.contains(Array(data.test.inputBytes(at: $0))) })
  }

  @Test("inks a plausible part of every image, away from the edge")
  func ink() throws {
    let test = try Digits.make(train: 12, test: 500).test
    var edge = 0
    for row in 0..<test.count {
      let image = Array(test.inputBytes(at: row))
      let dark = image.count { $0 > 100 }
      #expect((12...320).contains(dark), "row \(row)")
      edge += image.prefix(28).count { $0 > 100 }
    }
    #expect(edge < 500)
  }

  @Test("refuses sizes that are not allowed")
  func refused() {
    #expect(
      failure { () throws(DataError) in try Digits.make(train: 11) }
        == .sizeOutOfRange(parameter: "train", value: 11, allowed: 12...1_000_000))
    #expect(
      failure { () throws(DataError) in try Digits.make(test: 0) }
        == .sizeOutOfRange(parameter: "test", value: 0, allowed: 1...1_000_000))
  }

  @Test("stops when it is asked to")
  func interrupted() {
    var asked = 0
    let error = failure { () throws(DataError) in
      try Digits.make(train: 60_000) { _ in
        asked += 1
        return asked < 2
      }
    }
    #expect(error == .interrupted)
    #expect(asked == 2)
  }

  @Test("can be told apart by their average shapes, but not perfectly")
  func learnable() throws {
    let data = try Digits.make(train: 1200, test: 500)
    var means = [Float](repeating: 0, count: 10 * 784)
    let counts = data.train.classCounts
    for row in 0..<data.train.count {
      let digit = Int(data.train.label(at: row))
      for (pixel, grey) in data.train.inputBytes(at: row).enumerated() {
        means[digit * 784 + pixel] += Float(grey) / Float(counts[digit])
      }
    }
    var right = 0
    for row in 0..<data.test.count {
      let image = data.test.inputBytes(at: row)
      let distances = (0..<10).map { digit in
        zip(image, means[digit * 784..<(digit + 1) * 784]).reduce(Float(0)) {
          $0 + (Float($1.0) - $1.1) * (Float($1.0) - $1.1)
        }
      }
      let nearest = distances.indices.min { distances[$0] < distances[$1] }
      if nearest == Int(data.test.label(at: row)) { right += 1 }
    }
    #expect((200...450).contains(right), "\(right) of 500")
  }
}
