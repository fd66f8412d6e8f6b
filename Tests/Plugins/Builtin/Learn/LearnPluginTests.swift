import MNLBuiltins
import MNLDiagnostics
import MNLEvents
import MNLLearn
import MNLRuntime
import Testing

@Suite struct LearnPluginTests {
  private static let small = "load digits train=600 test=100; model lstm 16; "

  @Test("learns and tells how well")
  func learns() throws {
    let bench = try Workbench()
    try bench.run(Self.small + "let t = train epochs=6 batch=10 rate=0.01; let r = eval")
    try bench.run("let a = $r.accuracy; let c = $r.correct; let n = $r.count; let e = $r.epochs")
    #expect(try bench.number("a") > 0.5)
    #expect(try bench.number("a") == bench.number("c") / bench.number("n"))
    #expect(try bench.number("n") == 100)
    #expect(try bench.number("e") == 6)
  }

  @Test("measures the model that is named, and no other")
  func accuracyOfEach() throws {
    let bench = try Workbench()
    try bench.run(Self.small + "let first = model lstm 4; let none-yet = $first.accuracy")
    try bench.run("let second = model lstm 8; let r = eval model=$first")
    try bench.run("let a = $first.accuracy; let b = $second.accuracy; let c = $r.accuracy")
    #expect(try bench.value("none-yet").printed == "none")
    #expect(try bench.value("b").printed == "none")
    #expect(try bench.number("a") == bench.number("c"))
    try bench.run("train model=$second epochs=1; let t = $second.accuracy; let u = $first.accuracy")
    #expect(try bench.number("t") > 0)
    #expect(try bench.number("u") == bench.number("a"))
  }

  @Test("trains 6 epochs in batches of 50 if nothing else is said")
  func standardTraining() throws {
    func hash(_ settings: String) throws -> String {
      let bench = try Workbench()
      try bench.run("load digits train=120 test=24; let m = model lstm 4")
      try bench.run("train \(settings); let hash = $m.hash")
      return try bench.value("hash").printed
    }
    #expect(try hash("") == hash("epochs=6 batch=50"))
  }

  @Test(
    "refuses settings at and beyond the ends of what is allowed",
    arguments: [
      "train rate=0", "train rate=-1", "train epochs=0", "train batch=0", "model lstm 0",
      "model lstm 8193", "model gru 0", "model rnn 0", "model rnn 4 activation=sine",
      "model gru 4 reset=never", "model gru 4 recurrent-dropout=1",
      "model lstm 4 recurrent-dropout=-0.1", "model lstm 4 forget-bias=abc", "gru-cell 0",
      "rnn-cell 4 activation=sine", "lstm-cell 4 recurrent-dropout=1",
    ])
  func limits(_ source: String) throws {
    #expect(try Workbench().failure(source).code == .outOfRange)
  }

  @Test("names what may stand in place of a number")
  func alternatives() throws {
    let fault = try Workbench().failure("model lstm 4 forget-bias=chrnoo")
    #expect(fault.message.contains("a float or chrono"))
    #expect(fault.help == "did you mean `chrono`?")
  }

  @Test("learns with every kind of cell", arguments: ["gru", "rnn", "lstm"])
  func cells(_ cell: String) throws {
    let bench = try Workbench()
    try bench.run(
      "load digits train=600 test=100; model \(cell) 16; train epochs=6 batch=10 rate=0.01; "
        + "let a = (eval).accuracy; explain model; summary")
    #expect(try bench.number("a") > 0.2)
    #expect(bench.displays.last?.text.contains("\(cell).0") == true)
  }

  @Test("predicts the first ten rows if none are named")
  func standardRows() throws {
    let bench = try Workbench()
    try bench.run(Self.small + "let p = predict; let rows = $p.rows")
    #expect(try bench.value("rows").printed == "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]")
  }

  @Test("says in its results which model and data it worked on")
  func resultLines() throws {
    let bench = try Workbench()
    try bench.run(Self.small + "train epochs=1; eval")
    #expect(bench.results[2].hasPrefix("trained lstm 16 on digits: epoch 1, loss "))
    #expect(bench.results[3].hasPrefix("lstm 16 on digits test after 1 epoch: accuracy "))
  }

  @Test("takes its input shape at the first training if it is made before the data")
  func modelFirst() throws {
    let bench = try Workbench()
    try bench.run("model lstm 8; load digits train=120 test=24; train epochs=1; summary")
    #expect(bench.results[0] == "lstm 8: waits for data")
    #expect(bench.displays.last?.text.contains("total") == true)
  }

  @Test("counts 52610 parameters of the tutorial's network")
  func parameters() throws {
    let bench = try Workbench()
    try bench.run("load digits train=120 test=24; let m = model lstm 100; let n = $m.parameters")
    #expect(try bench.number("n") == 52_610)
  }

  @Test("adds epochs with `epochs=`")
  func addsEpochs() throws {
    let bench = try Workbench()
    try bench.run(Self.small + "train epochs=1; let t = train epochs=2; let e = $t.epochs")
    #expect(try bench.number("e") == 3)
  }

  @Test("goes on after an interruption as if there had been none")
  func interruption() throws {
    let whole = try Workbench()
    try whole.run("load digits train=600 test=100; let m = model lstm 16")
    try whole.run("train epochs=2; let hash = $m.hash")

    let broken = try Workbench()
    try broken.run("load digits train=600 test=100; let m = model lstm 16")
    broken.interrupt(afterLooks: 8)
    let fault = try broken.failure("train epochs=2")
    #expect(fault.code == .interrupted)
    #expect(fault.message.hasPrefix("interrupted in epoch 1 of 2, after batch "))
    #expect(fault.message.hasSuffix("; the weights are not saved"))
    #expect(fault.help == nil)
    broken.interrupt(afterLooks: nil)
    try broken.run("let t = train; let e = $t.epochs; let hash = $m.hash; print $t")
    #expect(try broken.number("e") == 2)
    #expect(broken.output.hasPrefix("finished the interrupted training of lstm 16 on digits"))
    #expect(try broken.value("hash").printed == whole.value("hash").printed)
  }

  @Test("says how to go on only where something goes on")
  func interruptionAtThePrompt() throws {
    let bench = try Workbench()
    bench.context.settings.survivesInterrupt = true
    try bench.run("load digits train=600 test=100; model lstm 16")
    bench.interrupt(afterLooks: 8)
    let fault = try bench.failure("train epochs=2")
    #expect(fault.message.hasSuffix("; the weights are kept"))
    #expect(fault.help == "`train` goes on from there")
  }

  @Test("tells its progress, once for good at the end of each epoch")
  func progress() throws {
    let bench = try Workbench()
    try bench.run(Self.small + "train epochs=2")
    let finals = bench.sink.events.compactMap { event in
      if case .progress(let progress) = event, progress.isFinal { progress.label } else { nil }
    }
    #expect(finals == ["epoch 1 of 2", "epoch 2 of 2"])
    let metrics = bench.sink.events.compactMap { event in
      if case .metric(let metric) = event, metric.epoch == 2 {
        "\(metric.split ?? "") \(metric.name)"
      } else {
        nil
      }
    }
    #expect(
      metrics == ["train loss", "train accuracy", "validation loss", "validation accuracy"])
  }

  @Test("looks at the validation images after an epoch, as `eval split=validation` does")
  func validation() throws {
    let bench = try Workbench()
    try bench.run(Self.small + "train epochs=1; let loss = (eval split=validation).loss")
    let told = bench.sink.events.compactMap { event -> Double? in
      guard case .metric(let metric) = event, metric.name == "loss" else { return nil }
      return metric.split == "validation" ? metric.value : nil
    }
    // Of the epoch, and of `eval`, which tells what it measures, too.
    let loss = try bench.number("loss")
    #expect(told == [loss, loss])
  }

  @Test("lets `rate` beat the rate of the optimiser")
  func rateWins() throws {
    func hash(_ settings: String) throws -> String {
      let bench = try Workbench()
      try bench.run("load digits train=120 test=24; let m = model lstm 8")
      try bench.run("train epochs=1 \(settings); let hash = $m.hash")
      return try bench.value("hash").printed
    }
    #expect(
      try hash("optimizer=(adam rate=0.5) rate=0.02") == hash("optimizer=(adam rate=0.02)"))
    #expect(try hash("optimizer=(adam rate=0.5)") != hash("optimizer=(adam rate=0.02)"))
    #expect(try hash("optimizer=adam") == hash("rate=0.001"))
  }

  @Test(
    "adds Adam's epsilon as TensorFlow does if nothing else is said",
    arguments: ["", "optimizer=adam", "rate=0.001", "optimizer=(adam beta1=0.9)"])
  func epsilonMode(settings: String) throws {
    func hash(_ settings: String) throws -> String {
      let bench = try Workbench()
      try bench.run("load digits train=120 test=24; let m = model lstm 4")
      try bench.run("train epochs=1 \(settings); let hash = $m.hash")
      return try bench.value("hash").printed
    }
    #expect(try hash(settings) == hash("optimizer=(adam epsilon-mode=hat)"))
    #expect(try hash(settings) != hash("optimizer=(adam epsilon-mode=paper)"))
  }

  @Test("uses the examples in the order in which `next-batch` gives them under the same seed")
  func batchOrder() throws {
    let bench = try Workbench()
    try bench.run("let d = load digits train=120 test=24")
    guard case .handle(let handle) = try bench.value("d") else { throw Misfit() }
    let data = try #require(handle as? DataHandle)
    let order = DataForTraining(data).makeOrder(seed: 5)
    let split = data.splits[0]
    var rows: [Int] = []
    // Two epochs of 110 examples and a little of the third.
    for _ in 1...8 {
      order.next(30, isBucketed: false, into: &rows)
      #expect(try rows == split.nextBatch(30, seed: 5))
    }
  }

  /// What a test finds where it expected a handle.
  private struct Misfit: Error {}

  @Test("draws the first weights of a model from the seed of the session")
  func seededModel() throws {
    func hash(seed: UInt64) throws -> String {
      let bench = try Workbench(seed: seed)
      try bench.run("load digits train=120 test=24; let m = model lstm 4; let hash = $m.hash")
      return try bench.value("hash").printed
    }
    #expect(try hash(seed: 2) != hash(seed: 1))
  }

  @Test("gives the same weights on one and on two threads")
  func threads() throws {
    func hash(threads: Int) throws -> String {
      let bench = try Workbench(threads: threads)
      try bench.run("load digits train=120 test=24; let m = model lstm 8; train epochs=2")
      try bench.run("let hash = $m.hash")
      return try bench.value("hash").printed
    }
    #expect(try hash(threads: 1) == hash(threads: 2))
  }

  @Test("asks for a model and for data where there are none")
  func nothingCurrent() throws {
    let bench = try Workbench()
    let noModel = try bench.failure("train")
    #expect(noModel.code == .nothingCurrent)
    #expect(noModel.help == "make one: model lstm 100")
    try bench.run("model lstm 8")
    let noData = try bench.failure("train epochs=1")
    #expect(noData.code == .nothingCurrent)
    #expect(noData.help == "load some: load digits")
  }

  @Test("refuses a batch larger than the data, naming both")
  func batchTooLarge() throws {
    let fault = try Workbench().failure(Self.small + "train batch=10000")
    #expect(fault.code == .outOfRange)
    #expect(fault.message.contains("550"))
    #expect(fault.primary?.span.text.contains("10000") == true)
  }

  @Test("predicts the rows it is asked for")
  func predict() throws {
    let bench = try Workbench()
    try bench.run(
      Self.small
        + "let p = predict 3..5; let row = $p[0].row; let s = $p.probabilities.shape")
    #expect(try bench.number("row") == 3)
    #expect(try bench.value("s").printed == "[3, 10]")
  }

  @Test(
    "refuses rows that do not exist", arguments: ["100", "90..100", "[1, -1]", "0..1000000000000"])
  func noSuchRow(rows: String) throws {
    let fault = try Workbench().failure(Self.small + "predict \(rows)")
    #expect(fault.code == .indexOutOfRange)
  }

  @Test("opens what it saved, with the same weights and results")
  func saveAndOpen() throws {
    let path = "/tmp/mnl-builtins-\(UInt64.random(in: 0...UInt64.max)).safetensors"
    let bench = try Workbench()
    try bench.run("load digits train=120 test=24; let m = model lstm 8; train epochs=1")
    try bench.run("let before = (eval).loss; save \(path); let other = model lstm 4")
    try bench.run("let back = open \(path); let after = (eval).loss")
    try bench.run("let first = $m.hash; let second = $back.hash; let e = $back.epochs")
    #expect(try bench.value("first").printed == bench.value("second").printed)
    #expect(try bench.number("before") == bench.number("after"))
    #expect(try bench.number("e") == 1)
    #expect(bench.output.contains("to \(path)"))
  }

  @Test("says why it cannot save, and where")
  func cannotSave() throws {
    let fault = try Workbench().failure(Self.small + "save /nowhere/at/all.safetensors")
    #expect(fault.code == .unwritableFile)
    #expect(fault.primary?.span.text.contains("/nowhere/at/all") == true)
  }

  @Test("makes another model current")
  func current() throws {
    let bench = try Workbench()
    try bench.run("let a = model lstm 8; let b = model lstm 16; current model=$a")
    #expect(bench.output == "model: lstm 8: waits for data\n")
    #expect(bench.context.current["model"]?.summary == "lstm 8: waits for data")
  }
}
