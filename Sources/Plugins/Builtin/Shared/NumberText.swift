extension Double {
  /// The number with so many digits after the point, rounded to the nearest, ties away from zero.
  ///
  /// - Precondition: `digits` is from 0 to 15.
  package func text(digits: Int) -> String {
    precondition((0...15).contains(digits), "\(digits) digits after the point")
    guard isFinite else { return "\(self)" }
    let scale = (0..<digits).reduce(1.0) { product, _ in product * 10 }
    let scaled = (magnitude * scale).rounded()
    guard scaled < 0x1p53 else { return "\(self)" }
    let whole = Int(scaled)
    let sign = self < 0 && whole != 0 ? "-" : ""
    guard digits > 0 else { return sign + "\(whole)" }
    let fraction = String(whole % Int(scale))
    let zeros = String(repeating: "0", count: digits - fraction.count)
    return sign + "\(whole / Int(scale))." + zeros + fraction
  }

  /// The number with so many digits that count, shortest form: `0.0581`, `12300`, `1.5e-07`.
  ///
  /// - Precondition: `digits` is from 1 to 15.
  package func text(significant digits: Int) -> String {
    precondition((1...15).contains(digits), "\(digits) digits that count")
    guard isFinite, self != 0 else { return self == 0 ? "0" : "\(self)" }
    var exponent = 0
    var reduced = magnitude
    while reduced >= 10 { (reduced, exponent) = (reduced / 10, exponent + 1) }
    while reduced < 1 { (reduced, exponent) = (reduced * 10, exponent - 1) }
    if exponent < -4 || exponent >= 15 {
      let sign = self < 0 ? "-" : ""
      let mantissa = reduced.text(digits: digits - 1).droppingZeros
      let size = exponent.magnitude < 10 ? "0\(exponent.magnitude)" : "\(exponent.magnitude)"
      return sign + mantissa + "e" + (exponent < 0 ? "-" : "+") + size
    }
    return text(digits: max(0, min(15, digits - 1 - exponent))).droppingZeros
  }
}

extension String {
  /// The text without zeros at the end of a fraction.
  fileprivate var droppingZeros: String {
    guard contains(".") else { return self }
    var text = self
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}

/// A duration as people say it: `0.4 s`, `12.3 s`, `2 min 5 s`, `1 h 3 min`.
///
/// - Precondition: `seconds` is not negative.
package func durationText(_ seconds: Double) -> String {
  if seconds < 60 { return seconds.text(digits: 1) + " s" }
  let whole = Int(seconds.rounded())
  if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
  return "\(whole / 3600) h \(whole / 60 % 60) min"
}
