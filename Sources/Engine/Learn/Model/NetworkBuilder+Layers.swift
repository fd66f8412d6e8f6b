import MNLTensor

/// What a recurrent layer makes of its inputs.
struct LayerStates {
  /// All hidden states, `[B, T, H]`.
  var all: Node
  /// The last of them, `[B, H]`.
  var last: Node
}

extension NetworkBuilder {
  /// The recurrent layers: all hidden states of one feed the next.
  ///
  /// - Parameter sequences: `[B, T, I]`.
  /// - Returns: The states of the last layer.
  /// - Throws: `ShapeError` if shapes do not fit.
  mutating func layers(on sequences: Node) throws(ShapeError) -> LayerStates {
    var states = LayerStates(all: sequences, last: sequences)
    for (index, units) in configuration.units.enumerated() {
      let inputs = index == 0 ? sequences : try dropout(states.all)
      states = try cell("\(configuration.cell).\(index)", units: units, on: inputs)
      let isLast = index == configuration.units.count - 1
      endLayer(
        "\(configuration.cell).\(index)", kind: configuration.cell.rawValue,
        output: isLast ? states.last : states.all,
        products: cellProducts(units: units, inputs: inputs.shape.lastSize ?? 0))
    }
    return states
  }
}
