import Testing

@testable import MNLData

@Suite("Folders of images")
struct ImageFolderTests {
  private let folder = TemporaryFolder()

  private func pgm(_ values: [Int], width: Int = 2) -> [UInt8] {
    Array(
      "P2 \(width) \(values.count / width) # made here\n255\n\(values.map(String.init).joined(separator: " "))\n"
        .utf8)
  }

  private func read(
    _ reading: ImageFolder.Reading = ImageFolder.Reading(),
    _ division: Division = Division(way: .stratified, test: 0, validation: 0)
  ) throws(DataError) -> DataSet {
    try ImageFolder(path: folder.path).read(named: "own", reading, division) { _ in true }
  }

  private func makeTwoClasses() {
    for name in ["a b", "猫"] { folder.folder(name) }
    folder.write(pgm([0, 255, 1, 2]), to: "a b/1.pgm")
    folder.write(folder.packed(pgm([5, 6, 7, 8])), to: "猫/1.pgm.gz")
  }

  @Test("each folder is a class, also with a blank or in Chinese, and hidden files are left out")
  func classes() throws {
    makeTwoClasses()
    folder.write([1], to: "猫/.hidden.png")
    folder.write([1], to: "猫/notes.txt")
    let found = try ImageFolder(path: folder.path)
    #expect(found.classes == ["a b", "猫"])
    #expect(found.others == 1)
    let data = try read()
    #expect(data.train.labels == [0, 1])
    #expect(Array(data.train.inputBytes(at: 1)) == [5, 6, 7, 8])
  }

  @Test("inverted images have what their values lack to white")
  func inverted() throws {
    makeTwoClasses()
    let data = try read(ImageFolder.Reading(isInverted: true))
    #expect(Array(data.train.inputBytes(at: 0)) == [255, 0, 254, 253])
  }

  @Test("images of different sizes are refused with both, and scaled if a size is said")
  func sizes() throws {
    makeTwoClasses()
    let other = folder.write(pgm([100, 200], width: 1), to: "a b/2.pgm")
    let fault = failure { () throws(DataError) in try read() }
    #expect(
      fault
        == .imageSizesDiffer(
          path: other, found: ImageSize(height: 2, width: 1), other: folder.path + "/a b/1.pgm",
          expected: ImageSize(height: 2, width: 2)))
    let data = try read(ImageFolder.Reading(size: ImageSize(height: 1, width: 1)))
    #expect(data.train.count == 3)
    #expect(Array(data.train.inputBytes(at: 1)) == [150])
  }

  @Test("folders that are parts are kept as they are")
  func parts() throws {
    for part in ["train", "test"] {
      for name in ["x", "y"] {
        folder.folder("\(part)/\(name)")
        folder.write(pgm([1, 2]), to: "\(part)/\(name)/1.pgm")
      }
    }
    let data = try read()
    #expect(data.splits.map(\.count) == [2, 0, 2])
    folder.folder("test/z")
    folder.write(pgm([1, 2]), to: "test/z/1.pgm")
    let fault = failure { () throws(DataError) in try read() }
    #expect(fault == .unfitData(path: folder.path, .strangeClass(name: "z", part: "test")))
  }

  @Test("a class without an image is named, and one class alone is refused")
  func missing() {
    makeTwoClasses()
    folder.folder("nothing")
    #expect(
      failure { () throws(DataError) in try read() }
        == .unfitData(path: folder.path, .emptyClass(folder: "nothing")))
    let single = TemporaryFolder()
    single.folder("one")
    single.write(pgm([1, 2]), to: "one/1.pgm")
    #expect(
      failure { () throws(DataError) in try ImageFolder(path: single.path) }
        == .unfitData(path: single.path, .oneClass(column: nil, name: "one")))
  }

  @Test("a model's images are refused in another size, and scaled if they may be")
  func questions() throws {
    let path = folder.write(pgm([10, 20, 30, 40]), to: "new.pgm")
    func ask(isScaled: Bool) throws(DataError) -> Questions {
      let meaning = ImageMeaning(
        size: ImageSize(height: 1, width: 1), classes: ["a", "b"], isInverted: false,
        isScaled: isScaled)
      return try meaning.questions([(path: path, name: "new.pgm")], in: path) { _ in true }
    }
    #expect(try ask(isScaled: true).inputs.bytes(at: 0) == [25])
    #expect(
      failure { () throws(DataError) in try ask(isScaled: false) }
        == .imageSizesDiffer(
          path: "new.pgm", found: ImageSize(height: 2, width: 2), other: nil,
          expected: ImageSize(height: 1, width: 1)))
  }
}
