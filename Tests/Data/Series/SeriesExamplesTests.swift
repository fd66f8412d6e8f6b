import Testing

@testable import MNLData

/// What becomes of series.
@Suite struct SeriesExamplesTests {
  private func read(
    _ text: String, named path: String = "a",
    _ labelling: SeriesFile.Labelling = .asked(areClasses: nil)
  ) throws(DataError) -> SeriesFile {
    var reader = try SeriesReader(Array(text.utf8), path: path, labelling)
    return try reader.read()
  }

  private func data(
    _ train: String, test: String? = nil, classes: Bool? = nil
  ) throws(DataError) -> DataSet {
    let train = try read(train, .asked(areClasses: classes))
    let test = try test.map { text throws(DataError) in
      try read(text, named: "b", .asked(areClasses: classes))
    }
    return try SeriesExamples(train, test: test, targetIsClass: classes).data(
      named: "a", Division(way: .time, test: 0, validation: 0), isScaled: true)
  }

  @Test("shorter series have a length, and zeros after their end")
  func lengths() throws {
    let data = try data("a\t1\t2\t3\nb\t4\tNaN\tNaN\n")
    #expect(data.form.inputs == .numbers(steps: 3, names: ["value"]))
    #expect(data.hasLengths)
    #expect(data.train.length(at: 1) == 1)
    #expect(data.train.inputs(at: 1) == [4, 0, 0])
    #expect(data.spreads?.inputs.first?.mean == 2.5)
  }

  @Test("series of one length have none, unless the header says that they may differ")
  func oneLength() throws {
    #expect(try !data("a\t1\t2\nb\t4\t5\n").hasLengths)
    #expect(
      try data("@equalLength false\n@classLabel true a b\n@data\n1,2:a\n3,4:b\n").hasLengths)
  }

  @Test("labels that are whole numbers are classes by their value, others as they are written")
  func classes() throws {
    #expect(
      try data("10 1\n 1.0000000e+00 2\n-1 3\n").form.targets == .classes(["-1", "1", "10"]))
    #expect(try data("10 1\n1.0 2\nx 3\n").form.targets == .classes(["1.0", "10", "x"]))
    #expect(try data("10 1\n1.5 2\n").form.targets == .numbers(["y"]))
    #expect(try data("10 1\n1.5 2\n", classes: true).form.targets == .classes(["1.5", "10"]))
    #expect(try data("10 1\n1 2\n", classes: false).form.targets == .numbers(["y"]))
    #expect(
      try data("@classLabel true b 01 a\n@data\n1:a\n2:b\n").form.targets
        == .classes(["b", "01", "a"]))
    #expect(
      try data("@targetLabel true\n@data\n1:1\n2:3\n").train.targets(at: 1) == [3])
  }

  @Test("the test has series of its own, of the same classes and dimensions")
  func test() throws {
    let both = try data("a\t1\t2\nb\t4\t5\n", test: "b\t1\t2\t3\n")
    #expect(both.train.count == 2 && both.test.count == 1)
    #expect(both.train.inputs(at: 0) == [1, 2, 0])
    #expect(both.test.label(at: 0) == 1)
    #expect(
      failure { () throws(DataError) in _ = try data("a 1\nb 2\n", test: "c 1\n") }
        == .unfitData(path: "b", .strangeClass(name: "c", part: "test")))
    #expect(
      failure { () throws(DataError) in
        _ = try data(
          "@classLabel true a b\n@data\n1:2:a\n1:2:b\n", test: "@classLabel true a b\n@data\n1:a\n")
      }
        == .unfitData(
          path: "b", .seriesDiffer(found: "1 number a step", expected: "2 as in 'a'")))
    #expect(
      failure { () throws(DataError) in _ = try data("a 1\na 2\n") }
        == .unfitData(path: "a", .oneClass(column: nil, name: "a")))
  }

  @Test("classes and numbers are not asked for together")
  func mixed() {
    let numbers = "@targetLabel true\n@data\n1:1\n2:3\n"
    let classes = "@classLabel true a b\n@data\n1:a\n2:b\n"
    let (number, name) = ("a number each", "a class each")
    #expect(
      failure { () throws(DataError) in _ = try data(numbers, test: classes) }
        == .unfitData(path: "b", .seriesDiffer(found: name, expected: number)))
    #expect(
      failure { () throws(DataError) in _ = try data(classes, test: numbers) }
        == .unfitData(path: "b", .seriesDiffer(found: number, expected: name)))
    #expect(
      failure { () throws(DataError) in _ = try data("a 1\nb 2\n", test: numbers) }
        == .unfitData(path: "a", .seriesDiffer(found: name, expected: number)))
  }

  @Test("a header that names one class, or more than can be told apart, is refused")
  func classCounts() {
    func misfit(_ names: [String]) -> DataError? {
      failure { () throws(DataError) in
        _ = try data("@classLabel true \(names.joined(separator: " "))\n@data\n1:a\n")
      }
    }
    #expect(misfit(["a"]) == .unfitData(path: "a", .oneClass(column: nil, name: "a")))
    #expect(
      misfit((0..<256).map(String.init))
        == .unfitData(path: "a", .tooManyClasses(column: nil, classes: 256, limit: 255)))
  }

  @Test("a model reads series of its own shape alone")
  func meaning() throws {
    func questions(_ text: String, _ meaning: SeriesMeaning) throws -> Questions {
      try meaning.questions(try read(text, .absent))
    }
    func misfit(_ text: String, _ meaning: SeriesMeaning) -> DataError? {
      failure { () throws(DataError) in _ = try meaning.questions(try read(text, .absent)) }
    }
    func expected(_ found: String, _ wanted: String) -> DataError {
      .unfitData(path: "a", .seriesDiffer(found: found, expected: wanted))
    }
    let targets = ExampleForm.Targets.classes(["a", "b"])
    let fixed = SeriesMeaning(targets: targets, steps: 2, features: 1, haveLengths: false)
    #expect(SeriesMeaning(decoding: fixed.encoded) == fixed)
    #expect(try questions("1 2\n3 4\n", fixed).inputs.numbers(at: 1) == [3, 4])
    #expect(try questions("1 2\n", fixed).lengths == nil)
    #expect(misfit("1\n", fixed) == expected("1 step", "2"))
    #expect(misfit("1 2 3\n", fixed) == expected("3 steps", "2"))
    let loose = SeriesMeaning(targets: targets, steps: 2, features: 1, haveLengths: true)
    #expect(try questions("1\n", loose).lengths == [1])
    #expect(misfit("1 2 3\n", loose) == expected("3 steps", "at most 2"))
    let wide = SeriesMeaning(targets: targets, steps: 2, features: 2, haveLengths: true)
    #expect(misfit("1 2\n", wide) == expected("1 number a step", "2"))
  }
}
