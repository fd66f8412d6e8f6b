import MNLLearn
import MNLTensor

/// What a model computes, in words with its own numbers.
struct ModelWords {
  let model: Model

  /// The words on a model.
  init(_ model: Model) { self.model = model }

  /// Sentences, a line for each part.
  var sentences: [String] {
    guard let shape = model.shape else {
      return embedding(of: nil) + layers(reading: model.configuration.embedding) + dropout + [
        "How long sequences are, and what is asked of them, is not known before `load`."
      ]
    }
    let held =
      shape.areSymbols
      ? "one of \(counted(shape.features, "symbol"))" : counted(shape.features, "number")
    let features = model.configuration.embedding ?? shape.features
    let most = shape.hasLengths ? "up to " : ""
    return ["A sequence is \(most)\(counted(shape.steps, "step")) of \(held)."] + ends(of: shape)
      + embedding(of: shape)
      + layers(reading: features, isPerStep: shape.targets.isPerStep) + dropout
      + [output(shape), costs]
  }

  private func layers(reading features: Int?, isPerStep: Bool = false) -> [String] {
    let configuration = model.configuration
    var width = features
    var lines: [String] = []
    for (index, units) in configuration.units.enumerated() {
      lines.append(layer(index + 1, units: units, reading: width))
      width = configuration.width(ofLayer: index)
    }
    return lines + cell + directions + between
      + [isPerStep ? "Every h counts, after each step." : pooling]
  }

  /// What becomes of sequences that are shorter than others.
  private func ends(of shape: ExampleShape) -> [String] {
    guard shape.hasLengths else { return [] }
    return [
      "Each is read up to its own end, and what fills it up counts for nothing. One without any step "
        + "leaves h at its beginning, 0."
    ]
  }

  private func output(_ shape: ExampleShape) -> String {
    let last = model.configuration.width(ofLayer: model.configuration.units.count - 1)
    let count = shape.targets.count
    let kernel = "times a kernel of \(last) x \(count)"
    switch shape.targets {
    case .classes:
      return "The output is dense: that h of \(last) \(kernel), plus a bias for each class. A "
        + "softmax makes shares of it that sum to 1; the class with the greatest is the answer."
    case .labels:
      return "The output is dense: that h of \(last) \(kernel), plus a bias for each label. A "
        + "sigmoid makes a share of each from 0 to 1; a label above a half is taken for found."
    case .numbers:
      return "The output is dense: that h of \(last) \(kernel), plus a bias for each number. What "
        + "comes out is the answer as it is."
    case .stepClasses, .nextToken:
      let noun = shape.targets.noun == "tokens" ? "the next token" : "the answer"
      return "The output is dense, and the same at each step: the h of \(last) \(kernel), plus a "
        + "bias for each. A softmax makes shares of it that sum to 1; the greatest is \(noun)."
    }
  }

  private var costs: String {
    let summary = model.summary
    let million = ((summary.operations ?? 0) * 1e-6).text(significant: 3)
    return "In all \(summary.parameterCount ?? 0) numbers are learned. A sequence takes \(million) "
      + "million floating-point operations forward, and about three times as many in training."
  }
}
