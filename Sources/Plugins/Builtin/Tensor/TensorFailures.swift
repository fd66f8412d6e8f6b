import MNLDiagnostics
package import MNLRuntime
package import MNLTensor

extension CommandFailure {
  /// The failure of a command whose shapes do not fit.
  package init(_ error: ShapeError) {
    let isUnlearnable = error.expected == .dependence
    self.init(
      isUnlearnable ? .notDifferentiable : .shapeMismatch, error.description,
      help: isUnlearnable
        ? "build the loss from a `variable`, through operations that have gradients" : nil)
  }

  /// The failure of a command that the engine could not compute.
  package init(_ error: EngineError) {
    switch error {
    case .shape(let error):
      self.init(error)
    case .uninitialised:
      self.init(
        .uninitializedVariable, error.description, help: "run first: run (initialize)",
        cure: .before("run (initialize)"))
    case .missingFeed:
      self.init(.missingFeed, error.description, help: "feed it: feed=[[$x, $images]]")
    case .notPlaceholder:
      self.init(
        .wrongKind, error.description, parameter: "feed", help: "make it with `placeholder`")
    case .value:
      self.init(.outOfRange, error.description)
    case .notFinite:
      self.init(
        .notFinite, error.description, notes: ["the weights are as before that step"],
        help: "use a smaller `rate`; make sure that what is fed is finite")
    }
  }
}
