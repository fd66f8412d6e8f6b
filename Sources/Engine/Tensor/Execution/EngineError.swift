/// What can go wrong when a part of a graph is computed.
package enum EngineError: Error, Hashable, Sendable {
  /// Shapes that do not fit: of what is fed, set or assigned.
  case shape(ShapeError)
  /// A variable was read that has no value yet.
  case uninitialised(variable: String)
  /// A placeholder was needed and not fed.
  case missingFeed(placeholder: String, shape: Shape)
  /// Something was fed to a node that is no placeholder.
  case notPlaceholder(name: String)
  /// A value that an operation cannot take, such as a position outside of a table.
  case value(ValueFault)
  /// A loss or a gradient is infinite or no number; the weights are as before the step.
  ///
  /// `step` counts the steps of the training, from 1.
  case notFinite(tensor: String, step: Int)
}

extension EngineError: CustomStringConvertible {
  /// One sentence.
  package var description: String {
    switch self {
    case .shape(let error): error.description
    case .uninitialised(let variable): "variable '\(variable)' has no value yet"
    case .missingFeed(let placeholder, let shape):
      "placeholder '\(placeholder)' of shape \(shape) was not fed"
    case .notPlaceholder(let name): "'\(name)' is no placeholder and cannot be fed"
    case .value(let fault): fault.description
    case .notFinite(let tensor, let step): "\(tensor) is not finite in training step \(step)"
    }
  }
}
