import MNLDiagnostics
import MNLRuntime
import Testing

@Suite struct TensorPluginTests {
  @Test("learns with a graph built by hand, as the tutorial does")
  func tutorialGraph() throws {
    let bench = try Workbench()
    try bench.run(Self.tutorial)
    #expect(try bench.number("before") > 2.2)
    #expect(try bench.number("after") < bench.number("before") - 0.05)
    #expect(try bench.number("accuracy-after") > 0.15)
  }

  @Test("prints the mean of truth values as a widened float")
  func widenedFloat() throws {
    let bench = try Workbench()
    try bench.run("let a = run (mean (constant [1, 1, 0]))")
    #expect(try bench.value("a").printed == "0.6666666865348816")
  }

  @Test("gives the same weights for the same seed, others for another")
  func seededWeights() throws {
    func weights(seed: UInt64) throws -> String {
      let bench = try Workbench(seed: seed)
      try bench.run("let w = variable (truncated-normal [2, 2]); run (initialize); let v = run $w")
      return try bench.value("v").printed
    }
    #expect(try weights(seed: 1) == weights(seed: 1))
    #expect(try weights(seed: 1) != weights(seed: 2))
  }

  @Test(
    "computes operators on numbers at once",
    arguments: [
      ("(constant [1, 2]) + 1", "[2, 3]"), ("3 - (constant [1, 2])", "[2, 1]"),
      ("(constant [1, 2]) * (constant [3, 4])", "[3, 8]"), ("(constant [1, 2]) / 4", "[0.25, 0.5]"),
      ("(constant [2, 3]) ^ 2", "[4, 9]"), ("-(constant [1, 2])", "[-1, -2]"),
      ("(constant [[1, 2]]) @ (constant [[3], [4]])", "[[11]]"),
      ("(constant [1, 2]) < 2", "[true, false]"), ("(constant [1, 2])[1]", "2.0"),
      ("(constant [[1, 2], [3, 4]])[1]", "[3, 4]"), ("softmax (constant [0, 0])", "[0.5, 0.5]"),
      ("argmax (constant [[1, 3, 2]]) axis=1", "[1]"),
      ("reshape (constant [1, 2, 3, 4]) [2, -1]", "[[1, 2],\n [3, 4]]"),
    ])
  func operators(code: String, expected: String) throws {
    let bench = try Workbench()
    try bench.run("let result = (\(code))")
    #expect(try bench.value("result").printed == expected)
  }

  @Test("names both shapes where they do not fit")
  func shapeMismatch() throws {
    let bench = try Workbench()
    let fault = try bench.failure(
      "let x = placeholder [none, 784]; let w = variable (constant 0 shape=[100, 10]); $x @ $w")
    #expect(fault.code == .shapeMismatch)
    #expect(fault.message.contains("[none, 784]"))
    #expect(fault.message.contains("[100, 10]"))
  }

  @Test("says which placeholder was not fed")
  func missingFeed() throws {
    let fault = try Workbench().failure("let x = placeholder [none, 2] name=images; run (sum $x)")
    #expect(fault.code == .missingFeed)
    #expect(fault.message.contains("'images'"))
  }

  @Test("says which variable has no value yet")
  func uninitialised() throws {
    let fault = try Workbench().failure("let w = variable 1 name=weight; run $w")
    #expect(fault.code == .uninitializedVariable)
    #expect(fault.message.contains("'weight'"))
  }

  @Test(
    "refuses to minimize what no variable can change",
    arguments: [
      "let w = variable [1, 2]; minimize adam (cast (argmax $w))",
      "minimize adam (constant 1.0)",
    ])
  func notDifferentiable(_ source: String) throws {
    let fault = try Workbench().failure(source)
    #expect(fault.code == .notDifferentiable)
    #expect(fault.message.contains("does not depend on any variable that can be trained"))
  }

  @Test("refuses feeds of another shape, naming both")
  func feedShape() throws {
    let fault = try Workbench().failure(
      "let x = placeholder [none, 2]; run (sum $x) feed=[[$x, [[1, 2, 3]]]]")
    #expect(fault.code == .shapeMismatch)
    #expect(fault.message.contains("[none, 2]"))
    #expect(fault.message.contains("[1, 3]"))
  }

  @Test("takes a number for a placeholder without dimensions")
  func scalarFeed() throws {
    let bench = try Workbench()
    try bench.run("let x = placeholder []; let y = run ($x * 2) feed=[[$x, 1.5]]")
    #expect(try bench.number("y") == 3)
  }

  @Test("does several things in one run, in the order asked for")
  func severalFetches() throws {
    let bench = try Workbench()
    try bench.run(
      """
      let w = variable 3.0
      let step = minimize (sgd rate=0.5) ($w * $w)
      run (initialize)
      let results = run [$w, $step, (constant 7)]
      let after = run $w
      """)
    #expect(try bench.value("results").printed == "[3.0, none, 7.0]")
    #expect(try bench.number("after") == 0)
  }

  @Test(
    "refuses what is no tensor",
    arguments: [
      "variable \"text\"", "constant [[1, 2], [3]]", "placeholder [none, none]",
      "placeholder [1000000, 1000000]", "run 3", "mean (constant [true])",
      "truncated-normal [none, 2]", "reshape (constant [1, 2, 3]) [2, -1]",
    ])
  func refusals(code: String) throws {
    let fault = try Workbench().failure(code)
    #expect(fault.code != .internalError)
    #expect(fault.primary != nil)
  }

  @Test("keeps the weights where a loss is not finite")
  func notFinite() throws {
    let bench = try Workbench()
    try bench.run("let w = variable 1.0; let s = minimize (sgd rate=1) ($w / 0); run (initialize)")
    let fault = try bench.failure("run $s")
    #expect(fault.code == .notFinite)
    try bench.run("let v = run $w")
    #expect(try bench.number("v") == 1)
  }

  @Test("adds 1 to the forget gate of a cell if nothing else is said")
  func forgetBias() throws {
    func states(_ setting: String) throws -> String {
      let bench = try Workbench()
      try bench.run(
        """
        let x = constant [[[1, 2], [3, -1], [0.5, 1]]]
        let last = (dynamic-rnn (lstm-cell 4 \(setting)) $x).state
        run (initialize)
        let found = run [$last.c, $last.h]
        """)
      return try bench.value("found").printed
    }
    #expect(try states("") == states("forget-bias=1"))
    #expect(try states("") != states("forget-bias=0"))
  }

  @Test(
    "runs every kind of cell, and ends sequences at their lengths",
    arguments: [
      "lstm-cell 3", "lstm-cell 3 layer-norm=true peephole=true", "gru-cell 3",
      "gru-cell 3 reset=before", "rnn-cell 3 activation=relu",
    ])
  func cells(_ cell: String) throws {
    let bench = try Workbench()
    try bench.run(
      """
      let x = placeholder [none, 3, 2]
      let n = placeholder [none]
      let found = dynamic-rnn (\(cell)) $x lengths=$n
      run (initialize)
      let feed = [[$x, [[[1, 2], [3, -1], [0.5, 1]], [[1, 2], [9, 9], [9, 9]]]], [$n, [3, 1]]]
      let y = run $found.outputs feed=$feed
      let h = run $found.state.h feed=$feed
      let same = $y[0][0] == $y[1][0]
      let last = $h[1] == $y[1][0]
      let sums = run (sum $found.outputs axis=2) feed=$feed
      let beyond = $sums[1][1]
      let last-one = $sums[1][2]
      """)
    #expect(try bench.value("same").printed.contains("false") == false)
    #expect(try bench.value("last").printed.contains("false") == false)
    #expect(try bench.number("beyond") == 0)
    #expect(try bench.number("last-one") == 0)
  }

  @Test("a length beyond the steps is refused with its row")
  func badLength() throws {
    let bench = try Workbench()
    try bench.run(
      """
      let x = placeholder [none, 3, 2]
      let n = placeholder [none]
      let found = dynamic-rnn (rnn-cell 2) $x lengths=$n
      run (initialize)
      """)
    let fault = try bench.failure(
      "run $found.state.h feed=[[$x, [[[1, 2], [3, -1], [0.5, 1]]]], [$n, [4]]]")
    #expect(
      fault.message.contains("row 0 of the batch holds 4, expected a whole number from 0 to 3"))
  }

  @Test("adds Adam's epsilon as TensorFlow does if nothing else is said")
  func epsilonMode() throws {
    func afterOneStep(_ setting: String) throws -> Double {
      let bench = try Workbench()
      try bench.run(
        """
        let w = variable 1.0
        let step = minimize (adam rate=0.5 epsilon=0.1 \(setting)) ($w ^ 2)
        run (initialize)
        run $step
        let found = run $w
        """)
      return try bench.number("found")
    }
    #expect(try afterOneStep("") == afterOneStep("epsilon-mode=hat"))
    #expect(try afterOneStep("") != afterOneStep("epsilon-mode=paper"))
  }

  @Test(
    "refuses settings of optimisers at the open ends of what is allowed",
    arguments: [
      "adam rate=0", "sgd rate=0", "adam beta1=1", "adam beta2=1", "adam beta1=-0.1",
      "adam epsilon=0",
    ])
  func optimizerLimits(_ source: String) throws {
    #expect(try Workbench().failure(source).code == .outOfRange)
  }

  @Test("draws from a new seed what it draws from that seed alone")
  func changedSeed() throws {
    func draws(_ before: String) throws -> String {
      let bench = try Workbench()
      try bench.run("let r = random-uniform [2]; \(before); let found = run $r")
      return try bench.value("found").printed
    }
    #expect(try draws("run $r; seed 2") == draws("seed 2"))
  }

  @Test("forgets with `initialize` what an optimiser kept of the steps before")
  func initializedAgain() throws {
    let bench = try Workbench()
    try bench.run(
      """
      let w = variable 1.0
      let step = minimize (adam rate=0.5) ($w ^ 2)
      run (initialize)
      for i in 1..3 { run $step }
      let first = run $w
      run (initialize)
      for i in 1..3 { run $step }
      let second = run $w
      """)
    #expect(try bench.number("second") == bench.number("first"))
  }

  @Test("stops before a run when the user asked for it")
  func interruption() throws {
    let bench = try Workbench()
    try bench.run("let c = constant 1")
    bench.interrupt(afterLooks: 0)
    let fault = try bench.failure("run $c")
    #expect(fault.code == .interrupted)
  }

  /// The tutorial on small data: fewer units, a larger rate.
  private static let tutorial = """
    let data = load digits train=600 test=100
    let x = placeholder [none, 784]
    let y = placeholder [none, 10]
    let weights = variable (truncated-normal [16, 10] stddev=0.1)
    let biases = variable (constant 0.1 shape=[10])
    def rnn(x: tensor, weights: tensor, biases: tensor) {
      let inputs = reshape $x [-1, 28, 28]
      let cell = lstm-cell 16
      let result = dynamic-rnn $cell $inputs
      return softmax ($result.state.h @ $weights + $biases)
    }
    let prediction = rnn $x $weights $biases
    let loss = mean (cross-entropy logits=$prediction labels=$y)
    let train-step = minimize (adam rate=0.01) $loss
    let correct = equal (argmax $y axis=1) (argmax $prediction axis=1)
    let accuracy = mean (cast $correct to=float)
    let init = initialize
    run $init
    let before = run $loss feed=[[$x, $data.test.images], [$y, $data.test.labels]]
    for epoch in 1..6 {
      for step in 1..11 {
        let samples = next-batch $data.train 50
        run $train-step feed=[[$x, $samples.images], [$y, $samples.labels]]
      }
    }
    let after = run $loss feed=[[$x, $data.test.images], [$y, $data.test.labels]]
    let accuracy-after = run $accuracy feed=[[$x, $data.test.images], [$y, $data.test.labels]]
    """
}
