import MNLDiagnostics

extension ParameterDeclaration {
  /// The value as the command will see it: an int widened to a float, `~/` replaced, limits checked.
  ///
  /// For a variadic parameter this is one of its values.
  func accept(_ value: Value, home: String?) throws(CommandFailure) -> Value {
    if case .none = value { return try acceptNone() }
    let accepted = try converted(value, home: home)
    try checkLimits(accepted)
    return accepted
  }

  /// The failure for a value of another type, described by `label`.
  func refusal(_ label: String, help: String? = nil, cure: Cure = .advice) -> CommandFailure {
    CommandFailure(
      .wrongType, "\(name) must be \(type.described)", parameter: name, label: "got \(label)",
      help: help, cure: cure)
  }

  /// Whether a value of a kind may become a value of the parameter, limits and choices aside.
  func mayAccept(kind: String) -> Bool {
    switch type {
    case .any, .anyOr: return true
    case _ where kind == "none":
      switch presence {
      case .optional, .defaulted(.none): return true
      default: return false
      }
    case .float: return kind == "float" || kind == "int"
    case .text, .path, .choice: return kind == "text"
    case .floatOr: return kind == "float" || kind == "int" || kind == "text"
    case .list: return kind == "list" || kind == "range"
    default: return kind == type.name
    }
  }

  /// Why a path will not do for what the command does with it, judged by what lies there; nil if it
  /// will, or if only the run can tell.
  func fault(of path: String, holding content: PathContent) -> CommandFailure? {
    let message: String
    switch (pathRole, content) {
    case (.readsFile, .nothing): message = "there is no file '\(path)'"
    case (.readsFile, .folder): message = "'\(path)' is a folder, expected a file"
    case (.readsFolder, .nothing): message = "there is no folder '\(path)'"
    case (.readsFolder, .file): message = "'\(path)' is a file, expected a folder"
    default: return nil
    }
    return CommandFailure(.missingPath, message, parameter: name)
  }

  private func acceptNone() throws(CommandFailure) -> Value {
    if case .any = type { return .none }
    if case .optional = presence { return .none }
    if case .defaulted(.none) = presence { return .none }
    throw refusal("none", help: defaultHelp, cure: defaultCure)
  }

  private func converted(_ value: Value, home: String?) throws(CommandFailure) -> Value {
    switch (type, value) {
    case (.any, _), (.int, .int), (.float, .float), (.bool, .bool), (.text, .text),
      (.duration, .duration), (.size, .size), (.list, .list), (.floatOr, .float):
      return value
    case (.float, .int(let int)), (.floatOr, .int(let int)): return .float(Double(int))
    case (.path, .text(let path)):
      guard path == "~" || path.hasPrefix("~/"), let home else { return value }
      return .text(home + path.dropFirst())
    case (.list, .range(let first, let last)): return .list(try elements(first, last))
    case (.choice(let words), .text(let word)), (.floatOr(let words), .text(let word)),
      (.anyOr(let words), .text(let word)):
      if words.contains(word) { return value }
      let near = Candidates(names: words).nearest(to: word)
      throw CommandFailure(
        .outOfRange, "\(name) must be \(type.described)", parameter: name,
        label: "got \(word.brief)",
        help: near.map(Candidates.suggestion) ?? defaultHelp,
        cure: near.map { .value($0) } ?? defaultCure)
    case (.anyOr, _): return value
    case (.kind(let kind), .handle(let handle)) where handle.kind == kind: return value
    default:
      let (help, cure) = way(from: value)
      throw refusal(value.described, help: help, cure: cure)
    }
  }

  private func elements(_ first: Int, _ last: Int) throws(CommandFailure) -> [Value] {
    guard first <= last else { return [] }
    let (distance, overflow) = last.subtractingReportingOverflow(first)
    guard !overflow, distance < List.greatestSize else {
      throw CommandFailure(
        .outOfRange, "\(name) takes a list of at most \(List.greatestSize) values",
        parameter: name, label: "got \(first)..\(last)")
    }
    return (first...last).map(Value.int)
  }

  private func checkLimits(_ value: Value) throws(CommandFailure) {
    guard let limits else { return }
    let number: Double
    switch value {
    case .int(let int), .size(let int): number = Double(int)
    case .float(let float), .duration(let float): number = float
    default: return
    }
    guard !limits.allow(number) else { return }
    throw CommandFailure(
      .outOfRange, "\(name) must be \(limits.described(as: type))", parameter: name,
      label: "got \(value.described)", help: defaultHelp, cure: defaultCure)
  }

  private var defaultHelp: String? {
    guard case .defaulted(let value) = presence else { return nil }
    return "leave `\(name)` out to use the default, \(value.printed)"
  }

  private var defaultCure: Cure { .leavingOut(name) }

  /// How a value of another type might be written.
  private func way(from value: Value) -> (help: String?, cure: Cure) {
    switch (type, value) {
    case (.duration, .int), (.duration, .float):
      return ("give it a unit, such as `30s` or `5min`", .advice)
    case (.size, .int), (.size, .float): return ("give it a unit, such as `64MB`", .advice)
    case (.int, .float(let float)):
      guard let int = Int(exactly: float) else { return (nil, .advice) }
      return ("write it as a whole number: `\(int)`", .value("\(int)"))
    case (.text, .int), (.text, .float), (.text, .bool):
      let quoted = "\"\(value.printed)\""
      return ("put it into quotes: `\(quoted)`", .value(quoted))
    default: return (nil, .advice)
    }
  }
}
