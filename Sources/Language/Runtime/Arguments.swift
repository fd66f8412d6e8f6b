/// The arguments of a call, complete and typed: what the binder hands to a command.
///
/// Defaults are filled in and limits are checked, so asking for a parameter by a type that it does
/// not have is a mistake of the plugin and traps.
package struct Arguments: Sendable {
  private let values: [String: Value]
  /// The parameters that the caller gave, rather than their defaults.
  package let given: [String]

  /// Makes arguments of values that the binder has checked.
  package init(_ values: [String: Value], given: [String]) {
    self.values = values
    self.given = given
  }

  /// Whether the caller gave the parameter.
  package func isGiven(_ name: String) -> Bool { given.contains(name) }

  /// The value; nil where an optional parameter was left out or is `none`.
  package subscript(name: String) -> Value? {
    guard let value = values[name] else { return nil }
    if case .none = value { return nil }
    return value
  }

  /// The value of a parameter that has one in every call.
  package func value(_ name: String) -> Value {
    guard let value = values[name] else { preconditionFailure("no argument for '\(name)'") }
    return value
  }

  /// A whole number; nil if it was left out.
  package func optionalInt(_ name: String) -> Int? {
    switch self[name] {
    case nil: nil
    case .int(let int)?, .size(let int)?: int
    case let other?: mismatch(name, other, "int")
    }
  }

  /// A number, or a duration in seconds; nil if it was left out.
  package func optionalFloat(_ name: String) -> Double? {
    switch self[name] {
    case nil: nil
    case .int(let int)?: Double(int)
    case .float(let number)?, .duration(let number)?: number
    case let other?: mismatch(name, other, "float")
    }
  }

  /// A text, a word or a path; nil if it was left out.
  package func optionalText(_ name: String) -> String? {
    switch self[name] {
    case nil: nil
    case .text(let text)?: text
    case let other?: mismatch(name, other, "text")
    }
  }

  /// A handle of a Swift type; nil if it was left out.
  package func optionalHandle<T: Handle>(_ name: String, as type: T.Type) -> T? {
    switch self[name] {
    case nil: nil
    case .handle(let handle as T)?: handle
    case let other?: mismatch(name, other, "\(type)")
    }
  }

  /// A whole number, or a size in bytes.
  package func int(_ name: String) -> Int { required(name, optionalInt(name)) }

  /// A number, or a duration in seconds.
  package func float(_ name: String) -> Double { required(name, optionalFloat(name)) }

  /// A text, a word or a path.
  package func text(_ name: String) -> String { required(name, optionalText(name)) }

  /// `true` or `false`.
  package func bool(_ name: String) -> Bool {
    guard case .bool(let bool) = value(name) else { mismatch(name, value(name), "bool") }
    return bool
  }

  /// The values of a list or of a variadic parameter; none if it was left out.
  package func list(_ name: String) -> [Value] {
    switch self[name] {
    case nil: []
    case .list(let list)?: Array(list)
    case let other?: mismatch(name, other, "list")
    }
  }

  /// A handle of a Swift type.
  package func handle<T: Handle>(_ name: String, as type: T.Type) -> T {
    required(name, optionalHandle(name, as: type))
  }

  private func required<T>(_ name: String, _ value: T?) -> T {
    guard let value else { preconditionFailure("no argument for '\(name)'") }
    return value
  }

  private func mismatch(_ name: String, _ value: Value, _ type: String) -> Never {
    preconditionFailure("'\(name)' is a \(value.kindName), asked for as \(type)")
  }
}
