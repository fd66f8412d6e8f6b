import CMNLShims

/// The environment variables of the process.
package enum Environment {
  /// All of them, as they are now; names and values that are not UTF-8 are repaired.
  package static var variables: [String: String] {
    var variables: [String: String] = [:]
    guard var entry = unsafe mnl_environment() else { return variables }
    // SAFETY: the array of strings ends with a null pointer, and nobody in this process changes the
    // environment.
    while let text = unsafe entry.pointee {
      let parts = unsafe String(cString: text).split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
      unsafe entry += 1
    }
    return variables
  }
}
