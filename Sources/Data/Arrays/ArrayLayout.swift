/// How the elements of an array are written, in the words of numpy.
struct ArrayLayout {
  /// The type of the elements: byte order, kind, size.
  let type: String
  /// Whether the first axis changes fastest.
  let isFortran: Bool
  /// How long each axis is.
  let shape: [Int]

  /// Whether the highest byte of a number comes first.
  var isBigEndian: Bool { type.hasPrefix(">") }

  /// The kind of its elements, without their size: `u`, `i`, `f` and so on; nil if none is named.
  var kind: Character? { type.first { !"<>|=".contains($0) } }

  /// How many bytes an element has; nil if that is not said, or too large.
  var elementSize: Int? {
    let digits = type.drop { !$0.isNumber }
    guard let size = Int(digits), size <= 1 << 20 else { return nil }
    return type.contains("U") ? 4 * size : size
  }

  /// Elements of a type, the last axis changing fastest.
  init(type: String, shape: [Int]) {
    (self.type, isFortran, self.shape) = (type, false, shape)
  }

  /// Reads a dictionary of Python with these three keys; nil if it is another.
  init?(header text: String) {
    func value(_ key: String) -> Substring? {
      guard let found = text.firstRange(of: "'\(key)':") else { return nil }
      return text[found.upperBound...].drop { $0 == " " }
    }
    guard let type = value("descr"), type.hasPrefix("'"),
      let end = type.dropFirst().firstIndex(of: "'"),
      let order = value("fortran_order"), order.hasPrefix("True") || order.hasPrefix("False"),
      let shape = value("shape"), shape.hasPrefix("("), let close = shape.firstIndex(of: ")")
    else { return nil }
    var sizes: [Int] = []
    let axes = shape[shape.index(after: shape.startIndex)..<close].split(separator: ",")
    for axis in axes.map({ $0.filter { $0 != " " } }) where !axis.isEmpty {
      guard let size = Int(axis), size >= 0, sizes.count < 32 else { return nil }
      sizes.append(size)
    }
    self.type = String(type[type.index(after: type.startIndex)..<end])
    (isFortran, self.shape) = (order.hasPrefix("True"), sizes)
  }
}
