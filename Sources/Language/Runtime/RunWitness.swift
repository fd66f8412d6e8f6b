/// Who keeps a record of what commands take from outside and leave there.
package protocol RunWitness: AnyObject {
  /// Data were loaded.
  ///
  /// - Parameters:
  ///   - name: What `load` calls them.
  ///   - items: How many examples they have.
  ///   - hash: The SHA-256 of the examples in hexadecimal; asked for only if it is wanted.
  func loaded(_ name: String, items: Int, hash: () -> String)

  /// A file was written, or written again.
  ///
  /// - Parameter path: Its path, as the script gave it.
  func wrote(_ path: String)
}
