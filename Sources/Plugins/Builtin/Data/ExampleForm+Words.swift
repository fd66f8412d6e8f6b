import MNLData
import MNLEvents

extension ExampleForm {
  /// What examples are called: `image` or `sequence`.
  var noun: String { imageSize == nil ? "sequence" : "image" }

  /// The inputs in words: `28x28`, `200 steps of 2 numbers`.
  var inputText: String {
    switch inputs {
    case .image(let size): "\(size.height)x\(size.width)"
    case .numbers(let steps, let names):
      "\(counted(steps, "step")) of \(counted(names.count, "number"))"
    case .symbols(let steps, let names):
      "\(counted(steps, "step")) of \(counted(names.count, "symbol"))"
    }
  }

  /// The targets in words: `10 classes`, `1 number to tell`.
  var targetText: String {
    switch targets {
    case .classes(let names): countedClasses(names.count)
    case .labels(let names): counted(names.count, "label")
    case .numbers(let names): "\(counted(names.count, "number")) to tell"
    case .stepClasses(let names): "\(countedClasses(names.count)) at each step"
    case .nextSymbol: "the next symbol to tell"
    }
  }

  /// The target of an example in words: the name of its class, its numbers, the classes of its steps.
  func targetText(of row: Int, in split: Split) -> String {
    let names = targetNames
    switch targets {
    case .classes: return names[Int(split.label(at: row))]
    case .labels:
      let found = zip(names, split.targetBytes(at: row)).filter { $0.1 > 0 }.map(\.0)
      return found.isEmpty ? "none" : found.joined(separator: " ")
    case .numbers:
      return split.targets(at: row).map { Double($0).text(significant: 4) }.joined(separator: " ")
    case .stepClasses, .nextSymbol:
      return Self.line(split.targetClasses(at: row), names)
    }
  }

  /// The inputs of an example as a line of text; nil if numbers or pixels are to be drawn.
  func inputText(of row: Int, in split: Split) -> String? {
    guard case .symbols(_, let names) = inputs else { return nil }
    return Self.line(split.inputSymbols(at: row), names)
  }

  /// The names of places one after the other, up to where none stands any more.
  static func line(_ places: [Int?], _ names: [String]) -> String {
    let separator = names.allSatisfy { $0.count == 1 } ? "" : " "
    let last = places.lastIndex { $0 != nil } ?? -1
    return places.prefix(last + 1).map { $0.map { Self.visible(names[$0]) } ?? "." }
      .joined(separator: separator)
  }

  /// A symbol as it stands in a line.
  static func visible(_ symbol: String) -> String {
    switch symbol {
    case "\n": "↵"
    case "\t": "⇥"
    default: symbol
    }
  }
}

extension DataSet {
  /// The inputs in words: `28x28`, `up to 20 steps of 1 number`.
  var inputText: String { (hasLengths ? "up to " : "") + form.inputText }
}

/// `1 class`, `10 classes`.
private func countedClasses(_ count: Int) -> String { count == 1 ? "1 class" : "\(count) classes" }
