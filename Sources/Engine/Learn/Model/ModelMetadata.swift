/// What a model file says besides the weights, as words by key.
struct ModelMetadata: Hashable, Sendable {
  /// The form of the files.
  static let version = 1

  /// What the model is made of.
  var configuration: ModelConfiguration
  /// The shape of its data.
  var shape: ExampleShape
  /// How it scales numbers; nil if they stay as they are.
  var scaling: Scaling?
  /// What it has to know of its data; nil if nothing.
  var meaning: String?
  /// What its first weights were drawn from.
  var seed: UInt64
  /// How many whole epochs it was trained.
  var epochs: Int

  private enum Key {
    static let version = "mnl.format"
    static let architecture = "mnl.architecture"
    static let units = "mnl.units"
    static let steps = "mnl.steps"
    static let features = "mnl.features"
    static let targets = "mnl.targets"
    static let classes = "mnl.classes"
    static let forgetBias = "mnl.forget_bias"
    static let gateOrder = "mnl.gate_order"
    static let symbols = "mnl.symbols"
    static let lengths = "mnl.lengths"
    static let seed = "mnl.seed"
    static let epochs = "mnl.epochs"
    static let meaning = "mnl.meaning"
  }

  /// The words for a file.
  var encoded: [String: String] {
    [
      Key.version: "\(Self.version)",
      Key.architecture: configuration.cell.rawValue,
      Key.units: configuration.units.map(String.init).joined(separator: ","),
      Key.steps: "\(shape.steps)",
      Key.features: "\(shape.features)",
      Key.targets: shape.targets.word,
      Key.classes: "\(shape.targets.count)",
      Key.forgetBias: "\(configuration.forgetBias)",
      Key.gateOrder: configuration.cell.gateOrder,
      Key.symbols: "\(shape.areSymbols)",
      Key.seed: "\(seed)",
      Key.epochs: "\(epochs)",
    ].merging(configuration.encodedOptions) { kept, _ in kept }
      .merging(configuration.form.encoded) { kept, _ in kept }
      .merging(shape.hasLengths ? [Key.lengths: "true"] : [:]) { kept, _ in kept }
      .merging(scaling?.encoded ?? [:]) { kept, _ in kept }
      .merging(meaning.map { [Key.meaning: $0] } ?? [:]) { kept, _ in kept }
  }
}

extension ModelMetadata {
  /// Reads the words of a file.
  ///
  /// Numbers are accepted only as `encoded` writes them, sizes only within `ModelConfiguration`'s
  /// limits.
  ///
  /// - Throws: What is wrong first: the form, the kind of network, then the entries.
  init(decoding words: [String: String]) throws(ModelFileFault) {
    let version = try Self.word(Key.version, in: words)
    guard version == "\(Self.version)" else {
      throw .version(found: version, known: Self.version)
    }
    let architecture = try Self.word(Key.architecture, in: words)
    guard let cell = ModelConfiguration.Cell(rawValue: architecture) else {
      throw .architecture(found: architecture)
    }
    let gateOrder = try Self.word(Key.gateOrder, in: words)
    guard gateOrder == cell.gateOrder else {
      throw .gateOrder(found: gateOrder, known: cell.gateOrder)
    }
    let list = try Self.word(Key.units, in: words)
    var units: [Int] = []
    for item in list.split(separator: ",", omittingEmptySubsequences: false) {
      guard let count = Int(item), "\(count)" == item, ModelConfiguration.Limit.units ~= count,
        units.count < ModelConfiguration.Limit.layers.upperBound
      else { throw .metadata(key: Key.units, value: list) }
      units.append(count)
    }
    let bias = try Self.word(Key.forgetBias, in: words)
    guard let forgetBias = Double(bias), forgetBias.isFinite, "\(forgetBias)" == bias else {
      throw .metadata(key: Key.forgetBias, value: bias)
    }
    configuration = ModelConfiguration(units: units, forgetBias: forgetBias)
    configuration.cell = cell
    configuration.form = try CellForm(decoding: words)
    try configuration.decodeOptions(words)
    let sizes = ModelConfiguration.Limit.example
    let count = try Self.number(Key.classes, in: words, within: sizes)
    // Files of before there was anything else have no entry.
    let kind = words[Key.targets] ?? Targets.classes(count).word
    guard let targets = Targets(word: kind, count: count) else {
      throw .metadata(key: Key.targets, value: kind)
    }
    shape = ExampleShape(
      steps: try Self.number(Key.steps, in: words, within: sizes),
      features: try Self.number(Key.features, in: words, within: sizes), targets: targets,
      areSymbols: try Self.value(Key.symbols, in: words) ?? false,
      hasLengths: try Self.value(Key.lengths, in: words) ?? false)
    do throws(LearnError) {
      try configuration.checkOptions(for: shape)
    } catch {
      throw error.fault(in: words)
    }
    scaling = try Scaling(decoding: words, shape: shape)
    meaning = words[Key.meaning]
    seed = try Self.number(Key.seed, in: words, within: 0...UInt64.max)
    epochs = try Self.number(Key.epochs, in: words, within: 0...Int(Int32.max))
  }

  /// A word that must be there.
  static func word(
    _ key: String, in words: [String: String]
  ) throws(ModelFileFault) -> String {
    guard let word = words[key] else { throw .missingMetadata(key: key) }
    return word
  }

  /// A value that files have had only since some version; nil if this one does not.
  static func value<Value: LosslessStringConvertible>(
    _ key: String, in words: [String: String]
  ) throws(ModelFileFault) -> Value? {
    guard let word = words[key] else { return nil }
    guard let value = Value(word), "\(value)" == word else {
      throw .metadata(key: key, value: word)
    }
    return value
  }

  /// A whole number, written as `encoded` writes it.
  static func number<Number: FixedWidthInteger>(
    _ key: String, in words: [String: String], within limits: ClosedRange<Number>
  ) throws(ModelFileFault) -> Number {
    let word = try word(key, in: words)
    guard let number = Number(word), "\(number)" == word, limits.contains(number) else {
      throw .metadata(key: key, value: word)
    }
    return number
  }
}

extension Targets {
  /// The word for what is asked, in files.
  fileprivate var word: String {
    switch self {
    case .classes: "classes"
    case .labels: "labels"
    case .numbers: "numbers"
    case .stepClasses: "step-classes"
    case .nextToken: "next-token"
    }
  }

  /// What a word of a file means; nil if nothing.
  fileprivate init?(word: String, count: Int) {
    let all: [Targets] = [
      .classes(count), .labels(count), .numbers(count), .stepClasses(count), .nextToken(count),
    ]
    guard let found = all.first(where: { $0.word == word }) else { return nil }
    self = found
  }
}
