import MNLEvents

/// Numbers of a run as they are shown while it goes on.
enum MeasuredNumber {
  /// A measured number: four digits after the point, or three places of a very small or large one.
  static func measured(_ value: Double) -> String {
    guard value.isFinite, value != 0 else {
      return value == 0 ? "0.0000" : DecimalText.fixed(value, digits: 0)
    }
    let size = value.magnitude
    if size >= 1e-3, size < 1e6 { return DecimalText.fixed(value, digits: 4) }
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
    return "\(DecimalText.fixed(mantissa, digits: 2))e\(exponent)"
  }

  /// A whole number as such, any other as `measured`.
  static func brief(_ value: Double) -> String {
    value == value.rounded() && value.magnitude < 1e6
      ? DecimalText.fixed(value, digits: 0) : measured(value)
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

  /// A time that is left, as on a clock: `0:07`, `1:02:03`.
  static func clock(_ seconds: Double) -> String {
    let whole = Int(min(max(seconds, 0), 1e9).rounded(.up))
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return whole < 3600
      ? "\(whole / 60):\(two(whole % 60))"
      : "\(whole / 3600):\(two(whole / 60 % 60)):\(two(whole % 60))"
  }
}
