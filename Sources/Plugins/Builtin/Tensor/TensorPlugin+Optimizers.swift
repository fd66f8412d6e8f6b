import MNLDiagnostics
import MNLLearn
import MNLRuntime

extension TensorPlugin {
  /// Rules by which training changes weights.
  var optimizers: [PluginCommand] { [sgd, rmsprop, adagrad, adam, adamw] }

  private static let decayNote = """
    `weight-decay` adds so many times the weights to their gradients; `bias-decay` is that of the \
    biases alone.
    """

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

  private static func epsilon(_ value: Double) -> ParameterDeclaration {
    .option(
      "epsilon", .float, "What keeps the divisor above 0", limits: .above(0),
      default: .float(value))
  }

  private static func decay(_ value: Double = 0) -> [ParameterDeclaration] {
    [
      .option(
        "weight-decay", .float, "How strongly weights are pulled towards 0", limits: .from(0),
        default: .float(value)),
      .option(
        "bias-decay", .float, "How strongly biases are; as weights if left out", limits: .from(0)),
    ]
  }

  private static let moments: [ParameterDeclaration] = [
    share("beta1", "How much of the first moment stays", 0.9),
    share("beta2", "How much of the second moment stays", 0.999), epsilon(1e-8),
  ]

  private static func epsilonMode(_ mode: Adam.EpsilonMode) -> ParameterDeclaration {
    .option(
      "epsilon-mode", .choice(Adam.EpsilonMode.allCases.map(\.rawValue)),
      "Where epsilon is added", default: .text(mode.rawValue))
  }

  private static func command(
    _ name: CommandName, _ summary: String, details: String,
    parameters: [ParameterDeclaration], example: String, _ text: String,
    seeAlso: [String],
    make: @escaping (Arguments) throws(CommandFailure) -> any Optimizer
  ) -> PluginCommand {
    let declaration = CommandDeclaration(
      name, summary, details: details, parameters: parameters,
      returns: .value(.kind("optimizer")), examples: [.init(example, text)],
      seeAlso: seeAlso + ["minimize", "train"])
    return PluginCommand(
      declaration,
      foresee: { (arguments) throws(CommandFailure) in
        .handle(OptimizerHandle(try make(arguments)))
      }
    ) { (arguments, _) throws(CommandFailure) -> Value in
      .handle(OptimizerHandle(try make(arguments)))
    }
  }

  private static func training(_ optimizer: String) -> String {
    "load digits train=120 test=24; model lstm 8; train epochs=1 optimizer=(\(optimizer))"
  }

  private var sgd: PluginCommand {
    Self.command(
      "sgd", "Makes an optimiser with steps along the gradient",
      details: """
        With `momentum`, along a running sum of gradients; `nesterov=true` looks ahead along it. \
        As in PyTorch. \(Self.decayNote)
        """,
      parameters: [
        Self.rate(0.01), Self.share("momentum", "How much of the velocity stays", 0),
        .option(
          "nesterov", .bool, "Whether steps look ahead; needs momentum", default: .bool(false)),
      ] + Self.decay(),
      example: Self.training("sgd rate=0.1 momentum=0.9"), "Gradient descent with momentum",
      seeAlso: ["adam", "rmsprop"]
    ) { arguments throws(CommandFailure) in
      let (momentum, isNesterov) = (arguments.float("momentum"), arguments.bool("nesterov"))
      if isNesterov, momentum == 0 {
        throw CommandFailure(
          .outOfRange, "nesterov=true needs a momentum above 0", parameter: "nesterov",
          help: "add momentum=0.9, or leave nesterov out", cure: .adding("momentum=0.9"))
      }
      return SGD(
        rate: arguments.float("rate"), momentum: momentum, isNesterov: isNesterov,
        decay: arguments.decay)
    }
  }

  private var rmsprop: PluginCommand {
    Self.command(
      "rmsprop", "Makes an optimiser with steps divided by the gradient's recent size",
      details: """
        Tieleman and Hinton 2012, as in PyTorch. `centred=true` takes the square of the gradient's \
        mean off the mean of its square. \(Self.decayNote)
        """,
      parameters: [
        Self.rate(0.01), Self.share("beta", "How much of the mean of squares stays", 0.99),
        Self.epsilon(1e-8), Self.share("momentum", "How much of the velocity stays", 0),
        .option(
          "centred", .bool, "Whether to divide by the deviation", default: .bool(false)),
      ] + Self.decay(),
      example: Self.training("rmsprop rate=0.005"), "Training by RMSprop",
      seeAlso: ["adam", "adagrad"]
    ) { arguments in
      RMSprop(
        rate: arguments.float("rate"), beta: arguments.float("beta"),
        epsilon: arguments.float("epsilon"), momentum: arguments.float("momentum"),
        isCentred: arguments.bool("centred"), decay: arguments.decay)
    }
  }

  private var adagrad: PluginCommand {
    Self.command(
      "adagrad", "Makes an optimiser with steps divided by the size of all gradients so far",
      details: "Duchi, Hazan and Singer 2011, as in PyTorch. \(Self.decayNote)",
      parameters: [
        Self.rate(0.01),
        .option(
          "rate-decay", .float, "How fast the rate falls: rate / (1 + steps done · this)",
          limits: .from(0), default: .float(0)),
        .option(
          "initial", .float, "What the sum of squares begins with", limits: .from(0),
          default: .float(0)), Self.epsilon(1e-10),
      ] + Self.decay(),
      example: Self.training("adagrad rate=0.05"), "Training by Adagrad",
      seeAlso: ["rmsprop", "sgd"]
    ) { arguments in
      Adagrad(
        rate: arguments.float("rate"), rateDecay: arguments.float("rate-decay"),
        initial: arguments.float("initial"), epsilon: arguments.float("epsilon"),
        decay: arguments.decay)
    }
  }

  private var adam: PluginCommand {
    Self.command(
      "adam", "Makes an optimiser with steps sized by running moments of the gradient",
      details: """
        Kingma and Ba 2015. `epsilon-mode` says where epsilon is added: hat, to the root of the \
        uncorrected second moment, as TensorFlow does; paper, to that of the corrected one, as the \
        paper and PyTorch do. \(Self.decayNote)
        """,
      parameters: [Self.rate(0.001)] + Self.moments + [Self.epsilonMode(.hat)] + Self.decay(),
      example:
        "let x = variable 2.0; let step = minimize (adam rate=0.5) ($x ^ 2); run (initialize); "
        + "run $step; run $x", "One step towards 0", seeAlso: ["adamw", "sgd"]
    ) { arguments in
      Adam(
        rate: arguments.float("rate"), beta1: arguments.float("beta1"),
        beta2: arguments.float("beta2"), epsilon: arguments.float("epsilon"),
        epsilonMode: arguments.epsilonMode, decay: arguments.decay)
    }
  }

  private var adamw: PluginCommand {
    Self.command(
      "adamw", "Makes an optimiser like adam that takes the weight decay apart from the gradient",
      details: """
        Loshchilov and Hutter 2019, as in PyTorch: weights become smaller by rate · weight-decay of \
        their size, then adam makes its step. `bias-decay` is that of the biases alone.
        """,
      parameters: [Self.rate(0.001)] + Self.moments + [Self.epsilonMode(.paper)]
        + Self.decay(0.01),
      example: Self.training("adamw weight-decay=0.1 bias-decay=0"), "Decay of the weights alone",
      seeAlso: ["adam"]
    ) { arguments in
      AdamW(
        rate: arguments.float("rate"), beta1: arguments.float("beta1"),
        beta2: arguments.float("beta2"), epsilon: arguments.float("epsilon"),
        epsilonMode: arguments.epsilonMode, decay: arguments.decay)
    }
  }
}

extension Arguments {
  fileprivate var decay: WeightDecay {
    WeightDecay(float("weight-decay"), biases: optionalFloat("bias-decay"))
  }

  fileprivate var epsilonMode: Adam.EpsilonMode {
    guard let mode = Adam.EpsilonMode(rawValue: text("epsilon-mode")) else {
      preconditionFailure("a choice that is no mode: \(text("epsilon-mode"))")
    }
    return mode
  }
}
