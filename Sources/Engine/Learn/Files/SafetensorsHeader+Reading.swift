extension SafetensorsHeader {
  /// Reads and checks the JSON of a header.
  ///
  /// What it accepts leaves nothing to check but the tensors' meaning: names occur once, every
  /// tensor has the bytes of its shape, and together they fill the file exactly.
  ///
  /// - Parameters:
  ///   - text: The bytes after the header's length.
  ///   - dataLength: How many bytes the file has after them.
  /// - Throws: What is wrong first, with its place in the file.
  /// - Complexity: O(length), and sorting of the tensors.
  package init(reading text: [UInt8], dataLength: Int) throws(SafetensorsFault) {
    var json = HeaderJSON(text)
    var found: [(entry: Entry, offset: Int)] = []
    var names: Set<String> = []
    var words: [String: String] = [:]
    guard text.first == UInt8(ascii: "{") else { throw .unexpected(offset: 8, expected: "'{'") }
    var hasMember = try json.open("{")
    while hasMember {
      let offset = json.offset
      let name = try json.string()
      guard names.insert(name).inserted else { throw .duplicate(name: name, offset: offset) }
      try json.take(":")
      if name == "__metadata__" {
        words = try Self.readMetadata(&json)
      } else {
        found.append((try Self.readEntry(&json, name: name, offset: offset), offset))
      }
      hasMember = try json.goesOn(until: "}")
    }
    try json.end()

    found.sort {
      ($0.entry.bytes.lowerBound, $0.entry.bytes.upperBound)
        < ($1.entry.bytes.lowerBound, $1.entry.bytes.upperBound)
    }
    var end = 0
    for (entry, offset) in found {
      guard entry.bytes.lowerBound == end else {
        throw .notAdjacent(
          tensor: entry.name, begin: entry.bytes.lowerBound, expected: end, offset: offset)
      }
      end = entry.bytes.upperBound
    }
    guard end == dataLength else { throw .dataLength(tensors: end, found: dataLength) }
    entries = found.map(\.entry)
    metadata = words
  }

  private static func readMetadata(
    _ json: inout HeaderJSON
  ) throws(SafetensorsFault) -> [String: String] {
    var words: [String: String] = [:]
    var hasMember = try json.open("{")
    while hasMember {
      let offset = json.offset
      let key = try json.string()
      try json.take(":")
      guard words.updateValue(try json.string(), forKey: key) == nil else {
        throw .duplicate(name: key, offset: offset)
      }
      hasMember = try json.goesOn(until: "}")
    }
    return words
  }

  private static func readEntry(
    _ json: inout HeaderJSON, name: String, offset: Int
  ) throws(SafetensorsFault) -> Entry {
    var elementType: String?
    var shape: [Int]?
    var place: [Int]?
    var hasMember = try json.open("{")
    while hasMember {
      let keyOffset = json.offset
      let key = try json.string()
      try json.take(":")
      let isNew: Bool
      switch key {
      case "dtype":
        isNew = elementType == nil
        elementType = try json.string()
      case "shape":
        isNew = shape == nil
        shape = try json.numbers()
      case "data_offsets":
        isNew = place == nil
        place = try json.numbers()
      default:
        throw .unexpected(offset: keyOffset, expected: "'dtype', 'shape' or 'data_offsets'")
      }
      guard isNew else { throw .duplicate(name: key, offset: keyOffset) }
      hasMember = try json.goesOn(until: "}")
    }
    guard let elementType, let shape, let place, place.count == 2 else {
      throw .unexpected(
        offset: json.offset - 1, expected: "a 'dtype', a 'shape' and two 'data_offsets'")
    }
    let (begin, end) = (place[0], place[1])
    guard let size = elementSizes[elementType] else {
      throw .elementType(tensor: name, found: elementType, offset: offset)
    }
    guard begin <= end else {
      throw .reversed(tensor: name, begin: begin, end: end, offset: offset)
    }
    let needed = bytes(of: shape, elementSize: size)
    guard needed == end - begin else {
      throw .sizeMismatch(
        tensor: name, shape: shape, needed: needed, found: end - begin, offset: offset)
    }
    return Entry(name: name, elementType: elementType, shape: shape, bytes: begin..<end)
  }

  /// The bytes of a shape, or `nil` above 2^63 - 1.
  private static func bytes(of shape: [Int], elementSize: Int) -> Int? {
    var product = elementSize
    for size in shape {
      let (next, overflows) = product.multipliedReportingOverflow(by: size)
      if overflows { return nil }
      product = next
    }
    return product
  }
}
