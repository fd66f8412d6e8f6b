/// What a line of expected output says about a line of output.
///
/// Text stands for itself. `[..]` is anything in the line; `{name}` is anything too, and the same
/// again wherever the name comes back; a number with a point is compared as far as its digits are
/// written; `~0.97+-0.02` allows that distance. A line `...` stands for any lines.
struct OutputPattern {
  /// A part of a line.
  enum Piece: Equatable {
    /// Exactly this.
    case text(String)
    /// `[..]`.
    case anything
    /// `{name}`.
    case capture(String)
    /// A number with a point: the value, and the greatest distance that its digits do not show.
    case number(Double, within: Double)
    /// `~a+-b`.
    case near(Double, within: Double)
  }

  /// The parts, in their order.
  let pieces: [Piece]
  /// Whether the line is `...`.
  let isAnyLines: Bool

  /// Reads a line.
  init(_ line: String) {
    isAnyLines = line == "..."
    var reader = PatternReader(line)
    pieces = reader.read()
  }

  /// Whether the line is the pattern's; what is captured is added.
  ///
  /// - Complexity: O(n) for n characters, times the number of `[..]` and captures at worst.
  func matches(_ line: String, _ captures: inout [String: String]) -> Bool {
    match(pieces[...], line[...], &captures)
  }

  private func match(
    _ pieces: ArraySlice<Piece>, _ rest: Substring, _ captures: inout [String: String]
  ) -> Bool {
    guard let first = pieces.first else { return rest.isEmpty }
    let others = pieces.dropFirst()
    switch first {
    case .text(let text):
      return rest.hasPrefix(text) && match(others, rest.dropFirst(text.count), &captures)
    case .number(let value, let distance):
      guard let (found, length, isFraction) = Self.number(in: rest), isFraction else {
        return false
      }
      return abs(found - value) <= distance && match(others, rest.dropFirst(length), &captures)
    case .near(let value, let distance):
      guard let (found, length, _) = Self.number(in: rest) else { return false }
      // The bound itself is allowed, whatever its last bit is in binary.
      let isNear = abs(found - value) <= distance * (1 + 1e-12) + value.magnitude * 1e-15
      return isNear && match(others, rest.dropFirst(length), &captures)
    case .capture(let name):
      if let known = captures[name] {
        return rest.hasPrefix(known) && match(others, rest.dropFirst(known.count), &captures)
      }
      return splits(rest, others, capturing: name, &captures)
    case .anything: return splits(rest, others, capturing: nil, &captures)
    }
  }

  /// Tries every length of what is left open, the shortest first.
  private func splits(
    _ rest: Substring, _ others: ArraySlice<Piece>, capturing name: String?,
    _ captures: inout [String: String]
  ) -> Bool {
    if others.isEmpty {
      if let name { captures[name] = String(rest) }
      return true
    }
    var end = rest.startIndex
    while true {
      var tried = captures
      if let name { tried[name] = String(rest[..<end]) }
      if match(others, rest[end...], &tried) {
        captures = tried
        return true
      }
      guard end < rest.endIndex else { return false }
      end = rest.index(after: end)
    }
  }

  /// The number with which a text begins: `-0.5`, `12`, `1e-3`.
  private static func number(
    in text: Substring
  ) -> (value: Double, length: Int, isFraction: Bool)? {
    let length = PatternReader.numberLength(text)
    guard length > 0, let value = Double(text.prefix(length)) else { return nil }
    return (value, length, text.prefix(length).contains { ".eE".contains($0) })
  }
}

extension OutputPattern {
  /// Whether a text is what lines of expected output say.
  ///
  /// - Parameters:
  ///   - output: The text; its last newline begins no line.
  ///   - expected: The lines.
  ///   - captures: What was captured before, to which this adds if the text is as expected.
  /// - Returns: Whether it is.
  static func matches(
    _ output: String, _ expected: [String], _ captures: inout [String: String]
  ) -> Bool {
    let patterns = expected.map(OutputPattern.init)
    return match(patterns[...], ExpectedGroup.lines(of: output)[...], &captures)
  }

  private static func match(
    _ patterns: ArraySlice<OutputPattern>, _ lines: ArraySlice<String>,
    _ captures: inout [String: String]
  ) -> Bool {
    var patterns = patterns
    var lines = lines
    while let pattern = patterns.first {
      patterns = patterns.dropFirst()
      if pattern.isAnyLines {
        if patterns.isEmpty { return true }
        for start in lines.indices {
          var tried = captures
          if match(patterns, lines[start...], &tried) {
            captures = tried
            return true
          }
        }
        return false
      }
      guard let line = lines.first, pattern.matches(line, &captures) else { return false }
      lines = lines.dropFirst()
    }
    return lines.isEmpty
  }
}

/// The reader of a line of expected output.
private struct PatternReader {
  private var rest: Substring
  private var text = ""
  private var pieces: [OutputPattern.Piece] = []
  private var previous: Character?

  init(_ line: String) { rest = line[...] }

  mutating func read() -> [OutputPattern.Piece] {
    while let character = rest.first {
      if rest.hasPrefix("[..]") {
        take(4, .anything)
      } else if let (name, length) = capture() {
        take(length, .capture(name))
      } else if let (piece, length) = tolerance() ?? fraction() {
        take(length, piece)
      } else {
        text.append(character)
        previous = character
        rest.removeFirst()
      }
    }
    flush()
    return pieces
  }

  private mutating func take(_ length: Int, _ piece: OutputPattern.Piece) {
    flush()
    pieces.append(piece)
    previous = rest.dropFirst(length - 1).first
    rest.removeFirst(length)
  }

  private mutating func flush() {
    if !text.isEmpty { pieces.append(.text(text)) }
    text = ""
  }

  private func capture() -> (String, Int)? {
    guard rest.first == "{", let end = rest.firstIndex(of: "}") else { return nil }
    let name = rest[rest.index(after: rest.startIndex)..<end]
    guard let first = name.first, first.isLetter || first == "_",
      name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" })
    else { return nil }
    return (String(name), name.count + 2)
  }

  private func tolerance() -> (OutputPattern.Piece, Int)? {
    guard rest.first == "~" else { return nil }
    let number = rest.dropFirst()
    let length = Self.numberLength(number)
    guard let value = Double(number.prefix(length)) else { return nil }
    let sign = number.dropFirst(length)
    let signLength = sign.hasPrefix("+-") ? 2 : sign.hasPrefix("±") ? 1 : 0
    guard signLength > 0 else { return nil }
    let distance = sign.dropFirst(signLength)
    let distanceLength = Self.numberLength(distance)
    guard let within = Double(distance.prefix(distanceLength)), within >= 0 else { return nil }
    return (.near(value, within: within), 1 + length + signLength + distanceLength)
  }

  private func fraction() -> (OutputPattern.Piece, Int)? {
    // Not in the middle of a word or of a version: 1.2.3.
    if let previous, previous.isLetter || previous.isNumber || previous == "." || previous == "_" {
      return nil
    }
    let length = Self.numberLength(rest)
    let written = rest.prefix(length)
    guard written.contains("."), let value = Double(written) else { return nil }
    if let next = rest.dropFirst(length).first, next.isLetter || next == "." || next == "_" {
      return nil
    }
    let exponentStart = written.firstIndex { $0 == "e" || $0 == "E" } ?? written.endIndex
    let digits = written[..<exponentStart].split(separator: ".").last?.count ?? 0
    let exponent = Int(written[exponentStart...].dropFirst()) ?? 0
    let unit = Double("1e\(exponent - digits)") ?? 0
    // Half of the last digit, and a hair for what binary cannot say.
    return (.number(value, within: unit * 0.5 * (1 + 1e-9)), length)
  }

  /// How many characters the number with which a text begins has; 0 if it begins with none.
  static func numberLength(_ text: Substring) -> Int {
    var length = 0
    var rest = text
    func digits() -> Int { rest.prefix { ("0"..."9").contains($0) }.count }
    func take(_ count: Int) {
      length += count
      rest = rest.dropFirst(count)
    }
    if rest.first == "-" || rest.first == "+" { take(1) }
    let whole = digits()
    guard whole > 0 else { return 0 }
    take(whole)
    if rest.first == "." {
      rest = rest.dropFirst()
      let fraction = digits()
      if fraction > 0 {
        length += 1
        take(fraction)
      } else {
        return length
      }
    }
    if rest.first == "e" || rest.first == "E" {
      let sign = rest.dropFirst().first
      let signed = sign == "-" || sign == "+"
      let exponent = rest.dropFirst(signed ? 2 : 1).prefix { ("0"..."9").contains($0) }.count
      if exponent > 0 { length += exponent + (signed ? 2 : 1) }
    }
    return length
  }
}
