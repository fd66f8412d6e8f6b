import MNLData
import MNLDiagnostics
import MNLEvents
import MNLRuntime

// Arrays that numpy wrote.
extension DataPlugin {
  /// What arrays become.
  static let arrayDetails = """
    Bytes of shape [N, H, W] are images; other numbers of shape [N, T, I] are sequences of T steps, \
    of shape [N, T] sequences of one number a step. Whole numbers and texts that are asked for are \
    classes, one for each row or for each step; rows of zeros with a single one are classes, too, \
    other zeros and ones labels, and all else numbers. Numbers that are missing or infinite are \
    refused, and so are objects of Python.
    """

  private static let lengthDetails = """


    Where examples end before their last step, `lengths` names an array of how many steps each has, \
    from 0. What stands after its end counts for nothing, neither as number nor as class. Bytes are \
    no images then.
    """

  /// The parameter that says what whole numbers are.
  static let arrayClasses = ParameterDeclaration.option(
    "classes", .bool, "Whether whole numbers that are asked for are classes; found out if left out")

  var loadNPZ: PluginCommand {
    func array(_ name: String, _ help: String, _ usual: [String]) -> ParameterDeclaration {
      .option(
        name, .text, "\(help); \(usual.map { "`\($0)`" }.joined(separator: ", ")) if left out")
    }
    let declaration = CommandDeclaration(
      "load npz", "Reads arrays of numpy's `savez` and makes them current",
      details: Self.arrayDetails + Self.lengthDetails,
      parameters: [
        ParameterDeclaration(
          "file", .path, "The archive", pathRole: .readsFile,
          completion: .path(endings: ["npz"])),
        array("inputs", "The array of the examples", Self.usualInputs),
        array("targets", "The array of what is asked", Self.usualTargets),
        array("test-inputs", "The array of examples for the test", Self.usualTestInputs),
        array("test-targets", "The array of what is asked of them", Self.usualTestTargets),
        .option("lengths", .text, "The array of how many steps each example has"),
        .option("test-lengths", .text, "The same of the examples for the test"),
        Self.arrayClasses, Self.scaling,
      ] + Self.dividing([.random, .stratified, .time], Self.arrayRule),
      returns: .value(.kind("data")),
      examples: [
        .init(
          "try { load npz mnist.npz } catch { load digits train=120 test=24 }",
          "Arrays x_train, y_train, x_test and y_test, if they are there")
      ],
      seeAlso: ["load npy", "predict npz", "load csv", "train"])
    return PluginCommand(declaration) { (arguments, context) throws(CommandFailure) -> Value in
      let path = arguments.text("file")
      do throws(DataError) {
        let reading = Self.reading(context)
        let archive = try NPZArchive(path: path, reading)
        func name(_ parameter: String, _ usual: [String]) -> String? {
          arguments.optionalText(parameter) ?? usual.first { archive.names.contains($0) }
        }
        func rows(
          _ inputs: String, _ targets: String, _ lengths: String?
        ) throws(DataError) -> ArrayExamples.Rows {
          ArrayExamples.Rows(
            try archive.array(named: inputs, reading), try archive.array(named: targets, reading),
            lengths: try lengths.map { name throws(DataError) in
              try archive.array(named: name, reading)
            })
        }
        let inputs = name("inputs", Self.usualInputs) ?? Self.usualInputs[0]
        let targets = name("targets", Self.usualTargets) ?? Self.usualTargets[0]
        let lengths = arguments.optionalText("lengths")
        let testLengths = arguments.optionalText("test-lengths")
        let learned = try rows(inputs, targets, lengths)
        var found = "'\(inputs)' of \(learned.inputs.shapeText), "
        if let lengths { found += "as long as '\(lengths)' says, " }
        found += "asks for '\(targets)'"
        var test: ArrayExamples.Rows?
        let judging = (
          name("test-inputs", Self.usualTestInputs), name("test-targets", Self.usualTestTargets)
        )
        if judging.0 != nil || judging.1 != nil || testLengths != nil {
          let (inputs, targets) = (
            judging.0 ?? Self.usualTestInputs[0], judging.1 ?? Self.usualTestTargets[0]
          )
          test = try rows(inputs, targets, testLengths)
          found += ", tests by '\(inputs)'"
        }
        return try Self.load(learned, test: test, found, arguments, context)
      } catch {
        throw CommandFailure(error)
      }
    }
  }

  var loadNPY: PluginCommand {
    let file = ParameterDeclaration.Completion.path(endings: ["npy", "gz"])
    let declaration = CommandDeclaration(
      "load npy", "Reads arrays of numpy's `save` and makes them current",
      details: Self.arrayDetails,
      parameters: [
        ParameterDeclaration(
          "file", .path, "The array of the examples", pathRole: .readsFile, completion: file),
        ParameterDeclaration(
          "targets", .path, "The array of what is asked", pathRole: .readsFile, completion: file),
        .option(
          "test-inputs", .path, "The array of examples for the test", pathRole: .readsFile,
          completion: file),
        .option(
          "test-targets", .path, "The array of what is asked of them", pathRole: .readsFile,
          completion: file),
        Self.arrayClasses, Self.scaling,
      ] + Self.dividing([.random, .stratified, .time], Self.arrayRule),
      returns: .value(.kind("data")),
      examples: [
        .init(
          "let inputs = \"x.npy\"; let targets = \"y.npy\"; "
            + "try { load npy $inputs $targets } catch { load digits train=120 test=24 }",
          "Two arrays, if they are there")
      ],
      seeAlso: ["load npz", "predict npy", "load csv", "train"])
    return PluginCommand(declaration) { (arguments, context) throws(CommandFailure) -> Value in
      let path = arguments.text("file")
      let pair = (arguments.optionalText("test-inputs"), arguments.optionalText("test-targets"))
      guard (pair.0 == nil) == (pair.1 == nil) else {
        let missing = pair.0 == nil ? "test-inputs" : "test-targets"
        throw CommandFailure(
          .outOfRange, "examples for the test need inputs and targets",
          parameter: pair.0 == nil ? "test-targets" : "test-inputs", help: "give `\(missing)=`, too"
        )
      }
      do throws(DataError) {
        let reading = Self.reading(context)
        func array(_ path: String) throws(DataError) -> NumberArray {
          try NumberArray(path: path, reading)
        }
        let learned = ArrayExamples.Rows(
          try array(path), try array(arguments.text("targets")))
        var test: ArrayExamples.Rows?
        if let inputs = pair.0, let targets = pair.1 {
          test = ArrayExamples.Rows(try array(inputs), try array(targets))
        }
        return try Self.load(
          learned, test: test, "inputs of \(learned.inputs.shapeText)", arguments, context)
      } catch {
        throw CommandFailure(error)
      }
    }
  }

  /// How arrays are divided if nothing is said.
  static let arrayRule = "by chance, each class alike, if left out"
  private static let usualInputs = ["x_train", "x", "X", "inputs", "data"]
  private static let usualTargets = ["y_train", "y", "Y", "targets", "labels"]
  private static let usualTestInputs = ["x_test"]
  private static let usualTestTargets = ["y_test"]

  /// Makes data of arrays, makes them current, and says what was found.
  ///
  /// - Parameters:
  ///   - rows: The examples.
  ///   - test: Those for the test, if they are known.
  ///   - found: What was found, in words.
  ///   - arguments: With a file, and the parameters that all such commands have.
  ///   - context: Where it is said.
  /// - Returns: The data.
  /// - Throws: `unfitData`, `interrupted`.
  static func load(
    _ rows: ArrayExamples.Rows, test: ArrayExamples.Rows?, _ found: String,
    _ arguments: Arguments, _ context: CommandContext
  ) throws(DataError) -> Value {
    let path = arguments.text("file")
    let examples = try ArrayExamples(
      path: path, rows, test: test,
      targetIsClass: arguments.isGiven("classes") ? arguments.bool("classes") : nil)
    let division = division(arguments, found: examples.asksForClasses ? .stratified : .random)
    let data = try examples.data(
      named: name(of: path), division, isScaled: arguments.bool("normalize"))
    guard !context.isInterrupted else { throw .interrupted }
    context.print("\(found), divided by \(division.way.words)")
    return makeCurrent(data, in: context)
  }
}
