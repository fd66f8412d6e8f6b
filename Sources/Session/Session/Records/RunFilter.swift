import MNLDiagnostics
import MNLNotebook
import MNLRuntime

/// Which runs are wanted: `params.rate<0.01 and status=completed`.
///
/// A condition is a name, `= != < <= > >=` and a value; several are joined by `and`. Names are those
/// of the facts of a run, `params.NAME`, and measures.
package struct RunFilter: Sendable {
  /// How a fact is held against a value.
  private enum Comparison: String, CaseIterable {
    // Longer signs first, so that `<=` is not taken for `<`.
    case atMost = "<="
    case atLeast = ">="
    case unequal = "!="
    case equal = "="
    case below = "<"
    case above = ">"
  }

  /// One condition.
  private struct Condition: Sendable {
    let name: String
    let comparison: Comparison
    let value: String
  }

  private let conditions: [Condition]

  /// Reads a filter; an empty text wants all runs.
  ///
  /// - Throws: `RunFault` for a text that is none.
  package init(_ text: String) throws(RunFault) {
    var conditions: [Condition] = []
    let parts = text.split(separator: " ", omittingEmptySubsequences: true)
      .split(separator: "and", omittingEmptySubsequences: false).map { $0.joined(separator: " ") }
    if !text.allSatisfy({ $0 == " " }) {
      for part in parts {
        guard let condition = Self.condition(part) else {
          throw RunFault(
            .unknownRun, "'\(part.brief)' is no condition",
            help: "write as in \"params.rate<0.01 and status=completed\"")
        }
        conditions.append(condition)
      }
    }
    self.conditions = conditions
  }

  private static func condition(_ text: String) -> Condition? {
    guard let sign = text.firstIndex(where: { "=!<>".contains($0) }),
      let comparison = Comparison.allCases.first(where: { text[sign...].hasPrefix($0.rawValue) })
    else { return nil }
    let name = text[..<sign].filter { $0 != " " }
    let value = text[text.index(sign, offsetBy: comparison.rawValue.count)...]
      .drop { $0 == " " }
    guard !name.isEmpty, !value.isEmpty, !value.contains(where: { "=!<>".contains($0) }) else {
      return nil
    }
    return Condition(name: name, comparison: comparison, value: String(value))
  }

  /// The names that the conditions speak of.
  var names: [String] { conditions.map(\.name) }

  /// Whether a run is wanted; what it has no fact of does not hold.
  package func wants(_ run: StoredRun) -> Bool {
    conditions.allSatisfy { condition in
      guard let fact = run.fact(named: condition.name) else {
        return condition.comparison == .unequal
      }
      return Self.holds(fact, condition)
    }
  }

  private static func holds(_ fact: JSONValue, _ condition: Condition) -> Bool {
    if let left = fact.number, let right = Double(condition.value) {
      switch condition.comparison {
      case .equal: return left == right
      case .unequal: return left != right
      case .below: return left < right
      case .above: return left > right
      case .atMost: return left <= right
      case .atLeast: return left >= right
      }
    }
    let left = fact.plainText
    switch condition.comparison {
    case .equal: return left == condition.value
    case .unequal: return left != condition.value
    case .below: return left < condition.value
    case .above: return left > condition.value
    case .atMost: return left <= condition.value
    case .atLeast: return left >= condition.value
    }
  }
}

extension JSONValue {
  /// The value as a table has it: a text without quotes, nothing for null.
  package var plainText: String {
    switch self {
    case .null: ""
    case .text(let text): text
    case .number(let number): Value.float(number).printed
    default: self.text(.line)
    }
  }
}
