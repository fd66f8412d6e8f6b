import MNLDiagnostics
import MNLEvents
import MNLLearn
import MNLRuntime

/// Pictures that commands write into files.
enum PictureFile {
  /// The parameter that names the file.
  ///
  /// - Parameters:
  ///   - formats: Which formats the command can write.
  ///   - isShown: Whether the picture is shown all the same, being the command's result.
  /// - Returns: Its declaration.
  static func parameter(
    _ formats: [PictureFormat], isShown: Bool = false
  ) -> ParameterDeclaration {
    let endings = formats.map(\.rawValue)
    return .option(
      "to", .path,
      "A file for the picture\(isShown ? "" : ", which is then not shown"): "
        + endings.map { "." + $0 }.joined(separator: " or "),
      pathRole: .writesFile, completion: .path(endings: endings))
  }

  /// Writes a bundle into a file, which it replaces as a whole, and says so.
  ///
  /// Errors: the ending names no format in which the bundle can be drawn; the file cannot be written.
  static func write(
    _ bundle: DisplayBundle, to path: String, _ formats: [PictureFormat], _ context: CommandContext
  ) throws(CommandFailure) {
    let endings = formats.map { "." + $0.rawValue }.joined(separator: " or ")
    guard let format = PictureFormat(path: path), formats.contains(format) else {
      throw CommandFailure(
        .outOfRange, "the name of the file must end in \(endings)", parameter: "to",
        label: "got \(path)")
    }
    guard let bytes = context.pictures(bundle, format) else {
      throw CommandFailure(
        .commandFailed, "there is nothing to draw as \(format.rawValue.uppercased())",
        parameter: "to", help: format == .png ? "write a drawing: a name that ends in .svg" : nil)
    }
    do throws(LearnError) {
      try ReplacementFile.write(bytes, to: path)
    } catch {
      throw CommandFailure(error)
    }
    context.noteFile(path)
    context.print("wrote \(path)")
  }
}
