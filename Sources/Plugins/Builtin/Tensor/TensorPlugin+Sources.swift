import MNLDiagnostics
import MNLRuntime
import MNLTensor

extension TensorPlugin {
  /// Where numbers come from.
  var sources: [PluginCommand] {
    [placeholder, variable, constant, truncatedNormal, randomUniform]
  }

  private static let nameOption = ParameterDeclaration.option(
    "name", .text, "What errors call it; numbered if left out")

  private static let shape = ParameterDeclaration("shape", .list, "The sizes, outermost first")

  private var placeholder: PluginCommand {
    Self.command(
      "placeholder", "Makes a tensor without numbers, which `run` is fed with",
      parameters: [
        ParameterDeclaration("shape", .list, "The sizes; a first one of `none` is left open"),
        Self.nameOption,
      ],
      in: session, example: "let x = placeholder [none, 2]; run ($x * 3) feed=[[$x, [[1, 2]]]]",
      "A tensor of rows of two numbers, fed with one row", seeAlso: ["run", "variable"]
    ) { (arguments, session) throws(CommandFailure) in
      let sizes = try arguments.sizes("shape")
      do throws(ShapeError) {
        let shape = try Shape(sizes: sizes)
        let node = session.graph.placeholder(shape, name: arguments.optionalText("name"))
        return TensorHandle(node, in: session)
      } catch {
        throw CommandFailure(error)
      }
    }
  }

  private var variable: PluginCommand {
    Self.command(
      "variable", "Makes a tensor that training changes",
      details: "It has numbers once `initialize` was run: those of `initial`.",
      parameters: [
        ParameterDeclaration("initial", .any, "What it starts with: a tensor, a number, or lists"),
        .option("trainable", .bool, "Whether training changes it", default: .bool(true)),
        Self.nameOption,
      ],
      in: session, example: "let w = variable [1, 2]; run (initialize); run $w",
      "Two numbers to be trained",
      seeAlso: ["initialize", "truncated-normal", "constant", "minimize"]
    ) { (arguments, session) throws(CommandFailure) in
      let initial = try arguments.tensor("initial")
      let trainable = arguments.bool("trainable")
      let name = arguments.optionalText("name")
      return try session.build([initial]) { graph, x throws(ShapeError) in
        try graph.variable(x[0], isTrainable: trainable, name: name)
      }
    }
  }

  private var constant: PluginCommand {
    let declaration = CommandDeclaration(
      "constant", "Makes a tensor of given numbers",
      parameters: [
        ParameterDeclaration("value", .any, "A number, or lists of numbers"),
        .option("shape", .list, "The sizes, which a single number fills"),
      ],
      returns: .value(.kind("tensor")),
      examples: [.init("constant 0.1 shape=[3]", "Three times 0.1")],
      seeAlso: ["variable", "reshape"])
    return PluginCommand(
      declaration,
      foresee: { (arguments) throws(CommandFailure) in
        let (value, shape) = try Self.constantParts(arguments)
        return .handle(
          TensorHandle(
            .foreseen(shape, value.elements, isComputedByRun: value.isComputedByRun)))
      }
    ) { (arguments, _) throws(CommandFailure) -> Value in
      let (value, shape) = try Self.constantParts(arguments)
      guard arguments.isGiven("shape"), let tensor = value.values() else { return .handle(value) }
      let isSpread = value.shape.rank == 0
      let filled =
        if isSpread, let number = tensor.scalar {
          Tensor(shape, repeating: number)
        } else {
          tensor.reshaped(shape)
        }
      return .handle(TensorHandle(filled, kind: value.elements))
    }
  }

  /// The numbers of a constant, and the shape that they are to have.
  private static func constantParts(
    _ arguments: Arguments
  ) throws(CommandFailure) -> (value: TensorHandle, shape: Shape) {
    let value = try arguments.tensor("value")
    guard arguments.isGiven("shape"), !value.isComputedByRun else { return (value, value.shape) }
    let shape = try arguments.closedShape("shape")
    guard value.shape.rank == 0 || value.shape.count == shape.count else {
      throw CommandFailure(
        .shapeMismatch,
        "\(value.shape.count) numbers of shape \(value.shape) do not fill \(shape)",
        parameter: "shape")
    }
    return (value, shape)
  }

  private var truncatedNormal: PluginCommand {
    Self.command(
      "truncated-normal", "Draws normal numbers, none two or more deviations off the mean",
      details: "`run` draws them from the seed of the session.",
      parameters: [
        Self.shape, .option("mean", .float, "The mean", default: .float(0)),
        .option(
          "stddev", .float, "The deviation before cutting", limits: .from(0), default: .float(1)),
      ],
      in: session,
      example: "let w = variable (truncated-normal [2, 3] stddev=0.1); run (initialize); run $w",
      "Small random weights", seeAlso: ["random-uniform", "variable", "seed"]
    ) { (arguments, session) throws(CommandFailure) in
      let shape = try arguments.closedShape("shape")
      let (mean, deviation) = (arguments.float("mean"), arguments.float("stddev"))
      return try session.build([]) { graph, _ throws(ShapeError) in
        try graph.truncatedNormal(shape, mean: mean, deviation: deviation)
      }
    }
  }

  private var randomUniform: PluginCommand {
    Self.command(
      "random-uniform", "Draws numbers between two others, each equally likely",
      details: "`run` draws them from the seed of the session.",
      parameters: [
        Self.shape, .option("low", .float, "The least number", default: .float(0)),
        .option("high", .float, "The number that all are below", default: .float(1)),
      ],
      in: session,
      example: "let w = variable (random-uniform [2, 2] low=-1); run (initialize); run $w",
      "Numbers from -1 to 1", seeAlso: ["truncated-normal", "variable", "seed"]
    ) { (arguments, session) throws(CommandFailure) in
      let shape = try arguments.closedShape("shape")
      let (low, high) = (arguments.float("low"), arguments.float("high"))
      guard low < high else {
        throw CommandFailure(
          .outOfRange, "high must be above low, \(low)", parameter: "high", label: "got \(high)")
      }
      return try session.build([]) { graph, _ throws(ShapeError) in
        try graph.uniform(shape, low: low, high: high)
      }
    }
  }
}
