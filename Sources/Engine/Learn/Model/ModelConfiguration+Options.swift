extension ModelConfiguration {
  /// What the head sees of the steps of the last layer.
  package enum Pooling: String, Hashable, Sendable, CaseIterable {
    /// The last hidden state.
    case last
    /// The mean of all.
    case mean
    /// Of each unit the largest.
    case max
    /// The sum of all by shares that are learned.
    case attention
  }

  /// How many numbers a layer makes at each step.
  package func width(ofLayer index: Int) -> Int {
    isBidirectional ? 2 * units[index] : units[index]
  }

  /// Whether what a layer reads of the one before is added to what it makes.
  package func addsInput(ofLayer index: Int) -> Bool {
    isResidual && index > 0 && units[index] == units[index - 1]
  }

  /// Makes sure that options go together.
  ///
  /// - Throws: `LearnError.share`, `.pointless`, `.noEqualNeighbours`, `.outOfRange`.
  func checkOptions() throws(LearnError) {
    guard dropout >= 0, dropout < 1 else { throw .share(setting: "dropout", value: dropout) }
    if isVariational, dropout == 0 { throw .pointless(setting: "variational", without: "dropout") }
    if isResidual, !units.indices.contains(where: addsInput) {
      throw .noEqualNeighbours(units: units)
    }
    if let embedding { try Self.check("embedding", embedding, Limit.units) }
    if let vocabulary {
      guard embedding != nil else { throw .pointless(setting: "vocabulary", without: "embedding") }
      // Beyond, a Float does not tell whole numbers apart.
      try Self.check("vocabulary", vocabulary, 1...16_777_216)
    }
  }

  /// Makes sure that options fit examples of a shape.
  ///
  /// - Throws: `LearnError.optionDoesNotFit`.
  func checkOptions(for shape: ExampleShape) throws(LearnError) {
    func refuse(_ setting: String, _ misfit: OptionMisfit) throws(LearnError) {
      throw .optionDoesNotFit(setting: setting, misfit)
    }
    if pooling != .last, shape.targets.isPerStep {
      try refuse("pooling", .answersAtEachStep(shape.targets))
    }
    if isBidirectional, case .nextToken = shape.targets {
      try refuse("bidirectional", .seesTheAnswer(shape.targets))
    }
    guard embedding != nil else { return }
    if shape.areSymbols {
      if let vocabulary, vocabulary != shape.features {
        try refuse("vocabulary", .otherVocabulary(given: vocabulary, found: shape.features))
      }
    } else if shape.features != 1 {
      try refuse("embedding", .noTokens(features: shape.features))
    } else if vocabulary == nil {
      try refuse("embedding", .unknownVocabulary)
    }
  }
}

/// Why an option of a model does not fit data.
package enum OptionMisfit: Hashable, Sendable {
  /// Something is asked at each step: there is nothing to pool.
  case answersAtEachStep(Targets)
  /// Who reads from the end has seen what is asked.
  case seesTheAnswer(Targets)
  /// Steps of several numbers are no tokens.
  case noTokens(features: Int)
  /// How many different tokens there are is not known.
  case unknownVocabulary
  /// The data have another number of symbols.
  case otherVocabulary(given: Int, found: Int)
}
