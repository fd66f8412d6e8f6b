import MNLRuntime

/// The file of the user that prepares the prompt, and nothing else, so that scripts mean the same
/// everywhere.
package enum StartFile {
  /// Where it is, if it is there.
  ///
  /// - Parameter environment: The environment variables.
  /// - Returns: The path; nil if nothing is there, or there is no home.
  package static func path(in environment: [String: String]) -> String? {
    place(in: environment).flatMap { PathProbe.content(of: $0) == .nothing ? nil : $0 }
  }

  /// Where it would be: `$XDG_CONFIG_HOME/mnl/init.mnl`, else `~/.config/mnl/init.mnl`.
  ///
  /// - Parameter environment: The environment variables.
  /// - Returns: The path; nil if there is no home.
  package static func place(in environment: [String: String]) -> String? {
    var folder: String?
    // Only absolute paths count, as the XDG base directory specification has it.
    if let given = environment["XDG_CONFIG_HOME"], given.hasPrefix("/") {
      folder = given
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      folder = home + "/.config"
    }
    return folder.map { $0 + "/mnl/init.mnl" }
  }
}
