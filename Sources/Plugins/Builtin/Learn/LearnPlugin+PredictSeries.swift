import MNLData
import MNLDiagnostics
import MNLEvents
import MNLRuntime

// What models that were made for series say of other ones.
extension LearnPlugin {
  var predictSeries: PluginCommand {
    let declaration = CommandDeclaration(
      "predict series", "Tells what a model takes series for",
      details: """
        The model must have been made for series, by `load series`. The series must have as many \
        numbers in each step as those that it was made for, and as many steps, or where those \
        differ in length no more. Labels are not looked at: a header says whether there are any; in \
        a file without one, the first field of each line is one, whatever it is, unless \
        labels=false. The answers say which series, from 0.
        """,
      parameters: [
        ParameterDeclaration(
          "file", .path, "The series; \"-\" is standard input",
          completion: .path(endings: DataPlugin.seriesEndings)),
        .option(
          "labels", .bool, "Whether each line of a file without header begins with a label",
          default: .bool(true)),
      ] + Self.answering,
      returns: .value(.list),
      examples: [
        .init(
          "try { predict series new.ts } catch { print \"there are no such series\" }",
          "The series of a file, if there is one")
      ],
      seeAlso: ["load series", "predict", "save"])
    return Self.predicting(
      declaration, for: SeriesMeaning.self, "series", shown: "load series"
    ) { (arguments, meaning, context) throws(CommandFailure) -> Questions in
      let path = arguments.text("file")
      do throws(DataError) {
        let input = try path == "-" ? SpooledInput() : nil
        let file = try SeriesFile(
          path: input?.path ?? path, named: input == nil ? nil : "<stdin>",
          labelling: arguments.bool("labels") ? .ignored : .absent, DataPlugin.reading(context))
        let questions = try meaning.questions(file)
        if file.missing > 0 {
          context.warn(
            CommandFailure(
              .commandFailed, "\(counted(file.missing, "missing value")) interpolated"))
        }
        return questions
      } catch {
        throw CommandFailure(error)
      }
    }
  }
}
