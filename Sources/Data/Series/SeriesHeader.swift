/// What the header of a file in the form `.ts` says.
///
/// Source: the form of the UEA and UCR archives of series, as sktime and aeon write it.
struct SeriesHeader {
  /// What follows the values of each series.
  enum Labels {
    /// Nothing.
    case none
    /// One of these classes.
    case classes([String])
    /// A number.
    case numbers
  }

  /// The words, as they are written.
  private static let words = [
    "problemName", "timeStamps", "missing", "univariate", "dimensions", "equalLength",
    "seriesLength", "classLabel", "targetLabel", "data",
  ]
  /// The words by how they are compared.
  private static let places = Dictionary(
    uniqueKeysWithValues: words.map { ($0.lowercased(), $0) } + [("dimension", "dimensions")])

  /// The words, for those who look for one.
  static var known: String { words.map { "@" + $0 }.joined(separator: ", ") }

  /// What follows the values.
  var labels: Labels {
    if let classes { return .classes(classes) }
    return asksForNumbers ? .numbers : .none
  }
  /// Whether something follows the values.
  var isLabelled: Bool { if case .none = labels { false } else { true } }
  /// How many dimensions each series has, if it says so.
  private(set) var dimensions: Int?
  /// How many steps each series has, if it says so.
  private(set) var steps: Int?
  /// Whether all series have one dimension, if it says so.
  private(set) var isUnivariate: Bool?
  /// Whether all series have as many steps, if it says so.
  private(set) var isOfOneLength: Bool?
  private var classes: [String]?
  private var asksForNumbers = false
  /// The lines that were taken, as they are written.
  private var taken: [String: String] = [:]

  /// Nothing is said yet.
  init() {}

  /// Takes a line.
  ///
  /// - Parameter line: What stands there, from `@` on.
  /// - Returns: What is wrong with it; nil if nothing is.
  mutating func take(_ line: String) -> SeriesFault? {
    let parts = line.split { $0 == " " || $0 == "\t" }.map(String.init)
    guard let first = parts.first, let word = Self.places[first.dropFirst().lowercased()] else {
      return .unknownWord(parts.first ?? line)
    }
    if let earlier = taken[word] {
      return earlier == line ? .repeatedWord("@" + word) : .contradiction(earlier, line)
    }
    taken[word] = line
    return take("@" + word, Array(parts.dropFirst()))
  }

  /// Whether `@data` was taken.
  var isWhole: Bool { taken["data"] != nil }

  /// What of the header cannot all be right; nil if nothing is found.
  var contradiction: SeriesFault? {
    if let dimensions, let isUnivariate, isUnivariate != (dimensions == 1) {
      return .contradiction(taken["univariate"] ?? "", taken["dimensions"] ?? "")
    }
    if asksForNumbers, classes != nil {
      return .contradiction(taken["classLabel"] ?? "", taken["targetLabel"] ?? "")
    }
    return nil
  }

  private mutating func take(_ word: String, _ values: [String]) -> SeriesFault? {
    func truth() -> (value: Bool, fault: SeriesFault?) {
      switch values.first?.lowercased() {
      case "true": (true, nil)
      case "false": (false, nil)
      default:
        (
          false,
          .wordValue(word, found: values.joined(separator: " "), expected: "true or false")
        )
      }
    }
    func count(from least: Int) -> (value: Int?, fault: SeriesFault?) {
      if values.count == 1, let count = Int(values[0]), count >= least { return (count, nil) }
      return (
        nil,
        .wordValue(
          word, found: values.joined(separator: " "), expected: "a whole number from \(least)")
      )
    }
    switch word {
    case "@timeStamps":
      let (hasTimes, fault) = truth()
      return fault ?? (hasTimes ? .timestamps : nil)
    case "@missing":
      // Missing values are counted, so that nothing depends on what is said of them.
      return truth().fault
    case "@univariate":
      let found = truth()
      isUnivariate = found.value
      return found.fault
    case "@equalLength":
      let found = truth()
      isOfOneLength = found.value
      return found.fault
    case "@dimensions":
      let found = count(from: 1)
      dimensions = found.value
      return found.fault
    case "@seriesLength":
      // Where series differ in length, programs write 0, which says nothing.
      let found = count(from: 0)
      steps = found.value == 0 ? nil : found.value
      return found.fault
    case "@classLabel":
      let (isGiven, fault) = truth()
      guard fault == nil, isGiven else { return fault }
      let names = Array(values.dropFirst())
      guard !names.isEmpty, Set(names).count == names.count else {
        return .wordValue(
          word, found: values.joined(separator: " "), expected: "true and each class once")
      }
      classes = names
      return nil
    case "@targetLabel":
      let found = truth()
      asksForNumbers = found.value
      return found.fault
    default:
      return nil
    }
  }
}
