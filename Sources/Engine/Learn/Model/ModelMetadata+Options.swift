extension LearnError {
  /// What a file says that a network cannot be.
  func fault(in words: [String: String]) -> ModelFileFault {
    let key = "mnl." + (setting ?? "units").replacing("-", with: "_")
    return .metadata(key: key, value: words[key] ?? "")
  }
}

extension ModelConfiguration {
  /// What lies between and around the layers, as words for a file.
  ///
  /// The words are those of the verbs, after `mnl.`.
  var encodedOptions: [String: String] {
    var words = [
      "mnl.dropout": "\(dropout)", "mnl.variational": "\(isVariational)",
      "mnl.bidirectional": "\(isBidirectional)", "mnl.residual": "\(isResidual)",
      "mnl.pooling": pooling.rawValue,
    ]
    words["mnl.embedding"] = embedding.map(String.init)
    words["mnl.vocabulary"] = vocabulary.map(String.init)
    return words
  }

  /// Reads the words of a file: options that it does not name, as older ones, it does not use.
  ///
  /// - Throws: What has no meaning, and what does not go together.
  mutating func decodeOptions(_ words: [String: String]) throws(ModelFileFault) {
    dropout = try ModelMetadata.value("mnl.dropout", in: words) ?? 0
    isVariational = try ModelMetadata.value("mnl.variational", in: words) ?? false
    isBidirectional = try ModelMetadata.value("mnl.bidirectional", in: words) ?? false
    isResidual = try ModelMetadata.value("mnl.residual", in: words) ?? false
    embedding = try ModelMetadata.value("mnl.embedding", in: words)
    vocabulary = try ModelMetadata.value("mnl.vocabulary", in: words)
    let word = words["mnl.pooling"] ?? Pooling.last.rawValue
    guard let pooling = Pooling(rawValue: word) else {
      throw .metadata(key: "mnl.pooling", value: word)
    }
    self.pooling = pooling
    do throws(LearnError) {
      try check()
    } catch {
      throw error.fault(in: words)
    }
  }
}
