import MNLDiagnostics
import MNLSyntax

/// What the check knows of the files that the text writes, and misses of those that it reads.
struct PathNotes {
  /// The paths that the text up to here may have written.
  var written: Set<String> = []
  /// Whether the text up to here may have written any path.
  var mayHaveWrittenAny = false
  /// What is missing, unless the body of a `def` writes it: only the end of the text tells.
  var missing: [(script: Int, path: String, fault: Diagnostic)] = []
}

// Files that must exist. They are looked for where a statement is sure to run, at the top level: a
// block may be there just because the file may be missing.
extension Checker {
  /// Notes what a command does with a path that is known.
  func notePath(_ value: Value, for parameter: ParameterDeclaration, at span: SourceSpan) {
    guard let role = parameter.pathRole, case .text(let path) = value else { return }
    if role == .writesFile {
      paths.written.insert(Self.normal(path))
    } else if looksForFiles, scopes.isEmpty, !mayHaveWritten(path),
      let fault = parameter.fault(of: path, holding: contentOfPath(path))
    {
      let diagnostic = RunFailure(fault, at: span).diagnostic
      paths.missing.append((scriptIndex, path, diagnostic))
    }
  }

  /// Notes that only the run knows what goes to a parameter.
  func noteUnknownPath(for parameter: ParameterDeclaration) {
    if parameter.pathRole == .writesFile { paths.mayHaveWrittenAny = true }
  }

  /// Notes what a `def` of an earlier document may do, whose body is not checked again.
  func notePaths(of definition: DefinedCommand) {
    if !declaredDefinitions.contains(definition.definition.name.text) {
      paths.mayHaveWrittenAny = true
    }
  }

  /// Reports what is missing and what no body of a `def` writes, which may have been called before.
  ///
  /// - Parameter checkBodies: Checks the bodies.
  func reportMissingPaths(_ checkBodies: () -> Void) {
    (paths.written, paths.mayHaveWrittenAny) = ([], false)
    checkBodies()
    for note in paths.missing where !mayHaveWritten(note.path) {
      scriptIndex = note.script
      report(note.fault)
    }
  }

  private func mayHaveWritten(_ path: String) -> Bool {
    paths.mayHaveWrittenAny || paths.written.contains(Self.normal(path))
  }

  /// The path without `.` and doubled slashes, so that two ways to write it are the same.
  private static func normal(_ path: String) -> String {
    let parts = path.split(separator: "/").filter { $0 != "." }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}
