import MNLData
import MNLDiagnostics
import MNLEvents
import MNLRuntime

// Arrays in the form of MNIST.
extension DataPlugin {
  /// What names of such files end with.
  package static let idxEndings = ["ubyte", "idx", "gz"]

  private static let idxDetails = """
    The IDX form has numbers of six types: bytes with and without a sign, of 16 and 32 bits, and \
    fractions of 32 and 64 bits. Where the file is named as in MNIST, X-images-idx3-ubyte, its \
    labels are X-labels-idx1-ubyte beside it, unless they are named; and beside train-… the files \
    of t10k-… or test-… are for the test, unless `test` asks for a share of the examples.
    """

  var loadIDX: PluginCommand {
    func file(_ name: String, _ help: String) -> ParameterDeclaration {
      .option(
        name, .path, help, pathRole: .readsFile, completion: .path(endings: Self.idxEndings))
    }
    let declaration = CommandDeclaration(
      "load idx", "Reads arrays in the form of MNIST and makes them current",
      details: Self.idxDetails + "\n\n" + Self.arrayDetails,
      parameters: [
        ParameterDeclaration(
          "file", .path, "The array of the examples", pathRole: .readsFile,
          completion: .path(endings: Self.idxEndings)),
        file("labels", "The array of what is asked; beside the file if left out"),
        file("test-file", "The array of examples for the test; beside the file if left out"),
        file("test-labels", "The array of what is asked of them; beside theirs if left out"),
        Self.arrayClasses, Self.scaling,
      ] + Self.dividing([.random, .stratified, .time], Self.arrayRule),
      returns: .value(.kind("data")),
      examples: [
        .init(
          "try { load idx train-images-idx3-ubyte } catch { load digits train=120 test=24 }",
          "Images with their labels and those for the test, if they are there")
      ],
      seeAlso: ["load mnist", "load npz", "predict idx", "train"])
    return PluginCommand(declaration) { (arguments, context) throws(CommandFailure) -> Value in
      let path = arguments.text("file")
      let testPath =
        arguments.optionalText("test-file")
        ?? (arguments.isGiven("test") ? nil : IDXNames.test(beside: path))
      if testPath == nil, arguments.isGiven("test-labels") {
        throw CommandFailure(
          .outOfRange, "examples for the test need inputs and labels", parameter: "test-labels",
          help: "give `test-file=`, too")
      }
      do throws(DataError) {
        let reading = Self.reading(context)
        func labels(_ parameter: String, of path: String) throws(DataError) -> String {
          if let named = arguments.optionalText(parameter) { return named }
          return try IDXNames.labels(beside: path, parameter: parameter)
        }
        let own = try labels("labels", of: path)
        let testLabels = try testPath.map { path throws(DataError) in
          try labels("test-labels", of: path)
        }
        let learned = try ArrayExamples.rows(idx: path, labels: own, reading)
        var found = "'\(path)' of \(learned.inputs.shapeText), asks for '\(own)'"
        var test: ArrayExamples.Rows?
        if let testPath, let testLabels {
          let rows = try ArrayExamples.rows(idx: testPath, labels: testLabels, reading)
          found += ", tests by \(rows.inputs.count) of '\(testPath)' with '\(testLabels)'"
          test = rows
        }
        return try Self.load(learned, test: test, found, arguments, context)
      } catch {
        throw CommandFailure(error)
      }
    }
  }
}
