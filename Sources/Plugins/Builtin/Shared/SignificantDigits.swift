import MNLEvents

extension Double {
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
      var mantissa = DecimalText.fixed(reduced, digits: digits - 1).droppingZeros
      // 9.99999 of 1e-06 is rounded to 1e-05.
      if mantissa == "10" { (mantissa, exponent) = ("1", exponent + 1) }
      let size = exponent.magnitude < 10 ? "0\(exponent.magnitude)" : "\(exponent.magnitude)"
      return sign + mantissa + "e" + (exponent < 0 ? "-" : "+") + size
    }
    return DecimalText.fixed(self, digits: max(0, min(15, digits - 1 - exponent))).droppingZeros
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
