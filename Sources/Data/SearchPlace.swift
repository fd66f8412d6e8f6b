/// A folder in which a data set is looked for.
package struct SearchPlace: Equatable, Sendable {
  /// Who answers for the content of a place.
  package enum Kind: Equatable, Sendable {
    /// The folder of `dir=`; no other is searched then.
    case explicit
    /// A folder of `MNL_DATA_PATH`.
    case dataPath
    /// `./data`.
    case local
    /// The cache, which only downloads fill.
    case cache
    /// What the system's packages installed.
    case system
  }

  /// Who answers for it.
  package let kind: Kind
  /// The folder that would hold the four files.
  package let folder: String

  /// Makes a place.
  package init(kind: Kind, folder: String) {
    self.kind = kind
    self.folder = folder
  }
}

extension SearchPlace.Kind {
  /// What to call the place in a list of those that were searched.
  package var words: String {
    switch self {
    case .explicit: "dir="
    case .dataPath: "MNL_DATA_PATH"
    case .local: "the working folder"
    case .cache: "the cache"
    case .system: "the system"
    }
  }
}
