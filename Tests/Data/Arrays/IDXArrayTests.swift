import Testing

@testable import MNLData

/// Arrays in the form of MNIST.
@Suite struct IDXArrayTests {
  private let folder = TemporaryFolder()

  private func bytes(_ type: UInt8, _ dimensions: [UInt32], _ content: [UInt8]) -> [UInt8] {
    idxBytes(magic: UInt32(type) << 8 | UInt32(dimensions.count), dimensions, content)
  }

  private func read(_ bytes: [UInt8]) throws(DataError) -> NumberArray {
    try NumberArray(idx: folder.write(bytes, to: "a"))
  }

  private func error(_ bytes: [UInt8]) -> DataError? {
    failure { () throws(DataError) in try read(bytes) }
  }

  private func array(_ shape: [Int], _ contents: NumberArray.Contents) -> NumberArray {
    NumberArray(shape: shape, contents: contents)
  }

  private var path: String { folder.path + "/a" }

  @Test("numbers of all types are read, the highest byte first")
  func types() throws {
    func numbers(_ type: UInt8, _ content: [UInt8]) throws -> [Float] {
      try #require(try read(bytes(type, [1], content)).numbers)
    }
    #expect(try numbers(0x08, [255]) == [255])
    #expect(try numbers(0x09, [255]) == [-1])
    #expect(try numbers(0x0B, [0xFF, 0xFE]) == [-2])
    #expect(try numbers(0x0C, [0xFF, 0xFF, 0xFF, 0x00]) == [-256])
    #expect(try numbers(0x0D, [0x3F, 0xC0, 0, 0]) == [1.5])
    #expect(try numbers(0x0E, [0x3F, 0xF8, 0, 0, 0, 0, 0, 0]) == [1.5])
  }

  @Test("any number of dimensions is read", arguments: [1, 4, 255])
  func dimensions(rank: Int) throws {
    let shape = [2] + [UInt32](repeating: 1, count: rank - 1)
    #expect(try read(bytes(8, shape, [3, 4])).shape == shape.map(Int.init))
  }

  @Test("a packed file is the same")
  func packed() throws {
    let plain = bytes(0x0B, [2, 1], [0, 1, 0, 2])
    #expect(try read(folder.packed(plain)).integers == [1, 2])
  }

  @Test("a file that begins otherwise is refused at its byte")
  func malformed() {
    #expect(
      error(Array("P5 1 1 255".utf8)) == .array(path: path, offset: 0, .notAnIDX(0x5035_2031)))
    #expect(
      error(bytes(0x0A, [1], [0])) == .array(path: path, offset: 2, .unknownIDXType(0x0A)))
    #expect(
      error([0, 0, 8, 0, 0, 0, 0, 1]) == .array(path: path, offset: 3, .noDimensions))
    #expect(error([0, 0]) == .truncatedIDX(path: path, needed: 8, found: 2))
    #expect(
      error([0, 0, 8, 3, 0, 0, 0, 1]) == .truncatedIDX(path: path, needed: 16, found: 8))
  }

  @Test("elements of several bytes are all there, and no more")
  func length() {
    #expect(
      error(bytes(0x0B, [2], [0, 1, 0])) == .truncatedIDX(path: path, needed: 12, found: 11))
    #expect(
      error(bytes(0x0B, [2], [0, 1, 0, 1, 0])) == .trailingBytes(path: path, offset: 12))
  }

  @Test("no dimensions are believed that no memory holds")
  func impossible() {
    let found = error(bytes(0x0E, [.max, .max, 0], []))
    #expect(
      found
        == .impossibleSize(
          path: path, dimensions: [.max, .max, 0], elementSize: 8, limit: NumberArray.limit))
  }

  @Test("a number that is not finite is refused with its byte in the file")
  func notFinite() {
    #expect(
      error(bytes(0x0D, [2], [0, 0, 0, 0, 0x7F, 0xC0, 0, 0]))
        == .array(path: path, offset: 12, .notFinite(element: 1)))
  }

  @Test("a file of no records is refused")
  func empty() {
    #expect(error(bytes(8, [0, 2, 2], [])) == .noRecords(path: path))
  }

  @Test("labels of another count are refused with both files")
  func counts() {
    let labels = folder.write(bytes(8, [1], [1]), to: "b")
    folder.write(bytes(8, [2, 1, 1], [1, 2]), to: "a")
    #expect(
      failure { () throws(DataError) in _ = try ArrayExamples.rows(idx: path, labels: labels) }
        == .countsDiffer(images: path, imageCount: 2, labels: labels, labelCount: 1))
  }

  @Test(
    "labels are found beside inputs that are named like MNIST's",
    arguments: [
      ("x-images-idx3-ubyte", "x-labels-idx1-ubyte"),
      ("x-images-idx3-ubyte", "x-labels-idx1-ubyte.gz"),
      ("x-images-idx3-ubyte.gz", "x-labels-idx1-ubyte"),
      ("x-images.idx3-ubyte", "x-labels.idx1-ubyte"),
      ("images-idx2-float", "labels-idx1-ubyte"),
      ("images-idx2-float", "labels-idx1-float"),
    ])
  func labels(inputs: String, labels: String) throws {
    let labels = folder.write([1], to: labels)
    #expect(try IDXNames.labels(beside: "\(folder.path)/\(inputs)") == labels)
  }

  @Test("labels in the packing of their inputs are preferred")
  func preferred() throws {
    let plain = folder.write([1], to: "x-labels-idx1-ubyte")
    let packed = folder.write([1], to: "x-labels-idx1-ubyte.gz")
    #expect(try IDXNames.labels(beside: "\(folder.path)/x-images-idx3-ubyte") == plain)
    #expect(try IDXNames.labels(beside: "\(folder.path)/x-images-idx3-ubyte.gz") == packed)
  }

  @Test("labels that are not found are named")
  func missingLabels() {
    func missing(_ name: String) -> DataError? {
      failure { () throws(DataError) in try IDXNames.labels(beside: name, parameter: "p") }
    }
    #expect(missing("a.idx") == .labelsMissing(path: "a.idx", tried: [], parameter: "p"))
    #expect(
      missing("nowhere/x-images-idx3-ubyte.gz")
        == .labelsMissing(
          path: "nowhere/x-images-idx3-ubyte.gz",
          tried: ["x-labels-idx1-ubyte.gz", "x-labels-idx1-ubyte"], parameter: "p"))
  }

  @Test("the inputs for the test are found beside those for training alone")
  func testPart() {
    let test = folder.write([1], to: "t10k-images-idx3-ubyte.gz")
    #expect(IDXNames.test(beside: "\(folder.path)/train-images-idx3-ubyte") == test)
    #expect(IDXNames.test(beside: "\(folder.path)/other-images-idx3-ubyte") == nil)
    #expect(IDXNames.test(beside: "\(folder.path)/train-of-mine") == nil)
    #expect(IDXNames.test(beside: "train-images-idx3-ubyte") == nil)
  }

  @Test("a model of images reads arrays of bytes as it reads images")
  func images() throws {
    for isInverted in [false, true] {
      let images = ImageMeaning(
        size: ImageSize(height: 1, width: 2), classes: ["a", "b"], isInverted: isInverted,
        isScaled: false)
      let meaning = try #require(ArrayMeaning.ofArraysOrImages(images.encoded))
      let pixels = array([1, 1, 2], .bytes([255, 0]))
      let inputs = try meaning.questions(pixels, path: "a").inputs
      #expect(inputs.numbers(at: 0) == (isInverted ? [0, 1] : [1, 0]))
      #expect(
        failure { () throws(DataError) in
          _ = try meaning.questions(array([1, 1, 2], .numbers([1, 0])), path: "a")
        }
          == .unfitData(
            path: "a", .shapesDiffer(found: "1 x 1 x 2", expected: "1 x 1 x 2 images of bytes")))
    }
  }

  @Test("arrays of images that are told apart make models of images")
  func meaning() throws {
    func meaning(_ targets: NumberArray.Contents) throws -> String? {
      try ArrayExamples(
        path: "a",
        ArrayExamples.Rows(array([2, 1, 2], .bytes([0, 1, 2, 3])), array([2], targets)), test: nil,
        targetIsClass: nil
      ).data(named: "a", Division(way: .time, test: 0, validation: 0), isScaled: true).meaning
    }
    #expect(try meaning(.integers([3, 4])).flatMap(ImageMeaning.init(decoding:)) != nil)
    #expect(try meaning(.numbers([3, 4.5])).flatMap(ArrayMeaning.init(decoding:)) != nil)
  }
}
