import MNLDiagnostics
import MNLRuntime
import MNLTensor

extension TensorPlugin {
  /// What is done with sequences, and what lies between the layers that read them.
  var sequences: [PluginCommand] {
    [dropout, reverse, concatenate, weightedSum, layerNorm, embedding]
  }

  /// How many steps of each sequence count.
  static let lengths = ParameterDeclaration.option(
    "lengths", .kind("tensor"),
    "How many steps of each sequence count, [batch], from 0 on; all if left out")

  /// The given operands, and lengths if there are some.
  static func operands(_ names: [String], _ arguments: Arguments) -> [TensorHandle] {
    names.map(arguments.givenTensor)
      + [arguments.optionalHandle("lengths", as: TensorHandle.self)].compactMap(\.self)
  }

  private var dropout: PluginCommand {
    Self.command(
      "dropout", "Leaves numbers out at random where a run trains, and nowhere else",
      details: """
        A run trains if it does what `minimize` made. Then each number becomes 0 with probability \
        `rate`, else x / (1 - rate), so that the mean stays. Which ones is drawn from the seed, \
        anew for each step of training and each row; a step that is done again, after `run \
        (initialize)`, draws the same.
        """,
      parameters: [
        Self.tensor("x", "The numbers"),
        ParameterDeclaration(
          "rate", .float, "The probability to be left out",
          limits: Limits(from: 0, to: 1, excludesUpper: true)),
        .option(
          "variational", .bool, "Whether all steps of [batch, steps, H] lose the same units",
          default: .bool(false)),
      ],
      example: "dropout (constant [1, 2]) rate=0.5", "Nothing trains: still 1 and 2",
      seeAlso: ["minimize", "dynamic-rnn", "seed"]
    ) { arguments throws(CommandFailure) in
      let (rate, sharesSteps) = (arguments.float("rate"), arguments.bool("variational"))
      return try GraphSession.apply([arguments.givenTensor("x")]) { graph, x throws(ShapeError) in
        try graph.dropout(x[0], rate: rate, sharesSteps: sharesSteps)
      }
    }
  }

  private var reverse: PluginCommand {
    Self.command(
      "reverse", "Puts the steps of sequences into reverse order",
      details: """
        With `lengths` only the steps that count change places, so that the last of them comes \
        first; what lies beyond becomes 0.
        """,
      parameters: [Self.tensor("x", "The sequences, [batch, steps, …]"), Self.lengths],
      example: "reverse (constant [[1, 2, 3, 0]]) lengths=(constant [3])", "3, 2, 1 and 0",
      seeAlso: ["dynamic-rnn", "concatenate"]
    ) { arguments throws(CommandFailure) in
      try GraphSession.apply(Self.operands(["x"], arguments)) { graph, x throws(ShapeError) in
        try graph.reverse(x[0], lengths: x.count > 1 ? x[1] : nil)
      }
    }
  }

  private var concatenate: PluginCommand {
    Self.command(
      "concatenate", "Puts tensors side by side, along the last axis",
      parameters: [
        ParameterDeclaration(
          "parts", .kind("tensor"), "Tensors that are equal but for the last size",
          presence: .variadic(atLeast: 1))
      ],
      example: "concatenate (constant [[1, 2]]) (constant [[3]])", "A row of 1, 2 and 3",
      seeAlso: ["reshape", "reverse"]
    ) { arguments throws(CommandFailure) in
      let parts = try arguments.list("parts").map { value throws(CommandFailure) in
        try TensorHandle(value, parameter: "parts")
      }
      return try GraphSession.apply(parts) { graph, x throws(ShapeError) in
        try graph.concatenate(x)
      }
    }
  }

  private var weightedSum: PluginCommand {
    Self.command(
      "weighted-sum", "Adds up the steps of sequences, each by its weight",
      details: """
        With weights that are shares, the result of a `softmax`, this is attention: what the steps \
        hold, most of it from those that matter.
        """,
      parameters: [
        Self.tensor("x", "The sequences, [batch, steps, H]"),
        Self.tensor("weights", "One number for each step, [batch, steps]"), Self.lengths,
      ],
      example: "weighted-sum (constant [[[1, 2], [3, 4]]]) (constant [[0.25, 0.75]])",
      "A quarter of the first step and three of the second", seeAlso: ["softmax", "mean", "max"]
    ) { arguments throws(CommandFailure) in
      try GraphSession.apply(Self.operands(["x", "weights"], arguments)) {
        graph, x throws(ShapeError) in
        try graph.weightedSum(x[0], weights: x[1], lengths: x.count > 2 ? x[2] : nil)
      }
    }
  }

  private var layerNorm: PluginCommand {
    Self.command(
      "layer-norm", "Brings each row to mean 0 and deviation 1, then scales and shifts it",
      details: """
        y = (x - mean) / sqrt(variance + epsilon) * scale + offset, along the last axis. Scale and \
        offset are usually variables that start with 1 and 0.
        """,
      parameters: [
        Self.tensor("x", "The rows, […, H]"),
        Self.tensor("scale", "What each number is multiplied by afterwards, [H]"),
        Self.tensor("offset", "What is added then, [H]"),
        .option(
          "epsilon", .float, "What keeps equal numbers from a division by 0", limits: .above(0),
          default: .float(1e-5)),
      ],
      example: "layer-norm (constant [[1, 3]]) (constant [1, 1]) (constant [0, 0])",
      "Nearly -1 and 1", seeAlso: ["mean", "dynamic-rnn"]
    ) { arguments throws(CommandFailure) in
      let epsilon = arguments.float("epsilon")
      return try GraphSession.apply(Self.operands(["x", "scale", "offset"], arguments)) {
        graph, x throws(ShapeError) in
        try graph.layerNorm(x[0], scale: x[1], offset: x[2], epsilon: epsilon)
      }
    }
  }

  private var embedding: PluginCommand {
    Self.command(
      "embedding", "Looks up rows of a table by their numbers",
      details: """
        The table is usually a variable: then training changes the rows that were looked up. Rows \
        are counted from 0.
        """,
      parameters: [
        Self.tensor("table", "The rows, [V, E]"),
        Self.tensor("ids", "Which rows: whole numbers from 0 to V - 1"),
      ],
      example: "embedding (constant [[1, 2], [3, 4], [5, 6]]) (constant [2, 0])",
      "The third row and the first", seeAlso: ["dynamic-rnn", "matmul"]
    ) { arguments throws(CommandFailure) in
      try GraphSession.apply(Self.operands(["table", "ids"], arguments)) {
        graph, x throws(ShapeError) in try graph.embedding(table: x[0], ids: x[1])
      }
    }
  }
}
