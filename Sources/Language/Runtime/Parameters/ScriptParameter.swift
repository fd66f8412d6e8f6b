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
  /// Where that value comes from.
  package var origin: ParameterOverride.Origin
  /// The value of this run, where it is written down rather than computed; nil else.
  package var constant: Value?
  /// The default, where it is written down rather than computed; nil else.
  package var defaultConstant: Value?
  /// The text after `##`.
  package var help: String

  /// Reads a declaration; an override gives the value of this run.
  init(_ declaration: Declaration, overrides: [ParameterOverride]) {
    name = declaration.name.text
    type = [declaration.type?.span.text ?? "any", declaration.limits?.span.text]
      .compactMap { $0 }.joined(separator: " ")
    defaultText = declaration.defaultValue?.span.text
    let override = overrides.last { $0.name == declaration.name.text }
    value = override?.text ?? defaultText ?? "none"
    origin = override?.origin ?? .declaration
    help = declaration.help
  }
}
