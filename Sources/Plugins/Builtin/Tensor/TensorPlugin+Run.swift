import MNLDiagnostics
import MNLLearn
import MNLRuntime
import MNLTensor

extension TensorPlugin {
  var minimize: PluginCommand {
    let session = session
    let declaration = CommandDeclaration(
      "minimize", "Makes an operation that changes variables so that a loss becomes smaller",
      details: """
        It makes one step of training whenever it is run. A schedule counts these steps; it knows of \
        no epochs and no end. `clip` and `clip-value` keep gradients small: values first, then \
        their norm.
        """,
      parameters: [
        ParameterDeclaration("optimizer", .kind("optimizer"), "By which rule"),
        Self.tensor("loss", "What is to become smaller: a single number"),
        .option("schedule", .kind("schedule"), "How the rate changes; it stays if left out"),
      ] + GradientClipping.parameters,
      returns: .value(.kind("operation")),
      examples: [
        .init(
          "let w = variable 3.0; let step = minimize (sgd rate=0.1) ($w * $w); "
            + "run (initialize); run $step; run $w", "One step towards 0"),
        .init(
          "let w = variable 3.0; let step = minimize (sgd rate=0.1) ($w * $w) clip=1 "
            + "schedule=(cosine steps=100); run (initialize); run $step; run $w",
          "A small step, for the gradient is large"),
      ],
      seeAlso: ["adam", "sgd", "cosine", "run", "initialize"])
    return PluginCommand(
      declaration,
      foresee: { (arguments) throws(CommandFailure) in
        do throws(ShapeError) {
          try Graph.checkLoss(arguments.givenTensor("loss").shape)
        } catch {
          throw CommandFailure(error)
        }
        return nil
      }
    ) { (arguments, _) throws(CommandFailure) -> Value in
      let optimizer = arguments.handle("optimizer", as: OptimizerHandle.self)
      let loss = arguments.givenTensor("loss")
      let schedule = arguments.optionalHandle("schedule", as: ScheduleHandle.self)?.schedule
      if let schedule { try Self.refuseUnknown(schedule) }
      let rule = ScheduledRule(
        optimizer.optimizer, schedule: schedule, clipping: GradientClipping(arguments))
      do throws(ShapeError) {
        let step = try session.graph.minimize(session.node(loss), using: rule)
        session.trainings.append(step)
        return .handle(OperationHandle(.training(step)))
      } catch {
        throw CommandFailure(error)
      }
    }
  }

  /// Refuses a schedule that has to know more than the number of steps.
  private static func refuseUnknown(_ schedule: any Schedule) throws(CommandFailure) {
    func refusal(_ message: String, help: String) -> CommandFailure {
      CommandFailure(.commandFailed, message, parameter: "schedule", help: help)
    }
    if schedule.needs.contains(.losses) {
      throw refusal(
        "\(schedule.name) looks at the loss of epochs, and here there are none",
        help: "`train` has epochs; here, use a schedule that counts steps")
    }
    if schedule.needs.contains(.epochs) {
      throw refusal(
        "\(schedule.name) counts epochs, and here there are none",
        help: "let it count steps: per=step")
    }
    if schedule.needs.contains(.length) {
      throw refusal(
        "\(schedule.name) has to know how many steps there will be",
        help: "say how many: steps=1000")
    }
  }

  var initialize: PluginCommand {
    let declaration = CommandDeclaration(
      "initialize", "Makes an operation that gives all variables their first values",
      details: """
        Random ones are drawn from the seed that the session has when it is run. Optimisers start \
        anew, too.
        """,
      returns: .value(.kind("operation")),
      examples: [.init("let w = variable 1; run (initialize); run $w", "The first value")],
      seeAlso: ["variable", "run", "seed"])
    return PluginCommand(declaration) { (_, _) throws(CommandFailure) -> Value in
      .handle(OperationHandle(.initialisation))
    }
  }

  var run: PluginCommand {
    let session = session
    let declaration = CommandDeclaration(
      "run", "Computes tensors, or does what an operation does",
      details: """
        A single number comes back as a number, anything else as a tensor, an operation as none; a \
        list of things as a list.
        """,
      parameters: [
        ParameterDeclaration("fetch", .any, "A tensor, an operation, or a list of them"),
        .option("feed", .list, "What placeholders are to hold: [[$x, $images], [$y, $labels]]"),
      ],
      returns: .anything,
      examples: [
        .init(
          "let x = placeholder [none, 2]; run (sum ($x * $x)) feed=[[$x, [[3, 4]]]]",
          "A sum of squares"),
        .init("run (mean (constant [1, 2, 3]))", "A mean"),
      ],
      seeAlso: ["placeholder", "initialize", "minimize", "next-batch"])
    return PluginCommand(declaration) { (arguments, context) throws(CommandFailure) -> Value in
      if context.isInterrupted { throw .interrupted("interrupted before `run`") }
      let feeds = try Self.feeds(arguments.list("feed"))
      let runner = session.runner(threads: context.settings.threads)
      runner.seed = context.settings.seed
      guard case .list(let fetches) = arguments.value("fetch") else {
        return try session.run([arguments.value("fetch")], feeds: feeds, on: runner)[0]
      }
      return .list(try session.run(Array(fetches), feeds: feeds, on: runner))
    }
  }

  /// The placeholders and what they are fed with.
  private static func feeds(_ values: [Value]) throws(CommandFailure) -> [GraphSession.Feed] {
    var feeds: [GraphSession.Feed] = []
    for value in values {
      guard case .list(let pair) = value, pair.count == 2,
        case .handle(let target as TensorHandle) = pair[0]
      else {
        throw CommandFailure(
          .wrongType, "a feed is a list of pairs of a placeholder and its numbers",
          parameter: "feed", help: "write feed=[[$x, $images]]")
      }
      guard case .node(let node, _) = target.content, node.isPlaceholder else {
        throw CommandFailure(
          .wrongKind, "only a placeholder can be fed, not \(target.summary)", parameter: "feed",
          help: "make it with `placeholder`")
      }
      feeds.append((node, try TensorHandle(pair[1], parameter: "feed")))
    }
    return feeds
  }
}

extension GraphSession {
  /// A placeholder and what it is to hold.
  typealias Feed = (placeholder: Node, value: TensorHandle)

  /// Does operations and computes tensors, all of them in one run.
  ///
  /// Errors: what is neither; shapes that do not fit; placeholders without numbers; variables
  /// without values; losses that are not finite.
  func run(
    _ fetches: [Value], feeds: [Feed], on runner: GraphRunner<Float>
  ) throws(CommandFailure) -> [Value] {
    var request = PlanRequest()
    var initialises = false
    for fetch in fetches {
      switch fetch {
      case .handle(let tensor as TensorHandle):
        if case .node(let node, _) = tensor.content { request.fetches.append(node) }
      case .handle(let operation as OperationHandle):
        switch operation.content {
        case .initialisation: initialises = true
        case .training(let step):
          guard request.training == nil else {
            throw CommandFailure(
              .commandFailed, "one run makes one step of training, got several",
              parameter: "fetch", help: "run them one after the other")
          }
          request = PlanRequest(fetches: request.fetches, training: step)
        }
      default:
        throw CommandFailure(
          .wrongType, "run takes a tensor, an operation, or a list of them", parameter: "fetch",
          label: "is \(fetch.kindName)")
      }
    }
    do throws(EngineError) {
      if initialises {
        try runner.initialize()
        runner.store.resetTraining()
      }
      var results = try compute(request, feeds: feeds, on: runner)[...]
      return fetches.map { fetch in
        guard case .handle(let tensor as TensorHandle) = fetch else { return .none }
        guard case .node(let node, _) = tensor.content else { return tensor.numberOrSelf }
        return results.popFirst().map { TensorHandle($0, kind: node.kind).numberOrSelf } ?? .none
      }
    } catch {
      throw CommandFailure(error)
    }
  }

  private func compute(
    _ request: PlanRequest, feeds: [Feed], on runner: GraphRunner<Float>
  ) throws(EngineError) -> [Tensor<Float>] {
    guard !request.fetches.isEmpty || request.training != nil else { return [] }
    let plan = runner.plan(
      request, batch: try runner.batch(of: feeds.map { ($0.placeholder, $0.value.shape) }))
    defer { plan.clearFeeds() }
    for (placeholder, value) in feeds { try plan.feed(placeholder, holding: value) }
    return try plan.run()
  }
}

extension TensorHandle {
  /// The number, if there is only one and it has no dimensions; else the tensor.
  fileprivate var numberOrSelf: Value {
    if shape.rank == 0, let number = values()?.scalar { return elements.value(number) }
    return .handle(self)
  }
}
