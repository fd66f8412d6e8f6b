/// What a model keeps of the series that it was made for.
package struct SeriesMeaning: DataMeaning {
  /// `series`.
  package static var kind: String { "series" }

  /// What is asked of each series.
  package let targets: ExampleForm.Targets
  /// How many steps the longest has, `T`.
  package let steps: Int
  /// How many numbers a step has, `I`.
  package let features: Int
  /// Whether series may have fewer steps.
  package let haveLengths: Bool

  /// `class`.
  package var question: String { "class" }

  /// Whether it can be.
  package var isSound: Bool {
    let areAsked =
      switch targets {
      case .classes(let names): (2...RowStore.classLimit).contains(names.count)
      case .numbers(let names): names.count == 1
      case .labels, .stepClasses, .nextSymbol: false
      }
    return areAsked && steps >= 1 && (1...SeriesFile.dimensionLimit).contains(features)
      && steps <= SeriesFile.valueLimit / features
  }

  /// What the numbers of a step are called.
  var names: [String] { features == 1 ? ["value"] : (1...features).map { "value-\($0)" } }

  /// The same as what examples are.
  var inputs: ExampleForm.Inputs { .numbers(steps: steps, names: names) }

  /// Other series for the model.
  ///
  /// - Parameter file: The series.
  /// - Returns: A question for each.
  /// - Throws: `unfitData` for series of another shape, and where there is no room for them.
  /// - Complexity: O(values).
  package func questions(_ file: SeriesFile) throws(DataError) -> Questions {
    guard file.dimensions == features else {
      throw .unfitData(
        path: file.path,
        .seriesDiffer(
          found: counted(file.dimensions, "number") + " a step", expected: "\(features)"
        ))
    }
    let (shortest, longest) = (file.steps.lowerBound, file.steps.upperBound)
    guard longest <= steps, haveLengths || shortest == steps else {
      throw .unfitData(
        path: file.path,
        .seriesDiffer(
          found: counted(longest > steps ? longest : shortest, "step"),
          expected: haveLengths ? "at most \(steps)" : "\(steps)"))
    }
    return Questions(
      inputs: try file.store(steps: steps), lengths: haveLengths ? file.lengths : nil,
      names: .places(Array(0..<file.count), noun: "series"))
  }
}
