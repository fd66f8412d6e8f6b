package import MNLTensor

/// A layer of a network: what it computes, learns and costs.
package struct NetworkLayer: Hashable, Sendable {
  /// Its name, as in `lstm.0`.
  package let name: String
  /// What it is, as in `lstm` or `dense`.
  package let kind: String
  /// The shape of what it computes.
  package let output: Shape
  /// What it learns.
  package let parameters: [Parameter]
  /// The operations of its matrix products for one example, forward.
  package let products: Products

  /// Floating-point operations of matrix products, for one example, forward.
  package struct Products: Hashable, Sendable {
    /// Those that inputs take part in.
    package var ofInputs: Double
    /// Those that states of the step before take part in; nil where nothing recurs.
    package var ofStates: Double?

    /// Both together.
    package var sum: Double { ofInputs + (ofStates ?? 0) }
  }
}
