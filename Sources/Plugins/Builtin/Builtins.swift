package import MNLRuntime

/// The plugins that are shipped with the program.
package enum Builtins {
  /// All of them, each a new object: what a plugin keeps for a session lies in it.
  package static var plugins: [any Plugin] {
    [CorePlugin(), DataPlugin(), TensorPlugin(), LearnPlugin()]
  }
}
