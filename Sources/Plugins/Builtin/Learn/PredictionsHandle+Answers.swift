import MNLData
import MNLLearn
import MNLRuntime

extension PredictionsHandle {
  /// What a model says of the example at a row, of which the prediction is at a place.
  static func answer(
    _ row: Int, at place: Int, _ found: Predictions, _ split: SplitHandle
  ) -> Answer {
    let (form, examples) = (split.data.form, split.split)
    let target = form.targetText(of: row, in: examples)
    let shares = found.answers[place]
    switch form.targets {
    case .classes(let names):
      let predicted = found.classes[place]
      let isRight = predicted == Int(examples.label(at: row))
      return Answer(
        row: row, text: names[predicted], target: target, right: (isRight ? 1 : 0, 1),
        values: [
          ("class", .text(names[predicted])),
          ("probability", .float(Double(shares[predicted]))), ("label", .text(target)),
          ("right", .bool(isRight)),
        ])
    case .labels(let names):
      let wanted = examples.targets(at: row).map { $0 > 0.5 }
      let given = shares.map { $0 > 0.5 }
      let found = names.indices.filter { given[$0] }.map { names[$0] }
      return Answer(
        row: row, text: found.isEmpty ? "none" : found.joined(separator: " "), target: target,
        right: (zip(wanted, given).count { $0 == $1 }, names.count),
        values: [
          ("labels", .list(found.map(Value.text))),
          ("probabilities", .list(shares.map { .float(Double($0)) })),
          ("target", .list(names.indices.filter { wanted[$0] }.map { .text(names[$0]) })),
          ("right", .bool(wanted == given)),
        ])
    case .numbers:
      let wanted = examples.targets(at: row)
      return Answer(
        row: row, text: shares.map { Double($0).text(significant: 4) }.joined(separator: " "),
        target: target, right: nil,
        values: [("number", Self.value(of: shares)), ("target", Self.value(of: wanted))])
    case .stepClasses(let names), .nextSymbol(let names):
      let (steps, wanted) = (form.steps, examples.targetClasses(at: row))
      // Nothing is answered where nothing is asked.
      let given: [Int?] = zip(found.classes[place * steps..<(place + 1) * steps], wanted).map {
        $1 == nil ? nil : $0
      }
      let asked = wanted.count { $0 != nil }
      let right = zip(wanted, given).count { $0 == $1 && $0 != nil }
      return Answer(
        row: row, text: ExampleForm.line(given, names), target: target, right: (right, asked),
        values: [
          ("classes", .list(given.compactMap { $0.map { .text(names[$0]) } })),
          ("target", .list(wanted.compactMap { $0.map { .text(names[$0]) } })),
          ("right", .bool(right == asked)),
        ])
    }
  }

  /// A number alone, several as a list.
  private static func value(of numbers: [Float]) -> Value {
    let values = numbers.map { Value.float(Double($0)) }
    return values.count == 1 ? values[0] : .list(values)
  }
}
