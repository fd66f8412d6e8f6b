/// Times as tables write them.
enum TimeText {
  /// Reads a number, `2024-01-31`, `2024-01-31 12:30`, `2024-01-31T12:30:05.25`, also with `Z`.
  ///
  /// - Returns: Seconds since 1970 for a date, a number as it is; nil for anything else.
  static func read(_ text: String) -> Double? {
    let text = text.trimmed
    if let number = Double(text) { return number.isFinite ? number : nil }
    let parts = text.split(separator: text.contains("T") ? "T" : " ", maxSplits: 1)
    guard let day = parts.first.flatMap(days) else { return nil }
    guard parts.count > 1 else { return day * 86_400 }
    guard let seconds = seconds(parts[1]) else { return nil }
    return day * 86_400 + seconds
  }

  /// Days since 1970 of a date of the Gregorian calendar.
  ///
  /// Source: Hinnant, "chrono-compatible low-level date algorithms", `days_from_civil`.
  private static func days(_ text: Substring) -> Double? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 4,
      let year = whole(parts[0], in: 0...9999), let month = whole(parts[1], in: 1...12),
      let day = whole(parts[2], in: 1...31)
    else { return nil }
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Double(era * 146_097 + dayOfEra - 719_468)
  }

  private static func seconds(_ text: Substring) -> Double? {
    let text = text.hasSuffix("Z") ? text.dropLast() : text
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), let hour = whole(parts[0], in: 0...24),
      let minute = whole(parts[1], in: 0...59)
    else { return nil }
    guard parts.count == 3 else { return Double(hour * 3600 + minute * 60) }
    guard let second = Double(parts[2]), (0..<61).contains(second) else { return nil }
    return Double(hour * 3600 + minute * 60) + second
  }

  private static func whole(_ text: Substring, in limits: ClosedRange<Int>) -> Int? {
    guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let number = Int(text), limits.contains(number)
    else { return nil }
    return number
  }
}
