/// A value of the language.
package enum Value: Sendable {
  /// Nothing: `none`.
  case none
  /// `true` or `false`.
  case bool(Bool)
  /// A whole number.
  case int(Int)
  /// A number with a fraction.
  case float(Double)
  /// Text; also what a bare word becomes once a parameter took it.
  case text(String)
  /// A duration in seconds.
  case duration(Double)
  /// A size in bytes.
  case size(Int)
  /// Whole numbers from the first to the last, both included; empty if the last is smaller.
  case range(Int, Int)
  /// Values in their order.
  case list(List)
  /// Named values, made by commands only.
  case record(Record)
  /// Something that a plugin made and only its commands look into.
  case handle(any Handle)

  /// What the kind of the value is called in errors: `int`, `text`, `tensor`.
  package var kindName: String {
    switch self {
    case .none: "none"
    case .bool: "bool"
    case .int: "int"
    case .float: "float"
    case .text: "text"
    case .duration: "duration"
    case .size: "size"
    case .range: "range"
    case .list: "list"
    case .record: "record"
    case .handle(let handle): handle.kind
    }
  }
}

/// Named values in their order, made by a command: the result of `eval`.
package struct Record: Sendable {
  /// The fields in the order in which they are shown.
  package var fields: [(name: String, value: Value)]

  /// Makes a record.
  package init(_ fields: [(name: String, value: Value)]) { self.fields = fields }

  /// The value of a field; nil if the record has none of that name.
  ///
  /// - Complexity: O(n) for n fields.
  package subscript(name: String) -> Value? {
    fields.first { $0.name == name }?.value
  }
}
