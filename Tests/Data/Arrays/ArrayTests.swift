import Testing

@testable import MNLData

/// Arrays as numpy writes them.
@Suite struct ArrayTests {
  private let folder = TemporaryFolder()

  /// The bytes of an array.
  private func npy(
    _ type: String, _ shape: String, _ content: [UInt8], fortran: Bool = false, version: UInt8 = 1
  ) -> [UInt8] {
    let text =
      "{'descr': '\(type)', 'fortran_order': \(fortran ? "True" : "False"), 'shape': \(shape), }\n"
    let length = UInt8(text.utf8.count)
    let size: [UInt8] = version == 1 ? [length, 0] : [length, 0, 0, 0]
    return [0x93] + Array("NUMPY".utf8) + [version, 0] + size + Array(text.utf8) + content
  }

  private func read(_ bytes: [UInt8]) throws(DataError) -> NumberArray {
    try NPYReader(bytes, path: "a.npy").read()
  }

  private func numbers(_ bytes: [UInt8]) throws -> [Float] {
    try #require(try read(bytes).numbers)
  }

  private func fault(_ bytes: [UInt8]) -> ArrayFault? {
    guard
      case .array("a.npy", _, let fault)? = failure({ () throws(DataError) in _ = try read(bytes) })
    else { return nil }
    return fault
  }

  @Test("numbers of all sizes and both byte orders are read")
  func types() throws {
    #expect(try numbers(npy("|u1", "(2,)", [7, 255])) == [7, 255])
    #expect(try numbers(npy("|i1", "(2,)", [7, 255])) == [7, -1])
    #expect(try numbers(npy("|b1", "(2,)", [0, 1])) == [0, 1])
    #expect(try numbers(npy("<i2", "(1,)", [0xFE, 0xFF])) == [-2])
    #expect(try numbers(npy(">i2", "(1,)", [0xFF, 0xFE])) == [-2])
    #expect(try numbers(npy("<u4", "(1,)", [0, 0, 1, 0])) == [65_536])
    #expect(try numbers(npy(">i8", "(1,)", [0, 0, 0, 0, 0, 0, 1, 0])) == [256])
    #expect(try numbers(npy("<f2", "(1,)", [0, 0x3E])) == [1.5])
    #expect(try numbers(npy(">f4", "(1,)", [0x3F, 0xC0, 0, 0])) == [1.5])
    #expect(try numbers(npy("<f8", "(1,)", [0, 0, 0, 0, 0, 0, 0xF8, 0x3F])) == [1.5])
  }

  @Test("columns that stand together become rows")
  func fortran() throws {
    let array = try read(npy("|u1", "(2, 3)", [1, 4, 2, 5, 3, 6], fortran: true))
    #expect(array.shape == [2, 3])
    #expect(array.numbers == [1, 2, 3, 4, 5, 6])
  }

  @Test("an array without elements takes no memory, whatever its other axes are")
  func empty() throws {
    let array = try read(npy("<f4", "(1000000000, 0)", [], fortran: true))
    #expect(array.numbers == [])
  }

  @Test("reading stops when it is asked to", arguments: ["<f4", "<u4", "<i4", "<U1"])
  func interrupted(type: String) {
    let bytes = npy(type, "(1,)", [0x61, 0, 0, 0])
    let found = failure { () throws(DataError) in
      _ = try NPYReader(bytes, path: "a.npy", FileReading { _, _, _ in false }).read()
    }
    #expect(found == .interrupted)
  }

  @Test("texts lose the zeros at their ends", arguments: [1, 2, 3] as [UInt8])
  func texts(version: UInt8) throws {
    let wide = npy(
      "<U2", "(2,)", [97, 0, 0, 0, 0xE4, 0, 0, 0, 98, 0, 0, 0, 0, 0, 0, 0], version: version)
    guard case .texts(["aä", "b"]) = try read(wide).contents,
      case .texts(["ab", "c"]) = try read(npy("|S2", "(2,)", Array("abc\0".utf8))).contents
    else {
      Issue.record("other texts")
      return
    }
  }

  @Test("what cannot be read is refused, and nothing is set aside for it")
  func malformed() {
    #expect(fault(Array("not numpy's".utf8)) == .notAnArray)
    #expect(fault(npy("|u1", "(1,)", [0], version: 9)) == .unknownVersion(9))
    #expect(fault(npy("|O", "(1,)", [0])) == .objects)
    #expect(fault(npy("<c8", "(1,)", [0])) == .unknownType("<c8"))
    #expect(fault(npy("<f4", "(2,)", [0, 0, 0, 0])) == .wrongLength(needed: 8, found: 4))
    #expect(fault(npy("|u1", "(1,)", [0, 1])) == .wrongLength(needed: 1, found: 2))
    #expect(fault(npy("<f4", "(2,)", [0, 0, 0, 0, 0, 0, 0xC0, 0x7F])) == .notFinite(element: 1))
    #expect(
      fault(npy("<f8", "(1,)", [0, 0, 0, 0, 0, 0, 0xE0, 0x7F]))
        == .tooLarge(element: 0, greatest: "\(Float.greatestFiniteMagnitude)"))
    #expect(
      fault(npy("<u8", "(1,)", [UInt8](repeating: 255, count: 8)))
        == .tooLarge(element: 0, greatest: "\(Int.max)"))
    #expect(fault(npy("<U1", "(1,)", [0, 0xD8, 0, 0])) == .malformedText(element: 0))
    #expect(
      fault(npy("|u1", "(9223372036854775807, 2)", []))
        == .impossibleShape([.max, 2]))
    #expect(
      fault(npy("|u1", "(0, 4611686018427387904, 4611686018427387904)", []))
        == .impossibleShape([0, 1 << 62, 1 << 62]))
    #expect(fault(npy("|u1", "(-1,)", [])) == .malformedHeader)
  }

  private func array(_ shape: [Int], _ contents: NumberArray.Contents) -> NumberArray {
    NumberArray(shape: shape, contents: contents)
  }

  private func form(
    _ inputs: NumberArray, _ targets: NumberArray, classes: Bool? = nil
  ) throws -> ExampleForm {
    let examples = try ArrayExamples(
      path: "a", ArrayExamples.Rows(inputs, targets), test: nil, targetIsClass: classes)
    return try examples.data(
      named: "a", Division(way: .time, test: 0, validation: 0), isScaled: false
    ).form
  }

  @Test("bytes of three axes are images, other numbers are sequences")
  func inputs() throws {
    let labels = array([2], .integers([3, 5]))
    let images = try form(array([2, 1, 2], .bytes([0, 255, 1, 2])), labels)
    #expect(images.imageSize == ImageSize(height: 1, width: 2))
    #expect(images.targets == .classes(["3", "5"]))
    let sequences = try form(array([2, 1, 2], .numbers([0, 1, 2, 3])), labels)
    #expect(sequences.inputs == .numbers(steps: 1, names: ["value-1", "value-2"]))
    let plain = try form(array([2, 2], .bytes([0, 1, 2, 3])), labels)
    #expect(plain.inputs == .numbers(steps: 2, names: ["value"]))
  }

  @Test("what is asked follows from numbers and shape")
  func targets() throws {
    let inputs = array([2, 2], .numbers([0, 1, 2, 3]))
    #expect(try form(inputs, array([2], .texts(["b", "a"]))).targets == .classes(["a", "b"]))
    #expect(
      try form(inputs, array([2], .integers([1, 2])), classes: false).targets == .numbers(["y"]))
    #expect(try form(inputs, array([2], .numbers([1, 2]))).targets == .numbers(["y"]))
    #expect(
      try form(inputs, array([2], .numbers([1, 2])), classes: true).targets == .classes(["1", "2"]))
    #expect(
      try form(inputs, array([2, 2], .integers([0, 1, 2, 0]))).targets
        == .stepClasses(["0", "1", "2"]))
    #expect(
      try form(inputs, array([2, 3], .integers([0, 1, 0, 1, 0, 0]))).targets
        == .classes(["0", "1", "2"]))
    #expect(
      try form(inputs, array([2, 3], .integers([0, 1, 1, 1, 0, 0]))).targets
        == .labels(["0", "1", "2"]))
  }

  @Test("zeros and ones that might be classes of steps or labels are not guessed")
  func ambiguous() throws {
    let (inputs, targets) = (
      array([2, 2], .numbers([0, 1, 2, 3])), array([2, 2], .integers([0, 1, 1, 0]))
    )
    #expect(
      failure { () throws(DataError) in
        _ = try ArrayExamples(
          path: "a", ArrayExamples.Rows(inputs, targets), test: nil, targetIsClass: nil)
      } == .unfitData(path: "a", .ambiguousTargets(2)))
    #expect(try form(inputs, targets, classes: true).targets == .stepClasses(["0", "1"]))
    #expect(try form(inputs, targets, classes: false).targets == .classes(["0", "1"]))
  }

  @Test("arrays that do not belong together are refused")
  func unfit() {
    func misfit(_ inputs: NumberArray, _ targets: NumberArray) -> DataMisfit? {
      do {
        _ = try form(inputs, targets)
        return nil
      } catch {
        guard case .unfitData(_, let misfit)? = error as? DataError else { return nil }
        return misfit
      }
    }
    let inputs = array([2, 2], .numbers([0, 1, 2, 3]))
    #expect(
      misfit(inputs, array([3], .integers([1, 2, 3]))) == .countsDiffer(inputs: 2, targets: 3))
    #expect(misfit(inputs, array([2], .integers([1, 1]))) == .oneClass(column: nil, name: "1"))
    #expect(
      misfit(array([1, 1, 1, 2], .numbers([0, 1])), array([1], .integers([1])))
        == .shapeWithoutMeaning("1 x 1 x 1 x 2"))
  }

  @Test("a model reads arrays of its own shape alone")
  func meaning() throws {
    let meaning = ArrayMeaning(
      form: ArrayForm(steps: 2, features: 1, isOfImages: false), targets: .classes(["a", "b"]))
    #expect(ArrayMeaning(decoding: meaning.encoded) == meaning)
    #expect(
      try meaning.questions(array([1, 2], .numbers([5, 6])), path: "a").inputs.numbers(at: 0) == [
        5, 6,
      ])
    #expect(
      failure { () throws(DataError) in
        _ = try meaning.questions(array([1, 3], .numbers([5, 6, 7])), path: "a")
      } == .unfitData(path: "a", .shapesDiffer(found: "1 x 3", expected: "1 x 2 x 1 numbers")))
  }
}
