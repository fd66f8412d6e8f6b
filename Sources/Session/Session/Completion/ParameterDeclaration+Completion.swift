import MNLRuntime

extension ParameterDeclaration {
  /// How files for it must end, none for all; nil if it takes no path.
  var pathEndings: [String]? {
    if case .path(let endings) = completion { return endings }
    return type == .path ? [] : nil
  }

  /// One line on it: `epochs: int. How often all examples are seen`.
  var hint: String {
    "\(name): \(type.name)" + (summary.isEmpty ? "" : ". \(summary)")
  }
}

extension CommandDeclaration {
  /// What it takes, on one line: `load csv PATH [target=] [header=]`.
  var reminder: String {
    let words = parameters.map { parameter in
      switch parameter.presence {
      case .required: parameter.isPositional ? parameter.name : parameter.name + "=…"
      case .optional: "[\(parameter.name)=]"
      case .defaulted(let value): "[\(parameter.name)=\(value.printed)]"
      case .variadic(let least): least > 0 ? "\(parameter.name)…" : "[\(parameter.name)…]"
      }
    }
    return ([name.description] + words).joined(separator: " ")
  }
}
