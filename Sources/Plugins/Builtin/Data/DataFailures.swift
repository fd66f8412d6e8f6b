import MNLDiagnostics
package import MNLData
package import MNLRuntime

extension CommandFailure {
  /// The failure of a command that met an error of data.
  ///
  /// The first line of the error is the message; further lines (the places searched) are notes.
  package init(_ error: DataError) {
    switch error {
    case .interrupted, .downloadInterrupted:
      self = .interrupted(error.message)
      return
    default: break
    }
    let lines = error.message.split(separator: "\n").map { line in
      String(line.drop { $0 == " " })
    }
    let first = lines.first ?? error.id
    self.init(
      DiagnosticCode(rawValue: error.code), first.hasSuffix(":") ? String(first.dropLast()) : first,
      parameter: error.parameter, notes: Array(lines.dropFirst()),
      help: error.nearestColumn.map { "did you mean `\($0)`?" } ?? error.help)
  }
}

extension DataError {
  /// The parameter of a data command whose argument is at fault; nil if none is.
  fileprivate var parameter: String? {
    switch self {
    case .folderMissing, .notAFolder: "dir"
    case .batchOutOfRange: "count"
    case .sizeOutOfRange(let parameter, _, _): parameter
    default: nil
    }
  }

  /// The column or array whose name is nearest to one that there is not.
  fileprivate var nearestColumn: String? {
    switch self {
    case .unknownColumn(_, let name, let known), .unknownArray(_, let name, let known):
      return Suggestion.nearest(to: name, among: known)
    default: return nil
    }
  }
}
