import MNLBuiltins
import MNLDiagnostics
import MNLEvents
import MNLLearn
import MNLRuntime
import Testing

@Suite struct EvaluationTests {
  private static let small = "load digits train=600 test=100; model lstm 16; "
  private static let trained = small + "train epochs=4 batch=10 rate=0.01; "

  @Test("has the numbers of the metrics in its fields")
  func fields() throws {
    let bench = try Workbench()
    try bench.run(Self.trained + "let r = eval top=3")
    try bench.run("let a = $r.accuracy; let n = $r.count; let c = $r.correct")
    let accuracy = try bench.number("a")
    let interval = ConfidenceInterval(
      successes: Int(try bench.number("c")), of: Int(try bench.number("n")))
    try bench.run("let low = $r.interval.low; let high = $r.interval.high")
    #expect(try bench.number("low") == interval.lower)
    #expect(try bench.number("high") == interval.upper)
    try bench.run("let micro = $r.micro.f1; let macro = $r.macro.f1; let w = $r.weighted.recall")
    #expect(try abs(bench.number("micro") - accuracy) < 1e-15)
    #expect(try abs(bench.number("w") - accuracy) < 1e-15)
    #expect(try bench.number("macro") > 0)
    try bench.run("let k = $r.top.k; let top = $r.top.accuracy")
    #expect(try bench.number("k") == 3)
    #expect(try bench.number("top") >= accuracy)
    try bench.run("let auc = $r.auc.macro; let reason = $r.auc.reason; let b = $r.brier")
    #expect(try (0.5...1).contains(bench.number("auc")))
    #expect(try bench.value("reason").printed == "none")
    #expect(try (0...2).contains(bench.number("b")))
    try bench.run("let l = $r.loss - $r.log-loss; let e = $r.calibration.error")
    #expect(try abs(bench.number("l")) < 1e-6)
    #expect(try (0...1).contains(bench.number("e")))
  }

  @Test("has a record for each class and each bin of confidence")
  func records() throws {
    let bench = try Workbench()
    try bench.run(Self.trained + "let r = eval; let n = length $r.classes")
    #expect(try bench.number("n") == 10)
    try bench.run("let sum = 0; for c in $r.classes { set sum = $sum + $c.count }")
    #expect(try bench.number("sum") == 100)
    try bench.run("let total = 0; for b in $r.calibration.bins { set total = $total + $b.count }")
    #expect(try bench.number("total") == 100)
    try bench.run("let seven = $r.classes[7].name; let auc = $r.classes[7].auc")
    #expect(try bench.value("seven").printed == "7")
    #expect(try (0...1).contains(bench.number("auc")))
  }

  @Test("finds a wrong field before the script runs")
  func unknownField() throws {
    let bench = try Workbench()
    #expect(try bench.failure("let r = eval; print $r.acuracy").code == .unknownField)
    #expect(try bench.failure("let r = eval; print $r.macro.f2").code == .unknownField)
    #expect(bench.sink.events.isEmpty)
  }

  @Test("takes the five likeliest classes if nothing else is said")
  func standardTop() throws {
    let bench = try Workbench()
    try bench.run(Self.small + "let r = eval; let k = $r.top.k")
    #expect(try bench.number("k") == 5)
  }

  @Test("refuses more likeliest classes than there are, and fewer than one", arguments: [0, 11])
  func topOutOfRange(top: Int) throws {
    let fault = try Workbench().failure(Self.small + "eval top=\(top)")
    #expect(fault.code == .outOfRange)
    #expect(fault.primary?.text == "got \(top)")
  }

  @Test("is one line as a result, with everything for who can show it")
  func result() throws {
    let bench = try Workbench()
    try bench.run(Self.small + "eval; print (eval)")
    let line = try #require(bench.results.last)
    #expect(!line.contains("\n"))
    #expect(line.hasPrefix("lstm 16 on digits test after 0 epochs: accuracy "))
    #expect(bench.output == line + "\n")
    #expect(bench.displays.isEmpty)
  }

  @Test("shows a list of records as a table, with as many digits in all rows")
  func recordsAsTable() throws {
    let bench = try Workbench()
    try bench.run(Self.trained + "let r = eval; $r.classes")
    let bundle = try #require(
      bench.sink.events.compactMap { event in
        if case .result(let bundle) = event { bundle } else { nil }
      }.last)
    guard case .table(let table)? = bundle.data.first else {
      Issue.record("no table")
      return
    }
    #expect(
      table.columns.map(\.title) == ["name", "precision", "recall", "f1", "auc", "count"])
    #expect(table.rows.count == 10)
    let digits = table.rows.compactMap { row in
      if case .number(_, let digits) = row[3] { digits } else { nil }
    }
    #expect(Set(digits).count == 1)
    #expect(bundle.text.hasPrefix("name=0 precision="))
    #expect(bundle.text.split(separator: "\n").count == 10)
  }

  @Test("shows measures, classes with their averages, and confusion")
  func shows() throws {
    let bench = try Workbench()
    try bench.run(Self.trained + "let r = eval; show $r")
    let bundle = try #require(bench.displays.last)
    for text in ["95% from", "precision", "macro", "micro", "weighted", "true / predicted"] {
      #expect(bundle.text.contains(text), "\(text)")
    }
    guard case .report(let parts)? = bundle.data.first else {
      Issue.record("no report")
      return
    }
    #expect(parts.map(\.text).joined(separator: "\n\n") == bundle.text)
    let kinds = parts.flatMap { $0.data.map(\.mimeType) }
    #expect(
      kinds.map { $0.split(separator: ".").last ?? "" } == [
        "table+json", "curves+json", "table+json", "matrix+json",
      ])
  }

  @Test(
    "says why there is no area under a curve",
    arguments: [
      (1, "all examples are of class '"), (8, "no example is of the classes '"),
      (9, "no example is of class '"),
    ])
  func undefinedArea(examples: Int, reason: String) throws {
    let bench = try Workbench()
    try bench.run("load digits train=12 test=\(examples); model lstm 4; let r = eval; show $r")
    try bench.run("let auc = $r.auc.macro; let mean = $r.auc.weighted; let why = $r.auc.reason")
    #expect(try bench.value("auc").printed == "none")
    #expect(try bench.value("mean").printed == "none")
    let why = try bench.value("why").printed
    #expect(why.hasPrefix(reason))
    #expect(bench.displays.last?.text.contains("no AUC: \(why)") == true)
  }

  @Test("tells the numbers to who collects them")
  func metrics() throws {
    let bench = try Workbench()
    try bench.run(Self.small + "let r = eval split=validation top=2; let a = $r.accuracy")
    let metrics = bench.sink.events.compactMap { event in
      if case .metric(let metric) = event { metric } else { nil }
    }
    #expect(
      metrics.map(\.name) == [
        "accuracy", "loss", "top-2-accuracy", "macro-f1", "brier", "calibration-error",
      ])
    #expect(metrics.allSatisfy { $0.split == "validation" && $0.epoch == nil })
    #expect(try metrics.first?.value == bench.number("a"))
  }

  // MARK: Two models

  @Test("compares two models on the same examples")
  func compares() throws {
    let bench = try Workbench()
    try bench.run(Self.small + "let a = eval; train epochs=4 batch=10 rate=0.01; let b = eval")
    try bench.run("let c = compare $a $b; print $c; let d = $c.difference; let p = $c.p")
    try bench.run("let gain = $b.accuracy - $a.accuracy; let n = $c.count")
    try bench.run("let sum = $c.both + $c.only-first + $c.only-second + $c.neither")
    #expect(try abs(bench.number("d") - bench.number("gain")) < 1e-12)
    #expect(try bench.number("d") > 0)
    #expect(try bench.number("p") < 0.05)
    #expect(try bench.number("n") == bench.number("sum"))
    #expect(bench.output.hasPrefix("lstm 16 (0 epochs) "))
    #expect(bench.output.contains(" on digits test: +"))
    try bench.run("show $c")
    #expect(bench.displays.last?.text.contains("second wrong") == true)
  }

  @Test("finds no difference between a model and itself")
  func same() throws {
    let bench = try Workbench()
    try bench.run(Self.small + "let a = eval; let c = compare $a $a; let p = $c.p; print $c")
    #expect(try bench.number("p") == 1)
    #expect(bench.output.contains("0.00 points, p = 1 (exact binomial, 0 examples of 100 differ"))
  }

  @Test("compares results of data that were loaded twice")
  func loadedTwice() throws {
    let bench = try Workbench()
    try bench.run(Self.small + "let a = eval; load digits train=600 test=100; let b = eval")
    try bench.run("let p = (compare $a $b).p")
    #expect(try bench.number("p") == 1)
  }

  @Test("refuses results of other data, saying how they differ")
  func otherData() throws {
    let bench = try Workbench()
    try bench.run(Self.small + "let a = eval; load digits train=600 test=50; let b = eval")
    try bench.run("load digits train=600 test=100 seed=9; let c = eval; let v = eval split=train")
    let size = try bench.failure("compare $a $b")
    #expect(
      size.message
        == "the results are of different data: digits test (100 examples) and "
        + "digits test (50 examples)")
    #expect(size.primary?.span.text == "$b")
    #expect(
      try bench.failure("compare $a $c").message
        == "both results are of digits test (100 examples), but not of the same examples")
    #expect(try bench.failure("compare $a $v").message.contains("digits train (550 examples)"))
  }

  @Test("refuses what is no evaluation")
  func noEvaluation() throws {
    let fault = try Workbench().failure(Self.small + "let t = train epochs=1; compare $t $t")
    #expect(fault.code == .wrongType)
  }
}
