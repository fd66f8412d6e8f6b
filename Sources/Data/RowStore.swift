/// Rows of numbers, each kept in its shortest form and made when it is read.
///
/// Shapes: `N` rows of `W` numbers.
package struct RowStore: Sendable {
  /// What is kept.
  package enum Form: Hashable, Sendable {
    /// The numbers themselves.
    case numbers
    /// A byte for each number, which is multiplied by `scale`.
    case bytes(scale: Float)
    /// A code for each `classes` numbers: 1 at that place and else 0; all 0 for `RowStore.none`, or
    /// `RowStore.noCode` where codes have two bytes.
    case oneHot(classes: Int)
  }

  /// The byte that stands for no class.
  package static let none = UInt8.max
  /// The code of two bytes that stands for no class.
  package static let noCode = UInt16.max
  /// The most classes that a byte can tell apart.
  package static let classLimit = 255

  /// What is kept.
  package let form: Form
  /// How many rows there are, `N`.
  package let count: Int
  /// How many numbers a row has, `W`.
  package let width: Int
  /// How many bytes or numbers are kept of each row.
  let kept: Int
  /// What is kept lies in one of these, `[N, kept]`; the others are empty.
  let bytes: [UInt8]
  let codes: [UInt16]
  let numbers: [Float]
  /// Where each row begins, in units of `pitch`, if they do not stand one after the other.
  let starts: [Int32]?
  /// How many numbers or bytes lie between two places at which a row may begin.
  let pitch: Int

  /// Keeps numbers, `[N, W]`.
  ///
  /// - Precondition: they are whole rows.
  package init(_ numbers: [Float], width: Int) {
    precondition(width > 0 && numbers.count % width == 0, "\(numbers.count) in rows of \(width)")
    form = .numbers
    (kept, self.width) = (width, width)
    count = numbers.count / width
    (self.numbers, bytes, codes, starts, pitch) = (numbers, [], [], nil, width)
  }

  /// Keeps numbers of which each row is a part, wherever it stands; rows may share numbers.
  ///
  /// - Parameters:
  ///   - numbers: All numbers.
  ///   - starts: Where each row begins, `[N]`, in units of `pitch` numbers.
  ///   - pitch: How many numbers lie between two places at which a row may begin.
  ///   - width: How many numbers a row has, `W`.
  /// - Precondition: every row lies within the numbers.
  package init(_ numbers: [Float], starts: [Int32], pitch: Int, width: Int) {
    precondition(
      starts.allSatisfy { $0 >= 0 && Int($0) * pitch + width <= numbers.count },
      "a row beyond the numbers")
    form = .numbers
    (kept, self.width, count) = (width, width, starts.count)
    (self.numbers, bytes, codes, self.starts, self.pitch) = (numbers, [], [], starts, pitch)
  }

  /// Keeps bytes, `[N, W]`, that are multiplied by `scale`.
  ///
  /// - Precondition: they are whole rows.
  package init(_ bytes: [UInt8], scale: Float, width: Int) {
    precondition(width > 0 && bytes.count % width == 0, "\(bytes.count) in rows of \(width)")
    form = .bytes(scale: scale)
    (kept, self.width) = (width, width)
    count = bytes.count / width
    (numbers, self.bytes, codes, starts, pitch) = ([], bytes, [], nil, kept)
  }

  /// Keeps places among classes, `[N, places]`, each of which becomes `classes` numbers.
  ///
  /// - Precondition: they are whole rows, and each is below `classes` or `RowStore.none`.
  package init(_ bytes: [UInt8], classes: Int, places: Int = 1) {
    precondition((1...Self.classLimit).contains(classes), "\(classes) classes")
    precondition(places > 0 && bytes.count % places == 0, "\(bytes.count) in rows of \(places)")
    precondition(
      bytes.allSatisfy { $0 < classes || $0 == Self.none }, "a label of \(classes) or more")
    form = .oneHot(classes: classes)
    (kept, width) = (places, places * classes)
    count = bytes.count / places
    (numbers, self.bytes, codes, starts, pitch) = ([], bytes, [], nil, kept)
  }

  /// Keeps places among any number of classes, each of which becomes `classes` numbers.
  ///
  /// - Parameters:
  ///   - codes: All places.
  ///   - starts: Where each row begins among them, `[N]`.
  ///   - classes: How many classes there are.
  ///   - places: How many places a row has.
  /// - Precondition: every row lies within the codes, and each is below `classes` or
  ///   `RowStore.noCode`.
  package init(_ codes: [UInt16], starts: [Int32], classes: Int, places: Int) {
    precondition((1..<Int(UInt16.max)).contains(classes) && places > 0, "\(classes) classes")
    precondition(
      starts.allSatisfy { $0 >= 0 && Int($0) + places <= codes.count }, "a row beyond the codes")
    precondition(
      codes.allSatisfy { $0 < classes || $0 == Self.noCode }, "a code of \(classes) or more")
    form = .oneHot(classes: classes)
    (kept, width, count) = (places, places * classes, starts.count)
    (numbers, bytes, self.codes, self.starts, pitch) = ([], [], codes, starts, 1)
  }

  /// The class at each place of a row, nil where there is none; empty where numbers are kept.
  ///
  /// - Precondition: the row exists.
  /// - Complexity: O(places).
  package func classes(at row: Int) -> [Int?] {
    check(row)
    guard case .oneHot = form else { return [] }
    let start = start(of: row)
    guard codes.isEmpty else {
      return codes[start..<start + kept].map { $0 == Self.noCode ? nil : Int($0) }
    }
    return bytes[start..<start + kept].map { $0 == Self.none ? nil : Int($0) }
  }

  /// The bytes that are kept of a row, without a copy; empty where others are.
  ///
  /// - Precondition: the row exists.
  package func bytes(at row: Int) -> ArraySlice<UInt8> {
    check(row)
    let start = start(of: row)
    return bytes.isEmpty ? [] : bytes[start..<start + kept]
  }

  /// The numbers of a row, `[W]`.
  ///
  /// - Precondition: the row exists.
  /// - Complexity: O(W).
  package func numbers(at row: Int) -> [Float] {
    var result = [Float](repeating: 0, count: width)
    var span = result.mutableSpan
    fill(row: row, into: &span)
    return result
  }

  /// Writes a row as numbers, `[W]`.
  ///
  /// - Precondition: the row exists and `target` has its size.
  /// - Complexity: O(W), no allocation.
  package func fill(row: Int, into target: inout MutableSpan<Float>) {
    check(row)
    // Known once, so that the loops need no check for each number.
    precondition(target.count == width, "a row of \(width) into \(target.count) numbers")
    let start = start(of: row)
    switch form {
    case .numbers:
      let source = numbers.span.extracting(start..<start + width)
      for index in source.indices { target[index] = source[index] }
    case .bytes(let scale):
      let source = bytes.span.extracting(start..<start + width)
      for index in source.indices { target[index] = Float(source[index]) * scale }
    case .oneHot(let classes):
      for index in target.indices { target[index] = 0 }
      guard codes.isEmpty else {
        let source = codes.span.extracting(start..<start + kept)
        for index in source.indices where source[index] != Self.noCode {
          target[index * classes + Int(source[index])] = 1
        }
        return
      }
      let source = bytes.span.extracting(start..<start + kept)
      for index in source.indices where source[index] != Self.none {
        target[index * classes + Int(source[index])] = 1
      }
    }
  }

  /// Takes what is kept of some rows into a hash.
  func update(_ hash: inout ContentHash, rows: Range<Int>) {
    func update(_ range: Range<Int>) {
      if form == .numbers {
        hash.update(numbers.span.extracting(range))
      } else if !codes.isEmpty {
        let pairs = codes[range].flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        hash.update(pairs.span)
      } else {
        hash.update(bytes.span.extracting(range))
      }
    }
    guard starts != nil else {
      update(rows.lowerBound * kept..<rows.upperBound * kept)
      return
    }
    for row in rows {
      let start = start(of: row)
      update(start..<start + kept)
    }
  }

  /// Some of the rows, in an order of their own; what is kept is shared.
  ///
  /// - Parameter rows: Which ones; each may come any number of times.
  /// - Returns: A store of these rows.
  /// - Precondition: the rows exist.
  /// - Complexity: O(rows).
  package func arranged(_ rows: [Int32]) -> RowStore {
    precondition(rows.allSatisfy { $0 >= 0 && $0 < count }, "a row beyond \(count)")
    return RowStore(
      form: form, count: rows.count, width: width, kept: kept, bytes: bytes, codes: codes,
      numbers: numbers,
      starts: starts.map { starts in rows.map { starts[Int($0)] } } ?? rows,
      pitch: starts == nil ? kept : pitch)
  }

  /// Some of the rows, alone.
  ///
  /// - Parameters:
  ///   - rows: Which ones.
  ///   - order: Where what comes to each place of a row stood; as it was, if nil.
  /// - Returns: A store of its own.
  /// - Precondition: the rows exist; `order` names each place once.
  /// - Complexity: O(rows · W).
  func taking(_ rows: Range<Int>, order: [Int32]? = nil) -> RowStore {
    precondition(order.map { $0.count == kept } ?? true, "an order of another length than \(kept)")
    func taken<Element>(_ elements: [Element]) -> [Element] {
      guard !elements.isEmpty else { return [] }
      var result: [Element] = []
      result.reserveCapacity(rows.count * kept)
      for row in rows {
        let start = start(of: row)
        if let order {
          for place in order { result.append(elements[start + Int(place)]) }
        } else {
          result.append(contentsOf: elements[start..<start + kept])
        }
      }
      return result
    }
    return RowStore(
      form: form, count: rows.count, width: width, kept: kept, bytes: taken(bytes),
      codes: taken(codes), numbers: taken(numbers), starts: nil, pitch: kept)
  }

  private init(
    form: Form, count: Int, width: Int, kept: Int, bytes: [UInt8], codes: [UInt16],
    numbers: [Float], starts: [Int32]?, pitch: Int
  ) {
    (self.form, self.count, self.width, self.kept) = (form, count, width, kept)
    (self.bytes, self.codes, self.numbers) = (bytes, codes, numbers)
    (self.starts, self.pitch) = (starts, pitch)
  }

  /// The place in what is kept at which a row begins.
  func start(of row: Int) -> Int { starts.map { Int($0[row]) * pitch } ?? row * kept }

  private func check(_ row: Int) {
    precondition(row >= 0 && row < count, "row \(row) of \(count)")
  }
}
