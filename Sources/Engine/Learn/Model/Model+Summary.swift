package import MNLTensor

/// The layers of a model with what each has to learn.
package struct ModelSummary: Hashable, Sendable {
  /// A layer.
  package struct Layer: Hashable, Sendable {
    /// Its name, as in `lstm.0`.
    package let name: String
    /// What it is, as in `lstm` or `dense`.
    package let kind: String
    /// The shape of what it computes; `nil` as long as the data are unknown.
    package let output: Shape?
    /// What it learns; `nil` as long as the data are unknown.
    package let parameters: [Parameter]?
    /// The floating-point operations of its matrix products for one example, forward; `nil` as long
    /// as the data are unknown.
    package let operations: Double?

    /// How many numbers it learns, if that is known.
    package var parameterCount: Int? { parameters?.map(\.count).reduce(0, +) }
  }

  /// What the model is made of.
  package let configuration: ModelConfiguration
  /// The shape of its data, if it is known.
  package let shape: ExampleShape?
  /// The layers from the input to the output.
  package let layers: [Layer]

  /// How many numbers the model learns, if that is known.
  package var parameterCount: Int? {
    shape == nil ? nil : layers.compactMap(\.parameterCount).reduce(0, +)
  }

  /// The floating-point operations of all matrix products for one example, forward, if known.
  package var operations: Double? {
    shape == nil ? nil : layers.compactMap(\.operations).reduce(0, +)
  }
}

extension Model {
  /// The layers with what each has to learn.
  package var summary: ModelSummary {
    let all = shape.map { configuration.parameters(for: $0) }
    let operations = shape.map { configuration.forwardOperations(for: $0) }
    func parameters(of name: String) -> [Parameter]? {
      all?.filter { $0.name.hasPrefix(name + ".") }
    }
    var layers: [ModelSummary.Layer] = []
    for (index, units) in configuration.units.enumerated() {
      let name = "\(configuration.cell).\(index)"
      let isLast = index == configuration.units.count - 1
      // All layers but the last pass every hidden state on, the last only its final one.
      let output = shape.map { isLast ? [units] : [$0.steps, units] }
      layers.append(
        ModelSummary.Layer(
          name: name, kind: configuration.cell.rawValue,
          output: output.map { Shape(batchTimes: 1, $0) }, parameters: parameters(of: name),
          operations: operations?[index]))
    }
    layers.append(
      ModelSummary.Layer(
        name: "output", kind: "dense", output: shape.map { Shape(batchTimes: 1, [$0.classes]) },
        parameters: parameters(of: "output"), operations: operations?.last))
    return ModelSummary(configuration: configuration, shape: shape, layers: layers)
  }
}
