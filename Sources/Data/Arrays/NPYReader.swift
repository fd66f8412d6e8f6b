/// Reads an array as numpy's `save` writes it.
///
/// Source: numpy's `numpy.lib.format`, versions 1.0 to 3.0.
struct NPYReader {
  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  private let path: String
  private let bytes: [UInt8]
  private let reading: FileReading

  /// A reader of bytes that are all there.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - path: What errors call it.
  ///   - reading: Who is told how far it is, and asked whether it goes on.
  init(_ bytes: [UInt8], path: String, _ reading: FileReading = .unseen) {
    (self.bytes, self.path, self.reading) = (bytes, path, reading)
  }

  /// Reads the array.
  ///
  /// - Throws: `array`, `interrupted`.
  /// - Complexity: O(bytes).
  func read() throws(DataError) -> NumberArray {
    guard bytes.starts(with: Self.magic), bytes.count >= 10 else { throw fault(.notAnArray, at: 0) }
    let version = Int(bytes[6])
    guard (1...3).contains(version) else { throw fault(.unknownVersion(version), at: 6) }
    let start = version == 1 ? 10 : 12
    guard bytes.count >= start else { throw fault(.malformedHeader, at: 8) }
    let length = bytes[8..<start].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= bytes.count - start,
      let text = String(validating: bytes[start..<start + length], as: UTF8.self),
      let header = NPYHeader(text)
    else { throw fault(.malformedHeader, at: 8) }
    return try elements(header, from: start + length)
  }

  private func elements(_ header: NPYHeader, from start: Int) throws(DataError) -> NumberArray {
    guard let type = header.type.first(where: { !"<>|=".contains($0) }) else {
      throw fault(.malformedHeader, at: 8)
    }
    guard type != "O" else { throw fault(.objects, at: 8) }
    guard "bui?fUS".contains(type), let size = header.elementSize, size > 0 else {
      throw fault(.unknownType(header.type), at: 8)
    }
    // Axes without length do not hide others that no memory holds.
    var most = 1
    for axis in header.shape {
      let (product, overflows) = most.multipliedReportingOverflow(by: max(1, axis))
      guard !overflows, product < Int(Int32.max) * 256 else {
        throw fault(.impossibleShape(header.shape), at: 8)
      }
      most = product
    }
    let count = header.shape.contains(0) ? 0 : most
    let (needed, overflows) = count.multipliedReportingOverflow(by: size)
    guard !overflows, needed == bytes.count - start else {
      throw fault(
        .wrongLength(needed: overflows ? .max : needed, found: bytes.count - start), at: start)
    }
    let order = header.isFortran && count > 0 ? Self.order(of: header.shape) : nil
    func place(_ element: Int) -> Int { start + (order?[element] ?? element) * size }
    func raw(_ element: Int) -> UInt64 {
      let own = bytes[place(element)..<place(element) + size]
      return header.isBigEndian
        ? own.reduce(0) { $0 << 8 | UInt64($1) } : own.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
    let goesOn = reading.goesOn(path)
    func checkInterruption(_ element: Int) throws(DataError) {
      if element & 0xF_FFFF == 0, !goesOn(element * size, needed) { throw .interrupted }
    }
    func array(_ contents: NumberArray.Contents) -> NumberArray {
      NumberArray(shape: header.shape, contents: contents)
    }
    switch (type, size) {
    case ("u", 1) where order == nil: return array(.bytes(Array(bytes[start...])))
    case ("u", 1): return array(.bytes((0..<count).map { bytes[place($0)] }))
    case ("b", 1), ("?", 1): return array(.integers((0..<count).map { raw($0) == 0 ? 0 : 1 }))
    case ("u", 2), ("u", 4), ("u", 8):
      var numbers: [Int] = []
      for element in 0..<count {
        try checkInterruption(element)
        guard let number = Int(exactly: raw(element)) else {
          throw fault(
            .tooLarge(element: order?[element] ?? element, greatest: "\(Int.max)"),
            at: place(element))
        }
        numbers.append(number)
      }
      return array(.integers(numbers))
    case ("i", 1), ("i", 2), ("i", 4), ("i", 8):
      let shift = UInt64(64 - 8 * size)
      var numbers: [Int] = []
      numbers.reserveCapacity(count)
      for element in 0..<count {
        try checkInterruption(element)
        numbers.append(Int(Int64(bitPattern: raw(element) << shift) >> shift))
      }
      return array(.integers(numbers))
    case ("f", 2), ("f", 4), ("f", 8):
      var numbers: [Float] = []
      numbers.reserveCapacity(count)
      for element in 0..<count {
        try checkInterruption(element)
        let bits = raw(element)
        let number =
          switch size {
          case 2: Float(Float16(bitPattern: UInt16(bits)))
          case 4: Float(bitPattern: UInt32(bits))
          default: Float(Double(bitPattern: bits))
          }
        guard number.isFinite else {
          let element = order?[element] ?? element
          let isTooLarge = size == 8 && Double(bitPattern: bits).isFinite
          throw fault(
            isTooLarge
              ? .tooLarge(element: element, greatest: "\(Float.greatestFiniteMagnitude)")
              : .notFinite(element: element), at: start + element * size)
        }
        numbers.append(number)
      }
      return array(.numbers(numbers))
    case ("U", _), ("S", _):
      var texts: [String] = []
      for element in 0..<count {
        try checkInterruption(element)
        guard let text = text(at: place(element), size, header) else {
          throw fault(.malformedText(element: order?[element] ?? element), at: place(element))
        }
        texts.append(text)
      }
      return array(.texts(texts))
    default: throw fault(.unknownType(header.type), at: 8)
    }
  }

  /// A text without the zeros at its end.
  private func text(at place: Int, _ size: Int, _ header: NPYHeader) -> String? {
    guard header.type.contains("U") else {
      let end = bytes[place..<place + size].lastIndex { $0 != 0 }.map { $0 + 1 } ?? place
      return String(validating: bytes[place..<end], as: UTF8.self)
    }
    var text = String.UnicodeScalarView()
    for first in stride(from: place, to: place + size, by: 4) {
      let own = bytes[first..<first + 4]
      let code =
        header.isBigEndian
        ? own.reduce(0) { $0 << 8 | UInt32($1) } : own.reversed().reduce(0) { $0 << 8 | UInt32($1) }
      guard let scalar = Unicode.Scalar(code) else { return nil }
      text.append(scalar)
    }
    while text.last?.value == 0 { text.removeLast() }
    return String(text)
  }

  /// Where each element stands if the first axis changes fastest.
  private static func order(of shape: [Int]) -> [Int] {
    var places = [0]
    var step = 1
    for axis in shape {
      var longer: [Int] = []
      longer.reserveCapacity(places.count * axis)
      for place in places { for index in 0..<axis { longer.append(place + index * step) } }
      places = longer
      step *= axis
    }
    return places
  }

  private func fault(_ fault: ArrayFault, at offset: Int) -> DataError {
    .array(path: path, offset: offset, fault)
  }
}

/// What the header of an array says.
struct NPYHeader {
  /// The type of the elements: byte order, kind, size.
  let type: String
  /// Whether the first axis changes fastest.
  let isFortran: Bool
  /// How long each axis is.
  let shape: [Int]

  /// Whether the highest byte of a number comes first.
  var isBigEndian: Bool { type.hasPrefix(">") }

  /// How many bytes an element has; nil if that is not said, or too large.
  var elementSize: Int? {
    let digits = type.drop { !$0.isNumber }
    guard let size = Int(digits), size <= 1 << 20 else { return nil }
    return type.contains("U") ? 4 * size : size
  }

  /// Reads a dictionary of Python with these three keys; nil if it is another.
  init?(_ text: String) {
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
