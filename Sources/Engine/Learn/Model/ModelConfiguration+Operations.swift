extension ModelConfiguration {
  /// The floating-point operations in the matrix products of a training step, layers alone.
  ///
  /// Shapes: `B` batch, `T` steps, `D` inputs of a layer, `H` its units. A layer takes
  ///
  /// ```
  /// forward              T · 2·B·D·4H  +  (T-1) · 2·B·H·4H          h is 0 before the first step
  /// gradient of weights  the same
  /// gradient back to h                    (T-1) · 2·B·H·4H
  /// gradient back to x   T · 2·B·D·4H                               not of the first layer
  /// ```
  ///
  /// Gates, output layer and optimiser take time, but are not counted. The formula is that of
  /// `docs/performance.md`: 386.72 million for the tutorial.
  ///
  /// - Parameters:
  ///   - batch: Examples in a step, `B`.
  ///   - shape: The shape of an example.
  /// - Returns: A whole number.
  package func trainingOperations(batch: Int, shape: ExampleShape) -> Double {
    let products = layerProducts(shape)
    let gradients = products.dropFirst().map(\.ofInputs) + products.map(\.ofStates)
    let forward = products.map { $0.ofInputs + $0.ofStates }
    return Double(batch) * (2 * forward.reduce(0, +) + gradients.reduce(0, +))
  }

  /// The floating-point operations in the matrix products of one forward computation, for each
  /// layer and last the output.
  ///
  /// Shapes: `T` steps, `D` inputs of a layer, `H` its units, `C` classes. A layer takes
  /// `T · 2·D·4H + (T-1) · 2·H·4H`, the output `2·H·C`.
  ///
  /// - Parameter shape: The shape of an example.
  /// - Returns: Whole numbers.
  package func forwardOperations(for shape: ExampleShape) -> [Double] {
    layerProducts(shape).map { $0.ofInputs + $0.ofStates }
      + [2 * Double(units.last ?? 0) * Double(shape.classes)]
  }

  /// The operations of one example in the products of each layer, forward: those of all inputs,
  /// `T · 2·D·4H`, and of all states, `(T-1) · 2·H·4H`.
  private func layerProducts(_ shape: ExampleShape) -> [(ofInputs: Double, ofStates: Double)] {
    let steps = Double(shape.steps)
    let widths = [shape.features] + units.dropLast()
    return zip(widths, units).map { width, count in
      let columns = 2 * 4 * Double(count)
      return (steps * Double(width) * columns, (steps - 1) * Double(count) * columns)
    }
  }
}
