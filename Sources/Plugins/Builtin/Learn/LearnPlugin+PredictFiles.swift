import MNLData
import MNLDiagnostics
import MNLEvents
import MNLLearn
import MNLRuntime
import MNLTensor

// What all commands have in common by which a model tells something of files.
extension LearnPlugin {
  /// The parameters that say what becomes of the answers.
  static let answering: [ParameterDeclaration] = [
    .option(
      "to", .path, "A file for the answers, which are then not shown: .csv, .jsonl or .npz",
      pathRole: .writesFile, completion: .path(endings: AnswerFormat.allCases.map(\.rawValue))),
    .option(
      "top", .int, "How many classes are told, the likeliest first", limits: .from(1),
      default: .int(1), unit: "classes"),
    model,
  ]

  /// A command by which a model tells something of files.
  ///
  /// - Parameters:
  ///   - declaration: The command, with the parameters of `answering`.
  ///   - _: What the model must have been made for.
  ///   - noun: The same in words: `a table`.
  ///   - loading: The command that loads such data.
  ///   - decode: Reads what the model keeps of the data; nil if it was made for others.
  ///   - questions: Reads the files.
  /// - Returns: The command; its value is a list of records, or none if they went into a file.
  static func predicting<Meaning: DataMeaning>(
    _ declaration: CommandDeclaration, for _: Meaning.Type, _ noun: String,
    shown loading: String,
    decode: @escaping @Sendable (_ word: String) -> Meaning? = { Meaning(decoding: $0) },
    _ questions:
      @escaping @Sendable (
        _ arguments: Arguments, _ meaning: Meaning, _ context: CommandContext
      ) throws(CommandFailure) -> Questions
  ) -> PluginCommand {
    PluginCommand(declaration) { (arguments, context) throws(CommandFailure) -> Value in
      let handle = try Self.model(arguments, context)
      guard let shape = handle.model.shape,
        let meaning = handle.model.meaning.flatMap(decode),
        meaning.steps == shape.steps, meaning.features == shape.features,
        meaning.targets.names.count == shape.targets.count
      else {
        throw CommandFailure(
          .commandFailed, "\(handle.name) was not made for \(noun)",
          help: "make a model after `\(loading)`")
      }
      let target = arguments.optionalText("to")
      let format = try target.map { path throws(CommandFailure) in try AnswerFormat(of: path) }
      let asked = try questions(arguments, meaning, context)
      if asked.unknownTexts > 0 {
        context.warn(
          CommandFailure(
            .commandFailed,
            "texts that the model was not made for stand in "
              + "\(counted(asked.unknownTexts, "field")), and count as none of its texts"))
      }
      let answers: Predictions
      do throws(LearnError) {
        answers = try Evaluator(isCancelled: { context.isInterrupted }).predict(
          handle.model, rows: Array(0..<asked.count),
          of: ExamplesToTell(asked, name: noun, shape: shape))
      } catch {
        throw CommandFailure(error)
      }
      let table = AnswerTable(answers, to: asked, meaning, top: arguments.int("top"))
      guard let target, let format else { return table.value }
      try table.write(to: target, as: format, context)
      return .none
    }
  }
}

/// Examples of which nothing is known but what a model reads.
private struct ExamplesToTell: Examples {
  let name: String
  let shape: ExampleShape
  let count: Int
  let inputs: any RowSource<Float>
  let labels: any RowSource<Float>
  let lengths: (any RowSource<Float>)?

  /// Questions for a model of a shape.
  ///
  /// Where it reads sequences of any length, all of them have one; where it does not, none may be
  /// shorter. What tells the next symbol at each step may end anywhere, as the last piece of a text
  /// does.
  init(_ questions: Questions, name: String, shape: ExampleShape) {
    (self.name, count) = (name, questions.count)
    let mayEnd = if case .nextToken = shape.targets { true } else { false }
    let isShorter = !mayEnd && questions.lengths?.contains { Int($0) < shape.steps } ?? false
    self.shape = ExampleShape(
      steps: shape.steps, features: shape.features, targets: shape.targets,
      areSymbols: shape.areSymbols, hasLengths: shape.hasLengths || isShorter)
    lengths =
      self.shape.hasLengths
      ? Tensor<Float>(
        [count],
        questions.lengths?.map(Float.init)
          ?? [Float](repeating: Float(shape.steps), count: count)) : nil
    inputs = StoredRows(store: questions.inputs)
    labels = NoTargets(shape: [questions.count, shape.targetWidth])
  }
}

/// Rows that are kept, as a plan reads them.
struct StoredRows: RowSource {
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
struct NoTargets: RowSource {
  let shape: Shape

  func fill(_ destination: Buffer<Float>, rows: ArraySlice<Int>) { destination.fill(0) }
}
