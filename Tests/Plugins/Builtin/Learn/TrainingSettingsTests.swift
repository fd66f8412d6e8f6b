import MNLBuiltins
import MNLDiagnostics
import MNLEvents
import MNLLearn
import MNLRuntime
import MNLTensor
import Testing

/// The commands of optimisers and schedules, and what `train` and `minimize` make of them.
@Suite struct TrainingSettingsTests {
  private static let small = "load digits train=240 test=24; let m = model lstm 8; "

  /// What a command makes, in its own words.
  private func text(_ code: String) throws -> String {
    let bench = try Workbench()
    try bench.run("let made = \(code)")
    return try bench.value("made").printed
  }

  @Test("makes optimisers with the settings of the engine if nothing else is said")
  func optimizerDefaults() throws {
    for optimizer: any Optimizer in [SGD(), RMSprop(), Adagrad(), Adam(), AdamW()] {
      #expect(try text(optimizer.name) == optimizer.text)
    }
  }

  @Test("makes schedules with the settings of the engine if nothing else is said")
  func scheduleDefaults() throws {
    for schedule: any Schedule in [
      ConstantRate(), ExponentialDecay(), CosineDecay(), OneCycle(), Plateau(),
      InverseSquareRoot(scale: 1000),
    ] {
      #expect(try text(schedule.name) == schedule.text)
    }
    #expect(try text("step 3") == StepDecay(every: 3).text)
    #expect(try text("warmup 3") == Warmup(3).text)
  }

  @Test(
    "hands every setting of an optimiser on",
    arguments: [
      "sgd rate=0.5 momentum=0.7 nesterov=true weight-decay=0.1 bias-decay=0.2",
      "rmsprop rate=0.5 beta=0.8 epsilon=0.01 momentum=0.7 centred=true weight-decay=0.1",
      "adagrad rate=0.5 rate-decay=0.3 initial=0.4 epsilon=0.01 weight-decay=0.1 bias-decay=0.0",
      "adam rate=0.5 beta1=0.8 beta2=0.7 epsilon=0.01 epsilon-mode=paper weight-decay=0.1",
      "adamw rate=0.5 beta1=0.8 beta2=0.7 epsilon=0.01 epsilon-mode=hat weight-decay=0.1",
    ])
  func optimizerSettings(_ code: String) throws { #expect(try text(code) == code) }

  @Test(
    "hands every setting of a schedule on",
    arguments: [
      "step every=3 factor=0.4 per=step", "exponential factor=0.4 per=step",
      "cosine steps=30 final=0.2", "one-cycle steps=30 rise=0.4 initial=0.2 final=0.1",
      "inverse-sqrt scale=40",
      "plateau factor=0.4 patience=2 threshold=0.1 cooldown=3 final=0.2",
      "warmup steps=5 then=(cosine final=0.5)",
      "chain first=(constant-rate) steps=4 then=(warmup steps=2 then=(cosine final=0.0))",
    ])
  func scheduleSettings(_ code: String) throws { #expect(try text(code) == code) }

  @Test(
    "takes `warmup` as short for a rise before it",
    arguments: [
      ("cosine warmup=100", "warmup 100 (cosine)"), ("cosine warmup=0", "cosine"),
      ("step 2 warmup=5", "warmup 5 (step 2)"), ("constant-rate warmup=5", "warmup 5"),
      ("inverse-sqrt warmup=70", "warmup 70 (inverse-sqrt scale=70)"),
    ])
  func warmup(_ short: String, _ long: String) throws { #expect(try text(short) == text(long)) }

  @Test(
    "refuses settings beyond their limits, at their place",
    arguments: [
      "sgd momentum=1", "sgd momentum=-0.1", "sgd weight-decay=-1", "rmsprop epsilon=0",
      "adagrad initial=-1", "adamw beta2=1", "step 0", "step 1 factor=0", "cosine final=1.5",
      "cosine warmup=-1", "one-cycle rise=1", "one-cycle steps=1", "plateau factor=1",
      "plateau patience=-1", "warmup 0", "sgd nesterov=true", "exponential factor=2",
    ])
  func limits(_ code: String) throws {
    let fault = try Workbench().failure(code)
    #expect(fault.code == .outOfRange)
    #expect(fault.primary != nil)
  }

  @Test("says that looking ahead needs momentum")
  func nesterov() throws {
    let fault = try Workbench().failure("sgd nesterov=true")
    #expect(fault.message == "nesterov=true needs a momentum above 0")
    #expect(fault.help == "add momentum=0.9, or leave nesterov out")
  }

  /// The weights after a training.
  private func hash(_ settings: String) throws -> String {
    let bench = try Workbench()
    try bench.run(Self.small + "train epochs=2 batch=20 \(settings); let hash = $m.hash")
    return try bench.value("hash").printed
  }

  @Test("trains at the rates of a schedule, and within the limits of gradients")
  func train() throws {
    #expect(try hash("schedule=constant-rate") == hash(""))
    #expect(try hash("schedule=(cosine warmup=5)") != hash(""))
    #expect(try hash("schedule=(cosine warmup=5)") == hash("schedule=(warmup 5 (cosine))"))
    #expect(try hash("clip=1e9 clip-value=1e9") == hash(""))
    #expect(try hash("clip=0.001") != hash(""))
    #expect(try hash("clip-value=0.001") != hash(""))
    #expect(try hash("optimizer=(sgd momentum=0.9 rate=0.1)") != hash("optimizer=(sgd rate=0.1)"))
  }

  @Test("tells the rate and the gradients of an epoch where they are asked for")
  func metrics() throws {
    func metrics(_ settings: String) throws -> [String] {
      let bench = try Workbench()
      try bench.run(Self.small + "train epochs=1 batch=20 \(settings)")
      return bench.sink.events.compactMap { event in
        guard case .metric(let metric) = event, metric.split == "train" else { return nil }
        return metric.name
      }
    }
    #expect(try metrics("") == ["loss", "accuracy"])
    #expect(try metrics("schedule=cosine") == ["loss", "accuracy", "rate"])
    #expect(try metrics("clip=1") == ["loss", "accuracy", "gradient-norm", "clipped"])
  }

  @Test("goes on with plain `train` after a stop, at the rates of the schedule")
  func interruption() throws {
    let settings = "epochs=2 batch=20 schedule=(one-cycle) clip=0.5 optimizer=rmsprop"
    let (whole, broken) = (try Workbench(), try Workbench())
    try whole.run(Self.small + "train \(settings); let hash = $m.hash")
    try broken.run(Self.small)
    broken.interrupt(afterLooks: 9)
    #expect(try broken.failure("train \(settings)").code == .interrupted)
    broken.interrupt(afterLooks: nil)
    try broken.run("train; let hash = $m.hash")
    #expect(try broken.value("hash").printed == whole.value("hash").printed)
  }

  @Test("schedules and clips the steps of a graph built by hand")
  func minimize() throws {
    let bench = try Workbench()
    try bench.run(
      """
      let w = variable 1.0
      let s = minimize (sgd rate=1) ($w * 3) clip-value=0.25 schedule=(step 1 factor=0.5 per=step)
      run (initialize)
      run $s
      run $s
      let found = run $w
      """)
    #expect(try bench.number("found") == 1 - 0.25 - 0.125)
  }

  @Test(
    "refuses schedules that know more than a graph built by hand tells",
    arguments: [
      ("plateau", "`train` has epochs; here, use a schedule that counts steps"),
      ("(step 2)", "let it count steps: per=step"), ("cosine", "say how many: steps=1000"),
      ("(warmup 3 (one-cycle))", "say how many: steps=1000"),
    ])
  func minimizeWithout(_ schedule: String, _ help: String) throws {
    let fault = try Workbench().failure(
      "let w = variable 1.0; minimize sgd ($w * 3) schedule=\(schedule)")
    #expect(fault.code == .commandFailed)
    #expect(fault.help == help)
    #expect(fault.primary?.span.text.contains("schedule=") == true)
  }

  @Test("smooths labels, weighs classes and averages weights where it is told to")
  func losses() throws {
    let plain = try hash("")
    #expect(try hash("smoothing=0 balanced=false") == plain)
    #expect(try hash("average=0.9") != plain)
    let smoothed = try hash("smoothing=0.1")
    let weighted = try hash("class-weights=[1, 2, 1, 1, 1, 1, 1, 1, 1, 0.5]")
    #expect(Set([plain, smoothed, weighted]).count == 3)
  }

  @Test("balances classes that are not equally frequent")
  func balanced() throws {
    func hash(_ settings: String) throws -> String {
      let bench = try Workbench()
      // 121 images of ten classes: some class has one more.
      try bench.run("load digits train=132 test=24; let m = model lstm 4")
      try bench.run("train epochs=1 batch=20 \(settings); let hash = $m.hash")
      return try bench.value("hash").printed
    }
    #expect(try hash("balanced=true") != hash(""))
  }

  @Test(
    "refuses class weights that make no sense",
    arguments: [
      ("class-weights=[1, 2]", "2 class weights for the 10 classes of digits train"),
      ("class-weights=[1, 0]", "class weights must be above 0"),
      ("class-weights=[1, -1.5]", "class weights must be above 0"),
      ("class-weights=[true]", "class weights are numbers"),
      ("class-weights=[1] balanced=true", "`balanced` finds the class weights itself"),
      ("smoothing=1", "smoothing must be at least 0 and below 1"),
      ("average=1", "average must be at least 0 and below 1"),
    ])
  func refusedLosses(_ settings: String, _ message: String) throws {
    let fault = try Workbench().failure(Self.small + "train epochs=1 \(settings)")
    #expect(fault.message == message)
    #expect(fault.primary?.span.text.contains("=") == true)
  }

  @Test("stops a training that diverges, says so in its own words, and keeps the weights")
  func divergence() throws {
    let bench = try Workbench()
    try bench.run("load digits train=240 test=24; let m = model lstm 16; let before = $m.hash")
    let fault = try bench.failure("train epochs=2 rate=1e3")
    #expect(fault.code == .diverged)
    #expect(fault.message.hasPrefix("training diverged: "))
    #expect(fault.message.hasSuffix("; the weights are as before the training"))
    #expect(fault.help == "use a smaller rate than 1000.0")
    try bench.run("let after = $m.hash")
    #expect(try bench.value("before").printed == bench.value("after").printed)
  }

  @Test(
    "computes losses of tensors",
    arguments: [
      ("mse (constant [1, 2]) (constant [1, 5])", 4.5),
      ("mae (constant [1, 2]) (constant [1, 5])", 1.5),
      ("huber (constant [1, 2]) (constant [1, 5])", 1.25),
      ("huber (constant [1, 2]) (constant [1, 5]) delta=2", 2),
      ("binary-cross-entropy (constant [0, 0]) (constant [1, 0])", 0.693147),
      ("mean (cross-entropy (constant [[0, 0]]) (constant [[1, 0]]) weights=[3, 1])", 2.079442),
      ("mean (cross-entropy (constant [[2, 0]]) (constant [[1, 0]]) smoothing=0.5)", 0.626928),
    ])
  func tensorLosses(_ code: String, _ wanted: Double) throws {
    let bench = try Workbench()
    try bench.run("let found = run (\(code))")
    #expect(abs(try bench.number("found") - wanted) < 1e-5)
  }

  @Test("refuses losses of shapes and weights that do not fit")
  func misfits() throws {
    let shapes = try Workbench().failure("mse (constant [1, 2]) (constant [1, 2, 3])")
    #expect(shapes.code == .shapeMismatch)
    let weights = try Workbench().failure(
      "cross-entropy (constant [[0, 0]]) (constant [[1, 0]]) weights=[3]")
    #expect(weights.code == .shapeMismatch)
  }

  @Test("minimises any of them")
  func minimisesLosses() throws {
    let bench = try Workbench()
    try bench.run(
      """
      let w = variable [3.0, -2.0]
      let step = minimize (sgd rate=0.5) (huber $w (constant [1, -2.5]))
      run (initialize)
      for k in 1..40 { run $step }
      let left = run (mae $w (constant [1, -2.5]))
      """)
    #expect(try bench.number("left") < 0.01)
  }

  @Test("takes the optimisers and schedules of other plugins")
  func foreignPlugins() throws {
    let bench = try Workbench()
    try bench.registry.register(Foreign())
    try bench.run("load digits train=120 test=24; let m = model lstm 4")
    try bench.run("let before = $m.hash; train epochs=1 optimizer=still; let after = $m.hash")
    #expect(try bench.value("before").printed == bench.value("after").printed)
    try bench.run("train epochs=1 schedule=zero; let later = $m.hash")
    #expect(try bench.value("before").printed == bench.value("later").printed)
  }

  /// A plugin with an optimiser that does nothing and a schedule that allows nothing.
  private struct Foreign: Plugin {
    struct Still: Optimizer {
      let name = "still"
      let slots: [String] = []
      var rate = 1.0
      let settings: [(name: String, value: String)] = []
      func apply(_ site: UpdateSite<Float>) {}
      func apply(_ site: UpdateSite<Double>) {}
    }
    struct Zero: Schedule {
      let name = "zero"
      let settings: [(name: String, value: String)] = []
      func factor(at moment: ScheduleMoment) -> Double { 0 }
    }
    let name = "foreign"
    let summary = "Nothing"
    var commands: [PluginCommand] {
      [
        PluginCommand(
          CommandDeclaration("still", "Stays", returns: .value(.kind("optimizer")))
        ) { _, _ in .handle(OptimizerHandle(Still())) },
        PluginCommand(
          CommandDeclaration("zero", "Nothing", returns: .value(.kind("schedule")))
        ) { _, _ in .handle(ScheduleHandle(Zero())) },
      ]
    }
  }

  @Test("with time alone there is no last epoch, and none is told of")
  func timeWithoutEpochs() throws {
    let bench = try Workbench()
    try bench.run("load digits train=120 test=24; model lstm 8; let t = train for=100ms batch=20")
    #expect(try bench.value("t").printed.contains("time is up"))
    let labels = bench.sink.events.compactMap { event -> String? in
      if case .progress(let progress) = event, progress.unit == "sequences" {
        progress.label
      } else {
        nil
      }
    }
    #expect(labels.contains("epoch 1"))
    #expect(!labels.contains { $0.contains(" of ") })
  }

  @Test("a schedule does not go with time alone")
  func timeAndSchedule() throws {
    let bench = try Workbench()
    let fault = try bench.failure(
      "load digits train=120 test=24; model lstm 8; train for=1s schedule=(cosine)")
    #expect(fault.message.contains("how many epochs"))
    #expect(fault.help?.contains("epochs=") == true)
  }

  @Test("patience brings the best weights back unless told otherwise")
  func patience() throws {
    let bench = try Workbench()
    try bench.run(
      "load digits train=120 test=24; model lstm 8; "
        + "let t = train epochs=40 patience=1 rate=0.5 batch=20; let best = $t.best")
    #expect(try bench.number("best") >= 1)
    #expect(try bench.value("t").printed.contains("stopped after 1 epoch without a better loss"))
    try bench.run("let t = train epochs=2 patience=9 best=false; let best = $t.best")
    #expect(try bench.value("best").printed == "none")
  }
}
