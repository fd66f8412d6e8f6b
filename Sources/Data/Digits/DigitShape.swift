/// One way of writing a digit: strokes in a box that is 1 wide and 1 high, y growing downwards.
struct DigitShape: Sendable {
  /// One movement of the pen, without lifting it.
  struct Stroke: Sendable {
    /// The points the pen passes through, in order; at least two.
    let points: [SIMD2<Float>]
    /// Whether the pen rounds the points (a Catmull-Rom spline) or turns sharply at them.
    let isCurve: Bool

    static func curve(_ points: SIMD2<Float>...) -> Stroke {
      Stroke(points: points, isCurve: true)
    }

    static func line(_ points: SIMD2<Float>...) -> Stroke {
      Stroke(points: points, isCurve: false)
    }
  }

  /// The strokes in the order of writing.
  let strokes: [Stroke]
  /// How wide the shape is for its height, before any distortion.
  let aspect: Float
  /// How often this way is chosen, relative to the others of its digit.
  let weight: Float

  private init(aspect: Float = 0.66, weight: Float = 1, _ strokes: Stroke...) {
    self.strokes = strokes
    self.aspect = aspect
    self.weight = weight
  }

  /// The ways of writing each digit: `styles[d]` are those of digit `d`.
  static let styles: [[DigitShape]] = [
    zeros, ones, twos, threes, fours, fives, sixes, sevens, eights, nines,
  ]

  private static let zeros: [DigitShape] = [
    DigitShape(
      weight: 2,
      .curve(
        [0.55, 0], [0.15, 0.14], [0, 0.5], [0.15, 0.87], [0.5, 1], [0.86, 0.86], [1, 0.5],
        [0.86, 0.13], [0.52, 0])),
    DigitShape(
      .curve(
        [0.78, 0.09], [0.36, 0.02], [0.05, 0.3], [0.02, 0.66], [0.3, 0.98], [0.7, 0.95],
        [0.97, 0.6], [0.93, 0.24], [0.62, 0.03], [0.38, 0.13])),
  ]

  private static let ones: [DigitShape] = [
    DigitShape(aspect: 0.5, weight: 3, .curve([0.5, 0], [0.5, 0.5], [0.5, 1])),
    DigitShape(
      aspect: 0.5, weight: 2,
      .line([0.15, 0.24], [0.58, 0]), .curve([0.58, 0], [0.56, 0.5], [0.55, 1])),
    DigitShape(
      aspect: 0.55,
      .line([0.2, 0.2], [0.55, 0]), .line([0.55, 0], [0.53, 1]), .line([0.15, 1], [0.92, 0.99])),
  ]

  private static let twos: [DigitShape] = [
    DigitShape(
      .curve(
        [0.05, 0.25], [0.25, 0.03], [0.62, 0], [0.9, 0.2], [0.8, 0.48], [0.4, 0.8], [0, 1]),
      .line([0, 1], [0.97, 0.96])),
    DigitShape(
      .curve(
        [0.08, 0.2], [0.35, 0], [0.75, 0.05], [0.88, 0.3], [0.65, 0.62], [0.3, 0.93],
        [0.06, 0.95], [0.12, 0.77], [0.36, 0.82], [0.65, 0.97], [1, 0.9])),
    DigitShape(
      .curve([0.1, 0.12], [0.5, 0], [0.88, 0.15], [0.85, 0.42], [0.45, 0.72], [0.05, 0.97]),
      .curve([0.05, 0.97], [0.35, 0.9], [0.65, 0.98], [0.98, 0.93])),
  ]

  private static let threes: [DigitShape] = [
    DigitShape(
      weight: 2,
      .curve([0.05, 0.14], [0.35, 0], [0.78, 0.08], [0.82, 0.3], [0.6, 0.44], [0.35, 0.47]),
      .curve([0.35, 0.47], [0.75, 0.52], [0.95, 0.73], [0.75, 0.95], [0.35, 1], [0, 0.86])),
    DigitShape(
      .line([0.1, 0.02], [0.86, 0.02], [0.42, 0.4]),
      .curve([0.42, 0.4], [0.8, 0.48], [0.93, 0.72], [0.7, 0.96], [0.3, 1], [0.02, 0.86])),
    DigitShape(
      .curve(
        [0.08, 0.1], [0.5, 0], [0.85, 0.18], [0.66, 0.4], [0.36, 0.48], [0.5, 0.46],
        [0.88, 0.62], [0.86, 0.88], [0.45, 1], [0.02, 0.9])),
  ]

  private static let fours: [DigitShape] = [
    DigitShape(
      .line([0.22, 0.02], [0.05, 0.57], [0.96, 0.52]), .line([0.76, 0.06], [0.68, 1])),
    DigitShape(.line([0.7, 0], [0.02, 0.65], [1, 0.62]), .line([0.7, 0], [0.7, 1])),
    DigitShape(
      .curve([0.12, 0.02], [0.08, 0.38], [0.35, 0.52], [0.84, 0.42]),
      .line([0.88, 0.02], [0.8, 1])),
    DigitShape(
      weight: 0.4,
      .curve([0.6, 0.04], [0.2, 0.3], [0.06, 0.52], [0.4, 0.56], [0.86, 0.45]),
      .line([0.82, 0.06], [0.76, 1])),
  ]

  private static let fives: [DigitShape] = [
    DigitShape(
      weight: 2,
      .line([0.92, 0.02], [0.25, 0.02], [0.15, 0.45]),
      .curve([0.15, 0.45], [0.55, 0.36], [0.92, 0.55], [0.88, 0.85], [0.5, 1], [0.05, 0.9])),
    DigitShape(
      .curve(
        [0.92, 0.03], [0.5, 0.03], [0.22, 0.15], [0.25, 0.4], [0.65, 0.47], [0.9, 0.7],
        [0.7, 0.96], [0.3, 1], [0.03, 0.88])),
    DigitShape(
      .curve([0.28, 0.04], [0.2, 0.42], [0.6, 0.42], [0.9, 0.64], [0.72, 0.94], [0.08, 0.97]),
      .line([0.28, 0.05], [0.95, 0])),
  ]

  private static let sixes: [DigitShape] = [
    DigitShape(
      .curve(
        [0.8, 0.02], [0.4, 0.2], [0.1, 0.55], [0.1, 0.85], [0.45, 1], [0.85, 0.88], [0.85, 0.62],
        [0.5, 0.5], [0.12, 0.72])),
    DigitShape(
      .curve(
        [0.5, 0], [0.2, 0.38], [0.05, 0.75], [0.3, 0.98], [0.7, 0.97], [0.9, 0.76], [0.65, 0.57],
        [0.3, 0.64], [0.1, 0.82])),
  ]

  private static let sevens: [DigitShape] = [
    DigitShape(weight: 2, .line([0.02, 0.04], [0.95, 0.02], [0.4, 1])),
    DigitShape(.line([0.02, 0.03], [0.95, 0.02], [0.42, 1]), .line([0.3, 0.5], [0.88, 0.47])),
    DigitShape(
      .curve([0.03, 0.18], [0.08, 0.04], [0.5, 0.06], [0.95, 0]),
      .curve([0.95, 0], [0.62, 0.4], [0.44, 0.75], [0.42, 1])),
  ]

  private static let eights: [DigitShape] = [
    DigitShape(
      weight: 2,
      .curve(
        [0.8, 0.12], [0.45, 0], [0.12, 0.18], [0.3, 0.42], [0.75, 0.6], [0.92, 0.82], [0.5, 1],
        [0.1, 0.82], [0.25, 0.58], [0.7, 0.38], [0.85, 0.18], [0.75, 0.08])),
    DigitShape(
      .curve(
        [0.5, 0.47], [0.18, 0.35], [0.2, 0.1], [0.5, 0], [0.8, 0.1], [0.82, 0.35], [0.5, 0.47]),
      .curve(
        [0.5, 0.47], [0.08, 0.62], [0.08, 0.9], [0.5, 1], [0.92, 0.9], [0.92, 0.62],
        [0.5, 0.47])),
  ]

  private static let nines: [DigitShape] = [
    DigitShape(
      weight: 2,
      .curve(
        [0.85, 0.2], [0.5, 0], [0.12, 0.15], [0.1, 0.4], [0.45, 0.54], [0.8, 0.4], [0.88, 0.14]),
      .curve([0.88, 0.12], [0.85, 0.55], [0.75, 1])),
    DigitShape(
      .curve(
        [0.86, 0.18], [0.5, 0], [0.12, 0.15], [0.1, 0.4], [0.45, 0.54], [0.8, 0.42],
        [0.88, 0.16]),
      .curve([0.88, 0.14], [0.9, 0.6], [0.7, 0.92], [0.22, 1])),
    DigitShape(
      .curve(
        [0.9, 0.05], [0.4, 0.03], [0.08, 0.26], [0.3, 0.5], [0.7, 0.38], [0.9, 0.08],
        [0.84, 0.5], [0.66, 1])),
  ]
}
