import MNLDiagnostics
import MNLSyntax

/// What is known of a `param` of a script without running it.
package struct ScriptParameter: Sendable {
  /// Its name.
  package var name: String
  /// Its type and limits as written: `int 1..1000`; `any` if none is written.
  package var type: String
  /// Its default as written; nil if it has none.
  package var defaultText: String?
  /// The value of this run as text: that of `--set`, else the default; `none` without either.
  package var value: String
  /// The text after `##`.
  package var help: String

  init(_ declaration: Declaration, overrides: [ParameterOverride]) {
    name = declaration.name.text
    type = [declaration.type?.span.text ?? "any", declaration.limits?.span.text]
      .compactMap { $0 }.joined(separator: " ")
    defaultText = declaration.defaultValue?.span.text
    value = overrides.last { $0.name == declaration.name.text }?.text ?? defaultText ?? "none"
    help = declaration.help
  }
}
