/// Numbers as people read them.
enum NumberText {
  /// A number with so many digits after the point: `0.1235`.
  static func fixed(_ value: Double, digits: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
    let digits = min(max(digits, 0), 12)
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let scaled = (value.magnitude * scale).rounded()
    // Beyond 2^53 the number has no digits after the point left to round.
    guard scaled < 9_007_199_254_740_992 else { return value.description }
    let whole = Int(scaled)
    let sign = value < 0 && whole > 0 ? "-" : ""
    guard digits > 0 else { return sign + String(whole) }
    let text = String(whole)
    let padded = String(repeating: "0", count: max(0, digits + 1 - text.utf8.count)) + text
    return "\(sign)\(padded.dropLast(digits)).\(padded.suffix(digits))"
  }

  /// A measured number: four digits after the point, or three places of a very small or large one.
  static func measured(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return value == 0 ? "0.0000" : fixed(value, digits: 0) }
    let size = value.magnitude
    if size >= 1e-3, size < 1e6 { return fixed(value, digits: 4) }
    var exponent = 0
    var mantissa = value
    while mantissa.magnitude >= 10 {
      mantissa /= 10
      exponent += 1
    }
    while mantissa.magnitude < 1 {
      mantissa *= 10
      exponent -= 1
    }
    return "\(fixed(mantissa, digits: 2))e\(exponent)"
  }

  /// A whole number with its thousands apart: `10,234`.
  static func grouped(_ value: Int) -> String {
    var digits = String(value.magnitude)
    var groups: [String] = []
    while digits.utf8.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return (value < 0 ? "-" : "") + ([digits] + groups).joined(separator: ",")
  }

  /// How long something took: `0.42 s`, `12.3 s`, `2 min 5 s`, `1 h 5 min`.
  static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0 else { return "0.00 s" }
    if seconds < 9.995 { return fixed(seconds, digits: 2) + " s" }
    if seconds < 59.95 { return fixed(seconds, digits: 1) + " s" }
    let whole = Int(min(seconds, 1e9).rounded())
    return whole < 3600
      ? "\(whole / 60) min \(whole % 60) s" : "\(whole / 3600) h \(whole / 60 % 60) min"
  }

  /// A time that is left, as on a clock: `0:07`, `1:02:03`.
  static func clock(_ seconds: Double) -> String {
    let whole = Int(min(max(seconds, 0), 1e9).rounded(.up))
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return whole < 3600
      ? "\(whole / 60):\(two(whole % 60))"
      : "\(whole / 3600):\(two(whole / 60 % 60)):\(two(whole % 60))"
  }
}
