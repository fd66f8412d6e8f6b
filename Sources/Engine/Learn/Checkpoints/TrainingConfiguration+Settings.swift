import MNLTensor

extension TrainingConfiguration {
  /// The settings that decide what becomes of the weights, in words, by the names that `train` has
  /// for them; what is left out is not set.
  ///
  /// Two trainings with the same settings, data and first weights end with the same bits. Rules and
  /// schedules are written as the commands that make them, which any plugin may bring.
  package var settings: [(name: String, value: String)] {
    var weights: String?
    if case .given(let numbers) = loss.weights {
      weights = numbers.map { "\($0)" }.joined(separator: ",")
    }
    let all: [(String, String?)] = [
      ("epochs", "\(epochs)"), ("for", timeLimit.map { "\($0)" }),
      ("patience", patience.map { "\($0)" }), ("best", keepsBest ? "true" : nil),
      ("batch", "\(batch)"), ("optimizer", rule.text), ("schedule", schedule?.text),
      ("clip", clipping?.norm.map { "\($0)" }), ("clip-value", clipping?.value.map { "\($0)" }),
      ("loss", loss.kind?.rawValue), ("smoothing", loss.smoothing == 0 ? nil : "\(loss.smoothing)"),
      ("class-weights", weights), ("bucket", isBucketed ? "true" : nil),
      ("average", average.map { "\($0)" }), ("validates", validates ? nil : "false"),
    ]
    return all.compactMap { name, value in value.map { (name, $0) } } + augmentation.settings
  }

  /// Settings as `settings` writes them.
  ///
  /// - Parameters:
  ///   - words: The settings by their names.
  ///   - rule: What the optimiser's command made.
  ///   - schedule: What the schedule's command made.
  /// - Throws: A setting that has no meaning, or is missing.
  init(
    _ words: [String: String], rule: any Optimizer, schedule: (any Schedule)?
  ) throws(ModelFileFault) {
    func number<Number: LosslessStringConvertible & Comparable>(
      _ name: String, within limits: (Number) -> Bool
    ) throws(ModelFileFault) -> Number? {
      guard let word = words[name] else { return nil }
      guard let value = Number(word), value.description == word, limits(value) else {
        throw .metadata(key: name, value: word)
      }
      return value
    }
    func required(_ name: String, within limits: ClosedRange<Int>) throws(ModelFileFault) -> Int {
      guard let value = try number(name, within: limits.contains) else {
        throw .missingMetadata(key: name)
      }
      return value
    }
    self.init(
      epochs: try required("epochs", within: Self.epochLimit),
      batch: try required("batch", within: 1...Int(Int32.max)), rule: rule,
      validates: words["validates"] == nil)
    func above(_ name: String) throws(ModelFileFault) -> Double? {
      try number(name) { (value: Double) in value > 0 && value.isFinite }
    }
    func share(_ name: String) throws(ModelFileFault) -> Double? {
      try number(name) { (value: Double) in 0..<1 ~= value }
    }
    timeLimit = try above("for")
    patience = try number("patience") { (value: Int) in value >= 1 }
    keepsBest = words["best"] != nil
    self.schedule = schedule
    let limits = (norm: try above("clip"), value: try above("clip-value"))
    if limits.norm != nil || limits.value != nil {
      clipping = GradientClipping(norm: limits.norm, value: limits.value)
    }
    loss.kind = words["loss"].flatMap { LossKind(rawValue: $0) }
    loss.smoothing = try share("smoothing") ?? 0
    augmentation.shift = try number("shift") { (value: Int) in value >= 1 } ?? 0
    for share in Augmentation.shares {
      augmentation[keyPath: share.path] =
        try number(share.name) { (value: Double) in value > 0 && value <= share.highest } ?? 0
    }
    isBucketed = words["bucket"] != nil
    average = try share("average")
    guard let list = words["class-weights"] else { return }
    var weights: [Double] = []
    for item in list.split(separator: ",", omittingEmptySubsequences: false) {
      guard let weight = Double(item), weight > 0, weight.isFinite, "\(weight)" == item else {
        throw .metadata(key: "class-weights", value: list)
      }
      weights.append(weight)
    }
    loss.weights = .given(weights)
  }
}
