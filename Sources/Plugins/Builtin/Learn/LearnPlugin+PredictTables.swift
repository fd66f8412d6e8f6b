import MNLData
import MNLDiagnostics
import MNLEvents
import MNLRuntime

// What models that were made for tables say of other ones.
extension LearnPlugin {
  var predictTable: PluginCommand {
    let declaration = CommandDeclaration(
      "predict csv", "Tells what a model takes the rows of a table for",
      details: """
        The model must have been made for a table. The columns that it reads are found by their \
        names, in any order; others do not matter, and what is asked for need not be there. Texts, \
        missing numbers and the scale of numbers are those of the table that it was made for. The \
        answers are one for each row, or for each window of rows, and say which row, from 0, is its \
        last.
        """,
      parameters: [
        ParameterDeclaration(
          "file", .path, "The table; \"-\" is standard input",
          completion: .path(endings: ["csv", "tsv", "txt", "gz"]))
      ] + Self.answering + DataPlugin.tableForm,
      returns: .value(.list),
      examples: [
        .init(
          "try { predict csv new.csv } catch { print \"there is no such table\" }",
          "The rows of a table, if there is one")
      ],
      seeAlso: ["load csv", "predict", "save"])
    return Self.predicting(
      declaration, for: TableMeaning.self, "a table", shown: "load csv"
    ) { (arguments, meaning, context) throws(CommandFailure) -> Questions in
      try Self.questions(
        arguments.text("file"), try DataPlugin.tableOptions(arguments), meaning, context)
    }
  }

  private static func questions(
    _ path: String, _ options: TableOptions, _ meaning: TableMeaning, _ context: CommandContext
  ) throws(CommandFailure) -> Questions {
    do throws(DataError) {
      let file = try path == "-" ? SpooledInput() : nil
      let (place, name) = (file?.path ?? path, file == nil ? path : "<stdin>")
      let sketch = try TableSketch(path: place, named: name, options)
      let work = WorkReport(
        "predict", "reading \(path)", total: sketch.estimatedBytes, unit: "bytes", context)
      defer { work.end() }
      let table = try TableReader.read(place, named: name, sketch, options, for: meaning) { done in
        work.tell(done: done)
        return !context.isInterrupted
      }
      return try table.questions(for: meaning)
    } catch {
      throw CommandFailure(error)
    }
  }
}
