import MNLRuntime

/// What may be said of a cell in both ways of naming one: `model lstm` and `lstm-cell`.
enum CellParameters {
  /// Whether an LSTM has layers of normalisation.
  static let normalised = ParameterDeclaration.option(
    "layer-norm", .bool, "Whether sums and cell states are normalised", default: .bool(false))

  /// Whether an LSTM has peepholes.
  static let peepholes = ParameterDeclaration.option(
    "peephole", .bool, "Whether the gates see the cell state", default: .bool(false))

  /// Where the reset gate of a GRU acts.
  static let reset = ParameterDeclaration.option(
    "reset", .choice(["after", "before"]),
    "Whether the reset gate acts after the product with the weights, or before it",
    default: .text("after"))
}
