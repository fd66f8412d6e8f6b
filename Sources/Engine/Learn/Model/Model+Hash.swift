extension Model {
  /// The SHA-256 of all weights, in lower-case hexadecimal: equal if and only if every bit is.
  ///
  /// It goes over each parameter from the input to the output: the bytes of its name, a 0, and its
  /// elements as 4 bytes each, lowest first.
  ///
  /// - Throws: `LearnError.notBuilt`.
  /// - Complexity: O(parameters).
  package func weightsHash() throws(LearnError) -> String {
    var digest = ContentDigest()
    for named in try weights() {
      digest.update(Array(named.name.utf8) + [0])
      digest.update(named.tensor)
    }
    return digest.hexadecimal
  }
}
