/// The version of `mnl`.
package enum Version {
  /// As in `mnl --version`.
  package static let current = "0.1.0"
}
