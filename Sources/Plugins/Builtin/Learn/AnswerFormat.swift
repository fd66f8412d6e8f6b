import MNLDiagnostics
import MNLRuntime

/// How answers are written into a file, by the ending of its name.
enum AnswerFormat: String, CaseIterable {
  /// A table with a row for each answer.
  case csv
  /// An object of JSON for each answer.
  case jsonLines = "jsonl"
  /// An archive of numpy's arrays.
  case archive = "npz"

  /// The format that a name says.
  ///
  /// Errors: another ending.
  init(of path: String) throws(CommandFailure) {
    guard let format = Self.allCases.first(where: { path.hasSuffix(".\($0.rawValue)") }) else {
      throw CommandFailure(
        .outOfRange, "the name of the file must end in .csv, .jsonl or .npz", parameter: "to",
        label: "got \(path)")
    }
    self = format
  }
}
