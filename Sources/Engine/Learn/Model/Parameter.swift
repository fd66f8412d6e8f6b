import MNLTensor

/// A tensor that training changes: its name and its sizes.
package struct Parameter: Hashable, Sendable {
  /// Its name, as in `lstm.0.kernel`.
  package let name: String
  /// Its sizes, outermost first.
  package let sizes: [Int]

  /// How many elements it has.
  package var count: Int { sizes.reduce(1, *) }
}

extension Parameter {
  /// That of a variable.
  init(_ variable: Node) {
    self.init(name: variable.name, sizes: variable.shape.fixedSizes)
  }
}
