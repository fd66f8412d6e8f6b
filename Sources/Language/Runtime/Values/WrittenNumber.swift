import Glibc
import MNLEvents

/// Numbers as the language writes them.
enum WrittenNumber {
  /// The shortest text that reads back as the same number: `0.1`, `1.0`, `1e-5`, `inf`, `nan`.
  ///
  /// From 1e16 on and below 1e-4 there is an exponent, without a plus sign and leading zeros.
  static func exact(_ number: Double) -> String {
    let text = number.description
    guard let mark = text.firstIndex(of: "e") else { return text }
    let exponent = Int(text[text.index(after: mark)...]) ?? 0
    return "\(text[..<mark])e\(exponent)"
  }

  /// The number with six significant digits at most, for showing; a whole part is never rounded.
  static func rounded(_ number: Double) -> String {
    let magnitude = abs(number)
    guard number.isFinite, magnitude > 0 else { return exact(number) }
    guard magnitude >= 1e-4, magnitude < 1e15 else {
      return exact(Double(DecimalText.formatted("%.5e", number)) ?? number)
    }
    let decimals = max(0, 5 - Int(log10(magnitude).rounded(.down)))
    return exact(Double(DecimalText.fixed(number, digits: decimals)) ?? number)
  }

  /// A hundredfold with `%`; without a number of digits, as many as say all there is to say.
  static func percent(_ number: Double, digits: Int?) -> String {
    if let digits { return DecimalText.fixed(number * 100, digits: digits) + "%" }
    // 15 digits are what a double surely holds: 0.29 is 29%, not 28.999999999999996%.
    let text = exact(Double(DecimalText.formatted("%.15g", number * 100)) ?? number * 100)
    return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + "%"
  }

  /// A duration in the greatest unit in which it is whole; seconds, or milliseconds below one.
  ///
  /// From 2⁵³ seconds on, where each number is whole, it is in seconds: the digits of a greater unit
  /// would not read back.
  static func duration(_ seconds: Double) -> String {
    // No time has no sign.
    guard seconds != 0 else { return "0s" }
    for (unit, length) in [("h", 3600.0), ("min", 60.0), ("s", 1.0)]
    where abs(seconds) < 0x1p53 && (seconds / length).rounded() == seconds / length {
      return (Int(exactly: seconds / length)?.description ?? exact(seconds / length)) + unit
    }
    if abs(seconds) >= 1 || !seconds.isFinite { return trimmed(seconds) + "s" }
    let milliseconds =
      Double(DecimalText.formatted("%.15g", seconds * 1000)) ?? seconds * 1000
    // What is a hair below a second is one in the digits that are written.
    if abs(milliseconds) == 1000 { return milliseconds < 0 ? "-1s" : "1s" }
    return trimmed(milliseconds) + "ms"
  }

  /// A size in the greatest unit in which it is whole: `64MB`, `16MiB`, `1500B`.
  static func size(_ bytes: Int) -> String {
    let units = [
      ("GiB", 1 << 30), ("GB", 1_000_000_000), ("MiB", 1 << 20), ("MB", 1_000_000),
      ("KiB", 1 << 10), ("KB", 1_000),
    ]
    for (unit, length) in units where bytes != 0 && bytes.isMultiple(of: length) {
      return "\(bytes / length)\(unit)"
    }
    return "\(bytes)B"
  }

  private static func trimmed(_ number: Double) -> String {
    let text = exact(number)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
