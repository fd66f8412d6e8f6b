import Foundation

/// What a model keeps of the data that it was made for: what has to be known to read others of the
/// same form, and to name what it says of them.
package protocol DataMeaning: Codable, Hashable, Sendable {
  /// The word by which one kind of data is told from others.
  static var kind: String { get }
  /// What is asked of each example.
  var targets: ExampleForm.Targets { get }
  /// What the answer to that is called.
  var question: String { get }
  /// How many steps a model reads at most, `T`.
  var steps: Int { get }
  /// How many numbers it reads in each step, `I`.
  var features: Int { get }
  /// Whether what was read from a file makes sense.
  var isSound: Bool { get }
}

extension DataMeaning {
  /// The meaning as a word for a file.
  package var encoded: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else {
      preconditionFailure("texts and finite numbers that cannot be written")
    }
    return "\(Self.kind) \(String(decoding: data, as: UTF8.self))"
  }

  /// Reads a word of a file; nil if it means nothing, or other data.
  package init?(decoding word: String) {
    let prefix = Self.kind + " "
    guard word.hasPrefix(prefix),
      let found = try? JSONDecoder().decode(
        Self.self, from: Data(word.utf8.dropFirst(prefix.utf8.count))),
      found.isSound
    else { return nil }
    self = found
  }
}
