import MNLBuiltins
import MNLDiagnostics
import MNLEvents
import MNLRuntime
import Testing

@Suite struct ExplanationTests {
  private let bench: Workbench

  init() throws { bench = try Workbench() }

  private func shown(_ code: String) throws -> String {
    try bench.run(code)
    return try #require(bench.displays.last).text
  }

  private let graph =
    "let scores = placeholder [none, 10]; let labels = placeholder [none, 10]; "

  @Test("a second softmax is found behind the mean, and its floor told")
  func twoSoftmaxes() throws {
    let text = try shown(
      graph
        + "let loss = mean (cross-entropy logits=(softmax $scores) labels=$labels); explain loss $loss"
    )
    #expect(text.contains("ln(e + 9) - 1 = 1.4612"))
    #expect(text.contains("slope with one"))
  }

  @Test("a reshaped softmax is one all the same")
  func reshaped() throws {
    let text = try shown(
      graph
        + "explain loss (cross-entropy logits=(reshape (softmax $scores) [-1, 10]) labels=$labels)")
    #expect(text.contains("another softmax comes before"))
  }

  @Test("one softmax has no floor but 0")
  func oneSoftmax() throws {
    let text = try shown(graph + "explain loss (cross-entropy logits=$scores labels=$labels)")
    #expect(text.contains("The best answer costs 0;"))
    #expect(!text.contains("another softmax"))
  }

  @Test("a smoothed loss tells so, with the loss of the best answer")
  func smoothed() throws {
    let text = try shown(
      graph + "explain loss (cross-entropy logits=$scores labels=$labels smoothing=0.1)")
    #expect(text.contains("each gives 10 % of itself"))
    #expect(text.contains("The best answer costs 0.50029;"))
  }

  @Test("weights of classes are told of")
  func weighted() throws {
    let text = try shown(
      "let scores = placeholder [none, 2]; let labels = placeholder [none, 2]; "
        + "explain loss (cross-entropy logits=$scores labels=$labels weights=[1, 3])")
    #expect(text.contains("every weight is 1"))
  }

  @Test("a loss of the tensor level takes neither model nor data")
  func contradiction() throws {
    let fault = try bench.failure(
      graph + "let m = model lstm 8; "
        + "explain loss (cross-entropy logits=$scores labels=$labels) model=$m")
    #expect(fault.message.contains("has no model"))
  }

  @Test("a model's loss is measured on the validation data")
  func measured() throws {
    let text = try shown(
      "load digits train=240 test=24; model lstm 8; let r = eval split=validation; explain loss")
    let loss = try #require(bench.interpreter.variables["r"]).printed
    let number = try #require(text.split(separator: "Now: ").last?.split(separator: ",").first)
    #expect(loss.contains("loss \(number)"), "\(loss) and \(number)")
  }

  @Test("a tensor without cross-entropy is refused with a way out")
  func noLoss() throws {
    let fault = try bench.failure("let x = placeholder [none, 10]; explain loss $x")
    #expect(fault.message.contains("no cross-entropy"))
    #expect(fault.help?.contains("cross-entropy") == true)
  }

  @Test("a model that waits for data has no loss to explain yet")
  func waits() throws {
    let fault = try bench.failure("model lstm 8; explain loss")
    #expect(fault.message.contains("waits for data"))
  }

  @Test("a model is explained with its own sizes, layer by layer")
  func model() throws {
    let text = try shown("load digits train=120 test=24; model lstm 12 7; explain model")
    #expect(text.contains("28 steps of 28 numbers"))
    #expect(text.contains("a kernel of 40 x 48"))
    #expect(text.contains("a kernel of 19 x 28"))
    #expect(text.contains("keep about 73 % of c"))
  }

  @Test("a model without data says what is not known yet")
  func modelWithoutData() throws {
    #expect(try shown("model lstm 8; explain model").contains("is not known before `load`"))
  }

  @Test("a summary tells what an example costs")
  func summary() throws {
    try bench.run("load digits train=120 test=24; model lstm 100; summary")
    guard case .table(let table)? = bench.displays.last?.data.first else {
      Issue.record("no table")
      return
    }
    // 28 · 2·28·400 + 27 · 2·100·400, and four bytes for each of 51,600 numbers.
    #expect(table.rows[0][4] == .number(2.7872, digits: 3))
    #expect(table.rows[0][5] == .number(0.2064, digits: 3))
  }
}
