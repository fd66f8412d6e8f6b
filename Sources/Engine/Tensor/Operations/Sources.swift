/// A value that is fed at every run.
package struct Placeholder: Operation {
  package static let name = "placeholder"
  package static let gradient = GradientSupport.none(because: "it has no operands")
  let shape: Shape
  let elements: ElementKind

  package func infer(_ inputs: [Shape]) -> [Shape] { [shape] }
  package func kind(of inputs: [ElementKind]) -> ElementKind { elements }
  package func placement(of inputs: [Shape]) -> Placement { shape.isOpen ? .rows : .once }
  package func step<Scalar>(_ site: Site<Scalar>) -> Step<Scalar> { Step(forward: { _ in }) }
}

/// A value fixed when the graph is built.
package struct Constant: Operation {
  package static let name = "constant"
  package static let gradient = GradientSupport.none(because: "it has no operands")
  let tensor: Tensor<Double>
  let elements: ElementKind

  package func infer(_ inputs: [Shape]) -> [Shape] { [tensor.shape] }
  package func kind(of inputs: [ElementKind]) -> ElementKind { elements }
  package func step<Scalar>(_ site: Site<Scalar>) -> Step<Scalar> {
    // Written while the plan is compiled: no run changes it.
    for index in 0..<tensor.count { site.outputs[0].value[index] = Scalar(tensor[index]) }
    return Step(forward: { _ in })
  }
}

/// A value that a `VariableStore` keeps from run to run; its operand is what it starts with.
package struct Variable: Operation {
  package static let name = "variable"
  package static let gradient = GradientSupport.none(because: "it is where gradients end")
  let isTrainable: Bool

  package func infer(_ inputs: [Shape]) throws(ShapeError) -> [Shape] {
    guard !inputs[0].isOpen else {
      throw ShapeError(operation: Self.name, shapes: inputs, expected: .closed)
    }
    return [inputs[0]]
  }
  package func kind(of inputs: [ElementKind]) -> ElementKind { inputs[0] }
  package func step<Scalar>(_ site: Site<Scalar>) -> Step<Scalar> { Step(forward: { _ in }) }
}

extension Graph {
  /// A value that is fed at every run; an open first dimension takes batches of any size.
  package func placeholder(
    _ shape: Shape, kind: ElementKind = .number, name: String? = nil
  ) -> Node {
    source(Placeholder(shape: shape, elements: kind), name: name)
  }

  /// A value that never changes.
  package func constant<Scalar>(
    _ tensor: Tensor<Scalar>, kind: ElementKind = .number, name: String? = nil
  ) -> Node {
    source(Constant(tensor: tensor.converted(to: Double.self), elements: kind), name: name)
  }

  /// A single number that never changes.
  package func constant(_ value: Double, name: String? = nil) -> Node {
    constant(Tensor(value), name: name)
  }

  /// A value that stays from run to run and starts with that of `initial`.
  ///
  /// - Throws: `ShapeError` if `initial` has an open dimension.
  package func variable(
    _ initial: Node, isTrainable: Bool = true, name: String? = nil
  ) throws(ShapeError) -> Node {
    try apply(Variable(isTrainable: isTrainable), to: [initial], name: name)[0]
  }

  /// Sets `variable` to `value` at the end of a run.
  ///
  /// - Throws: `ShapeError` if the shapes differ.
  package func assign(_ variable: Node, _ value: Node) throws(ShapeError) -> Assignment {
    guard variable.shape == value.shape else {
      throw ShapeError(
        operation: "assign", shapes: [variable.shape, value.shape], expected: .equal)
    }
    precondition(variable.isVariable, "only a variable is assigned to")
    return Assignment(variable: variable, value: value)
  }

  /// Applies an operation without operands, whose shape rule refuses nothing.
  func source(_ operation: any Operation, name: String?) -> Node {
    do {
      return try apply(operation, to: [], name: name)[0]
    } catch {
      preconditionFailure("an operation without operands has no misfit: \(error)")
    }
  }
}
