import Glibc

/// Sensor windows: what an accelerometer that persons carry measures while they do something, of which
/// is asked what.
///
/// Each step has the acceleration along three axes, 25 times a second, in multiples of gravity. The
/// persons differ: in how fast and how strongly they move, in how they sit, and in how the sensor
/// hangs on them. So windows of one person are more alike than those of two, and a network that is
/// judged by windows of persons that it knows looks better than it is with strangers.
package enum SensorWindows {
  /// How many steps a window may have.
  package static let steps = 16...1000
  /// How many persons there may be.
  package static let persons = 3...1000
  /// How many windows each may have.
  package static let windows = 6...10_000
  /// What they do.
  package static let activities = ["lie", "sit", "stand", "walk", "stairs", "run"]
  /// The numbers of a step.
  package static let axes = ["x", "y", "z"]

  /// How many windows are drawn.
  package struct Sizes: Hashable, Sendable {
    /// How many persons there are.
    package let persons: Int
    /// How many windows each has.
    package let windows: Int
    /// How many steps a window has, `T`.
    package let steps: Int

    /// Sizes of a data set.
    package init(persons: Int, windows: Int, steps: Int) {
      (self.persons, self.windows, self.steps) = (persons, windows, steps)
    }
  }

  /// What is drawn.
  package struct Drawn: Sendable {
    /// The windows.
    package let data: DataSet
    /// How many persons have windows in each split: train, validation, test.
    package let personCounts: [Int]
  }

  /// Draws a data set; the same numbers and seed give the same windows.
  ///
  /// - Parameters:
  ///   - sizes: How many.
  ///   - division: How they are divided; its seed says which are drawn, too. A group is a person.
  ///   - goesOn: Asked now and then with how many are drawn; false stops the drawing.
  /// - Returns: Sequences of three numbers in each step, which ask for a class.
  /// - Throws: `sizeOutOfRange`, `interrupted`, and `unfitData` where a part would be empty.
  /// - Complexity: O(windows · steps).
  package static func make(
    _ sizes: Sizes, _ division: Division, goesOn: (Int) -> Bool = { _ in true }
  ) throws(DataError) -> Drawn {
    try check(sizes)
    let count = sizes.persons * sizes.windows
    var (numbers, labels, groups) = ([Float](), [UInt8](), [Int32]())
    numbers.reserveCapacity(count * sizes.steps * axes.count)
    for person in 0..<sizes.persons {
      var random = SplitMix64(
        seed: division.seed, stream: DrawnTask.sensors.rawValue, index: UInt64(person))
      let wearer = Wearer(using: &random)
      for window in 0..<sizes.windows {
        let index = person * sizes.windows + window
        if index % TaskSizes.patience == 0, !goesOn(index) { throw .interrupted }
        let label = window % activities.count
        // Of each person the first windows are the same, however many are drawn.
        var own = SplitMix64(
          seed: division.seed, stream: DrawnTask.sensors.rawValue + 1,
          index: UInt64(person) << 32 | UInt64(window))
        wearer.append(Movement.all[label], steps: sizes.steps, to: &numbers, using: &own)
        labels.append(UInt8(label))
        groups.append(Int32(person))
      }
    }
    let examples = ExampleRows(
      inputs: RowStore(numbers, width: sizes.steps * axes.count),
      targets: RowStore(labels, classes: activities.count))
    let data = try DataSet(
      name: "sensors", path: "sensors",
      form: ExampleForm(
        inputs: .numbers(steps: sizes.steps, names: axes), targets: .classes(activities)),
      examples: examples, division: division, groups: groups, isScaled: true)
    let parts = division.parts(of: count, classes: labels, groups: groups)
    let personCounts = Division.Part.allCases.map { part in
      Set(zip(parts, groups).filter { $0.0 == part }.map(\.1)).count
    }
    return Drawn(data: data, personCounts: personCounts)
  }

  private static func check(_ sizes: Sizes) throws(DataError) {
    try TaskSizes.check("steps", sizes.steps, steps)
    try TaskSizes.check("persons", sizes.persons, persons)
    let limit = TaskSizes.numberLimit / (sizes.steps * sizes.persons * axes.count)
    try TaskSizes.check(
      "windows", sizes.windows, windows.lowerBound...min(windows.upperBound, limit))
  }
}

extension SensorWindows {
  /// What an activity does to a body: how it is bent, and how it swings.
  private struct Movement {
    /// By how much the upright is bent forward, as an angle.
    let bend: Float
    /// How often a step is made, a second; 0 at rest.
    let pace: Float
    /// How far the body swings up and down, forward and sideways, in multiples of gravity.
    let swing: SIMD3<Float>

    /// Those of `activities`, in their order.
    static let all = [
      Movement(bend: 1.45, pace: 0, swing: .zero),
      Movement(bend: 0.75, pace: 0, swing: .zero),
      Movement(bend: 0, pace: 0, swing: .zero),
      Movement(bend: 0, pace: 1.8, swing: SIMD3(0.35, 0.2, 0.12)),
      Movement(bend: 0.15, pace: 1.5, swing: SIMD3(0.3, 0.28, 0.15)),
      Movement(bend: 0.1, pace: 2.7, swing: SIMD3(0.9, 0.45, 0.25)),
    ]
  }

  /// A person, and how the sensor hangs on them.
  private struct Wearer {
    /// How many measurements there are in a second.
    static let rate: Float = 25

    /// How fast and how strongly they move, compared with others.
    private let haste: Float
    private let vigour: Float
    /// The share of the second harmonic in their steps.
    private let stamp: Float
    /// By how much they bend otherwise than others do.
    private let slump: Float
    /// How the sensor is tilted, forward and sideways, as angles.
    private let pitch: Float
    private let roll: Float
    private let noise: Float

    init(using random: inout SplitMix64) {
      haste = random.uniform(0.8, 1.25)
      vigour = random.uniform(0.6, 1.5)
      stamp = random.uniform(0.1, 0.8)
      slump = 0.15 * random.bell()
      pitch = 0.3 * random.bell()
      roll = 0.3 * random.bell()
      noise = random.uniform(0.02, 0.06)
    }

    /// Draws a window of a movement.
    func append(
      _ movement: Movement, steps: Int, to numbers: inout [Float], using random: inout SplitMix64
    ) {
      let turn = 2 * Float.pi
      let pace = movement.pace * haste * random.uniform(0.95, 1.05)
      let swing = movement.swing * vigour * random.uniform(0.9, 1.1)
      let bend = movement.bend + slump + pitch + 0.06 * random.bell()
      let lean = roll + 0.06 * random.bell()
      let begin = random.unit()
      let (sine, cosine) = (sinf(bend), cosf(bend))
      let (leanSine, leanCosine) = (sinf(lean), cosf(lean))
      for step in 0..<steps {
        let angle = turn * (begin + pace * Float(step) / Self.rate)
        let up = 1 + swing.x * (sinf(angle) + stamp * sinf(2 * angle))
        let forward = swing.y * sinf(angle + 1)
        // One foot after the other: sideways takes two steps.
        let side = swing.z * sinf(angle / 2)
        let x = up * sine + forward * cosine
        let straight = up * cosine - forward * sine
        numbers.append(x + noise * random.bell())
        numbers.append(side * leanCosine + straight * leanSine + noise * random.bell())
        numbers.append(straight * leanCosine - side * leanSine + noise * random.bell())
      }
    }
  }
}
