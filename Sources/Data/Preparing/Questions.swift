/// Examples of which nothing is known but what a model reads.
package struct Questions: Sendable {
  /// What tells the examples apart.
  package enum Names: Sendable {
    /// The place of each in its file, from 0, and what such a place is called.
    case places([Int], noun: String)
    /// The file of each.
    case files([String])

    /// What a name is called.
    package var noun: String {
      switch self {
      case .places(_, let noun): noun
      case .files: "file"
      }
    }
  }

  /// The inputs, `[N, T·I]`.
  package let inputs: RowStore
  /// How many steps each has, from 0 to `T`, `[N]`; nil where all have `T`.
  package let lengths: [Int32]?
  /// What tells them apart.
  package let names: Names
  /// How many of their texts or symbols the model was not made for.
  package let unknownTexts: Int

  /// Questions.
  package init(
    inputs: RowStore, lengths: [Int32]? = nil, names: Names, unknownTexts: Int = 0
  ) {
    (self.inputs, self.lengths) = (inputs, lengths)
    (self.names, self.unknownTexts) = (names, unknownTexts)
  }

  /// How many there are, `N`.
  package var count: Int { inputs.count }
}
