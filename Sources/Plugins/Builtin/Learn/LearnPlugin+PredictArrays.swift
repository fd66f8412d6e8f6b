import MNLData
import MNLEvents
import MNLRuntime

// What models that were made for arrays say of other ones.
extension LearnPlugin {
  private static let details = """
    The model must have been made for arrays, or for images if they are such, and the rows must \
    have the shape that it was made for. The answers say which row, from 0.
    """

  var predictNPZ: PluginCommand {
    let declaration = CommandDeclaration(
      "predict npz", "Tells what a model takes the rows of an array in an archive for",
      details: Self.details,
      parameters: [
        ParameterDeclaration(
          "file", .path, "The archive; \"-\" is standard input",
          completion: .path(endings: ["npz"])),
        .option("inputs", .text, "The array of the examples; the first one if left out"),
        .option(
          "lengths", .text, "The array of how many steps each example has; all if left out"),
      ] + Self.answering,
      returns: .value(.list),
      examples: [
        .init(
          "try { predict npz new.npz } catch { print \"there is no such archive\" }",
          "The rows of an array, if there is one")
      ],
      seeAlso: ["load npz", "predict npy", "predict", "save"])
    return Self.predictingArrays(declaration, shown: "load npz") {
      (path, name, arguments, reading) throws(DataError) in
      let archive = try NPZArchive(path: path, named: name, reading)
      let inputs = try archive.array(
        named: arguments.optionalText("inputs") ?? archive.names.first ?? "x", reading)
      guard let lengths = arguments.optionalText("lengths") else { return (inputs, nil) }
      return (inputs, try archive.array(named: lengths, reading))
    }
  }

  var predictNPY: PluginCommand {
    let declaration = CommandDeclaration(
      "predict npy", "Tells what a model takes the rows of an array for",
      details: Self.details,
      parameters: [
        ParameterDeclaration(
          "file", .path, "The array; \"-\" is standard input",
          completion: .path(endings: ["npy", "gz"]))
      ] + Self.answering,
      returns: .value(.list),
      examples: [
        .init(
          "try { predict npy new.npy } catch { print \"there is no such array\" }",
          "The rows of an array, if there is one")
      ],
      seeAlso: ["load npy", "predict npz", "predict", "save"])
    return Self.predictingArrays(declaration, shown: "load npy") {
      (path, name, _, reading) throws(DataError) in
      (try NumberArray(path: path, named: name, reading), nil)
    }
  }

  var predictIDX: PluginCommand {
    let declaration = CommandDeclaration(
      "predict idx", "Tells what a model takes the rows of an array in MNIST's form for",
      details: Self.details,
      parameters: [
        ParameterDeclaration(
          "file", .path, "The array; \"-\" is standard input",
          completion: .path(endings: DataPlugin.idxEndings))
      ] + Self.answering,
      returns: .value(.list),
      examples: [
        .init(
          "try { predict idx t10k-images-idx3-ubyte } catch { print \"there is no such file\" }",
          "The images of a file, if there is one")
      ],
      seeAlso: ["load idx", "predict npy", "predict", "save"])
    return Self.predictingArrays(declaration, shown: "load idx") {
      (path, name, _, reading) throws(DataError) in
      (try NumberArray(idx: path, named: name, reading), nil)
    }
  }

  private static func predictingArrays(
    _ declaration: CommandDeclaration, shown loading: String,
    _ read:
      @escaping @Sendable (
        _ path: String, _ name: String?, _ arguments: Arguments,
        _ reading: FileReading
      )
      throws(DataError) -> (inputs: NumberArray, lengths: NumberArray?)
  ) -> PluginCommand {
    predicting(
      declaration, for: ArrayMeaning.self, "arrays", shown: loading,
      decode: ArrayMeaning.ofArraysOrImages
    ) {
      (arguments, meaning, context) throws(CommandFailure) -> Questions in
      let path = arguments.text("file")
      do throws(DataError) {
        let input = try path == "-" ? SpooledInput() : nil
        let name = input == nil ? path : "<stdin>"
        let arrays = try read(input?.path ?? path, name, arguments, DataPlugin.reading(context))
        return try meaning.questions(arrays.inputs, lengths: arrays.lengths, path: name)
      } catch {
        throw CommandFailure(error)
      }
    }
  }
}
