import MNLRuntime

/// The file of the user that prepares the prompt, and nothing else, so that scripts mean the same
/// everywhere.
package enum StartFile {
  /// Where it is: `$XDG_CONFIG_HOME/mnl/init.mnl`, else `~/.config/mnl/init.mnl`.
  ///
  /// - Parameter environment: The environment variables.
  /// - Returns: The path; nil if nothing is there, or there is no home.
  package static func path(in environment: [String: String]) -> String? {
    var folder: String?
    // Only absolute paths count, as the XDG base directory specification has it.
    if let given = environment["XDG_CONFIG_HOME"], given.hasPrefix("/") {
      folder = given
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      folder = home + "/.config"
    }
    guard let path = folder.map({ $0 + "/mnl/init.mnl" }),
      PathProbe.content(of: path) != .nothing
    else { return nil }
    return path
  }
}
