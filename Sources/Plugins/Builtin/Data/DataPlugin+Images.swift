import MNLData
import MNLDiagnostics
import MNLEvents
import MNLRuntime

// Folders of images.
extension DataPlugin {
  var loadImages: PluginCommand {
    let declaration = CommandDeclaration(
      "load images", "Reads a folder of folders of images and makes it current",
      details: """
        Each folder is a class, which has its name. Images are PNG, PGM or PPM, the last two packed \
        with gzip or not, and become grey; what is transparent lies on white. Hidden files are left \
        out; other files are counted. A folder `train` and a folder `test` beside it, each with the \
        folders of classes, are these parts, and so is `validation` if there is one. Grey values \
        from 0, black, to 255, white, become numbers from 0 to 1; with invert=true it is the other \
        way round, as for ink on paper. Images of different sizes are scaled with `size`.
        """,
      parameters: [
        ParameterDeclaration("folder", .path, "The folder of the classes", pathRole: .readsFolder),
        .option(
          "size", .any,
          "The size to which all images are scaled: 28, or \"28x40\" for height and width; as they "
            + "are if left out"),
        .option(
          "invert", .bool, "Whether black becomes 1 and white 0", default: .bool(false)),
      ]
        + Self.dividing([.random, .stratified], "within each class, if folders do not say it"),
      returns: .value(.kind("data")),
      examples: [
        .init(
          "try { load images pictures size=28 } catch { load digits train=120 test=24 }",
          "Reads a folder of images, if it is there")
      ],
      seeAlso: ["predict images", "load mnist", "show", "train"])
    return PluginCommand(declaration) { (arguments, context) throws(CommandFailure) -> Value in
      let path = arguments.text("folder")
      let reading = ImageFolder.Reading(
        size: try Self.imageSize(arguments), isInverted: arguments.bool("invert"))
      do throws(DataError) {
        let folder = try ImageFolder(path: path)
        let division = Self.division(arguments, found: .stratified)
        let work = WorkReport(
          "load", "reading \(path)", total: folder.count, unit: "images", context)
        defer { work.end() }
        let data = try folder.read(named: Self.name(of: path), reading, division) { done in
          work.tell(done: done)
          return !context.isInterrupted
        }
        let size = data.form.imageSize?.words ?? ""
        context.print(
          "\(counted(folder.count, "image")) of \(size) pixels in \(folder.classes.count) classes, "
            + "divided by "
            + (folder.isDivided ? "their folders" : division.way.words)
            + (folder.others > 0 ? "; \(counted(folder.others, "other file")) left out" : ""))
        return Self.makeCurrent(data, in: context)
      } catch {
        throw CommandFailure(error)
      }
    }
  }

  /// The size of `size=28` or `size="28x40"`, height first.
  ///
  /// Errors: anything else.
  private static func imageSize(_ arguments: Arguments) throws(CommandFailure) -> ImageSize? {
    guard arguments.isGiven("size") else { return nil }
    let value = arguments.value("size")
    var numbers: [Int] = []
    switch value {
    case .int(let side): numbers = [side, side]
    case .text(let text):
      let parts = text.split(separator: "x", omittingEmptySubsequences: false)
      numbers = parts.compactMap { Int($0) }
      if numbers.count != parts.count { numbers = [] }
      if numbers.count == 1 { numbers.append(numbers[0]) }
    default: break
    }
    guard numbers.count == 2, numbers.allSatisfy({ (1...4096).contains($0) }) else {
      throw CommandFailure(
        .outOfRange, "`size` is a number of pixels from 1 to 4096, or two of them",
        parameter: "size", label: "got \(value.printed)", help: "as in size=28 or size=\"28x40\"")
    }
    return ImageSize(height: numbers[0], width: numbers[1])
  }
}
