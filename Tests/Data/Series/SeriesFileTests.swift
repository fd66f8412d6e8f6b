import Testing

@testable import MNLData

/// Series as the UEA and UCR archives have them.
@Suite struct SeriesFileTests {
  private let folder = TemporaryFolder()

  private func read(
    _ text: String, _ labelling: SeriesFile.Labelling = .asked(areClasses: nil)
  ) throws(DataError) -> SeriesFile {
    var reader = try SeriesReader(Array(text.utf8), path: "a", labelling)
    return try reader.read()
  }

  /// Where a fault is, and what it is.
  private func fault(
    _ bytes: [UInt8], _ labelling: SeriesFile.Labelling = .asked(areClasses: nil)
  ) -> String {
    let found = failure { () throws(DataError) in
      var reader = try SeriesReader(bytes, path: "a", labelling)
      _ = try reader.read()
    }
    guard case .series(_, let place, let fault)? = found else { return "\(found as Any)" }
    return "\(place.line):\(place.column) \(fault.message)"
  }

  private func fault(
    _ text: String, _ labelling: SeriesFile.Labelling = .asked(areClasses: nil)
  ) -> String { fault(Array(text.utf8), labelling) }

  @Test("dimensions become the numbers of a step, and classes are those of the header")
  func header() throws {
    let file = try read(
      """
      # a comment: 1,2
      @problemName Waves
      @TIMESTAMPS false
      @missing false
      @univariate false
      @dimensions 2
      @equalLength true
      @seriesLength 3
      @classLabel true up down
      @data
      1,2,3:4,5,6:down

      -1e-1, .5 ,+3:0,0,7: up
      """)
    #expect(file.form == .header)
    #expect(file.dimensions == 2)
    #expect(file.lengths == [3, 3])
    #expect(file.values == [1, 4, 2, 5, 3, 6, -0.1, 0, 0.5, 0, 3, 7])
    #expect(file.labels == .classes(["down", "up"], named: ["up", "down"]))
  }

  @Test("what follows the values may be a number, or nothing")
  func targets() throws {
    let numbers = try read("@targetLabel true\n@data\n1,2:0.5\n3:-1\n")
    #expect(numbers.labels == .numbers([0.5, -1]))
    #expect(numbers.lengths == [2, 1])
    let none = try read("@classLabel false\n@data\n1,2:3,4\n", .ignored)
    #expect(none.labels == .none)
    #expect(none.dimensions == 2)
    let ignored = try read("@classLabel true a b\n@data\n1,2:?\n", .ignored)
    #expect(ignored.values == [1, 2])
    #expect(
      failure { () throws(DataError) in _ = try read("@data\n1,2:3,4\n") }
        == .unfitData(path: "a", .nothingAsked))
  }

  @Test(
    "a line without header is a label and values",
    arguments: ["a\t1\t2\nb\t3\tNaN\n", "a,1,2\nb,3,nan\n", "  a  1   2\n b 3 NaN  \n"])
  func lines(text: String) throws {
    let file = try read(text)
    #expect(file.labels == .classes(["a", "b"], named: nil))
    #expect(file.lengths == [2, 1])
    #expect(file.values == [1, 2, 3])
    #expect(file.missing == 0)
    #expect(try read(text, .ignored).values == [1, 2, 3])
  }

  @Test("without labels all fields are values")
  func absent() throws {
    #expect(try read("1 2\n3 4\n", .absent).values == [1, 2, 3, 4])
  }

  @Test("all ends of lines are read, also mixed, and a byte-order mark is left out")
  func ends() throws {
    let file = try read("\u{FEFF}a\t1\r\nb\t2\rc\t3\n\r\n\n d\t4")
    #expect(file.values == [1, 2, 3, 4])
  }

  @Test("what is missing lies between the values beside it, at the ends it is the nearest")
  func gaps() throws {
    let file = try read("@classLabel true a b\n@data\n?,1,NaN,?,4,nan:b\n1,2,3,4,5,6:a\n")
    #expect(file.values[..<6] == [1, 1, 2, 3, 4, 4])
    #expect(file.missing == 4)
    let line = try read("a\t?\t1\t?\t3\t?\nb\t1\t2\t3\t4\t5\n")
    #expect(line.values[..<4] == [1, 1, 2, 3])
    #expect(line.lengths == [4, 5])
    #expect(line.missing == 2)
  }

  @Test("a header that does not hold is refused with its place")
  func wrongHeader() {
    func file(_ word: String, _ lines: String) -> String {
      "\(word)\n@classLabel true a b\n@data\n\(lines)"
    }
    let two = "1,2:3,4:a\n"
    #expect(
      fault(file("@dimensions 3", two))
        == "4:1 the series has 2 dimensions, expected 3, as '@dimensions' says")
    #expect(
      fault(file("@univariate true", two))
        == "4:1 the series has 2 dimensions, expected 1, as '@univariate' says")
    #expect(
      fault(file("@univariate false", "1,2:a\n"))
        == "4:1 the series has 1 dimension, expected 2 or more, as '@univariate false' says")
    #expect(
      fault(file("@seriesLength 3", two))
        == "4:1 the series has 2 steps, expected 3, as '@seriesLength' says")
    #expect(
      fault(file("@equalLength true", "1,2:a\n1:b\n"))
        == "5:1 the series has 1 step, expected 2, as in the first series")
    #expect(
      fault(file("@equalLength false", two + "1:b\n"))
        == "5:1 the series has 1 dimension, expected 2, as in the first series")
    #expect(
      fault(file("@dimensions x", two))
        == "1:1 '@dimensions' is 'x', expected a whole number from 1")
    #expect(fault(file("@missing", two)) == "1:1 '@missing' is '', expected true or false")
    #expect(fault(file("@relation x", two)) == "1:1 '@relation' is no word of the header")
    #expect(fault(file("@timeStamps true", two)) == "1:1 values with times are not read")
    #expect(
      fault(file("@data", two)).hasPrefix("Optional(") == true)
    #expect(
      fault(file("@missing true\n@missing true", two))
        == "2:1 '@missing' stands in the header twice")
    #expect(
      fault(file("@univariate true\n@dimensions 2", two))
        == "4:1 '@univariate true' and '@dimensions 2' contradict each other")
    #expect(
      fault(file("@targetLabel true", two))
        == "3:1 '@classLabel true a b' and '@targetLabel true' contradict each other")
    #expect(
      fault("@classLabel true\n@data\n")
        == "1:1 '@classLabel' is 'true', expected true and each class once")
    #expect(fault("@missing true\n1,2:a\n") == "2:1 the header ends here, without '@data'")
    #expect(fault("@missing true\n") == "2:1 the header ends here, without '@data'")
    #expect(
      fault("@classLabel true a b\n@data\n# none\n") == "4:1 the file ends here, and has no series")
  }

  @Test("what is malformed is refused with line and column")
  func malformed() {
    func line(_ text: String) -> String { "@classLabel true a b\n@data\n" + text }
    #expect(fault(line("1,2:a\n1, x,2:b\n")) == "4:4 'x' is no number")
    #expect(fault(line("1,2,:a\n")) == "3:5 there is no value here")
    #expect(
      fault(line("1,2:3:a\n")).hasPrefix("3:5 dimension 2 of the series has 1 value, expected 2"))
    #expect(fault(line("1,1e999:a\n")).hasPrefix("3:3 '1e999' is no finite number"))
    #expect(fault(line("1,1e300:a\n")).hasPrefix("3:3 '1e300' is no finite number"))
    #expect(fault(line("1,-inf:a\n")).hasPrefix("3:3 '-inf' is no finite number"))
    #expect(fault(line("1,2:c\n")) == "3:5 'c' is no class that the header names")
    #expect(fault(line("1,2:\n")) == "3:5 the series has no class or number that is asked for")
    #expect(fault(line("1,2\n")) == "3:4 the series has no class or number that is asked for")
    #expect(fault(line("(0,1),(1,2):a\n")) == "3:1 values with times are not read")
    #expect(fault(line("1,2:?,?:a\n")) == "3:1 all values of dimension 2 of the series are missing")
    #expect(
      fault("a\t1\t2\nb\t1\n") == "2:1 the line has 1 value, expected 2, as in the first line")
    #expect(fault("a\t1\t\t2\n") == "1:5 there is no value here")
    #expect(fault("a\n") == "1:2 there is no value here")
    #expect(fault("a\tNaN\n") == "1:1 all values of dimension 1 of the series are missing")
    #expect(fault("?\t1\n") == "1:1 the series has no class or number that is asked for")
    #expect(fault("ä\tx\n") == "1:3 'x' is no number")
    #expect(
      fault("a\t1\n", .asked(areClasses: false)) == "1:1 'a', which is asked for, is no number")
    #expect(fault(Array("a\t1\nb\t".utf8) + [0]) == "2:3 a zero byte, which no text has")
    #expect(fault(Array("a\t1\nb\t".utf8) + [0xFF]) == "2:3 bytes that are not UTF-8")
    #expect(fault([0xFF, 0xFE, 0x31]) == "1:1 bytes that are not UTF-8")
    #expect(fault(" \n\t\n") == "3:1 the file ends here, and has no series")
  }

  @Test("packed files are read, and reading stops when it is asked to")
  func files() throws {
    let path = folder.write(folder.packed(Array("a 1\nb 2\n".utf8)), to: "a.txt.gz")
    #expect(try SeriesFile(path: path, labelling: .ignored).count == 2)
    let long = folder.write(
      Array(("a" + String(repeating: " 1", count: 70_000)).utf8), to: "b.txt")
    #expect(
      failure { () throws(DataError) in
        _ = try SeriesFile(path: long, labelling: .ignored, FileReading { _, _, _ in false })
      } == .interrupted)
  }

  @Test("the file for the test lies beside that for training")
  func beside() {
    let train = folder.write([1], to: "X_TRAIN.ts")
    #expect(SeriesFile.testFile(beside: train) == nil)
    let packed = folder.write([1], to: "X_TEST.ts.gz")
    #expect(SeriesFile.testFile(beside: train) == packed)
    let plain = folder.write([1], to: "X_TEST.ts")
    #expect(SeriesFile.testFile(beside: train) == plain)
    #expect(SeriesFile.testFile(beside: folder.path + "/X.ts") == nil)
  }
}
