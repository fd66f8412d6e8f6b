import MNLLearn
import MNLRuntime

extension LearnPlugin {
  /// How the step size changes while something is trained.
  var schedules: [PluginCommand] {
    [constantRate, step, exponential, cosine, oneCycle, inverseSqrt, plateau, warmup, chain]
  }

  private static let warmup = ParameterDeclaration.option(
    "warmup", .int, "In how many steps before it the rate rises to its whole",
    limits: .from(0), default: .int(0), unit: "steps")

  private static func length(_ summary: String, from least: Double) -> ParameterDeclaration {
    .option(
      "steps", .int, "\(summary); all there are if left out", limits: .from(least), unit: "steps")
  }

  private static let unit = ParameterDeclaration.option(
    "per", .choice(ScheduleUnit.allCases.map(\.rawValue)), "What is counted",
    default: .text(ScheduleUnit.epoch.rawValue))

  private static func factor(_ value: Double) -> ParameterDeclaration {
    .option(
      "factor", .float, "What each cut leaves of the rate",
      limits: Limits(from: 0, excludesLower: true, to: 1), default: .float(value))
  }

  private static func share(
    _ name: String, _ summary: String, _ value: Double, isAbove: Bool = false
  ) -> ParameterDeclaration {
    .option(
      name, .float, summary, limits: Limits(from: 0, excludesLower: isAbove, to: 1),
      default: .float(value))
  }

  private static func command(
    _ name: CommandName, _ summary: String, details: String = "",
    parameters: [ParameterDeclaration], example: String, _ text: String, seeAlso: [String],
    make: @escaping (Arguments) -> any Schedule
  ) -> PluginCommand {
    let declaration = CommandDeclaration(
      name, summary, details: details, parameters: parameters,
      returns: .value(.kind("schedule")),
      examples: [
        .init(
          "load digits train=120 test=24; model lstm 8; train epochs=2 batch=10 "
            + "schedule=(\(example))", text)
      ], seeAlso: seeAlso + ["train", "minimize"])
    return PluginCommand(declaration) { (arguments, _) throws(CommandFailure) -> Value in
      var schedule = make(arguments)
      if let steps = arguments.optionalInt("warmup"), steps > 0 {
        schedule = Warmup(steps, then: schedule)
      }
      return .handle(ScheduleHandle(schedule))
    }
  }

  private var constantRate: PluginCommand {
    Self.command(
      "constant-rate", "Makes a schedule that leaves the rate as it is",
      parameters: [Self.warmup], example: "constant-rate warmup=10",
      "A rise over ten steps, then the whole rate", seeAlso: ["warmup", "cosine"]
    ) { _ in ConstantRate() }
  }

  private var step: PluginCommand {
    Self.command(
      "step", "Makes a schedule that cuts the rate after every so many epochs",
      details: "As `StepLR` of PyTorch. With `per=step` it counts batches.",
      parameters: [
        ParameterDeclaration(
          "every", .int, "How many epochs go by before each cut", limits: .from(1)),
        Self.factor(0.1), Self.unit, Self.warmup,
      ],
      example: "step 1 factor=0.5", "Half the rate in the second epoch",
      seeAlso: ["exponential", "plateau"]
    ) { arguments in
      StepDecay(
        every: arguments.int("every"), factor: arguments.float("factor"), unit: arguments.unit)
    }
  }

  private var exponential: PluginCommand {
    Self.command(
      "exponential", "Makes a schedule that cuts the rate a little after each epoch",
      details: "As `ExponentialLR` of PyTorch. With `per=step` it counts batches.",
      parameters: [Self.factor(0.9), Self.unit, Self.warmup], example: "exponential factor=0.8",
      "Four fifths of the rate in the second epoch", seeAlso: ["step", "cosine"]
    ) { arguments in
      ExponentialDecay(factor: arguments.float("factor"), unit: arguments.unit)
    }
  }

  private var cosine: PluginCommand {
    Self.command(
      "cosine", "Makes a schedule that lowers the rate along half a wave of the cosine",
      details: "Loshchilov and Hutter 2017, as `CosineAnnealingLR` of PyTorch.",
      parameters: [
        Self.length("How many steps the way down has", from: 1),
        Self.share("final", "The share of the rate at the end", 0), Self.warmup,
      ],
      example: "cosine warmup=5", "A rise over five steps, then down to 0",
      seeAlso: ["one-cycle", "inverse-sqrt"]
    ) { arguments in
      CosineDecay(steps: arguments.optionalInt("steps"), final: arguments.float("final"))
    }
  }

  private var oneCycle: PluginCommand {
    Self.command(
      "one-cycle", "Makes a schedule that raises the rate to its whole and lowers it far below",
      details: """
        Smith and Topin 2018, as `OneCycleLR` of PyTorch with its two phases; the momentum is left \
        alone. `rate` is the highest one.
        """,
      parameters: [
        Self.length("How many steps the cycle has", from: 2),
        .option(
          "rise", .float, "The share of the steps in which the rate rises",
          limits: Limits(from: 0, excludesLower: true, to: 1, excludesUpper: true),
          default: .float(0.3)),
        Self.share("initial", "The share of the rate at the beginning", 0.04, isAbove: true),
        Self.share("final", "The share of the rate at the end", 4e-6, isAbove: true),
      ],
      example: "one-cycle", "Up in the first third, then down", seeAlso: ["cosine", "warmup"]
    ) { arguments in
      OneCycle(
        steps: arguments.optionalInt("steps"), rise: arguments.float("rise"),
        initial: arguments.float("initial"), final: arguments.float("final"))
    }
  }

  private var inverseSqrt: PluginCommand {
    Self.command(
      "inverse-sqrt", "Makes a schedule that divides the rate by the root of the steps",
      details: """
        Vaswani and others 2017: √(scale / (scale + steps)), the steps counted from the end of the \
        rise.
        """,
      parameters: [
        .option(
          "scale", .int,
          "After how many steps 71 % of the rate are left; "
            + "as many as `warmup`, or 1000, if left out", limits: .from(1), unit: "steps"),
        Self.warmup,
      ],
      example: "inverse-sqrt warmup=5", "A rise over five steps, then ever more slowly down",
      seeAlso: ["cosine", "exponential"]
    ) { arguments in
      let rise = arguments.int("warmup")
      return InverseSquareRoot(scale: arguments.optionalInt("scale") ?? (rise > 0 ? rise : 1000))
    }
  }

  private var plateau: PluginCommand {
    Self.command(
      "plateau", "Makes a schedule that cuts the rate when the loss has stopped falling",
      details: """
        As `ReduceLROnPlateau` of PyTorch. It looks at the loss of the validation examples, or at \
        that of training where there are none.
        """,
      parameters: [
        .option(
          "factor", .float, "What each cut leaves of the rate",
          limits: Limits(from: 0, excludesLower: true, to: 1, excludesUpper: true),
          default: .float(0.1)),
        .option(
          "patience", .int, "How many epochs in a row may be without a better loss",
          limits: .from(0), default: .int(10), unit: "epochs"),
        .option(
          "threshold", .float, "By which share of the best loss a better one is below it",
          limits: Limits(from: 0, to: 1, excludesUpper: true), default: .float(1e-4)),
        .option(
          "cooldown", .int, "How many epochs after a cut are not counted", limits: .from(0),
          default: .int(0), unit: "epochs"),
        Self.share("final", "The least share of the rate", 0), Self.warmup,
      ],
      example: "plateau patience=0", "A cut after each epoch that is no better",
      seeAlso: ["step", "exponential"]
    ) { arguments in
      Plateau(
        factor: arguments.float("factor"), patience: arguments.int("patience"),
        threshold: arguments.float("threshold"), cooldown: arguments.int("cooldown"),
        final: arguments.float("final"))
    }
  }

  private static func schedule(_ name: String, _ summary: String) -> ParameterDeclaration {
    ParameterDeclaration(name, .kind("schedule"), summary)
  }

  private var warmup: PluginCommand {
    Self.command(
      "warmup", "Makes a schedule that raises the rate to its whole, then follows another",
      details: "`(cosine warmup=100)` is short for `(warmup 100 (cosine))`.",
      parameters: [
        ParameterDeclaration(
          "steps", .int, "How many steps the rise has", limits: .from(1), unit: "steps"),
        ParameterDeclaration(
          "then", .kind("schedule"), "What follows; the whole rate if left out",
          presence: .optional),
      ],
      example: "warmup 10 (cosine)", "A rise over ten steps, then down to 0",
      seeAlso: ["chain", "cosine"]
    ) { arguments in
      let then = arguments.optionalHandle("then", as: ScheduleHandle.self)
      return Warmup(arguments.int("steps"), then: then?.schedule ?? ConstantRate())
    }
  }

  private var chain: PluginCommand {
    Self.command(
      "chain", "Makes a schedule that follows one for some steps, then another",
      details: """
        As `SequentialLR` of PyTorch: the second one begins anew. Either may be a chain itself.
        """,
      parameters: [
        Self.schedule("first", "What comes first"),
        ParameterDeclaration("steps", .int, "For how many steps", limits: .from(1), unit: "steps"),
        Self.schedule("then", "What comes then"),
      ],
      example: "chain constant-rate 10 (exponential factor=0.9 per=step)",
      "The whole rate for ten steps, then less and less", seeAlso: ["warmup"]
    ) { arguments in
      Chain(
        arguments.handle("first", as: ScheduleHandle.self).schedule, for: arguments.int("steps"),
        then: arguments.handle("then", as: ScheduleHandle.self).schedule)
    }
  }
}

extension Arguments {
  fileprivate var unit: ScheduleUnit {
    guard let unit = ScheduleUnit(rawValue: text("per")) else {
      preconditionFailure("a choice that is no unit: \(text("per"))")
    }
    return unit
  }
}
