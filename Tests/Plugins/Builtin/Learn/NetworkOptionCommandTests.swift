import MNLDiagnostics
import MNLEvents
import MNLRuntime
import Testing

/// The options that all `model …` commands share.
@Suite struct NetworkOptionCommandTests {
  @Test(
    "refuses what no network has, and says which parameter is wrong",
    arguments: [
      ("model lstm 8 dropout=1", "dropout"), ("model lstm 8 dropout=-0.1", "dropout"),
      ("model lstm 8 variational=true", "variational"),
      ("model lstm 8 pooling=median", "pooling"), ("model lstm 8 residual=true", "residual"),
      ("model lstm 8 4 residual=true", "residual"), ("model lstm 8 vocabulary=5", "vocabulary"),
      ("model lstm 8 embedding=0", "embedding"),
      ("load digits train=120 test=24; model lstm 8 embedding=4", "28 numbers"),
    ])
  func refusals(code: String, parameter: String) throws {
    let fault = try Workbench().failure(code)
    #expect(fault.code == .outOfRange)
    #expect(fault.message.contains(parameter))
    #expect(fault.primary != nil)
  }

  @Test("refuses an embedding when data come later, too")
  func embeddingLater() throws {
    let fault = try Workbench().failure(
      "model lstm 8 embedding=4; load digits train=120 test=24; train epochs=1")
    #expect(fault.code == .outOfRange)
    #expect(fault.message.contains("28 numbers"))
  }

  @Test(
    "explains each kind of pooling",
    arguments: [
      ("last", "Only the h after the last step counts"), ("mean", "the mean over all steps"),
      ("max", "for each of the 12 numbers, the largest"), ("attention", "a kernel of 12 x 12"),
    ])
  func poolingInWords(pooling: String, words: String) throws {
    let bench = try Workbench()
    try bench.run(
      "load digits train=120 test=24; model lstm 12 pooling=\(pooling); explain model")
    #expect(try #require(bench.displays.last?.text).contains(words))
  }

  @Test("explains both directions, sums of layers, and embeddings")
  func optionsInWords() throws {
    let bench = try Workbench()
    try bench.run("model lstm 6 6 bidirectional=true residual=true embedding=5; explain model")
    let text = try #require(bench.displays.last?.text)
    #expect(text.contains("from the last to the first"))
    #expect(text.contains("x of 12 numbers"))
    #expect(text.contains("What layer 2 reads of the one before is added"))
    #expect(text.contains("its row of 5 numbers"))
  }

  @Test("a summary has a row for attention, and the shapes of both directions")
  func summary() throws {
    let bench = try Workbench()
    try bench.run(
      "load digits train=120 test=24; model lstm 6 bidirectional=true pooling=attention; summary")
    guard case .table(let table)? = bench.displays.last?.data.first else {
      Issue.record("no table")
      return
    }
    #expect(
      table.rows.map { Array($0.prefix(4)) } == [
        [.text("lstm.0"), .text("lstm"), .text("[none, 28, 12]"), .int(2 * (34 * 24 + 24))],
        [.text("attention"), .text("attention"), .text("[none, 12]"), .int(144 + 12 + 12)],
        [.text("output"), .text("dense"), .text("[none, 10]"), .int(130)],
        [.text("total"), .empty, .empty, .int(1680 + 168 + 130)],
      ])
    // Both directions, forward: 28 · 2·28·24 + 27 · 2·6·24; attention: 28 · 2·(144 + 24).
    #expect(table.rows[0][4] == .number(0.090816, digits: 3))
    #expect(table.rows[1][4] == .number(0.009408, digits: 3))
  }

  @Test("explains what dropout leaves out")
  func dropoutInWords() throws {
    let bench = try Workbench()
    try bench.run("model lstm 8 8 dropout=0.2 variational=true; explain model")
    let text = try #require(bench.displays.last?.text)
    #expect(text.contains("loses 20 % of its h"))
    #expect(text.contains("multiplied by 1.25"))
    #expect(text.contains("the same units at all steps"))
  }

  @Test(
    "the building blocks refuse what they cannot take, and say what they got",
    arguments: [
      ("embedding (constant [[1], [2]]) (constant [2])", "holds 2"),
      ("reverse (constant [[1, 2]]) lengths=(constant [3])", "holds 3"),
      ("mean (constant [[1, 2]]) axis=1 lengths=(constant [-1])", "holds -1"),
      ("max (constant [[1, 2]]) lengths=(constant [1])", "axis 1"),
      ("concatenate (constant [[1]]) (constant [1])", "[1, 1] and [1]"),
      ("weighted-sum (constant [[[1]]]) (constant [1])", "[1, 1]"),
      ("layer-norm (constant [1, 2]) (constant [1]) (constant [0])", "[2]"),
      ("dropout (constant [1]) rate=1", "rate"),
      ("dropout (constant [1]) rate=0.5 variational=true", "3 dimensions"),
    ])
  func blocks(code: String, words: String) throws {
    let fault = try Workbench().failure(code)
    #expect(fault.code == .outOfRange || fault.code == .shapeMismatch)
    #expect(fault.message.contains(words), "\(fault.message)")
  }

  @Test(
    "the building blocks compute on numbers at once",
    arguments: [
      ("reverse (constant [[1, 2, 3, 0]]) lengths=(constant [3])", "[[3, 2, 1, 0]]"),
      ("concatenate (constant [[1, 2]]) (constant [[3]])", "[[1, 2, 3]]"),
      ("max (constant [[1, 4], [3, 2]]) axis=0", "[3, 4]"), ("max (constant [1, 4])", "4.0"),
      ("mean (constant [[1, 2, 9]]) axis=1 lengths=(constant [2])", "[1.5]"),
      ("softmax (constant [[0, 0, 9]]) lengths=(constant [2])", "[[0.5, 0.5,   0]]"),
      ("weighted-sum (constant [[[1, 2], [3, 4]]]) (constant [[0.25, 0.75]])", "[[2.5, 3.5]]"),
      ("embedding (constant [[1, 2], [3, 4], [5, 6]]) (constant [2, 0])", "[[5, 6],\n [1, 2]]"),
    ])
  func computes(code: String, expected: String) throws {
    let bench = try Workbench()
    try bench.run("let result = (\(code))")
    let found = try bench.value("result").printed
    #expect(found == expected)
  }

  @Test("dropout of the tensor level leaves answers alone and acts in a training step")
  func tensorLevel() throws {
    let bench = try Workbench()
    try bench.run(
      """
      let w = variable [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0]
      let y = dropout $w rate=0.5
      let step = minimize (sgd rate=0.0001) (sum $y)
      run (initialize)
      let answer = run $y
      let first = (run [$y, $step])[0]
      let second = (run [$y, $step])[0]
      run (initialize)
      let again = (run [$y, $step])[0]
      """)
    #expect(try bench.value("answer").printed == "[1, 1, 1, 1, 1, 1, 1, 1]")
    #expect(try bench.value("first").printed != bench.value("answer").printed)
    #expect(try bench.value("first").printed != bench.value("second").printed)
    #expect(try bench.value("first").printed == bench.value("again").printed)
  }
}
