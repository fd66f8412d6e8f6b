/// What the examples of a data set are, and what is asked of them.
package struct ExampleForm: Hashable, Sendable {
  /// What an example consists of: a sequence of steps.
  package enum Inputs: Hashable, Sendable {
    /// An image, whose rows are the steps.
    case image(ImageSize)
    /// So many steps of numbers, which have names.
    case numbers(steps: Int, names: [String])
    /// So many steps, in each of which one of some symbols stands, or none after the end.
    case symbols(steps: Int, names: [String])
  }

  /// What is asked of an example; each with the names of what there is to choose from.
  package enum Targets: Hashable, Sendable, Codable {
    /// One of some classes.
    case classes([String])
    /// Any number of some labels.
    case labels([String])
    /// Some numbers.
    case numbers([String])
    /// One of some classes at each step.
    case stepClasses([String])
    /// At each step the symbol of the next one.
    case nextSymbol([String])
  }

  /// What an example consists of.
  package let inputs: Inputs
  /// What is asked of it.
  package let targets: Targets

  /// Examples of a form.
  package init(inputs: Inputs, targets: Targets) {
    (self.inputs, self.targets) = (inputs, targets)
  }

  /// How many steps an example has, `T`.
  package var steps: Int {
    switch inputs {
    case .image(let size): size.height
    case .numbers(let steps, _), .symbols(let steps, _): steps
    }
  }

  /// How many numbers a network reads in each step, `I`; symbols are one-hot.
  package var features: Int {
    switch inputs {
    case .image(let size): size.width
    case .numbers(_, let names), .symbols(_, let names): names.count
    }
  }

  /// What each class, label or number stands for, `C`.
  package var targetNames: [String] { targets.names }

  /// How many numbers the targets of an example are, `C` or `T·C`.
  package var targetWidth: Int {
    switch targets {
    case .classes, .labels, .numbers: targetNames.count
    case .stepClasses, .nextSymbol: steps * targetNames.count
    }
  }

  /// The size of the images, if that is what examples are.
  package var imageSize: ImageSize? {
    if case .image(let size) = inputs { size } else { nil }
  }
}

extension ExampleForm.Targets {
  /// What each class, label or number stands for, `C`.
  package var names: [String] {
    switch self {
    case .classes(let names), .labels(let names), .numbers(let names), .stepClasses(let names),
      .nextSymbol(let names):
      names
    }
  }
}
