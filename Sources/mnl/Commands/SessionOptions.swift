import ArgumentParser
import MNLRuntime
import MNLSession

/// The options that say what a session starts with.
struct SessionOptions: ParsableArguments {
  @Option(
    name: .customLong("set"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("A value for a `param` of the script; may be repeated.", valueName: "N=V"))
  var overrides: [String] = []

  @Option(
    help: ArgumentHelp(
      "A JSON file with values for `param`s of the script; MNL_SET_name in the environment is "
        + "stronger, and --set the strongest.", valueName: "FILE"),
    completion: .file())
  var params: String?

  // Unconditional, so that `--seed -1` is told what is wrong with -1.
  @Option(
    parsing: .unconditional,
    help: "Seed of weights and shuffling; beats the command `seed`. (default: 1)")
  var seed: Int?

  @OptionGroup var computing: ThreadOptions
  @OptionGroup var library: LibraryOption

  /// Refuses what is out of range.
  func validate() throws {
    if let seed, seed < 0 {
      throw ValidationError("'--seed' must be 0 or more, got \(seed).")
    }
    for text in overrides where text.firstIndex(of: "=").map({ $0 == text.startIndex }) ?? true {
      throw ValidationError("'--set' must be NAME=VALUE, got '\(text)'.")
    }
  }

  /// What the options say, with what they leave open filled in.
  var settings: SessionSettings {
    SessionSettings(
      seed: UInt64(seed ?? 1), isSeedFixed: seed != nil,
      threads: computing.count, environment: Environment.variables)
  }

  /// The values for parameters from outside, the strongest last.
  ///
  /// - Throws: `RefusedDocument` for a file of parameters that cannot be read.
  func parameterOverrides() throws(RefusedDocument) -> [ParameterOverride] {
    let fromFile = try params.map(ParameterSources.file) ?? []
    return fromFile + ParameterSources.environment(Environment.variables) + fromOptions
  }

  private var fromOptions: [ParameterOverride] {
    overrides.compactMap { text in
      guard let sign = text.firstIndex(of: "=") else { return nil }
      return ParameterOverride(
        name: String(text[..<sign]), text: String(text[text.index(after: sign)...]))
    }
  }
}
