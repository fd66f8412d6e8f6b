/// Small turns of phrase that errors share.
enum Wording {
  /// `an int`, `a tensor`; words that are not counted stay alone: `text`, `data`.
  static func withArticle(_ kind: String) -> String {
    switch kind {
    case "text", "none", "data": kind
    default: ("aeiou".contains(kind.first ?? "x") ? "an " : "a ") + kind
    }
  }

  /// `a, b or c`.
  static func alternatives(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }

  /// `1 value`, `3 values`.
  static func count(_ count: Int, _ noun: String) -> String {
    count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
  }
}

extension ParameterType {
  /// What a value of the type is called: `an int`, `one of adam, sgd`, `a tensor`.
  var described: String {
    switch self {
    case .any: "a value"
    case .choice(let words): Wording.alternatives(words)
    case .anyOr(let words): "one of " + Wording.alternatives(words) + ", or a value"
    case .floatOr(let words): "a float or " + words.joined(separator: " or ")
    default: Wording.withArticle(name)
    }
  }
}

extension Limits {
  /// What a number must be: `above 0`, `from 1 to 1000`, `at least 0 and below 1`.
  func described(as type: ParameterType) -> String {
    if let lower, let upper, !excludesLower, !excludesUpper {
      return "from \(text(lower, type)) to \(text(upper, type))"
    }
    let from = lower.map { (excludesLower ? "above " : "at least ") + text($0, type) }
    let to = upper.map { (excludesUpper ? "below " : "at most ") + text($0, type) }
    return [from, to].compactMap { $0 }.joined(separator: " and ")
  }

  private func text(_ bound: Double, _ type: ParameterType) -> String {
    switch type {
    case .duration: return WrittenNumber.duration(bound)
    case .size: return Int(exactly: bound).map(WrittenNumber.size) ?? WrittenNumber.exact(bound)
    default: return Int(exactly: bound).map(String.init) ?? WrittenNumber.exact(bound)
    }
  }
}
