import MNLLearn
import MNLRuntime

extension TensorPlugin {
  /// Rules by which training changes weights.
  var optimizers: [PluginCommand] { [adam, sgd] }

  private static func rate(_ value: Double) -> ParameterDeclaration {
    .option("rate", .float, "The step size", limits: .above(0), default: .float(value))
  }

  private static func share(_ name: String, _ summary: String, _ value: Double)
    -> ParameterDeclaration
  {
    .option(
      name, .float, summary, limits: Limits(from: 0, to: 1, excludesUpper: true),
      default: .float(value))
  }

  private var adam: PluginCommand {
    let declaration = CommandDeclaration(
      "adam", "Makes an optimiser with steps sized by running moments of the gradient",
      details: """
        Kingma and Ba 2015. `epsilon-mode` says where epsilon is added: hat, to the root of the \
        uncorrected second moment, as TensorFlow does; paper, to that of the corrected one, as the \
        paper and PyTorch do.
        """,
      parameters: [
        Self.rate(0.001), Self.share("beta1", "How much of the first moment stays", 0.9),
        Self.share("beta2", "How much of the second moment stays", 0.999),
        .option(
          "epsilon", .float, "What keeps the divisor above 0", limits: .above(0),
          default: .float(1e-8)),
        .option(
          "epsilon-mode", .choice(Adam.EpsilonMode.allCases.map(\.rawValue)),
          "Where epsilon is added", default: .text(Adam.EpsilonMode.hat.rawValue)),
      ],
      returns: .value(.kind("optimizer")),
      examples: [
        .init(
          "let x = variable 2.0; let step = minimize (adam rate=0.5) ($x ^ 2); run (initialize); "
            + "run $step; run $x", "One step towards 0")
      ],
      seeAlso: ["sgd", "minimize", "train"])
    return PluginCommand(declaration) { (arguments, _) throws(CommandFailure) -> Value in
      let mode = Adam.EpsilonMode(rawValue: arguments.text("epsilon-mode")) ?? .hat
      return .handle(
        OptimizerHandle(
          .adam(
            Adam(
              rate: arguments.float("rate"), beta1: arguments.float("beta1"),
              beta2: arguments.float("beta2"), epsilon: arguments.float("epsilon"),
              epsilonMode: mode))))
    }
  }

  private var sgd: PluginCommand {
    let declaration = CommandDeclaration(
      "sgd", "Makes an optimiser with steps along the gradient",
      parameters: [Self.rate(0.01)],
      returns: .value(.kind("optimizer")),
      examples: [
        .init(
          "load digits train=120 test=24; model lstm 8; train epochs=1 optimizer=(sgd rate=0.1)",
          "Training by plain gradient descent")
      ],
      seeAlso: ["adam", "minimize", "train"])
    return PluginCommand(declaration) { (arguments, _) throws(CommandFailure) -> Value in
      .handle(OptimizerHandle(.sgd(SGD(rate: arguments.float("rate")))))
    }
  }
}
