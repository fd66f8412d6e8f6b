import MNLLearn

// What lies between and around the layers.
extension ModelWords {
  /// What stands for a token.
  func embedding(of shape: ExampleShape?) -> [String] {
    guard let width = model.configuration.embedding else { return [] }
    let tokens = shape.flatMap { $0.areSymbols ? $0.features : model.configuration.vocabulary }
    let (table, names) =
      tokens.map { ("\($0) x \(width)", ", 0 to \($0 - 1)") }
      ?? ("(how many there are) x \(width)", "")
    return [
      "A step is the number of a token\(names): in a table of \(table) its row of "
        + "\(counted(width, "number")), which is learned, is what the first layer reads."
    ]
  }

  /// What is read from the end.
  var directions: [String] {
    guard model.configuration.isBidirectional else { return [] }
    return [
      "Each layer does so twice, with weights of its own for each direction: from the first step to "
        + "the last, and from the last to the first. Both h lie side by side and are the layer's h, "
        + "twice as wide."
    ]
  }

  /// What the layers do with each other's states.
  var between: [String] {
    let configuration = model.configuration
    guard configuration.units.count > 1 else { return [] }
    let added = configuration.units.indices.filter(configuration.addsInput).map { "\($0 + 1)" }
    let sums =
      added.isEmpty
      ? []
      : [
        "What layer \(added.joined(separator: ", ")) reads of the one before is added to its own h, "
          + "so that it learns only what to change."
      ]
    return ["Every h of a layer is an input of the next."] + sums
  }

  /// What the output sees of the last layer.
  var pooling: String {
    let configuration = model.configuration
    let isStack = configuration.units.count > 1
    let subject = isStack ? "of the last layer" : "of all h"
    let width = configuration.width(ofLayer: configuration.units.count - 1)
    switch configuration.pooling {
    case .last:
      let other =
        configuration.isBidirectional ? " and, from the end, that after the first step" : ""
      return (isStack ? "Of the last layer only" : "Only")
        + " the h after the last step\(other) counts."
    case .mean:
      return "What counts \(subject) is the mean over all steps."
    case .max:
      return "What counts \(subject) is, for each of the \(counted(width, "number")), the largest "
        + "over all steps."
    case .attention:
      return "What counts \(subject) is a sum over all steps by shares: each h times a kernel of "
        + "\(width) x \(width), plus \(width) biases, in a tanh, times a vector of \(width) is "
        + "the step's score, and a softmax makes shares of the scores that sum to 1."
    }
  }

  /// What is left out in training.
  var dropout: [String] {
    let configuration = model.configuration
    guard configuration.dropout > 0 else { return [] }
    let share = (100 * configuration.dropout).text(significant: 3)
    let factor = (1 / (1 - configuration.dropout)).text(significant: 4)
    let masks =
      configuration.isVariational
      ? "the same units at all steps of a sequence" : "others at each step"
    return [
      "In training each layer loses \(share) % of its h as it hands them on, \(masks), and what is "
        + "left is multiplied by \(factor). Nothing is lost where a model only answers."
    ]
  }
}
