import MNLRuntime
import MNLTensor

extension GradientClipping {
  /// The parameters by which a command is told to keep gradients small.
  static let parameters: [ParameterDeclaration] = [
    .option(
      "clip", .float, "The largest norm of all gradients together; any if left out",
      limits: .above(0)),
    .option(
      "clip-value", .float, "The largest magnitude of a gradient's element; any if left out",
      limits: .above(0)),
  ]

  /// What a command was told by them; nil if it was told nothing.
  init?(_ arguments: Arguments) {
    let (norm, value) = (arguments.optionalFloat("clip"), arguments.optionalFloat("clip-value"))
    guard norm != nil || value != nil else { return nil }
    self.init(norm: norm, value: value)
  }
}
