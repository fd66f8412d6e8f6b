import MNLTensor

/// What a recurrent layer makes of its inputs.
struct LayerStates {
  /// All hidden states, `[B, T, H]`.
  var all: Node
  /// The last that each sequence has, `[B, H]`, 0 if it has none: of a layer that reads sequences from
  /// the end, that of the first step.
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
      let name = "\(configuration.cell).\(index)"
      var next = try layer(name, units: units, on: inputs)
      if configuration.addsInput(ofLayer: index) {
        // What the layer before made, though dropout may have left out some of it on the way.
        next.all = try graph.add(next.all, states.all)
        next.last = try graph.add(next.last, states.last)
      }
      states = next
      let isLast = index == configuration.units.count - 1
      let givesLast = isLast && configuration.pooling == .last && !shape.targets.isPerStep
      endLayer(
        name, kind: configuration.cell.rawValue, output: givesLast ? states.last : states.all,
        products: products(units: units, inputs: inputs.shape.lastSize ?? 0))
    }
    return states
  }

  /// One layer, in one direction or in both.
  ///
  /// In both, the states lie side by side, those that are made from the first step to the last first,
  /// as in `torch.nn.LSTM`.
  private mutating func layer(
    _ name: String, units: Int, on inputs: Node
  ) throws(ShapeError) -> LayerStates {
    let forward = try cell(name, units: units, on: inputs)
    guard configuration.isBidirectional else { return forward }
    let backward = try cell(
      name + ".backward", units: units, on: graph.reverse(inputs, lengths: lengths))
    return LayerStates(
      all: try graph.concatenate([
        forward.all, graph.reverse(backward.all, lengths: lengths),
      ]),
      last: try graph.concatenate([forward.last, backward.last]))
  }

  /// The operations of one example in the products of a layer.
  private func products(units: Int, inputs: Int) -> NetworkLayer.Products {
    var products = cellProducts(units: units, inputs: inputs)
    guard configuration.isBidirectional else { return products }
    products.ofInputs *= 2
    products.ofStates = products.ofStates.map { 2 * $0 }
    return products
  }
}
