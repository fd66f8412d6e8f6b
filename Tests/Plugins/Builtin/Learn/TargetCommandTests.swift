import MNLBuiltins
import MNLDiagnostics
import MNLEvents
import MNLRuntime
import Testing

/// What the verbs make of data that ask for something else than a class.
@Suite struct TargetCommandTests {
  private static let adding = "load adding steps=6 train=240 test=24; model lstm 8; "
  private static let trained = adding + "train epochs=2 batch=20 rate=0.02; "

  @Test("says what data and model are about")
  func words() throws {
    let bench = try Workbench()
    try bench.run("load adding steps=6 train=24 test=12; model lstm 8")
    #expect(
      bench.results == [
        "adding: 22 train, 2 validation, 12 test, 6 steps of 2 numbers, 1 number to tell",
        "lstm 8: 6 steps of 2 numbers and 1 number to tell, 361 parameters, untrained",
      ])
  }

  @Test("counts a single step or number as one")
  func single() throws {
    let bench = try Workbench()
    try bench.run("load parity steps=1 train=24 test=12; model lstm 2")
    #expect(try #require(bench.results.last).hasPrefix("lstm 2: 1 step of 1 number and 2 classes"))
  }

  @Test("trains and judges by the error of numbers")
  func numbers() throws {
    let bench = try Workbench()
    try bench.run(Self.adding + "let t = train epochs=8 batch=20 rate=0.02; let r = eval")
    try bench.run("let t1 = $t.mae; let mae = $r.mae; let rmse = $r.rmse; let r2 = $r.r2")
    #expect(try bench.number("mae") <= bench.number("rmse"))
    #expect(try bench.number("r2") <= 1)
    #expect(try bench.number("t1") > 0)
    try bench.run("let n = $r.numbers[0].name; let e = $r.numbers[0].rmse; eval")
    #expect(try bench.value("n").printed == "sum")
    #expect(try bench.number("e") == bench.number("rmse"))
    let line = try #require(bench.results.last)
    #expect(line.contains("MAE ") && line.contains("RMSE ") && line.contains("R² "))
  }

  @Test("sets the error of always saying the mean of the training part beside the model's")
  func mean() throws {
    let bench = try Workbench()
    try bench.run(
      """
      let d = load adding steps=6 train=240 test=24
      model lstm 8
      let r = eval
      let said = run (mean $d.train.targets)
      let mae = run (mean ((($d.test.targets - $said) ^ 2) ^ 0.5))
      let mse = run (mean (($d.test.targets - $said) ^ 2))
      let a = $r.mean.mae
      let b = $r.mean.rmse ^ 2
      let none = $r.naive
      eval
      show $r
      """)
    #expect(abs(try bench.number("a") - bench.number("mae")) < 1e-5)
    #expect(abs(try bench.number("b") - bench.number("mse")) < 1e-5)
    #expect(try bench.value("none").printed == "none")
    #expect(try #require(bench.results.last).contains("(always the mean 0."))
    let text = try #require(bench.displays.last).text
    #expect(text.contains("always the mean of the training part") && !text.contains("naive"))
  }

  @Test("names the metric of training after what is asked")
  func metrics() throws {
    let bench = try Workbench()
    try bench.run(Self.trained)
    let names = bench.sink.events.compactMap { event -> String? in
      if case .metric(let metric) = event { metric.name } else { nil }
    }
    #expect(names == ["loss", "mae", "loss", "mae", "loss", "mae", "loss", "mae"])
    #expect(try #require(bench.results.last).contains(", MAE 0."))
  }

  @Test("has no field of classes in a judgement of numbers")
  func noAccuracy() throws {
    let fault = try Workbench().failure(Self.adding + "let r = eval; print $r.accuracy")
    #expect(fault.code == .unknownField)
    #expect(fault.message.contains("accuracy"))
  }

  @Test("predicts numbers beside their targets")
  func predictions() throws {
    let bench = try Workbench()
    try bench.run(Self.trained + "let p = predict 0..2; let n = $p[1].number; let t = $p[1].target")
    try bench.run("let all = $p.numbers.shape; let d = (load adding steps=6 train=240 test=24)")
    #expect(try bench.value("all").printed == "[3, 1]")
    try bench.run("let e = run (sum $d.test[1].targets); let same = $e == $t")
    #expect(try bench.value("same").printed == "true")
    try bench.run("predict 0..2")
    #expect(try #require(bench.results.last).hasPrefix("lstm 8 on adding test: 3 examples"))
  }

  @Test("takes the loss that is asked for")
  func losses() throws {
    let bench = try Workbench()
    for loss in ["mse", "mae", "huber"] {
      try bench.run(Self.adding + "train epochs=1 loss=\(loss)")
    }
    #expect(bench.results.count == 9)
  }

  @Test(
    "refuses what means nothing for the data, and says what does",
    arguments: [
      (adding + "eval top=3", "`top` is for classes of examples", "leave `top` out"),
      (
        adding + "train loss=cross-entropy", "says nothing of adding train",
        "use loss=mse or loss=mae or loss=huber"
      ),
      (adding + "train smoothing=0.1", "'smoothing' is for classes", "leave `smoothing` out"),
      (
        adding + "train class-weights=[1]", "'class-weights' is for classes",
        "leave `class-weights` out"
      ),
      (
        adding + "train shift=1", "`shift` moves images, but adding has 6 steps of 2 numbers",
        "leave `shift` out"
      ),
      (adding + "train balanced=true", "'balanced' is for classes", "leave `balanced` out"),
      (
        "load digits train=24 test=12; model lstm 4; train batch=10 loss=mse", "'mse' says nothing",
        "use loss=cross-entropy"
      ),
      (
        adding + "train batch=400", "a batch of 400 examples from the 220",
        "use a batch of 220 or fewer"
      ),
      (
        adding + "let a = eval; compare $a $a", "only models that take each example for one class",
        "compare their numbers yourself, as in `print ($a.loss - $b.loss)`"
      ),
    ])
  func refusals(script: String, message: String, help: String) throws {
    let fault = try Workbench().failure(script)
    #expect(fault.message.contains(message), "\(fault.message)")
    #expect(fault.help == help)
  }

  @Test(
    "refuses sequences that are no problem", arguments: ["steps=1", "steps=0", "train=3", "test=0"])
  func sizes(setting: String) throws {
    #expect(try Workbench().failure("load adding \(setting)").code == .outOfRange)
  }

  @Test("draws sequences as a table and the curves of the first")
  func show() throws {
    let bench = try Workbench()
    try bench.run("load adding steps=6 train=24 test=12; show count=3; show from=1 count=1")
    guard case .report(let parts)? = bench.displays.dropFirst().first?.data.first else {
      Issue.record("no report")
      return
    }
    #expect(
      parts.flatMap { $0.data.map(\.mimeType) }.map { $0.split(separator: ".").last } == [
        "table+json", "curves+json",
      ])
    #expect(bench.displays[1].text.contains("adding train, sequences 0 to 2 of 22"))
    #expect(try bench.failure("show from=30").message.contains("there is no sequence 30 among 22"))
  }

  @Test("tells where the numbers lie that are asked for")
  func summary() throws {
    let bench = try Workbench()
    try bench.run("let d = load adding steps=6 train=24 test=12; summary $d")
    let text = try #require(bench.displays.last).text
    #expect(text.contains("mean") && text.contains("deviation") && text.contains("sum"))
  }

  @Test("explains the loss of numbers and what the head does")
  func explanations() throws {
    let bench = try Workbench()
    try bench.run(Self.adding + "explain loss; explain model")
    #expect(
      bench.displays[0].text.contains("To always say the mean of the training examples costs"))
    #expect(bench.displays[0].text.contains("Its root, "))
    #expect(bench.displays[1].text.contains("a bias for each number"))
  }

  @Test("reads permuted images under a name that says so")
  func permuted() throws {
    let bench = try Workbench()
    try bench.run("load digits train=24 test=12 permute=7; model lstm 4; eval")
    #expect(bench.results[0].hasPrefix("digits permute=7: 22 train"))
    #expect(bench.results[2].contains("on digits permute=7 test"))
  }
}

/// What the verbs make of data that ask for several labels, or for something at each step.
@Suite struct SequenceTargetTests {
  private func bench(_ data: String) throws -> Workbench {
    let bench = try Workbench()
    try bench.run("load \(data) train=240 test=24; model lstm 12; ")
    try bench.run("let t = train epochs=8 batch=20 rate=0.02; let r = eval; let p = predict 0..1")
    return bench
  }

  @Test("tells several labels, their F1 and the examples that are right as a whole")
  func labels() throws {
    let bench = try bench("letters steps=4")
    try bench.run("let a = $r.accuracy; let e = $r.exact; let f = $r.micro.f1; let b = $p[0].right")
    #expect(try bench.number("a") > 0.6 && bench.number("e") <= bench.number("a"))
    #expect(try (0...1).contains(bench.number("f")))
    try bench.run("let n = length $r.labels; let s = $p.probabilities.shape; show $r; explain loss")
    #expect(try bench.number("n") == 8)
    #expect(try bench.value("s").printed == "[2, 8]")
    #expect(bench.displays[1].text.contains("A toss for each label costs ln 2"))
  }

  @Test("tells a class at each step")
  func steps() throws {
    let bench = try bench("parity steps=5")
    try bench.run(
      "let a = $r.accuracy; let n = $r.steps; let w = $r.whole; let s = $p.probabilities.shape")
    #expect(try bench.number("a") > 0.5 && bench.number("w") <= bench.number("a"))
    #expect(try bench.number("n") == 120)
    #expect(try bench.value("s").printed == "[2, 5, 2]")
    try bench.run("let c = length $p[1].classes; show $r; explain loss; explain model")
    #expect(try bench.number("c") == 5)
    #expect(bench.displays[1].text.contains("the mean over all steps"))
    #expect(bench.displays[2].text.contains("the same at each step"))
  }

  @Test("tells the next symbol in bits")
  func symbols() throws {
    let bench = try bench("reber steps=12")
    try bench.run("let b = $r.bits; let p2 = $r.perplexity; let t = $t.bits; show count=2")
    #expect(try bench.number("b") < 2.7 && bench.number("p2") > 1)
    #expect(bench.displays[1].text.contains("BT") || bench.displays[1].text.contains("BP"))
  }

  @Test("refuses to rank or to compare what is not one class of an example")
  func refusals() throws {
    for data in ["letters", "parity", "reber"] {
      let start = "load \(data) train=24 test=12; model lstm 4; "
      #expect(try Workbench().failure(start + "eval top=2").help == "leave `top` out")
      let fault = try Workbench().failure(start + "let a = eval; compare $a $a")
      #expect(fault.message.contains("only models that take each example for one class"))
    }
  }
}
