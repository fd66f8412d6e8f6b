import MNLDiagnostics

/// A value given from outside for a `param` of a script: `--set epochs=3`.
package struct ParameterOverride: Sendable {
  /// Where a value comes from; where several give one, the last of these is taken.
  package enum Origin: Sendable, Equatable {
    /// The declaration itself.
    case declaration
    /// A file of parameters, by its path.
    case file(String)
    /// The variable `MNL_SET_name` of the environment.
    case environment
    /// `--set`.
    case option

    /// The one word for it in records.
    package var word: String {
      switch self {
      case .declaration: "default"
      case .file: "file"
      case .environment: "environment"
      case .option: "option"
      }
    }
  }

  /// The name of the parameter.
  package var name: String
  /// The value as written; for text, paths and choices it is taken as it stands.
  package var text: String
  /// Who gives it.
  package var origin: Origin

  /// Makes an override.
  package init(name: String, text: String, origin: Origin = .option) {
    self.name = name
    self.text = text
    self.origin = origin
  }

  /// `name=value`, as a source that errors can point into.
  var source: SourceFile {
    let place =
      switch origin {
      case .file(let path): path
      case .environment: "MNL_SET_\(name)"
      case .option, .declaration: "--set"
      }
    return SourceFile(name: place, text: "\(name)=\(text)")
  }

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
