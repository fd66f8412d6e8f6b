/// The same elements in another shape, in the same memory.
package struct Reshape: Operation {
  package static let name = "reshape"
  package static let gradient = GradientSupport.defined
  package static let sharesMemory = true
  /// The wanted sizes; one of them may be -1, which takes what the others leave.
  let target: [Int]

  package func infer(_ inputs: [Shape]) throws(ShapeError) -> [Shape] {
    let input = inputs[0]
    let misfit = ShapeError(
      operation: Self.name, shapes: inputs, expected: .elements(target: target))
    let unknown = target.indices.filter { target[$0] == -1 }
    let known = target.filter { $0 != -1 }.reduce(1, *)
    guard unknown.count <= 1, target.allSatisfy({ $0 >= -1 }) else { throw misfit }
    if input.isOpen {
      // Rows of the batch stay together: only the first size may take up the open dimension.
      guard unknown == [0], known > 0, input.count >= known, input.count % known == 0 else {
        throw misfit
      }
      return [Shape(batchTimes: input.count / known, Array(target.dropFirst()))]
    }
    guard let place = unknown.first else {
      guard known == input.count else { throw misfit }
      return [Shape(target)]
    }
    guard known > 0, input.count % known == 0 else { throw misfit }
    var sizes = target
    sizes[place] = input.count / known
    return [Shape(sizes)]
  }

  package func kind(of inputs: [ElementKind]) -> ElementKind { inputs[0] }

  // Values and gradients lie in the operand's memory: there is nothing to compute.
  package func step<Scalar>(_ site: Site<Scalar>) -> Step<Scalar> {
    Step(forward: { _ in }, backward: { _ in })
  }
}

extension Graph {
  /// The same elements in another shape; one size may be -1, and takes what the others leave.
  ///
  /// With an open operand the first size is -1: `[none, 784]` to `[-1, 28]` is `[none*28, 28]`.
  ///
  /// - Throws: `ShapeError` if the elements do not fill the sizes.
  package func reshape(
    _ x: Node, _ sizes: [Int], name: String? = nil
  ) throws(ShapeError) -> Node {
    try apply(Reshape(target: sizes), to: [x], name: name)[0]
  }
}
