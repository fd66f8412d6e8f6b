/// Reads the elements of an array from the bytes of a file.
struct ElementReader {
  private let bytes: [UInt8]
  private let start: Int
  private let origin: Int
  private let layout: ArrayLayout
  private let kind: Character
  private let size: Int
  private let count: Int
  /// Where each element stands, if it is not in the order in which they are given.
  private let order: [Int]?
  private let path: String
  private let reading: FileReading

  /// A reader of elements that are all there.
  ///
  /// - Parameters:
  ///   - bytes: Where they stand, up to the end.
  ///   - start: Where the first one stands among them.
  ///   - origin: How many bytes of the file stand before these, for errors.
  ///   - layout: How they are written: `u`, `i`, `b`, `?`, `f`, `U` or `S`.
  ///   - path: What errors call the file.
  ///   - reading: Who is told how far it is, and asked whether it goes on.
  /// - Precondition: the elements take just the bytes that there are.
  init(
    _ bytes: [UInt8], from start: Int, origin: Int = 0, _ layout: ArrayLayout, path: String,
    _ reading: FileReading
  ) {
    guard let kind = layout.kind, let size = layout.elementSize else {
      preconditionFailure("elements of '\(layout.type)'")
    }
    count = layout.shape.reduce(1, *)
    precondition(bytes.count - start == count * size, "\(count) elements of \(size) bytes")
    (self.bytes, self.start, self.origin, self.layout) = (bytes, start, origin, layout)
    (self.kind, self.size, self.path, self.reading) = (kind, size, path, reading)
    order = layout.isFortran && count > 0 ? Self.order(of: layout.shape) : nil
  }

  /// Reads the elements.
  ///
  /// - Throws: `array` for one that is not finite, too large or no text; `interrupted`.
  /// - Complexity: O(bytes).
  func read() throws(DataError) -> NumberArray {
    switch (kind, size) {
    case ("u", 1) where order == nil:
      return array(.bytes(start == 0 ? bytes : Array(bytes[start...])))
    case ("u", 1): return array(.bytes((0..<count).map { bytes[place($0)] }))
    case ("b", _), ("?", _):
      return array(.integers((0..<count).map { bytes[place($0)] == 0 ? 0 : 1 }))
    case ("u", _): return array(.integers(try all(natural)))
    case ("i", _):
      let shift = UInt64(64 - 8 * size)
      return array(
        .integers(
          try all { element throws(DataError) in
            Int(Int64(bitPattern: raw(element) << shift) >> shift)
          }))
    case ("f", _): return array(.numbers(try all(finite)))
    default: return array(.texts(try all(text)))
    }
  }

  /// What each element is, if the user lets it go on.
  private func all<Element>(
    _ read: (Int) throws(DataError) -> Element
  ) throws(DataError) -> [Element] {
    let goesOn = reading.goesOn(path)
    var elements: [Element] = []
    elements.reserveCapacity(count)
    for element in 0..<count {
      if element & 0xF_FFFF == 0, !goesOn(element * size, count * size) { throw .interrupted }
      elements.append(try read(element))
    }
    return elements
  }

  private func natural(_ element: Int) throws(DataError) -> Int {
    guard let number = Int(exactly: raw(element)) else {
      throw fault(.tooLarge(element: stored(element), greatest: "\(Int.max)"), element)
    }
    return number
  }

  private func finite(_ element: Int) throws(DataError) -> Float {
    let bits = raw(element)
    let number =
      switch size {
      case 2: Float(Float16(bitPattern: UInt16(bits)))
      case 4: Float(bitPattern: UInt32(bits))
      default: Float(Double(bitPattern: bits))
      }
    guard number.isFinite else {
      let isTooLarge = size == 8 && Double(bitPattern: bits).isFinite
      throw fault(
        isTooLarge
          ? .tooLarge(element: stored(element), greatest: "\(Float.greatestFiniteMagnitude)")
          : .notFinite(element: stored(element)), element)
    }
    return number
  }

  /// A text without the zeros at its end.
  private func text(_ element: Int) throws(DataError) -> String {
    let place = place(element)
    guard kind == "U" else {
      let end = bytes[place..<place + size].lastIndex { $0 != 0 }.map { $0 + 1 } ?? place
      guard let text = String(validating: bytes[place..<end], as: UTF8.self) else {
        throw fault(.malformedText(element: stored(element)), element)
      }
      return text
    }
    var text = String.UnicodeScalarView()
    for first in stride(from: place, to: place + size, by: 4) {
      guard let scalar = Unicode.Scalar(UInt32(number(at: first, 4))) else {
        throw fault(.malformedText(element: stored(element)), element)
      }
      text.append(scalar)
    }
    while text.last?.value == 0 { text.removeLast() }
    return String(text)
  }

  /// The bits of an element.
  private func raw(_ element: Int) -> UInt64 { number(at: place(element), size) }

  private func number(at place: Int, _ size: Int) -> UInt64 {
    var number: UInt64 = 0
    if layout.isBigEndian {
      for index in place..<place + size { number = number << 8 | UInt64(bytes[index]) }
    } else {
      for index in (place..<place + size).reversed() { number = number << 8 | UInt64(bytes[index]) }
    }
    return number
  }

  /// The place of an element in the file's own order.
  private func stored(_ element: Int) -> Int { order?[element] ?? element }

  /// The place of the first byte of an element.
  private func place(_ element: Int) -> Int { start + stored(element) * size }

  private func array(_ contents: NumberArray.Contents) -> NumberArray {
    NumberArray(shape: layout.shape, contents: contents)
  }

  private func fault(_ fault: ArrayFault, _ element: Int) -> DataError {
    .array(path: path, offset: origin + place(element), fault)
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
}
