import MNLLearn
import Testing

@Suite struct OperationsTests {
  private static let digits = ExampleShape(steps: 28, features: 28, classes: 10)

  @Test("a step of the tutorial takes 386.72 million operations, as docs/performance.md says")
  func tutorial() {
    let configuration = ModelConfiguration(units: [100])
    // Forward 139.36, gradient of the weights 139.36, back to h 108.0 million.
    #expect(configuration.trainingOperations(batch: 50, shape: Self.digits) == 386_720_000)
  }

  @Test("a single time step has no recurrent product")
  func singleStep() {
    let shape = ExampleShape(steps: 1, features: 3, classes: 2)
    let forward = Double(2 * 3 * 4 * 2)
    #expect(
      ModelConfiguration(units: [2]).trainingOperations(batch: 1, shape: shape) == 2 * forward)
  }

  @Test("a second layer also takes the gradient that goes back to the first")
  func layers() {
    let one = ModelConfiguration(units: [8]).trainingOperations(batch: 2, shape: Self.digits)
    let two = ModelConfiguration(units: [8, 5]).trainingOperations(batch: 2, shape: Self.digits)
    let ofInputs = 28 * 2 * 2 * 8 * 4 * 5
    let ofState = 27 * 2 * 2 * 5 * 4 * 5
    #expect(two - one == Double(3 * ofInputs + 3 * ofState))
  }

  @Test("operations grow with the batch by the same factor")
  func batch() {
    let configuration = ModelConfiguration(units: [64, 32])
    let one = configuration.trainingOperations(batch: 50, shape: Self.digits)
    #expect(configuration.trainingOperations(batch: 150, shape: Self.digits) == 3 * one)
  }
}
