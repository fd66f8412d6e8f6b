import MNLDiagnostics
import MNLRuntime
import MNLTensor

extension TensorPlugin {
  /// What is computed from tensors.
  var operations: [PluginCommand] {
    [
      reshape, matmul, argmax, equal, cast, softmax,
      Self.unary(
        "relu", "Replaces numbers below 0 by 0", "relu (constant [-1, 2])", "0 and 2",
        seeAlso: ["tanh", "sigmoid"]
      ) { graph, x throws(ShapeError) in try graph.relu(x[0]) },
      Self.unary(
        "tanh", "Takes the hyperbolic tangent of each number", "tanh (constant [-1, 0, 1])",
        "Numbers between -1 and 1", seeAlso: ["sigmoid", "relu"]
      ) { graph, x throws(ShapeError) in try graph.tanh(x[0]) },
      Self.unary(
        "sigmoid", "Takes the logistic function of each number", "sigmoid (constant [-1, 0, 1])",
        "Numbers between 0 and 1", seeAlso: ["tanh", "softmax"]
      ) { graph, x throws(ShapeError) in try graph.sigmoid(x[0]) },
      Self.reduction(
        "mean", "Takes the mean of all numbers, or along an axis", seeAlso: ["sum", "max"]
      ) { graph, x, axis, lengths throws(ShapeError) in
        try graph.mean(x, axis: axis, lengths: lengths)
      },
      Self.reduction(
        "sum", "Adds up all numbers, or those along an axis", seeAlso: ["mean", "weighted-sum"]
      ) { graph, x, axis, lengths throws(ShapeError) in
        try graph.sum(x, axis: axis, lengths: lengths)
      },
      Self.reduction(
        "max", "Takes the largest of all numbers, or along an axis", seeAlso: ["argmax", "mean"]
      ) { graph, x, axis, lengths throws(ShapeError) in
        try graph.max(x, axis: axis, lengths: lengths)
      },
    ]
  }

  private static func unary(
    _ name: CommandName, _ summary: String, _ example: String, _ text: String, seeAlso: [String],
    build: @escaping GraphSession.Builder
  ) -> PluginCommand {
    command(
      name, summary, parameters: [tensor("x", "The numbers")], example: example, text,
      seeAlso: seeAlso
    ) { arguments throws(CommandFailure) in
      try GraphSession.apply([arguments.givenTensor("x")], build)
    }
  }

  private static let axis = ParameterDeclaration.option(
    "axis", .int, "The axis that goes, from 0; all of them if left out", limits: .from(0))

  private static func reduction(
    _ name: CommandName, _ summary: String, seeAlso: [String],
    build: @escaping (Graph, Node, Int?, Node?) throws(ShapeError) -> Node
  ) -> PluginCommand {
    command(
      name, summary,
      details: """
        With `lengths` and `axis=1` only those steps of [batch, steps, …] that count take part; of a \
        sequence without any comes 0.
        """,
      parameters: [tensor("x", "The numbers"), axis, lengths],
      example: "\(name) (constant [[1, 2], [3, 6]]) axis=0", "One number for each column",
      seeAlso: seeAlso
    ) { arguments throws(CommandFailure) in
      let axis = arguments.optionalInt("axis")
      if arguments.isGiven("lengths"), axis != 1 {
        throw CommandFailure(
          .outOfRange, "lengths count the steps of [batch, steps, …], which are axis 1",
          parameter: "lengths", help: "say so: axis=1", cure: .adding("axis=1"))
      }
      _ = try numbers(arguments.givenTensor("x"), of: name.first)
      return try GraphSession.apply(operands(["x"], arguments)) { graph, x throws(ShapeError) in
        try build(graph, x[0], axis, x.count > 1 ? x[1] : nil)
      }
    }
  }

  /// Makes sure that a tensor holds numbers rather than truth values.
  private static func numbers(
    _ tensor: TensorHandle, of command: String
  ) throws(CommandFailure) -> TensorHandle {
    guard tensor.elements != .bool else {
      throw CommandFailure(
        .wrongKind, "the \(command) of truth values has no meaning", parameter: "x",
        help: "make them numbers: (cast $x to=float)")
    }
    return tensor
  }

  private var softmax: PluginCommand {
    Self.command(
      "softmax", "Turns each row into shares that add up to 1",
      details: "With `lengths` the rows are [batch, steps]: steps that do not count have no share.",
      parameters: [Self.tensor("x", "The numbers"), Self.lengths],
      example: "softmax (constant [[1, 2, 3]])", "Three shares",
      seeAlso: ["cross-entropy", "argmax", "weighted-sum"]
    ) { arguments throws(CommandFailure) in
      try GraphSession.apply(Self.operands(["x"], arguments)) { graph, x throws(ShapeError) in
        try graph.softmax(x[0], lengths: x.count > 1 ? x[1] : nil)
      }
    }
  }

  private var reshape: PluginCommand {
    Self.command(
      "reshape", "Arranges the same numbers in another shape",
      details: "One size may be -1: it takes what the others leave.",
      parameters: [
        Self.tensor("x", "The numbers"), ParameterDeclaration("shape", .list, "The sizes"),
      ],
      example: "reshape (constant [1, 2, 3, 4]) [2, -1]", "Two rows of two",
      seeAlso: ["placeholder", "dynamic-rnn"]
    ) { arguments throws(CommandFailure) in
      let sizes = try arguments.sizes("shape", least: -1).map { $0 ?? -1 }
      return try GraphSession.apply([arguments.givenTensor("x")]) { graph, x throws(ShapeError) in
        try graph.reshape(x[0], sizes)
      }
    }
  }

  private var matmul: PluginCommand {
    Self.command(
      "matmul", "Takes the product of two matrices, as `@` does",
      parameters: [Self.tensor("a", "[M, K]"), Self.tensor("b", "[K, N]")],
      example: "matmul (constant [[1, 2]]) (constant [[3], [4]])", "1·3 + 2·4",
      seeAlso: ["reshape", "sum"]
    ) { arguments throws(CommandFailure) in
      try GraphSession.apply([arguments.givenTensor("a"), arguments.givenTensor("b")]) {
        graph, x throws(ShapeError) in try graph.matmul(x[0], x[1])
      }
    }
  }

  private var argmax: PluginCommand {
    Self.command(
      "argmax", "Finds the place of the largest number along an axis",
      details: "Places are counted from 0; of several largest numbers the first counts.",
      parameters: [
        Self.tensor("x", "The numbers"),
        .option("axis", .int, "The axis that goes", limits: .from(0), default: .int(0)),
      ],
      example: "argmax (constant [[1, 3, 2]]) axis=1", "Place 1 of the row",
      seeAlso: ["equal", "softmax"]
    ) { arguments throws(CommandFailure) in
      let axis = arguments.int("axis")
      return try GraphSession.apply([arguments.givenTensor("x")]) { graph, x throws(ShapeError) in
        try graph.argmax(x[0], axis: axis)
      }
    }
  }

  private var equal: PluginCommand {
    Self.command(
      "equal", "Tells which numbers of two tensors are equal",
      parameters: [Self.tensor("a", "Numbers"), Self.tensor("b", "Numbers")],
      example: "equal (constant [1, 2]) (constant [1, 3])", "true and false",
      seeAlso: ["argmax", "cast"]
    ) { arguments throws(CommandFailure) in
      try GraphSession.apply([arguments.givenTensor("a"), arguments.givenTensor("b")]) {
        graph, x throws(ShapeError) in try graph.equal(x[0], x[1])
      }
    }
  }

  private var cast: PluginCommand {
    Self.command(
      "cast", "Turns truth values into numbers, or numbers into others",
      parameters: [
        Self.tensor("x", "What to turn"),
        .option(
          "to", .choice(["float", "int", "bool"]), "Into what", default: .text("float")),
      ],
      example: "mean (cast (equal (constant [1, 2]) (constant [1, 3])) to=float)",
      "Half of the numbers are equal", seeAlso: ["equal", "mean"]
    ) { arguments throws(CommandFailure) in
      let kind: ElementKind =
        switch arguments.text("to") {
        case "int": .index
        case "bool": .bool
        default: .number
        }
      return try GraphSession.apply([arguments.givenTensor("x")]) { graph, x throws(ShapeError) in
        try graph.cast(x[0], to: kind)
      }
    }
  }
}
