extension CommandDeclaration {
  /// What in the declaration contradicts itself, as a sentence; nil if nothing does.
  var contradiction: String? {
    var seen: Set<String> = []
    let positional = parameters.filter(\.isPositional)
    for parameter in parameters {
      if !seen.insert(parameter.name).inserted {
        return "parameter '\(parameter.name)' is declared twice"
      }
      if let fault = parameter.contradiction { return fault }
      if case .variadic = parameter.presence, parameter.name != positional.last?.name {
        return "'\(parameter.name)' takes the remaining values but is not the last positional one"
      }
    }
    return nil
  }

  /// The names of all kinds that the parameters and the result speak of.
  var kinds: [String] {
    parameters.compactMap(\.type.kind) + returns.kinds
  }
}

extension ParameterDeclaration {
  /// What in the declaration contradicts itself, as a sentence; nil if nothing does.
  var contradiction: String? {
    if let limits {
      guard type.hasLimits else {
        return "'\(name)' has limits, but \(type.described) is not a number, duration or size"
      }
      if let lower = limits.lower, let upper = limits.upper, lower > upper {
        return "the limits of '\(name)' leave no value"
      }
    }
    if pathRole != nil, type != .path {
      return "'\(name)' says what is done with its path, but \(type.described) is none"
    }
    guard case .defaulted(let value) = presence else { return nil }
    if case .none = value { return nil }
    do throws(CommandFailure) {
      _ = try accept(value, home: nil)
      return nil
    } catch {
      return "the default \(value.described) contradicts the declaration: \(error.message)"
    }
  }
}

extension ParameterType {
  /// Whether numbers of the type can have limits.
  var hasLimits: Bool {
    switch self {
    case .int, .float, .duration, .size: true
    default: false
    }
  }

  /// The kind of handle; nil for every other type.
  var kind: String? {
    if case .kind(let name) = self { name } else { nil }
  }

  /// The types that a single word names and that no plugin declares.
  static let plain: [String: ParameterType] = [
    "int": .int, "float": .float, "bool": .bool, "text": .text, "path": .path,
    "duration": .duration, "size": .size, "list": .list, "any": .any,
  ]

  /// Whether a name is that of a plain type, or of a kind of value that has none.
  static func isPlainName(_ name: String) -> Bool {
    plain[name] != nil || ["none", "range", "record"].contains(name)
  }
}

extension ReturnType {
  fileprivate var kinds: [String] {
    switch self {
    case .nothing, .anything: []
    case .value(let type): type.kind.map { [$0] } ?? []
    case .record(let fields): fields.flatMap(\.type.kinds)
    }
  }
}
