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
    let known = layers
    let plan = known ?? layersOfAnyShape
    return ModelSummary(
      configuration: configuration, shape: shape,
      layers: plan.map { layer in
        ModelSummary.Layer(
          name: layer.name, kind: layer.kind, output: known.map { _ in layer.output },
          parameters: known.map { _ in layer.parameters },
          operations: known.map { _ in layer.products.sum })
      })
  }

  /// The layers for the least of examples: their names and kinds are those for all.
  private var layersOfAnyShape: [NetworkLayer] {
    let isOfSymbols = configuration.embedding != nil && configuration.vocabulary == nil
    do throws(LearnError) {
      return try Network(
        configuration,
        for: ExampleShape(
          steps: 1, features: 1, targets: .classes(1), areSymbols: isOfSymbols)
      ).layers
    } catch {
      preconditionFailure("a configuration that was checked: \(error.message)")
    }
  }
}
