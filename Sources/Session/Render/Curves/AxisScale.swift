import Glibc
import MNLEvents

/// An axis from one number to another, with marks at round numbers.
struct AxisScale {
  /// The number at its beginning.
  let lower: Double
  /// The number at its end, greater than `lower`.
  let upper: Double
  /// The numbers that are marked, ascending.
  let ticks: [Double]
  private let step: Double

  /// What is beyond this is not drawn: the difference of two such numbers is still a number.
  static let greatest = 1e300

  /// Whether a point can be drawn.
  static func holds(_ x: Double, _ y: Double) -> Bool {
    // Not by `max`, which may prefer a number to what is none.
    x.magnitude <= greatest && y.magnitude <= greatest
  }

  /// Where the axis begins and ends.
  enum Ends {
    /// At the least and the greatest number.
    case tight
    /// At the round numbers around them.
    case round
  }

  /// Makes an axis for numbers.
  ///
  /// - Parameters:
  ///   - values: What is to lie on it; none is an axis from 0 to 1.
  ///   - count: About how many marks there is room for.
  ///   - ends: Where it begins and ends.
  ///   - isWhole: Whether marks are to stand at whole numbers only.
  init(_ values: [Double], marks count: Int, ends: Ends, isWhole: Bool = false) {
    let drawn = values.filter { $0.magnitude <= Self.greatest }
    var (low, high) = (drawn.min() ?? 0, drawn.max() ?? 1)
    if high <= low {
      let margin = max(low.magnitude * 0.1, isWhole ? 0.5 : 1e-9)
      (low, high) = (low - margin, high + margin)
    }
    let step = Self.roundStep((high - low) / Double(max(1, count)), isWhole: isWhole)
    if ends == .round {
      (low, high) = ((low / step).rounded(.down) * step, (high / step).rounded(.up) * step)
    }
    self.step = step
    (lower, upper) = (low, high)
    let first = (low / step - 1e-9).rounded(.up)
    // Where numbers lie so close together that they cannot be told apart, one mark is all there is.
    let marks = min(50, max(0, ((high / step + 1e-9).rounded(.down) - first)))
    ticks = (0...Int(marks)).map { (first + Double($0)) * step }
  }

  /// Where a number lies, from 0 at the beginning to 1 at the end.
  func place(of value: Double) -> Double { (value - lower) / (upper - lower) }

  /// The mark's number, with as many digits as tell the marks apart.
  func label(of tick: Double) -> String {
    let size = max(lower.magnitude, upper.magnitude)
    guard size < 1e9, size >= 1e-4 || size == 0 else { return DecimalText.formatted("%.3g", tick) }
    return DecimalText.fixed(
      tick, digits: min(8, max(0, -Int((log10(step) + 1e-9).rounded(.down)))))
  }

  /// The step of 1, 2 or 5 times a power of ten that is at least `least`.
  private static func roundStep(_ least: Double, isWhole: Bool) -> Double {
    guard least > 0, least.isFinite else { return 1 }
    let power = pow(10, log10(least).rounded(.down))
    let step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= least * 0.999 } ?? 10 * power
    return isWhole ? max(1, step.rounded(.up)) : max(step, .leastNormalMagnitude)
  }
}
