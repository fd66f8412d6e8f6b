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
    let (steps, rows) = (Double(shape.steps), 2 * Double(batch))
    var total = 0.0
    var width = Double(shape.features)
    for (layer, count) in units.enumerated() {
      let gates = 4 * Double(count)
      let ofInputs = steps * rows * width * gates
      let ofState = (steps - 1) * rows * Double(count) * gates
      total += 2 * (ofInputs + ofState) + ofState
      if layer > 0 { total += ofInputs }
      width = Double(count)
    }
    return total
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
    let steps = Double(shape.steps)
    var width = Double(shape.features)
    var result: [Double] = []
    for count in units {
      let count = Double(count)
      result.append(steps * 2 * width * 4 * count + (steps - 1) * 2 * count * 4 * count)
      width = count
    }
    return result + [2 * width * Double(shape.classes)]
  }
}
