import Glibc

/// The clocks of the machine.
package enum SystemTime {
  /// Seconds since some moment; never goes back.
  package static func monotonic() -> Double {
    let time = read(CLOCK_MONOTONIC)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Milliseconds since 1970, in UTC.
  package static func wall() -> Int {
    let time = read(CLOCK_REALTIME)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }

  private static func read(_ clock: clockid_t) -> timespec {
    var time = timespec()
    // SAFETY: fills the `timespec` that it is given; cannot fail for the clocks above.
    _ = unsafe clock_gettime(clock, &time)
    return time
  }

  /// A moment as RFC 3339 in UTC: `2026-11-23T20:09:15.104Z`.
  ///
  /// The days are turned into a date as Howard Hinnant's `civil_from_days` does.
  ///
  /// - Parameter milliseconds: Milliseconds since 1970, at least 0.
  /// - Returns: 24 characters, for years up to 9999.
  package static func rfc3339(_ milliseconds: Int) -> String {
    let seconds = milliseconds / 1000
    let shifted = seconds / 86_400 + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * month + 2) / 5 + 1
    let civilMonth = month < 10 ? month + 3 : month - 9
    let year = yearOfEra + era * 400 + (civilMonth <= 2 ? 1 : 0)
    let time = seconds % 86_400
    let date = "\(padded(year, 4))-\(padded(civilMonth, 2))-\(padded(day, 2))"
    let clock = "\(padded(time / 3600, 2)):\(padded(time / 60 % 60, 2)):\(padded(time % 60, 2))"
    return "\(date)T\(clock).\(padded(milliseconds % 1000, 3))Z"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
