import MNLTestSupport

/// Random programs of values that are all written in the text; about half of them cannot run.
struct ValuePrograms {
  var random: SeededGenerator
  /// Whether some values come from a command, so that only the run knows them.
  let hasUnknown: Bool
  private var names: [String] = []

  init(seed: UInt64, hasUnknown: Bool) {
    random = SeededGenerator(seed: seed)
    self.hasUnknown = hasUnknown
  }

  /// The next program, a statement a line.
  mutating func next() -> String {
    names = []
    var lines: [String] = []
    for index in 0..<Int.random(in: 2...4, using: &random) {
      lines.append(statement("v\(index)"))
      names.append("$v\(index)")
    }
    return lines.joined(separator: "\n")
  }

  private mutating func statement(_ name: String) -> String {
    let bind = "let \(name) = (\(value()))"
    switch Int.random(in: 0..<12, using: &random) {
    // What only the run decides may keep it from ever coming to a mistake.
    case 0 where !hasUnknown:
      return bind + "\nif \(condition()) { print (\(value())) } else { print (\(value())) }"
    case 1: return bind + "\nprint \"{\(value())\(pick(["", "", ":.2", ":%", ":6"]))}\""
    case 2:
      let source = pick(["1..2", "[3]", "[0.5]", "[\"a\"]"])
      return bind + "\nfor i in \(source) { print ($i + 1) }"
    case 3: return bind + "\ntry { print (\(value())) } catch { }"
    case 4: return bind + "\nwhile \(condition()) { break }"
    case 5: return bind + "\nlet l\(name) = [1, 2, 3]; print $l\(name)[\(value())]"
    case 6: return bind + "\nfor i in (\(Bool.random(using: &random) ? "1..2" : value())) { break }"
    default: return bind
    }
  }

  private mutating func condition() -> String {
    switch Int.random(in: hasUnknown ? 3..<5 : 0..<5, using: &random) {
    case 0: "(\(atom()) == (\(value())))"
    case 1: "not (\(atom()) == 1) and \(pick(["true", "false", "4"]))"
    case 2: "\(atom()) == \(atom()) or \(atom()) < \(atom())"
    default: "\(atom()) \(pick(["==", "!=", "<", ">="])) \(atom())"
    }
  }

  private mutating func value() -> String {
    switch Int.random(in: 0..<14, using: &random) {
    case 0: "-\(atom())"
    case 1: "\(atom())..\(atom())"
    case 2: "[\(atom()), \(atom())]"
    case 3: "\(atom()) in \(atom())"
    case 4: "(\(atom()) + \(atom())) * \(atom())"
    case 5: "\"a{\(atom())}\""
    case 6: "([\(atom()), \(atom())])[\(pick(["0", "1", "1", "2"]))]"
    case 7...10:
      "\(atom()) \(pick(["+", "-", "*", "/", "^", "div", "mod", "<", "=="])) \(atom())"
    default: atom()
    }
  }

  private mutating func atom() -> String {
    if let name = names.randomElement(using: &random), Bool.random(using: &random) { return name }
    if hasUnknown, Int.random(in: 0..<4, using: &random) == 0 { return "(echo \(literal()))" }
    return literal()
  }

  private mutating func literal() -> String {
    if Int.random(in: 0..<8, using: &random) > 0 { return pick(["1", "2", "3", "4", "0.5"]) }
    return pick([
      "1", "2", "0", "3", "2", "1.5", "0.5", "4", "\"a\"", "\"12\"", "true", "false", "none", "2s",
      "1min", "3KB", "[1, 2]", "[]", "(1..3)", "9223372036854775807",
    ])
  }

  private mutating func pick(_ words: [String]) -> String {
    words.randomElement(using: &random) ?? ""
  }
}
