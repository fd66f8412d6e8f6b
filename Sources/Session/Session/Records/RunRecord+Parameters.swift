import MNLNotebook
import MNLRuntime

extension RunRecord.Parameter {
  /// A parameter of a script as a file of parameters can give it again.
  init(_ parameter: ScriptParameter) {
    self.init(
      name: parameter.name,
      value: parameter.constant.flatMap { JSONValue(parameter: $0) } ?? .text(parameter.value),
      defaultValue: parameter.defaultConstant.flatMap { JSONValue(parameter: $0) }
        ?? parameter.defaultText.map { .text($0) },
      origin: parameter.origin.word)
  }
}

extension JSONValue {
  /// The value of a parameter; nil for what cannot be written down.
  fileprivate init?(parameter value: Value) {
    switch value {
    case .none: self = .null
    case .bool(let bool): self = .bool(bool)
    case .int(let int): self = .int(int)
    case .float(let number):
      guard number.isFinite else { return nil }
      self = .number(number)
    case .text(let text): self = .text(text)
    case .duration, .size, .range: self = .text(value.printed)
    case .list(let list):
      let values = list.compactMap { JSONValue(parameter: $0) }
      guard values.count == list.count else { return nil }
      self = .list(values)
    case .record, .handle: return nil
    }
  }
}
