import MNLDiagnostics

/// A value given from outside for a `param` of a script: `--set epochs=3`.
package struct ParameterOverride: Sendable {
  /// The name of the parameter.
  package var name: String
  /// The value as written; for text, paths and choices it is taken as it stands.
  package var text: String

  /// Makes an override.
  package init(name: String, text: String) {
    self.name = name
    self.text = text
  }

  /// `name=value`, as a source that errors can point into.
  var source: SourceFile { SourceFile(name: "--set", text: "\(name)=\(text)") }
}
