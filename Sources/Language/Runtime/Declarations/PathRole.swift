/// What a command does with the path that a parameter takes, as far as it is known before it runs.
package enum PathRole: Hashable, Sendable {
  /// It reads a file, which must exist.
  case readsFile
  /// It reads what lies in a folder, which must exist.
  case readsFolder
  /// It writes a file, which need not exist.
  case writesFile
}

/// What lies at a path, as far as the check of a script asks.
package enum PathContent: Hashable, Sendable {
  /// Nothing.
  case nothing
  /// A folder.
  case folder
  /// A file or a device.
  case file
  /// It cannot be told, because a folder on the way may not be looked into.
  case unknown
}
