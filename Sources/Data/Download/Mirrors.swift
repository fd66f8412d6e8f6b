/// The base addresses from which the files of a data set are fetched, in turn.
struct Mirrors: Equatable {
  /// The variable that names other mirrors than the public ones.
  static let variable = "MNL_MIRRORS"

  /// The base addresses; each ends with a slash.
  let bases: [String]

  /// Takes the mirrors that a variable lists, else the public ones.
  ///
  /// - Parameters:
  ///   - known: The data set.
  ///   - listed: The value of `MNL_MIRRORS`: addresses separated by commas; nil or without any if
  ///     the public mirrors are to be asked.
  /// - Throws: `malformedMirror`.
  init(for known: KnownDataSet, listed: String?) throws(DataError) {
    var bases: [String] = []
    for part in (listed ?? "").split(separator: ",") {
      let text = String(part.drop { $0 == " " })
      let base = String(text.reversed().drop { $0 == " " }.reversed())
      guard !base.isEmpty else { continue }
      guard HTTPStream.isAddress(base) else { throw .malformedMirror(text: base) }
      bases.append(base)
    }
    self.bases = (bases.isEmpty ? known.mirrors : bases).map { $0.hasSuffix("/") ? $0 : $0 + "/" }
  }
}
