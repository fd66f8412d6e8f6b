/// What the checker knows of a value before it exists.
indirect enum StaticType {
  /// Nothing: only the run can tell, so nothing is complained about.
  case unknown
  /// Its kind, by `Value.kindName`.
  case kind(String)
  /// A record with these fields.
  case record([(name: String, type: StaticType)])

  /// `bool`, `int`, … of a value that is known.
  init(of value: Value) {
    switch value {
    case .record(let record):
      self = .record(record.fields.map { ($0.name, StaticType(of: $0.value)) })
    default: self = .kind(value.kindName)
    }
  }

  /// What each element of a list is; nothing if they differ, or none is known.
  init(elementsOf list: Value?) {
    guard case .list(let elements)? = list, let first = elements.first,
      elements.allSatisfy({ $0.kindName == first.kindName })
    else {
      self = .unknown
      return
    }
    self = elements.count == 1 ? StaticType(of: first) : .kind(first.kindName)
  }

  /// What a command declares that it returns.
  init(_ type: ReturnType) {
    switch type {
    case .nothing: self = .kind("none")
    case .anything: self = .unknown
    case .value(let type): self = StaticType(type)
    case .record(let fields): self = .record(fields.map { ($0.name, StaticType($0.type)) })
    }
  }

  /// What a value of a parameter's type is.
  init(_ type: ParameterType) {
    switch type {
    case .any, .anyOr, .floatOr: self = .unknown
    case .choice, .path: self = .kind("text")
    default: self = .kind(type.name)
    }
  }

  /// What a parameter holds inside of its `def`.
  init(_ parameter: ParameterDeclaration) {
    switch parameter.presence {
    case .optional, .defaulted(.none): self = .unknown
    case .required, .defaulted: self = StaticType(parameter.type)
    case .variadic: self = .kind("list")
    }
  }

  /// The kind of the value; nil if it is not known.
  var kindName: String? {
    switch self {
    case .unknown: nil
    case .kind(let kind): kind
    case .record: "record"
    }
  }
}

/// An expression after the checker went through it.
struct Checked {
  /// What the run evaluates.
  let node: any Node
  /// What is known of its value.
  let type: StaticType
  /// The value, if it is written there.
  private(set) var constant: Value?
  /// The value, or a stand-in for it, if it is known before anything runs.
  var foreseen: Value?

  /// An expression whose value the run computes.
  init(_ node: any Node, _ type: StaticType, foreseen: Value? = nil) {
    self.node = node
    if case .unknown = type, let foreseen {
      self.type = StaticType(of: foreseen)
    } else {
      self.type = type
    }
    self.foreseen = foreseen
  }

  /// An expression whose value is known.
  init(_ constant: Value) {
    self.node = LiteralNode(constant)
    self.type = StaticType(of: constant)
    self.constant = constant
    self.foreseen = constant
  }

  /// How an error speaks of the value; nil if nothing is known of it.
  var described: String? {
    foreseen?.described ?? type.kindName.map(Wording.withArticle)
  }

  /// What stands for an expression with a mistake, so that no other follows from it.
  static var faulty: Checked { Checked(LiteralNode(.none), .unknown) }
}
