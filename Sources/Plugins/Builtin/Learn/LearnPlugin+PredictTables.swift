import MNLData
import MNLDiagnostics
import MNLEvents
import MNLLearn
import MNLRuntime
import MNLTensor

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
          completion: .path(endings: ["csv", "tsv", "txt", "gz"])),
        .option(
          "to", .path, "A file for the answers, which are then not shown: .csv or .jsonl",
          pathRole: .writesFile, completion: .path(endings: ["csv", "jsonl"])),
        .option(
          "top", .int, "How many classes are told, the likeliest first", limits: .from(1),
          default: .int(1), unit: "classes"),
        Self.model,
      ] + DataPlugin.tableForm,
      returns: .value(.list),
      examples: [
        .init(
          "try { predict csv new.csv } catch { print \"there is no such table\" }",
          "The rows of a table, if there is one")
      ],
      seeAlso: ["load csv", "predict", "save"])
    return PluginCommand(declaration) { (arguments, context) throws(CommandFailure) -> Value in
      let handle = try Self.model(arguments, context)
      guard let shape = handle.model.shape,
        let meaning = handle.model.meaning.flatMap(TableMeaning.init(decoding:)),
        meaning.steps == shape.steps, meaning.numbersPerStep == shape.features,
        meaning.classes.map({ $0.count == shape.targets.count }) ?? true
      else {
        throw CommandFailure(
          .commandFailed, "\(handle.name) was not made for a table",
          help: "make a model after `load csv`")
      }
      let options = try DataPlugin.tableOptions(arguments)
      let questions = try Self.questions(arguments.text("file"), options, meaning, context)
      if questions.unknownTexts > 0 {
        context.warn(
          CommandFailure(
            .commandFailed,
            "texts that the model was not made for stand in \(counted(questions.unknownTexts, "field")), "
              + "and count as none of its texts"))
      }
      let answers: Predictions
      do throws(LearnError) {
        answers = try Evaluator(isCancelled: { context.isInterrupted }).predict(
          handle.model, rows: Array(questions.rows.indices),
          of: TableExamplesToTell(questions, name: arguments.text("file"), shape: shape))
      } catch {
        throw CommandFailure(error)
      }
      let table = AnswerTable(answers, questions.rows, meaning, top: arguments.int("top"))
      guard let path = arguments.optionalText("to") else { return table.value }
      try table.write(to: path, context)
      return .none
    }
  }

  private static func questions(
    _ path: String, _ options: TableOptions, _ meaning: TableMeaning, _ context: CommandContext
  ) throws(CommandFailure) -> TableQuestions {
    do throws(DataError) {
      let file = try path == "-" ? SpooledInput() : nil
      let place = file?.path ?? path
      let sketch = try TableSketch(path: place, options)
      let work = WorkReport(
        "predict", "reading \(path)", total: sketch.estimatedBytes, unit: "bytes", context)
      defer { work.end() }
      let table = try TableReader.read(place, sketch, options, for: meaning) { done in
        work.tell(done: done)
        return !context.isInterrupted
      }
      return try table.questions(for: meaning)
    } catch {
      throw CommandFailure(error)
    }
  }
}

/// Rows of a table of which nothing is known but what a model reads.
private struct TableExamplesToTell: Examples {
  let name: String
  let shape: ExampleShape
  let count: Int
  let inputs: any RowSource<Float>
  let labels: any RowSource<Float>

  init(_ questions: TableQuestions, name: String, shape: ExampleShape) {
    (self.name, self.shape, count) = (name, shape, questions.rows.count)
    inputs = StoredRows(store: questions.inputs)
    labels = NoTargets(shape: [questions.rows.count, shape.targetWidth])
  }
}

/// Rows that are kept, as a plan reads them.
private struct StoredRows: RowSource {
  let store: RowStore

  var shape: Shape { [store.count, store.width] }

  func fill(_ destination: Buffer<Float>, rows: ArraySlice<Int>) {
    precondition(rows.count * store.width <= destination.count, "\(rows.count) rows")
    for (place, row) in zip(0..., rows) {
      // SAFETY: the buffer has room for the row, outlives the span, and nobody else writes it.
      var target = unsafe MutableSpan(
        _unsafeStart: destination.from(place * store.width).base, count: store.width)
      store.fill(row: row, into: &target)
    }
  }
}

/// Targets that nobody knows.
private struct NoTargets: RowSource {
  let shape: Shape

  func fill(_ destination: Buffer<Float>, rows: ArraySlice<Int>) { destination.fill(0) }
}
