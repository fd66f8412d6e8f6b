import MNLDiagnostics
import MNLEvents
import MNLLearn
import MNLRuntime

extension LearnPlugin {
  private static let sideFields: [ReturnType.Field] = [
    .init("model", .value(.text), "Which model"),
    .init("epochs", .value(.int), "How many epochs it had been trained"),
    .init("accuracy", .value(.float), "The share of examples that it had right"),
  ]

  static let comparisonFields: [ReturnType.Field] = [
    .init("first", .record(sideFields), "The first model"),
    .init("second", .record(sideFields), "The second model"),
    .init("difference", .value(.float), "By how much the second accuracy is above the first"),
    .init("both", .value(.int), "How many examples both had right"),
    .init("only-first", .value(.int), "How many the first had right and the second wrong"),
    .init("only-second", .value(.int), "How many the second had right and the first wrong"),
    .init("neither", .value(.int), "How many both had wrong"),
    .init("p", .value(.float), "The probability of such a difference between equal models"),
    .init("method", .value(.text), "How p is computed"),
    .init("count", .value(.int), "How many examples there are"),
    .init("split", .value(.text), "Which part of the data"),
    .init("data", .value(.text), "Which data set"),
  ]

  var compare: PluginCommand {
    let declaration = CommandDeclaration(
      "compare", "Tells whether two models do equally well on the same data",
      details: """
        McNemar's test: if two models do equally well, an example that one has right and the other \
        wrong is a coin toss. With fewer than \(McNemar.exactBelow) such examples p is exact, else \
        from the chi-square distribution, continuity-corrected.
        """,
      parameters: [
        ParameterDeclaration("first", .kind("evaluation"), "What `eval` returned of one model"),
        ParameterDeclaration(
          "second", .kind("evaluation"), "What `eval` returned of the other, on the same data"),
      ],
      returns: .value(.kind("comparison")),
      examples: [
        .init(
          "load digits train=120 test=24; model lstm 8; train epochs=1; let before = eval; "
            + "train epochs=5; let after = eval; compare $before $after",
          "Whether further training changed anything"),
        .init(
          "load digits train=120 test=24; model lstm 4; let a = eval; model lstm 8; let b = eval; "
            + "print (compare $a $b).p", "The probability alone"),
      ],
      seeAlso: ["eval", "show"])
    return PluginCommand(declaration) { (arguments, _) throws(CommandFailure) -> Value in
      let first = arguments.handle("first", as: EvaluationHandle.self)
      let second = arguments.handle("second", as: EvaluationHandle.self)
      try Self.checkSameExamples(first, second)
      let hits = (try Self.hits(first, "first"), try Self.hits(second, "second"))
      do throws(MetricError) {
        let test = try McNemar(first: hits.0, second: hits.1)
        return .handle(Self.outcome(test, first, second))
      } catch {
        throw CommandFailure(.commandFailed, error.message())
      }
    }
  }

  private static func checkSameExamples(
    _ first: EvaluationHandle, _ second: EvaluationHandle
  ) throws(CommandFailure) {
    guard first.contentHash != second.contentHash else { return }
    let names = [first, second].map {
      "\($0.data) \($0.split) (\(counted($0.examples, "example")))"
    }
    let message =
      names[0] == names[1]
      ? "both results are of \(names[0]), but not of the same examples"
      : "the results are of different data: \(names[0]) and \(names[1])"
    throw CommandFailure(
      .commandFailed, message, parameter: "second", label: "of other data",
      help: "evaluate both models on the same data, as in `eval model=$m data=$d`")
  }

  /// Which examples a model has right.
  ///
  /// Errors: it does not take each example for one of some classes.
  private static func hits(
    _ evaluation: EvaluationHandle, _ parameter: String
  ) throws(CommandFailure) -> [Bool] {
    if let hits = evaluation.hits { return hits }
    throw CommandFailure(
      .commandFailed,
      "only models that take each example for one class can be compared: what is right or wrong of "
        + "\(evaluation.data) is not an example",
      parameter: parameter, label: evaluation.report.line,
      help: "compare their numbers yourself, as in `print ($a.loss - $b.loss)`")
  }

  private static func outcome(
    _ test: McNemar, _ first: EvaluationHandle, _ second: EvaluationHandle
  ) -> OutcomeHandle {
    let accuracies = [first, second].map(\.score)
    // Of whole counts, so that equal models differ by exactly 0.
    let difference = Double(test.onlySecond - test.onlyFirst) / Double(test.examples)
    let points = DecimalText.fixed(difference * 100, digits: 2)
    let texts = zip([first, second], accuracies).map { side, accuracy in
      "\(side.model) (\(counted(side.epochs, "epoch"))) \(percentText(accuracy))"
    }
    let line =
      "\(texts[0]) and \(texts[1]) on \(first.data) \(first.split): "
      + "\(difference > 0 ? "+" : "")\(points) points, "
      + "p = \(test.probability.text(significant: 3)) "
      + "(\(test.method.rawValue), \(counted(test.differing, "example")) of \(test.examples) "
      + "\(test.differing == 1 ? "differs" : "differ"))"
    let table = Table(
      columns: ["", "second right", "second wrong"].map { Table.Column($0) },
      rows: [
        [.text("first right"), .int(test.both), .int(test.onlyFirst)],
        [.text("first wrong"), .int(test.onlySecond), .int(test.neither)],
      ])
    return OutcomeHandle(
      "comparison", line: line, details: [DisplayBundle(table: table)],
      [
        ("first", side(first)), ("second", side(second)), ("difference", .float(difference)),
        ("both", .int(test.both)), ("only-first", .int(test.onlyFirst)),
        ("only-second", .int(test.onlySecond)), ("neither", .int(test.neither)),
        ("p", .float(test.probability)), ("method", .text(test.method.rawValue)),
        ("count", .int(test.examples)), ("split", .text(first.split)),
        ("data", .text(first.data)),
      ])
  }

  private static func side(_ evaluation: EvaluationHandle) -> Value {
    .record(
      Record([
        ("model", .text(evaluation.model)), ("epochs", .int(evaluation.epochs)),
        ("accuracy", .float(evaluation.score)),
      ]))
  }
}
