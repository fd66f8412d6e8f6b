/// An array of numbers or texts of any shape, as numpy keeps it.
package struct NumberArray: Sendable {
  /// What it holds, the last axis changing fastest.
  package enum Contents: Sendable {
    /// Whole numbers from 0 to 255.
    case bytes([UInt8])
    /// Other whole numbers, and truth as 0 and 1.
    case integers([Int])
    /// Numbers.
    case numbers([Float])
    /// Texts.
    case texts([String])
  }

  /// How long each axis is, the outermost first.
  package let shape: [Int]
  /// What it holds.
  package let contents: Contents

  /// Puts elements into a shape.
  ///
  /// - Precondition: they are as many as it says.
  package init(shape: [Int], contents: Contents) {
    let count =
      switch contents {
      case .bytes(let bytes): bytes.count
      case .integers(let integers): integers.count
      case .numbers(let numbers): numbers.count
      case .texts(let texts): texts.count
      }
    precondition(count == shape.reduce(1, *), "\(count) elements of the shape \(shape)")
    (self.shape, self.contents) = (shape, contents)
  }

  /// How many rows the outermost axis has; 1 where there is no axis.
  package var count: Int { shape.first ?? 1 }

  /// How many elements a row has.
  package var rowSize: Int { shape.dropFirst().reduce(1, *) }

  /// The shape in words: `60000 x 28 x 28`.
  package var shapeText: String {
    shape.isEmpty ? "no axis" : shape.map(String.init).joined(separator: " x ")
  }

  /// The whole numbers, if that is what it holds.
  var integers: [Int]? {
    switch contents {
    case .bytes(let bytes): bytes.map(Int.init)
    case .integers(let integers): integers
    case .numbers(let numbers):
      numbers.allSatisfy { $0 == $0.rounded() && abs($0) < 1e7 } ? numbers.map { Int($0) } : nil
    case .texts: nil
    }
  }

  /// Whether whole numbers were written as such.
  var isOfIntegers: Bool {
    switch contents {
    case .bytes, .integers: true
    case .numbers, .texts: false
    }
  }

  /// Whether it holds texts.
  var isOfTexts: Bool { if case .texts = contents { true } else { false } }

  /// The elements as numbers; nil for texts.
  var numbers: [Float]? {
    switch contents {
    case .bytes(let bytes): bytes.map(Float.init)
    case .integers(let integers): integers.map { Float($0) }
    case .numbers(let numbers): numbers
    case .texts: nil
    }
  }
}

extension NumberArray {
  /// How many elements an array has at most.
  static let limit = Int(Int32.max) * 256

  /// How many bytes a byte of a file takes in memory, with the numbers that are made of it.
  static let room = 3

  /// Reads an array that stands alone, packed with gzip or not.
  ///
  /// - Parameters:
  ///   - path: Where it lies.
  ///   - name: What errors call it; its path if nil.
  ///   - reading: Who is told how far it is, and asked whether it goes on.
  /// - Throws: `array`, `unfitData`, `interrupted`, and what keeps the file from being read.
  /// - Complexity: O(bytes).
  package init(
    path: String, named name: String? = nil, _ reading: FileReading = .unseen
  ) throws(DataError) {
    let bytes = try WholeFile.bytes(of: path, named: name, room: Self.room, reading)
    self = try NPYReader(bytes, path: name ?? path, reading).read()
  }
}
