extension Network {
  /// The floating-point operations in the matrix products of a training step, layers alone.
  ///
  /// Shapes: `B` batch, `T` steps, `D` inputs of a layer, `H` its units, `G` its gates. A layer takes
  ///
  /// ```
  /// forward              T · 2·B·D·GH  +  (T-1) · 2·B·H·GH          h is 0 before the first step
  /// gradient of weights  the same
  /// gradient back to h                    (T-1) · 2·B·H·GH
  /// gradient back to x   T · 2·B·D·GH                               not to the data
  /// ```
  ///
  /// Gates, embedding, attention, output layer and optimiser take time, but are not counted. The formula is that of
  /// `docs/performance.md`: 386.72 million for the tutorial.
  ///
  /// - Parameter batch: Examples in a step, `B`.
  /// - Returns: A whole number.
  package func trainingOperations(batch: Int) -> Double {
    let recurrent = layers.map(\.products).filter { $0.ofStates != nil }
    // Below an embedding the first layer's inputs are learned, too.
    let readsData = layers.first?.products.ofStates != nil
    let gradients =
      recurrent.dropFirst(readsData ? 1 : 0).map(\.ofInputs) + recurrent.compactMap(\.ofStates)
    return Double(batch) * (2 * recurrent.map(\.sum).reduce(0, +) + gradients.reduce(0, +))
  }
}
