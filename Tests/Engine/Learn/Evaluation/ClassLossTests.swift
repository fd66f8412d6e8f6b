import Glibc
import MNLLearn
import MNLTensor
import Testing

@Suite struct ClassLossTests {
  /// Loss and slope of the engine for an example whose class gets `share`, the others the same.
  private func computed(_ loss: ClassLoss, share: Double) throws -> (loss: Double, slope: Double) {
    let graph = Graph()
    let classes = loss.classes
    let scores = graph.placeholder(Shape(batchTimes: 1, [classes]))
    let labels = graph.placeholder(Shape(batchTimes: 1, [classes]))
    let logits = loss.isDoubled ? try graph.softmax(scores) : scores
    let total = try graph.sum(
      try graph.crossEntropy(logits: logits, labels: labels, smoothing: loss.smoothing))
    let runner = GraphRunner<Double>(graph: graph, pool: ThreadPool(threads: 1))
    let plan = runner.plan(
      PlanRequest(fetches: [total], gradients: [scores], loss: total), batch: 1)
    let rest = (1 - share) / Double(classes - 1)
    try plan.feed(
      scores, Tensor([1, classes], [log(share)] + Array(repeating: log(rest), count: classes - 1)))
    try plan.feed(labels, Tensor([1, classes], [1] + Array(repeating: 0, count: classes - 1)))
    let values = try plan.run()
    return (values[0].values[0], plan.gradient(of: scores).values[0])
  }

  @Test(
    "says what the engine computes, with one softmax and with two",
    arguments: [false, true], [0.0, 0.1])
  func agreesWithTheEngine(isDoubled: Bool, smoothing: Double) throws {
    for classes in [2, 10] {
      let loss = ClassLoss(classes: classes, isDoubled: isDoubled, smoothing: smoothing)
      for share in [0.001, 0.1, 0.5, 0.9, 0.999] {
        let found = try computed(loss, share: share)
        #expect(abs(loss.loss(share: share) - found.loss) < 1e-12)
        #expect(abs(loss.slope(share: share) - found.slope) < 1e-12)
      }
    }
  }

  @Test("two softmaxes leave a loss between 1.4612 and 2.4612 of ten classes")
  func limits() throws {
    let loss = ClassLoss(classes: 10, isDoubled: true)
    #expect(abs(loss.floor - 1.461_150_2) < 1e-6)
    #expect(abs(try #require(loss.ceiling) - 2.461_150_2) < 1e-6)
    #expect(abs(loss.slope(share: 0.1) - -0.09) < 1e-12)
  }

  @Test("one softmax has no ceiling, and a floor of 0 unless labels are smoothed")
  func plainLimits() {
    #expect(ClassLoss(classes: 10).floor == 0)
    #expect(ClassLoss(classes: 10).ceiling == nil)
    let smoothed = ClassLoss(classes: 10, smoothing: 0.1)
    // The entropy of 0.91 and nine times 0.01.
    #expect(abs(smoothed.floor - 0.500_288_0) < 1e-6)
    #expect(abs(smoothed.slope(share: 0.91)) < 1e-12)
  }

  @Test("a guess costs the logarithm of the number of classes")
  func guess() {
    for isDoubled in [false, true] {
      let loss = ClassLoss(classes: 4, isDoubled: isDoubled)
      #expect(abs(loss.guess - loss.loss(share: 0.25)) < 1e-12)
    }
  }
}
