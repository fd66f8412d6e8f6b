import MNLRuntime
import MNLTensor

extension TensorPlugin {
  /// What training makes smaller.
  var losses: [PluginCommand] {
    [
      crossEntropy,
      Self.pair(
        "binary-cross-entropy", "Takes the mean cross-entropy of logits and shares of yes",
        details: """
          -y · log sigmoid(x) - (1 - y) · log (1 - sigmoid(x)): it applies a sigmoid itself. For \
          classes that do not exclude each other.
          """,
        ("logits", "What a network says"), ("labels", "What is true, 1 or 0, or a share"),
        example: "logits=(constant [2, -1]) labels=(constant [1, 0])", seeAlso: "cross-entropy"
      ) { graph, x, _ throws(ShapeError) in
        try graph.binaryCrossEntropy(logits: x[0], labels: x[1])
      },
      Self.pair(
        "mse", "Takes the mean squared error", predictions, targets, example: pairs,
        seeAlso: "huber"
      ) { graph, x, _ throws(ShapeError) in try graph.squaredError(x[0], x[1]) },
      Self.pair(
        "mae", "Takes the mean absolute error", predictions, targets, example: pairs,
        seeAlso: "mse"
      ) { graph, x, _ throws(ShapeError) in try graph.absoluteError(x[0], x[1]) },
      Self.pair(
        "huber", "Takes the mean error, squared where it is small and straight beyond",
        details: """
          Huber 1964: half the square of an error up to `delta`, delta · (error - delta / 2) beyond.
          """,
        predictions, targets,
        options: [
          .option(
            "delta", .float, "Up to which error it is squared", limits: .above(0),
            default: .float(1))
        ],
        example: pairs, seeAlso: "mae"
      ) { graph, x, arguments throws(ShapeError) in
        try graph.huberError(x[0], x[1], delta: arguments.float("delta"))
      },
    ]
  }

  private var predictions: (String, String) { ("predictions", "What a network says") }
  private var targets: (String, String) { ("targets", "What is true") }
  private var pairs: String { "(constant [1, 2]) (constant [1, 5])" }

  /// A command that gives the mean over all elements of an error of pairs of them.
  private static func pair(
    _ name: CommandName, _ summary: String, details: String = "", _ first: (String, String),
    _ second: (String, String), options: [ParameterDeclaration] = [], example: String,
    seeAlso: String,
    build: @escaping (Graph, [Node], Arguments) throws(ShapeError) -> Node
  ) -> PluginCommand {
    command(
      name, summary, details: details,
      parameters: [tensor(first.0, first.1), tensor(second.0, second.1)] + options,
      example: "\(name) \(example)", "A single number", seeAlso: [seeAlso, "minimize"]
    ) { arguments throws(CommandFailure) in
      try GraphSession.apply([arguments.givenTensor(first.0), arguments.givenTensor(second.0)]) {
        graph, x throws(ShapeError) in try graph.mean(try build(graph, x, arguments))
      }
    }
  }

  private var crossEntropy: PluginCommand {
    Self.command(
      "cross-entropy", "Takes the cross-entropy of each row of logits and its labels",
      details: """
        -Σ labels · log softmax(logits): it applies a softmax itself. `smoothing` gives all classes a \
        share of each label, `weights` multiplies the terms of each class.
        """,
      parameters: [
        Self.tensor("logits", "What a network says, [N, classes]"),
        Self.tensor("labels", "What is true, [N, classes], one-hot"),
        .option(
          "smoothing", .float, "The share of each label that all classes get",
          limits: Limits(from: 0, to: 1, excludesUpper: true), default: .float(0)),
        .option("weights", .list, "How much each class counts; all the same if left out"),
      ],
      example: "cross-entropy logits=(constant [[2, 0]]) labels=(constant [[1, 0]])",
      "The loss of one row", seeAlso: ["binary-cross-entropy", "softmax", "mean", "minimize"]
    ) { arguments throws(CommandFailure) in
      let smoothing = arguments.float("smoothing")
      let weights =
        arguments["weights"] == nil ? nil : try arguments.classWeights("weights")
      return try GraphSession.apply(
        [arguments.givenTensor("logits"), arguments.givenTensor("labels")]
      ) { graph, x throws(ShapeError) in
        try graph.crossEntropy(
          logits: x[0], labels: x[1], smoothing: smoothing, weights: weights)
      }
    }
  }
}
