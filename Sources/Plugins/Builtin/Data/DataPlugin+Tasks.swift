import MNLData
import MNLEvents
import MNLRuntime

// Sequences that are drawn: each task asks something else of a network.
extension DataPlugin {
  var tasks: [PluginCommand] {
    [
      loadAdding, loadCopying, loadParity, loadLetters, loadReber, loadSensors, loadOscillations,
      loadStories, loadReviews,
      loadSeasons,
    ]
  }

  private var loadAdding: PluginCommand {
    let declaration = CommandDeclaration(
      "load adding", "Draws sequences of numbers, two of which are to be added",
      details: """
        Each step has a number from 0 to 1 and a marker, which is 1 at two steps, one in each half, \
        else 0. What is asked is the sum of the two marked numbers. To always say 1 has a mean \
        squared error of 0.167. It is the adding problem of Hochreiter and Schmidhuber (1997).
        """,
      parameters: Self.sizes(steps: 200, in: AddingProblem.steps, train: 12_000)
        + [Self.within(AddingProblem.steps)],
      returns: .value(.kind("data")),
      examples: [
        .init("load adding steps=20 train=120 test=24", "Short sequences"),
        .init(
          "load adding steps=10 train=120 test=24; model lstm 8; train epochs=1; eval",
          "A model that tells a number"),
      ],
      seeAlso: ["load copying", "load parity", "load letters", "load reber", "show", "train"])
    return Self.command(declaration) { (sizes, seed, goesOn) throws(DataError) in
      try AddingProblem.make(sizes, seed: seed, goesOn: goesOn)
    }
  }

  private var loadCopying: PluginCommand {
    let declaration = CommandDeclaration(
      "load copying", "Draws sequences of letters that are to be told again after a long wait",
      details: """
        Each sequence has five of the letters A to H, then steps in which nothing happens, then \
        five with a mark: there the letters are asked for, in their order. Before that nothing is \
        asked. To guess is right one time in eight. It is the copying problem of Hochreiter and \
        Schmidhuber (1997).
        """,
      parameters: Self.sizes(steps: 30, in: CopyingMemory.steps, train: 6000)
        + [Self.within(CopyingMemory.steps)],
      returns: .value(.kind("data")),
      examples: [
        .init(
          "load copying steps=12 train=120 test=24; show; model lstm 8; train epochs=1; eval",
          "A model that tells five letters"),
        .init("load copying steps=100 train=1200 test=120", "A long wait"),
      ],
      seeAlso: ["load adding", "load parity", "load letters", "load reber", "show", "train"])
    return Self.command(declaration) { (sizes, seed, goesOn) throws(DataError) in
      try CopyingMemory.make(sizes, seed: seed, goesOn: goesOn)
    }
  }

  private var loadParity: PluginCommand {
    let declaration = CommandDeclaration(
      "load parity", "Draws sequences of bits: at each step, are the ones so far even or odd?",
      details: """
        Something is asked at each step: whether the ones so far are even or odd in number. To \
        guess is right at half of the steps.
        """,
      parameters: Self.sizes(steps: 20, in: RunningParity.steps, train: 6000) + [Self.shortest],
      returns: .value(.kind("data")),
      examples: [
        .init(
          "load parity steps=8 train=120 test=24; show; model lstm 8; train epochs=1; eval",
          "A model that tells a class at each step"),
        .init(
          "load parity steps=8 shortest=0 train=120 test=24; show; model lstm 8; "
            + "train epochs=1 bucket=true; eval", "Sequences of no step up to eight"),
      ],
      seeAlso: ["load adding", "load letters", "load reber", "show", "train"])
    return Self.command(declaration) { (sizes, seed, goesOn) throws(DataError) in
      try RunningParity.make(sizes, seed: seed, goesOn: goesOn)
    }
  }

  private var loadLetters: PluginCommand {
    let declaration = CommandDeclaration(
      "load letters", "Draws sequences of letters: which of them occur?",
      details: """
        Each step has one of the letters A to H. What is asked is which of them occur: a sequence \
        has any number of these labels.
        """,
      parameters: Self.sizes(steps: 8, in: LetterSets.steps, train: 6000) + [Self.shortest],
      returns: .value(.kind("data")),
      examples: [
        .init(
          "load letters train=120 test=24; show; model lstm 8; train epochs=1; eval",
          "A model that tells several labels")
      ],
      seeAlso: ["load adding", "load parity", "load reber", "show", "train"])
    return Self.command(declaration) { (sizes, seed, goesOn) throws(DataError) in
      try LetterSets.make(sizes, seed: seed, goesOn: goesOn)
    }
  }

  private var loadReber: PluginCommand {
    let declaration = CommandDeclaration(
      "load reber", "Draws strings of a small grammar: which symbol comes next?",
      details: """
        Strings of the embedded Reber grammar, of the symbols B T P S X V E. At each step is asked \
        which symbol is the next. Mostly there are two, equally likely; but the last but one is \
        always the second again. Strings that are longer than `steps` are drawn again; after the \
        end of a shorter one nothing is asked.
        """,
      parameters: Self.sizes(steps: 30, in: ReberGrammar.steps, train: 6000),
      returns: .value(.kind("data")),
      examples: [
        .init(
          "load reber train=120 test=24; show; model lstm 8; train epochs=1; eval",
          "A model that tells the next symbol")
      ],
      seeAlso: ["load adding", "load parity", "load letters", "show", "train"])
    return Self.command(declaration) { (sizes, seed, goesOn) throws(DataError) in
      try ReberGrammar.make(sizes, seed: seed, goesOn: goesOn)
    }
  }

  private var loadOscillations: PluginCommand {
    let declaration = CommandDeclaration(
      "load oscillations", "Draws noisy oscillations that die away: how often does it swing?",
      details: """
        Each step is a measurement, 64 in a second, of something that swings and comes to rest. What \
        is asked is the frequency, from 2 to 12 a second; begin, strength and damping say nothing of \
        it. To always say the mean is wrong by 2.5.
        """,
      parameters: Self.sizes(steps: 64, in: DampedOscillations.steps, train: 3000),
      returns: .value(.kind("data")),
      examples: [
        .init(
          "load oscillations train=120 test=24; show count=2; model lstm 8; "
            + "train epochs=1 batch=20; eval",
          "A model that tells a number")
      ],
      seeAlso: ["load adding", "load csv", "show", "train", "eval"])
    return Self.command(declaration) { (sizes, seed, goesOn) throws(DataError) in
      try DampedOscillations.make(sizes, seed: seed, goesOn: goesOn)
    }
  }

  /// A command that draws data and makes them current.
  static func command(
    _ declaration: CommandDeclaration,
    _ make: @escaping @Sendable (TaskSizes, UInt64, (Int) -> Bool) throws(DataError) -> DataSet
  ) -> PluginCommand {
    noted(declaration) { (sizes, seed, goesOn) throws(DataError) in
      (try make(sizes, seed, goesOn), nil)
    }
  }

  /// A command that draws data, makes them current, and may have a line to say of them.
  static func noted(
    _ declaration: CommandDeclaration,
    _ make:
      @escaping @Sendable (TaskSizes, UInt64, (Int) -> Bool) throws(DataError) -> (
        data: DataSet, note: String?
      )
  ) -> PluginCommand {
    PluginCommand(declaration) { (arguments, context) throws(CommandFailure) -> Value in
      let sizes = TaskSizes(
        steps: arguments.int("steps"),
        within: arguments.optionalInt("within"),
        shortest: arguments.optionalInt("shortest"),
        train: arguments.int("train"),
        test: arguments.int("test"))
      do throws(DataError) {
        let work = WorkReport(
          "load", "drawing \(declaration.name.second ?? "")", total: sizes.train + sizes.test,
          unit: "sequences", context)
        defer { work.end() }
        let made = try make(sizes, UInt64(arguments.int("seed"))) { done in
          work.tell(done: done)
          return !context.isInterrupted
        }
        if let note = made.note { context.print(note) }
        return makeCurrent(made.data, in: context)
      } catch {
        throw CommandFailure(error)
      }
    }
  }

  static func between(_ range: ClosedRange<Int>) -> Limits {
    .between(Double(range.lowerBound), Double(range.upperBound))
  }

  /// The parameter of tasks that may begin easily.
  private static func within(_ limits: ClosedRange<Int>) -> ParameterDeclaration {
    .option(
      "within", .int, "In how many of the last steps all happens; in all of them if left out",
      limits: between(limits), unit: "steps")
  }

  /// The parameter of tasks whose sequences may have fewer steps than the longest.
  private static let shortest = ParameterDeclaration.option(
    "shortest", .int,
    "The fewest steps a sequence may have: each has its own number; all as many if left out",
    limits: .from(0), unit: "steps")

  /// The parameters of every drawn task.
  static func sizes(
    steps: Int, in limits: ClosedRange<Int>, train: Int
  ) -> [ParameterDeclaration] {
    [
      .option(
        "steps", .int, "How long a sequence is, at most", limits: between(limits),
        default: .int(steps), unit: "steps"),
      .option(
        "train", .int, "How many training sequences, those for validation among them",
        limits: between(TaskSizes.trainSizes), default: .int(train), unit: "sequences"),
      .option(
        "test", .int, "How many test sequences", limits: between(TaskSizes.testSizes),
        default: .int(1000), unit: "sequences"),
      .option(
        "seed", .int, "Which sequences; the seed of the session plays no part", limits: .from(0),
        default: .int(1)),
    ]
  }
}
