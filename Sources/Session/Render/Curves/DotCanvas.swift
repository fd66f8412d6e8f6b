/// A field of characters on which lines are drawn: with the eight dots of Braille, or in ASCII.
struct DotCanvas {
  /// Characters in a row.
  let width: Int
  /// Rows of characters.
  let height: Int
  /// Dots beside each other, and one above the other, in a character.
  private let grain: (x: Int, y: Int)
  private var dots: [UInt8]
  /// Which line was drawn last in each character.
  private var lines: [Int?]
  /// What draws a line in ASCII.
  private static let letters = Array("*o+x#@%&")

  /// How many dots of a line are drawn and left out in turn, for each line where colours do not tell.
  private static let dashes = [[1], [4, 3], [1, 2], [6, 2, 1, 2]]
  private let isDashed: Bool

  /// The bit of each dot in a character of Braille, in columns from the left.
  private static let bits: [[UInt8]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]

  /// An empty canvas.
  ///
  /// - Parameters:
  ///   - width: Characters in a row.
  ///   - height: Rows of characters.
  ///   - usesUnicode: Whether there are dots of Braille.
  ///   - isDashed: Whether lines are told apart by their dashes.
  init(width: Int, height: Int, usesUnicode: Bool, isDashed: Bool) {
    self.isDashed = isDashed && usesUnicode
    (self.width, self.height) = (width, height)
    grain = usesUnicode ? (2, 4) : (1, 1)
    dots = Array(repeating: 0, count: width * height)
    lines = Array(repeating: nil, count: width * height)
  }

  /// Draws a line through points, each from 0 to 1 from the left and from the top.
  ///
  /// - Parameters:
  ///   - points: The points; nil is a gap.
  ///   - line: Which line it is.
  mutating func draw(_ points: [(x: Double, y: Double)?], line: Int) {
    var drawn = 0
    var last: (x: Int, y: Int)?
    for point in points {
      guard let point else {
        last = nil
        continue
      }
      let dot = (
        x: Self.dot(point.x, of: width * grain.x), y: Self.dot(point.y, of: height * grain.y)
      )
      stroke(from: last ?? dot, to: dot, line: line, drawn: &drawn)
      last = dot
    }
  }

  /// The row of characters in which a height from 0 to 1 lies.
  func row(at y: Double) -> Int { Self.dot(y, of: height * grain.y) / grain.y }

  /// The column of characters in which a place from 0 to 1 lies.
  func column(at x: Double) -> Int { Self.dot(x, of: width * grain.x) / grain.x }

  /// A character, and the line that it belongs to.
  subscript(row: Int, column: Int) -> (character: Character, line: Int?) {
    let index = row * width + column
    guard let line = lines[index] else { return (" ", nil) }
    if grain.x == 1 { return (Self.letter(line), line) }
    let scalar = Unicode.Scalar(UInt32(0x2800) + UInt32(dots[index])) ?? " "
    return (Character(scalar), line)
  }

  /// What draws a line in ASCII.
  static func letter(_ line: Int) -> Character { letters[line % letters.count] }

  private static func dot(_ place: Double, of count: Int) -> Int {
    min(count - 1, max(0, Int((place * Double(count - 1)).rounded())))
  }

  /// Sets all dots between two, as Bresenham does.
  private mutating func stroke(
    from start: (x: Int, y: Int), to end: (x: Int, y: Int), line: Int, drawn: inout Int
  ) {
    let (width, height) = (abs(end.x - start.x), -abs(end.y - start.y))
    let (right, down) = (start.x < end.x ? 1 : -1, start.y < end.y ? 1 : -1)
    var (x, y, error) = (start.x, start.y, width + height)
    while true {
      if isDrawn(drawn, of: line) { set(x, y, line: line) }
      if x == end.x, y == end.y { return }
      drawn += 1
      let twice = 2 * error
      if twice >= height { (error, x) = (error + height, x + right) }
      if twice <= width { (error, y) = (error + width, y + down) }
    }
  }

  private mutating func set(_ x: Int, _ y: Int, line: Int) {
    let index = y / grain.y * width + x / grain.x
    dots[index] |= Self.bits[x % grain.x][y % grain.y]
    lines[index] = line
  }

  /// Whether a dot of a line is drawn rather than left out.
  private func isDrawn(_ dot: Int, of line: Int) -> Bool {
    let dashes = Self.dashes[line % Self.dashes.count]
    guard isDashed, dashes.count > 1 else { return true }
    var rest = dot % dashes.reduce(0, +)
    for (place, length) in dashes.enumerated() {
      if rest < length { return place.isMultiple(of: 2) }
      rest -= length
    }
    return true
  }
}
