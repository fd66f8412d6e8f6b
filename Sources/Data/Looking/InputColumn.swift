/// What is read at each step under one name: a number, or one of some texts.
package struct InputColumn: Hashable, Sendable {
  /// What it is called.
  package let name: String
  /// What it is one of, each of which became a number; nil for a number.
  package let texts: [String]?
  /// How many values were missing where it came from.
  package let missing: Int

  /// A column.
  package init(name: String, texts: [String]? = nil, missing: Int = 0) {
    (self.name, self.texts, self.missing) = (name, texts, missing)
  }

  /// How many numbers of a step it is.
  package var width: Int { texts?.count ?? 1 }
}

extension ExampleForm {
  /// What is read at each step, where nothing else is known: each number for itself, all pixels
  /// alike, or one symbol.
  package var columns: [InputColumn] {
    switch inputs {
    case .image: [InputColumn(name: "pixel")]
    case .numbers(_, let names): names.map { InputColumn(name: $0) }
    case .symbols(_, let names): [InputColumn(name: "symbol", texts: names)]
    }
  }
}
