import MNLLearn
import Testing

@Suite struct OperationsTests {
  private static let digits = ExampleShape(steps: 28, features: 28, classes: 10)

  private static func operations(
    _ units: [Int], batch: Int, shape: ExampleShape = digits
  ) throws -> Double {
    try Network(ModelConfiguration(units: units), for: shape).trainingOperations(batch: batch)
  }

  @Test("a step of the tutorial takes 386.72 million operations, as docs/performance.md says")
  func tutorial() throws {
    // Forward 139.36, gradient of the weights 139.36, back to h 108.0 million.
    #expect(try Self.operations([100], batch: 50) == 386_720_000)
  }

  @Test("a single time step has no recurrent product")
  func singleStep() throws {
    let shape = ExampleShape(steps: 1, features: 3, classes: 2)
    let forward = Double(2 * 3 * 4 * 2)
    #expect(try Self.operations([2], batch: 1, shape: shape) == 2 * forward)
  }

  @Test("a second layer also takes the gradient that goes back to the first")
  func layers() throws {
    let one = try Self.operations([8], batch: 2)
    let two = try Self.operations([8, 5], batch: 2)
    let ofInputs = 28 * 2 * 2 * 8 * 4 * 5
    let ofState = 27 * 2 * 2 * 5 * 4 * 5
    #expect(two - one == Double(3 * ofInputs + 3 * ofState))
  }

  @Test("operations grow with the batch by the same factor")
  func batch() throws {
    let one = try Self.operations([64, 32], batch: 50)
    #expect(try Self.operations([64, 32], batch: 150) == 3 * one)
  }
}
