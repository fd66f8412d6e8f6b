import MNLNotebook

/// The state of the repository in which a script lies, when its run began.
package struct GitState: Sendable, Equatable {
  /// The commit.
  package var commit: String
  /// The branch; nil if none is checked out.
  package var branch: String?
  /// Whether files that it knows were changed since; nil if that is not known.
  package var isDirty: Bool?
  /// The file with the changes: `diff.patch`; nil if there is none.
  package var patch: String?
  /// Whether the file holds only the beginning of the changes.
  package var isPatchCut = false

  /// The state as JSON.
  var json: JSONValue {
    .object(pairs: [
      ("commit", .text(commit)), ("branch", JSONValue(optional: branch)),
      ("dirty", isDirty.map { .bool($0) } ?? .null), ("patch", JSONValue(optional: patch)),
      ("patch_cut", .bool(isPatchCut)),
    ])
  }
}

extension GitState {
  /// Reads what `json` wrote; nil if it is something else.
  init?(_ json: JSONValue) {
    guard let commit = json["commit"]?.text else { return nil }
    self.init(commit: commit, branch: json["branch"]?.text)
    if case .bool(let bool) = json["dirty"] { isDirty = bool }
    patch = json["patch"]?.text
    isPatchCut = json["patch_cut"] == .bool(true)
  }
}
