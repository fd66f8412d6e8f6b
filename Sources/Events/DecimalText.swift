import Glibc

/// Numbers as people read them, wherever they are shown.
package enum DecimalText {
  /// The number with so many digits after the point, rounded to the nearest: `0.7251`.
  ///
  /// `digits` is taken into 0 to 100; what rounds to nothing has no sign.
  package static func fixed(_ number: Double, digits: Int) -> String {
    guard number.isFinite else { return number.isNaN ? "nan" : number < 0 ? "-inf" : "inf" }
    let text = formatted("%.\(min(max(digits, 0), 100))f", number)
    guard text.hasPrefix("-"), text.utf8.allSatisfy({ "-0.".utf8.contains($0) }) else {
      return text
    }
    return String(text.dropFirst())
  }

  /// The number as `fixed` in a column; where that would be endless, its shortest form.
  package static func tabular(_ number: Double, digits: Int) -> String {
    number.magnitude < 1e15 ? fixed(number, digits: digits) : "\(number)"
  }

  /// How long something took: `0.42 s`, `12.3 s`, `2 min 5 s`, `1 h 5 min`.
  package static func elapsed(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0 else { return "0.00 s" }
    if seconds < 9.995 { return fixed(seconds, digits: 2) + " s" }
    if seconds < 59.95 { return fixed(seconds, digits: 1) + " s" }
    let whole = Int(min(seconds, 1e9).rounded())
    return whole < 3600
      ? "\(whole / 60) min \(whole % 60) s" : "\(whole / 3600) h \(whole / 60 % 60) min"
  }

  /// The number by one of C's formats for a double.
  package static func formatted(_ format: String, _ number: Double) -> String {
    // The longest text is that of the greatest double with 100 digits after the point: 411.
    var buffer = [CChar](repeating: 0, count: 512)
    // SAFETY: the buffer's own length is passed, and the one argument is what the format asks for.
    let count = unsafe withVaList([number]) { arguments in
      unsafe vsnprintf(&buffer, buffer.count, format, arguments)
    }
    let bytes = buffer.prefix(max(0, min(Int(count), buffer.count - 1)))
    return String(decoding: bytes.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
