package import MNLRuntime

/// The plugins that are part of `mnl`.
package enum Builtins {
  /// All of them, in the order in which they are registered.
  package static var plugins: [any Plugin] { [CorePlugin()] }
}
