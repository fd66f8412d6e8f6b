import MNLDiagnostics
import MNLEvents
import MNLLearn
import MNLRuntime
import MNLTensor

extension LearnPlugin {
  private static let formats = [PictureFormat.svg]

  var plot: PluginCommand {
    let declaration = CommandDeclaration(
      "plot", "Draws how loss, accuracy or other numbers went",
      details: """
        Words name what was measured after each epoch, with that of the validation examples beside \
        it; models and results of `train` say of which, the current model if there are none. Lists \
        and tensors of numbers are drawn as they are. Without anything, loss and accuracy of the \
        current model are drawn. Where nothing can be drawn, the numbers are written.
        """,
      parameters: [
        ParameterDeclaration(
          "what", .anyOr(TrainingHistory.measures),
          "What to draw: measures, models, results of `train`, lists of numbers",
          presence: .variadic(atLeast: 0)),
        PictureFile.parameter(Self.formats),
      ],
      examples: [
        .init(
          "load digits train=120 test=24; model lstm 8; train epochs=3; plot loss accuracy",
          "Two charts"),
        .init(
          "load digits train=120 test=24; model lstm 4; let a = train epochs=3; model lstm 8; "
            + "let b = train epochs=3; plot loss $a $b", "Two trainings in one chart"),
        .init("plot [3, 1, 4, 1, 5, 9]", "Numbers of your own"),
        .init(
          "load digits train=120 test=24; model lstm 8; train epochs=3; plot to=/tmp/loss.svg",
          "A picture in a file"),
      ],
      seeAlso: ["train", "show", "gates"])
    return PluginCommand(declaration) { (arguments, context) throws(CommandFailure) -> Value in
      let bundle = DisplayBundle(charts: try Self.charts(arguments.list("what"), context))
      if let path = arguments.optionalText("to") {
        try PictureFile.write(bundle, to: path, Self.formats, context)
      } else {
        context.emit(.display(bundle))
      }
      return .none
    }
  }

  /// The charts that are asked for: one for each measure, one for all numbers.
  private static func charts(
    _ values: [Value], _ context: CommandContext
  ) throws(CommandFailure) -> [Curves] {
    var measures: [String] = []
    var sources: [TrainingHistory] = []
    var numbers: [[Double]] = []
    for value in values {
      switch value {
      case .text(let measure): measures.append(measure)
      case .handle(let handle as any Trained): sources.append(handle.history)
      default: numbers.append(try Self.numbers(of: value))
      }
    }
    var charts: [Curves] = []
    if numbers.isEmpty || !measures.isEmpty || !sources.isEmpty {
      if sources.isEmpty { sources = [try currentHistory(context)] }
      if let empty = sources.first(where: { $0.epochs.isEmpty }) {
        throw CommandFailure(
          .nothingCurrent, "\(empty.name) was not trained in this session",
          help: "train it first: train epochs=6",
          cure: .before("train epochs=6"))
      }
      if measures.isEmpty { measures = ["loss", sources[0].score.rawValue] }
      for measure in measures { charts.append(try chart(measure, of: sources)) }
    }
    if !numbers.isEmpty {
      let names = numbers.count == 1 ? ["values"] : numbers.indices.map { "values \($0 + 1)" }
      charts.append(
        Curves(
          axis: "index",
          series: zip(names, numbers).map { name, numbers in
            Curves.Series(name: name, x: numbers.indices.map(Double.init), y: numbers)
          }))
    }
    return charts
  }

  private static func currentHistory(
    _ context: CommandContext
  ) throws(CommandFailure) -> TrainingHistory {
    guard let model = context.current["model"] as? ModelHandle else {
      throw CommandFailure(
        .nothingCurrent, "there is no model yet whose training could be drawn",
        help: "make and train one: model lstm 100; train",
        cure: .before("model lstm 100; train"))
    }
    return model.history
  }

  private static func chart(
    _ measure: String, of sources: [TrainingHistory]
  ) throws(CommandFailure) -> Curves {
    var series: [Curves.Series] = []
    for (place, source) in sources.enumerated() {
      let isUnique = sources.count { $0.name == source.name } == 1
      let prefix =
        sources.count == 1 ? "" : source.name + (isUnique ? " " : " (\(place + 1)) ")
      let found = source.series(measure, prefix: prefix)
      guard !found.isEmpty else {
        throw CommandFailure(
          .outOfRange, "\(measure) was not measured when \(source.name) was trained",
          parameter: "what", label: "not there",
          help: "there is `" + source.known.joined(separator: "`, `") + "`")
      }
      series += found
    }
    return Curves(axis: "epoch", series: series)
  }

  /// The numbers of a list, of a tensor of one dimension, or of a range.
  private static func numbers(of value: Value) throws(CommandFailure) -> [Double] {
    var numbers: [Double] = []
    switch value {
    case .list(let list):
      for element in list {
        switch element {
        case .int(let int): numbers.append(Double(int))
        case .float(let float): numbers.append(float)
        default: throw noNumbers("a list with \(element.kindName)")
        }
      }
    case .range(let first, let last) where first <= last && last - first < 1_000_000:
      numbers = (first...last).map(Double.init)
    case .handle(let tensor as TensorHandle):
      guard let values = tensor.values(), tensor.shape.fixedSizes.filter({ $0 != 1 }).count == 1
      else { throw noNumbers("the \(tensor.summary)") }
      numbers = values.values.map(Double.init)
    default: throw noNumbers(value.kindName)
    }
    guard numbers.contains(where: \.isFinite) else { throw noNumbers("no number") }
    return numbers
  }

  private static func noNumbers(_ found: String) -> CommandFailure {
    CommandFailure(
      .wrongType,
      "what is drawn is a list or a tensor of numbers, a model, or a result of `train`",
      parameter: "what", label: "got \(found)")
  }
}

/// A handle that knows how a training went.
protocol Trained: Handle {
  /// How it went.
  var history: TrainingHistory { get }
}

extension ModelHandle: Trained {
  /// All epochs of the session.
  var history: TrainingHistory {
    TrainingHistory(
      name: name, score: model.shape?.targets.score ?? .accuracy, epochs: model.training.history)
  }
}
