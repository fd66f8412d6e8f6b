import Glibc

/// How one image is written: everything about the hand, the pen and the paper that chance decides.
struct DigitHand {
  /// The linear part of the way from the unit box to pixels: the images of its two axes.
  private let axes: (x: SIMD2<Float>, y: SIMD2<Float>)
  /// Where the middle of the box comes to lie, in pixels.
  private let centre: SIMD2<Float>
  /// The trembling of the hand: slow waves that bend the whole shape.
  private let waves: (Wave, Wave)
  /// How far each point of a shape strays by itself, relative to the box.
  private let wobble: Float
  /// Half the width of the pen in pixels, and by how much it changes from start to end.
  private let radius: Float
  private let pressure: Float
  private let softness: Float
  /// The grey of full ink and the grain of the scan, 0…1.
  let darkness: Float
  let grain: Float

  /// A displacement that varies as a sine over the box.
  private struct Wave {
    let direction: SIMD2<Float>
    let phase: Float
    let amplitude: SIMD2<Float>

    init(using random: inout SplitMix64) {
      direction = [random.bell() * 2.6, random.bell() * 2.6]
      phase = random.uniform(0, 2 * .pi)
      amplitude = [random.bell() * Spread.wave, random.bell() * Spread.wave]
    }

    func displacement(at point: SIMD2<Float>) -> SIMD2<Float> {
      amplitude * sinf((direction * point).sum() + phase)
    }
  }

  /// How strongly chance acts, found by trial: a person reads nearly all, a small network not.
  private enum Spread {
    static let wave: Float = 0.06
    static let wobble: ClosedRange<Float> = 0.012...0.045
    static let rotation: Float = 0.12
    static let slant: Float = 0.18
    static let shift: Float = 1.0
    static let gap: Float = 0.08
    static let speck: Float = 0.05
  }

  /// Draws a hand by chance.
  ///
  /// - Parameters:
  ///   - aspect: The width of the shape for its height.
  ///   - random: Where chance comes from.
  init(aspect: Float, using random: inout SplitMix64) {
    let height = random.uniform(16.5, 21.5)
    let width = height * aspect * random.uniform(0.68, 1.22)
    let angle = random.bell() * Spread.rotation
    let slant = random.bell() * Spread.slant - 0.12
    let (sine, cosine) = (sinf(angle), cosf(angle))
    axes = (
      x: [width * cosine, width * sine],
      y: [height * (slant * cosine - sine), height * (slant * sine + cosine)]
    )
    let middle = Float(DigitCanvas.side) / 2
    centre = [
      middle + random.bell() * Spread.shift, middle + random.bell() * Spread.shift,
    ]
    waves = (Wave(using: &random), Wave(using: &random))
    wobble = random.uniform(Spread.wobble.lowerBound, Spread.wobble.upperBound)
    radius = random.uniform(0.65, 1.55)
    pressure = random.uniform(-0.3, 0.3)
    softness = random.uniform(1.0, 1.7)
    darkness = random.uniform(0.72, 1.05)
    grain = random.chance(0.6) ? 0 : random.uniform(0, 0.12)
  }

  /// Writes a shape on the paper.
  ///
  /// - Parameters:
  ///   - shape: What to write.
  ///   - canvas: The clean paper.
  ///   - random: Where chance comes from.
  func write(_ shape: DigitShape, on canvas: inout DigitCanvas, using random: inout SplitMix64) {
    for stroke in shape.strokes {
      draw(stroke, on: &canvas, using: &random)
    }
    if random.chance(Spread.gap) {
      let point = SIMD2<Float>(random.unit(), random.unit())
      canvas.wipe(at: placed(point), radius: random.uniform(1.5, 3.6))
    }
    if random.chance(Spread.speck) {
      let side = Float(DigitCanvas.side)
      let point = SIMD2<Float>(random.uniform(2, side - 2), random.uniform(2, side - 2))
      canvas.draw(
        from: point, to: point + [random.bell(), random.bell()], radius: 0.7, softness: 1)
    }
  }

  private func draw(
    _ stroke: DigitShape.Stroke, on canvas: inout DigitCanvas, using random: inout SplitMix64
  ) {
    let points = stroke.points
    // A spline is drawn in four chords between two points: at 20 pixels of height nobody sees them.
    let chords = stroke.isCurve && points.count > 2 ? 4 : 2
    let total = Float((points.count - 1) * chords)
    // A window of four points moves along the stroke; the ends count twice, as splines want it.
    var before = strayed(points[0], using: &random)
    var from = before
    var to = strayed(points[1], using: &random)
    var pen = placed(from)
    var drawn: Float = 0
    for segment in 1..<points.count {
      let after = segment + 1 < points.count ? strayed(points[segment + 1], using: &random) : to
      for chord in 1...chords {
        let time = Float(chord) / Float(chords)
        let point =
          stroke.isCurve
          ? Self.spline(before, from, to, after, at: time) : from + (to - from) * time
        let next = placed(point)
        drawn += 1
        let width = radius * (1 + pressure * (drawn / total - 0.5))
        canvas.draw(from: pen, to: next, radius: width, softness: softness)
        pen = next
      }
      before = from
      from = to
      to = after
    }
  }

  private func strayed(_ point: SIMD2<Float>, using random: inout SplitMix64) -> SIMD2<Float> {
    point + SIMD2(random.bell(), random.bell()) * wobble
  }

  private func placed(_ point: SIMD2<Float>) -> SIMD2<Float> {
    let bent = point + waves.0.displacement(at: point) + waves.1.displacement(at: point) - 0.5
    return centre + axes.x * bent.x + axes.y * bent.y
  }

  /// The point of a Catmull-Rom spline between `from` (time 0) and `to` (time 1).
  private static func spline(
    _ before: SIMD2<Float>, _ from: SIMD2<Float>, _ to: SIMD2<Float>, _ after: SIMD2<Float>,
    at time: Float
  ) -> SIMD2<Float> {
    let linear = (to - before) * time
    let square = (2 * before - 5 * from + 4 * to - after) * (time * time)
    let cube = (3 * from - before - 3 * to + after) * (time * time * time)
    return from + (linear + square + cube) * 0.5
  }
}
