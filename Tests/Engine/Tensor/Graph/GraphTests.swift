import MNLTensor
import Testing

/// A rule that changes nothing.
struct Idle: UpdateRule {
  let name = "idle"
  let slots: [String] = []
  func rate(at step: Int) -> Double { 1 }
  func apply(_ site: UpdateSite<Float>) {}
  func apply(_ site: UpdateSite<Double>) {}
}

@Suite struct GraphTests {
  private let graph = Graph()
  private let open = Shape(batchTimes: 1, [784])

  /// The words of the misfit that `body` throws.
  private func misfit(_ body: () throws -> Any) -> String {
    do {
      return "no error: \(try body())"
    } catch let error as ShapeError {
      return error.description
    } catch {
      return "another error: \(error)"
    }
  }

  @Test("a product with unequal inner sizes names both shapes")
  func innerSizes() {
    let (a, b) = (graph.placeholder(open), graph.placeholder([100, 10]))
    #expect(
      misfit { try graph.matmul(a, b) }
        == "matmul: [none, 784] and [100, 10] do not fit: the first has 784 columns, "
        + "the second 100 rows")
  }

  @Test("a sum of shapes of which none ends the other names both")
  func broadcasting() {
    let (a, b) = (graph.placeholder(open), graph.placeholder([10]))
    #expect(
      misfit { try graph.add(a, b) }
        == "add: [none, 784] and [10] do not fit: expected equal shapes, or one that ends the other"
    )
  }

  @Test("a reshape keeps the rows of the batch together")
  func reshapeOfBatch() throws {
    let x = graph.placeholder(open)
    #expect(try graph.reshape(x, [-1, 28]).shape.description == "[none*28, 28]")
    #expect(try graph.reshape(x, [-1, 28, 28]).shape.description == "[none, 28, 28]")
    #expect(
      try graph.reshape(try graph.reshape(x, [-1, 28]), [-1, 28, 28]).shape
        == Shape(batchTimes: 1, [28, 28]))
    #expect(
      misfit { try graph.reshape(x, [-1, 30]) } == "reshape: [none, 784] does not fill [-1, 30]")
    #expect(
      misfit { try graph.reshape(x, [28, -1]) } == "reshape: [none, 784] does not fill [28, -1]")
    #expect(
      misfit { try graph.reshape(x, [-1, 0]) } == "reshape: [none, 784] does not fill [-1, 0]")
  }

  @Test("an LSTM whose kernel does not fit says which shape it expects")
  func lstmKernel() {
    let x = graph.placeholder(Shape(batchTimes: 1, [28, 28]))
    let kernel = graph.placeholder([100, 400])
    let bias = graph.placeholder([400])
    #expect(
      misfit { try graph.lstm(inputs: x, kernel: kernel, bias: bias) }
        == "lstm: expected [128, 400] as operand 2, got [100, 400] "
        + "(operands [none, 28, 28] and [100, 400] and [400])")
  }

  @Test("a loss must be a single number that depends on a variable")
  func losses() throws {
    let x = graph.placeholder(Shape(batchTimes: 1, []))
    #expect(
      misfit { try graph.minimize(x, using: Idle()) }
        == "minimize: expected a single number, shape [], got [none]")
    #expect(
      misfit { try graph.minimize(try graph.mean(x), using: Idle()) }
        == "minimize: [] does not depend on any variable that can be trained")
  }

  @Test("nodes of two graphs do not mix")
  func twoGraphs() {
    let other = Graph().placeholder([2])
    #expect(
      misfit { try graph.add(graph.placeholder([2]), other) }
        == "add: the operands [2] and [2] belong to different graphs")
  }

  @Test("training changes the variables that the loss depends on, and no others")
  func trainedVariables() throws {
    let used = try graph.variable(graph.constant(1), name: "used")
    _ = try graph.variable(graph.constant(1), name: "unused")
    _ = try graph.variable(used, name: "started from it")
    let fixed = try graph.variable(graph.constant(1), isTrainable: false, name: "fixed")
    let stepped = try graph.variable(graph.constant(1), name: "behind a step")
    let truth = try graph.cast(try graph.less(stepped, fixed), to: .number)
    let loss = try graph.add(try graph.multiply(used, fixed), truth)
    #expect(try graph.minimize(loss, using: Idle()).variables.map(\.name) == ["used"])
  }

  @Test("nodes are named after their operation and numbered")
  func names() throws {
    let a = graph.placeholder([2], name: "a")
    #expect(
      try [graph.add(a, a), graph.add(a, a), graph.add(a, a)].map(\.name)
        == ["add", "add_1", "add_2"])
  }

  @Test("only the first size of a shape may be open", arguments: [[2, nil], [-3], [nil, -1]])
  func openSizes(sizes: [Int?]) {
    #expect(throws: ShapeError.self) { try Shape(sizes: sizes) }
  }

  @Test("a shape is described as scripts write it")
  func shapeDescription() throws {
    #expect(try Shape(sizes: [nil, 784]).description == "[none, 784]")
    #expect(Shape.scalar.description == "[]")
    #expect(Shape([3, 4]).description == "[3, 4]")
  }
}
