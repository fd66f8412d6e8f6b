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

  /// What is wrong if the script declares other parameters than this one; nil if nothing is.
  func fault(ifNotAmong declared: Set<String>) -> Diagnostic? {
    guard !declared.contains(name) else { return nil }
    let names = declared.sorted()
    let near = Candidates(names: names).nearest(to: name)
    var help = near.map(Candidates.suggestion)
    if help == nil, !names.isEmpty {
      help = "its parameters are " + names.map { "`\($0)`" }.joined(separator: ", ")
    }
    return Diagnostic(
      .unknownScriptParameter, "the script has no parameter '\(name)'",
      at: SourceSpan(source, 0..<name.utf8.count), help: help)
  }
}
