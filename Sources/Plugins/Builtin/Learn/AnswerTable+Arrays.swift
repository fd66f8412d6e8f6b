import MNLData
import MNLLearn

extension AnswerTable {
  /// The answers as an archive of arrays; nil if it would be too large for one.
  ///
  /// - Complexity: O(answers).
  var archive: [UInt8]? {
    var archive = NPZWriter()
    for (name, array) in arrays { archive.add(array, named: name) }
    return archive.bytes
  }

  /// What the archive holds, by name: for `N` examples and `C` classes, labels or numbers.
  private var arrays: [(name: String, array: NumberArray)] {
    let count = answers.answers.count
    let name: NumberArray =
      switch names {
      case .places(let places, _): NumberArray(shape: [count], contents: .integers(places))
      case .files(let files): NumberArray(shape: [count], contents: .texts(files))
      }
    return [(names.noun, name)] + told(count)
  }

  private func told(_ count: Int) -> [(name: String, array: NumberArray)] {
    let shares = NumberArray.Contents.numbers(answers.answers.flatMap(\.self))
    let own = targets.names
    let list = NumberArray(shape: [own.count], contents: .texts(own))
    switch targets {
    case .numbers:
      // As many axes as `load npz` had, where one number was asked for.
      let shape = own.count == 1 ? [count] : [count, own.count]
      return [("prediction", NumberArray(shape: shape, contents: shares)), ("names", list)]
    case .labels:
      let found = answers.answers.flatMap { $0.map { UInt8($0 > 0.5 ? 1 : 0) } }
      return [
        ("prediction", NumberArray(shape: [count, own.count], contents: .bytes(found))),
        ("probabilities", NumberArray(shape: [count, own.count], contents: shares)),
        ("labels", list),
      ]
    case .classes:
      return likeliest(count, own) + [
        ("probabilities", NumberArray(shape: [count, own.count], contents: shares)),
        ("classes", list),
      ]
    case .stepClasses, .nextSymbol:
      return atEachStep(count, own) + [("classes", list)]
    }
  }

  /// The likeliest class of each example; where several are told, they with their shares, too.
  private func likeliest(
    _ count: Int, _ classes: [String]
  ) -> [(name: String, array: NumberArray)] {
    let orders = answers.answers.map(Self.order)
    let best = orders.map { classes[$0[0]] }
    var arrays = [("prediction", NumberArray(shape: [count], contents: .texts(best)))]
    guard top > 1 else { return arrays }
    let places = min(top, classes.count)
    let names = orders.flatMap { $0.prefix(places).map { classes[$0] } }
    let shares = zip(orders, answers.answers).flatMap { order, shares in
      order.prefix(places).map { shares[$0] }
    }
    arrays.append(("top_classes", NumberArray(shape: [count, places], contents: .texts(names))))
    arrays.append(
      ("top_probabilities", NumberArray(shape: [count, places], contents: .numbers(shares))))
    return arrays
  }

  /// The class at each step, an empty text after the end, and the shares of all.
  private func atEachStep(
    _ count: Int, _ classes: [String]
  ) -> [(name: String, array: NumberArray)] {
    let width = answers.answers.first?.count ?? 0
    let steps = width / classes.count
    var names: [String] = []
    for (index, shares) in answers.answers.enumerated() {
      let length = lengths.map { Int($0[index]) } ?? steps
      for step in 0..<steps {
        let own = Array(shares[step * classes.count..<(step + 1) * classes.count])
        names.append(step < length ? classes[Self.order(own)[0]] : "")
      }
    }
    let shares = NumberArray(
      shape: [count, steps, classes.count], contents: .numbers(answers.answers.flatMap(\.self)))
    let told = [
      ("prediction", NumberArray(shape: [count, steps], contents: .texts(names))),
      ("probabilities", shares),
    ]
    guard let lengths else { return told }
    return told + [
      ("lengths", NumberArray(shape: [count], contents: .integers(lengths.map(Int.init))))
    ]
  }
}
