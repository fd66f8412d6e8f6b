/// Numbers as written, and what they mean.
extension NumberLiteral {
  /// Why a number cannot be read.
  enum Fault: Error {
    /// A `_` that does not stand between two digits.
    case separator
    /// Letters after the digits that are no unit.
    case unit(String)
    /// More than 64 bits, or more than a float holds.
    case tooLarge
  }

  /// The units, with what they multiply by and what they divide by to reach seconds or bytes.
  private static let units: [String: Unit] = [
    "ms": Unit(dimension: .duration, factor: 1, divisor: 1000),
    "s": Unit(dimension: .duration, factor: 1),
    "min": Unit(dimension: .duration, factor: 60),
    "h": Unit(dimension: .duration, factor: 3600),
    "B": Unit(dimension: .size, factor: 1),
    "KB": Unit(dimension: .size, factor: 1000),
    "MB": Unit(dimension: .size, factor: 1_000_000),
    "GB": Unit(dimension: .size, factor: 1_000_000_000),
    "KiB": Unit(dimension: .size, factor: 1 << 10),
    "MiB": Unit(dimension: .size, factor: 1 << 20),
    "GiB": Unit(dimension: .size, factor: 1 << 30),
  ]

  private struct Unit {
    let dimension: Dimension
    let factor: Int
    var divisor = 1
  }

  /// The unit that differs from some letters in their case alone, or that they spell out.
  static func unit(like letters: String) -> String? {
    let folded = letters.lowercased()
    let spelled = [
      "m": "min", "mins": "min", "minute": "min", "minutes": "min", "sec": "s", "secs": "s",
      "second": "s", "seconds": "s", "hr": "h", "hour": "h", "hours": "h", "msec": "ms",
    ]
    return spelled[folded] ?? units.keys.first { $0.lowercased() == folded }
  }

  /// Reads a number: digits, a fraction, an exponent, a unit or `%`, with a sign before them.
  init(reading text: String) throws(Fault) {
    if let count = Self.plainCount(text.utf8) {
      self.init(value: .int(count), dimension: .number, text: text)
      return
    }
    let bytes = Array(text.utf8)
    let mantissa = try Self.mantissa(of: bytes)
    let suffix = String(decoding: bytes[mantissa.end...], as: UTF8.self)
    let isPercent = suffix == "%"
    let unit = Self.units[suffix]
    guard suffix.isEmpty || isPercent || unit != nil else { throw .unit(suffix) }
    let value =
      mantissa.isWhole && !isPercent
      ? try Self.whole(mantissa.digits, factor: unit?.factor ?? 1, divisor: unit?.divisor ?? 1)
      : try Self.fraction(
        mantissa.digits, factor: unit?.factor ?? 1, divisor: isPercent ? 100 : unit?.divisor ?? 1)
    if unit?.dimension == .size, case .float(let bytes) = value,
      Int(exactly: bytes.rounded()) == nil
    {
      throw .tooLarge
    }
    self.init(value: value, dimension: unit?.dimension ?? .number, text: text)
  }

  /// The number that digits alone stand for, the most frequent form; nil for any other, and for more
  /// digits than surely fit.
  private static func plainCount(_ bytes: String.UTF8View) -> Int? {
    guard (1...18).contains(bytes.count) else { return nil }
    var count = 0
    for byte in bytes {
      guard Lexer.isDigit(byte) else { return nil }
      count = count * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return count
  }

  private static func whole(
    _ digits: String, factor: Int, divisor: Int
  ) throws(Fault) -> Value {
    guard let count = Int(digits) else { throw .tooLarge }
    let (product, overflow) = count.multipliedReportingOverflow(by: factor)
    guard !overflow else { throw .tooLarge }
    if product.isMultiple(of: divisor) { return .int(product / divisor) }
    return .float(Double(product) / Double(divisor))
  }

  private static func fraction(
    _ digits: String, factor: Int, divisor: Int
  ) throws(Fault) -> Value {
    guard let value = Double(digits) else { throw .separator }
    let scaled = value * Double(factor) / Double(divisor)
    guard scaled.isFinite else { throw .tooLarge }
    return .float(scaled)
  }

  /// The digits without `_`, where they end, and whether there is neither point nor exponent.
  private static func mantissa(
    of bytes: [UInt8]
  ) throws(Fault) -> (digits: String, end: Int, isWhole: Bool) {
    var digits: [UInt8] = []
    var i = 0
    var isWhole = true
    func isDigit(_ offset: Int) -> Bool {
      bytes.indices.contains(offset) && Lexer.isDigit(bytes[offset])
    }
    func takeDigits() throws(Fault) {
      while i < bytes.count {
        if isDigit(i) {
          digits.append(bytes[i])
        } else if bytes[i] == UInt8(ascii: "_") {
          guard isDigit(i - 1), isDigit(i + 1) else { throw .separator }
        } else {
          return
        }
        i += 1
      }
    }
    if bytes.first == UInt8(ascii: "-") {
      digits.append(bytes[0])
      i = 1
    }
    try takeDigits()
    if i < bytes.count, bytes[i] == UInt8(ascii: "."), isDigit(i + 1) {
      isWhole = false
      digits.append(bytes[i])
      i += 1
      try takeDigits()
    }
    if i < bytes.count, bytes[i] | 0x20 == UInt8(ascii: "e") {
      let isSigned =
        i + 1 < bytes.count
        && (bytes[i + 1] == UInt8(ascii: "-") || bytes[i + 1] == UInt8(ascii: "+"))
      if isDigit(i + (isSigned ? 2 : 1)) {
        isWhole = false
        digits += bytes[i...(i + (isSigned ? 1 : 0))]
        i += isSigned ? 2 : 1
        try takeDigits()
      }
    }
    return (String(decoding: digits, as: UTF8.self), i, isWhole)
  }
}
