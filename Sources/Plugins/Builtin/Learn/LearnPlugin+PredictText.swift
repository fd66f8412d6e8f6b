import MNLData
import MNLEvents
import MNLRuntime

// What models that were made for texts say of other ones.
extension LearnPlugin {
  var predictText: PluginCommand {
    let declaration = CommandDeclaration(
      "predict text", "Tells what a model takes the lines of a text for",
      details: """
        The model must have been made for texts, by `load text`. Each line that is not empty is \
        an example; a longer one than the model reads is cut. Units that the model was not made \
        for count as one and the same. The answers say which line, from 1, they are of: its class, \
        or the unit that is likeliest to come next after each unit.
        """,
      parameters: [
        ParameterDeclaration(
          "file", .path, "The text; \"-\" is standard input",
          completion: .path(endings: DataPlugin.textEndings))
      ] + Self.answering,
      returns: .value(.list),
      examples: [
        .init(
          "try { predict text new.txt } catch { print \"there is no such text\" }",
          "The lines of a text, if there is one")
      ],
      seeAlso: ["load text", "sample", "predict", "save"])
    return Self.predicting(
      declaration, for: TextMeaning.self, "texts", shown: "load text"
    ) { (arguments, meaning, context) throws(CommandFailure) -> Questions in
      let path = arguments.text("file")
      do throws(DataError) {
        let input = try path == "-" ? SpooledInput() : nil
        let file = try TextFile(
          path: input?.path ?? path, named: input == nil ? nil : "<stdin>",
          DataPlugin.reading(context))
        return try file.questions(for: meaning)
      } catch {
        throw CommandFailure(error)
      }
    }
  }
}
