import MNLTestSupport

/// Random programs of tensor commands whose shapes are all written in the text; about half of them
/// cannot run.
struct ShapePrograms {
  var random: SeededGenerator
  private var tensors: [String] = []

  init(random: SeededGenerator) { self.random = random }

  /// The next program, a statement a line.
  mutating func next() -> String {
    tensors = []
    var lines: [String] = []
    for index in 0..<Int.random(in: 3...8, using: &random) {
      lines.append("let t\(index) = \(index < 2 ? source() : operation())")
      tensors.append("$t\(index)")
    }
    if chance(4) { lines.append("print \(tensor())[\(size())]") }
    return lines.joined(separator: "\n")
  }

  private mutating func source() -> String {
    switch Int.random(in: 0..<5, using: &random) {
    case 0: "placeholder [none, \(size()), \(size())]"
    case 1: "placeholder [\(size()), \(size())]"
    case 2: "variable \(numbers(rank: Int.random(in: 0...2, using: &random)))"
    case 3: "constant 1.5 shape=[\(size()), \(size())]"
    default: "constant \(numbers(rank: Int.random(in: 0...3, using: &random)))"
    }
  }

  private mutating func operation() -> String {
    switch Int.random(in: 0..<16, using: &random) {
    case 0: "\(tensor()) @ \(tensor())"
    case 1: "\(tensor()) \(pick(["+", "-", "*", "/", "<", "==", ">="])) \(tensor())"
    case 2: "\(tensor()) * 2"
    case 3: "reshape \(tensor()) [\(size()), \(pick(["-1", size()]))]"
    case 4: "reshape \(tensor()) [-1, \(size())]"
    case 5: "concatenate \(tensor()) \(tensor())"
    case 6: "\(pick(["mean", "sum", "max"])) \(tensor()) axis=\(size())"
    case 7: "\(pick(["mean", "sum", "softmax", "relu", "tanh", "reverse"])) \(tensor())"
    case 8: "argmax \(tensor()) axis=\(pick(["0", "1"]))"
    case 9: "cast (equal \(tensor()) \(tensor())) to=\(pick(["float", "int"]))"
    case 10: "\(pick(["mse", "cross-entropy", "huber"])) \(tensor()) \(tensor())"
    case 11: "weighted-sum \(tensor()) \(tensor())"
    case 12: "layer-norm \(tensor()) \(tensor()) \(tensor())"
    case 13: "(dynamic-rnn (\(pick(["lstm", "gru", "rnn"]))-cell 3) \(tensor())).state.h"
    case 14: "-\(tensor())"
    default: source()
    }
  }

  private mutating func numbers(rank: Int) -> String {
    guard rank > 0 else { return "0.5" }
    let part = numbers(rank: rank - 1)
    let parts = Array(repeating: part, count: Int.random(in: 1...3, using: &random))
    return "[" + parts.joined(separator: ", ") + "]"
  }

  private mutating func tensor() -> String { pick(tensors) }
  private mutating func size() -> String { pick(["1", "2", "2", "3"]) }
  private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &random) == 0 }
  private mutating func pick(_ words: [String]) -> String {
    words.randomElement(using: &random) ?? ""
  }
}
