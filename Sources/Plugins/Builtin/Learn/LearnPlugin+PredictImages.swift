import MNLData
import MNLDiagnostics
import MNLEvents
import MNLRuntime

// What models that were made for images say of other ones.
extension LearnPlugin {
  var predictImages: PluginCommand {
    let declaration = CommandDeclaration(
      "predict images", "Tells what a model takes images for",
      details: """
        The model must have been made for images. Those of another size are refused, unless the \
        images that it was made for were scaled, or `fit` is said: then they are scaled, too. Of a \
        folder all images are read, in the order of their names. The answers say which file.
        """,
      parameters: [
        ParameterDeclaration(
          "file", .path, "An image, or a folder of images; \"-\" is standard input",
          completion: .path(endings: ["png", "pgm", "ppm", "gz"])),
        .option(
          "fit", .bool, "Whether images of other sizes are scaled; as in training if left out"),
        .option(
          "invert", .bool, "Whether black becomes 1 and white 0; as in training if left out"),
      ] + Self.answering,
      returns: .value(.list),
      examples: [
        .init(
          "try { predict images new.png } catch { print \"there is no such image\" }",
          "An image, if there is one")
      ],
      seeAlso: ["load images", "predict", "save"])
    return Self.predicting(
      declaration, for: ImageMeaning.self, "images", shown: "load images"
    ) { (arguments, meaning, context) throws(CommandFailure) -> Questions in
      let own = ImageMeaning(
        size: meaning.size, classes: meaning.classes,
        isInverted: arguments.isGiven("invert") ? arguments.bool("invert") : meaning.isInverted,
        isScaled: arguments.isGiven("fit") ? arguments.bool("fit") : meaning.isScaled)
      do throws(DataError) {
        return try Self.questions(arguments.text("file"), own, context)
      } catch {
        throw CommandFailure(error)
      }
    }
  }

  private static func questions(
    _ path: String, _ meaning: ImageMeaning, _ context: CommandContext
  ) throws(DataError) -> Questions {
    let input = try path == "-" ? SpooledInput() : nil
    let files =
      if let input {
        [(path: input.path, name: "<stdin>")]
      } else if FolderAccess.isFolder(path) {
        try ImageFolder.images(in: path).map { (path: "\(path)/\($0)", name: "\(path)/\($0)") }
      } else {
        [(path: path, name: path)]
      }
    let work = WorkReport(
      "predict", "reading \(path)", total: files.count, unit: "images", context)
    defer { work.end() }
    return try meaning.questions(files, in: path) { done in
      work.tell(done: done)
      return !context.isInterrupted
    }
  }
}
