/// The order in which a pass without gradients computes a shard's rows: those that have read
/// anything but zeros, in the order of their first such step, before those that have not.
///
/// Whoever has read nothing but zeros has the state of all that have: the margin at the top of an
/// image, the padding before a sequence. So one row stands for all of them. What the order says of
/// a row follows from that row alone, and no result depends on the rows beside it.
///
/// Shapes: `R` rows, `T` steps, `I` inputs.
struct RowOrder {
  /// `[R]`: the row at each place.
  ///
  /// As numbers they are exact: no shard has 2^24 rows.
  private let places: Buffer<Float>
  /// How many rows there are, R.
  private let rows: Int
  /// How many of them have read anything but zeros.
  private var awake: Int

  /// The rows as they lie.
  ///
  /// - Parameters:
  ///   - places: `[R]`, its memory.
  ///   - rows: How many rows there are, R.
  ///   - computesAll: Whether each row is computed in each step.
  init(_ places: Buffer<Float>, rows: Int, computesAll: Bool) {
    self.places = places
    self.rows = rows
    awake = computesAll ? rows : 0
    for row in 0..<rows { places[row] = Float(row) }
  }

  /// How many places have a state of their own; the last of them stands for all behind it.
  var computed: Int { min(rows, awake + 1) }

  /// The row at a place.
  func row(at place: Int) -> Int { Int(places[place]) }

  /// Takes in the rows that read their first number other than 0 in a step.
  ///
  /// O(rows that have read none so far · I).
  ///
  /// - Parameters:
  ///   - inputs: `[R, T, I]`.
  ///   - step: Which of the steps it is.
  ///   - steps: How many there are, T.
  ///   - width: How many inputs there are, I.
  mutating func wake(_ inputs: Buffer<Float>, step: Int, of steps: Int, width: Int) {
    for place in awake..<rows {
      let values = inputs.from((row(at: place) &* steps &+ step) &* width)
      var at = 0
      while at < width, values[at] == 0 { at &+= 1 }
      guard at < width else { continue }
      let (asleep, woken) = (places[awake], places[place])
      (places[awake], places[place]) = (woken, asleep)
      awake &+= 1
    }
  }
}
