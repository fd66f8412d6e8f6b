import ArgumentParser
import MNLRuntime
import MNLSession

/// The options that say what a session starts with.
struct SessionOptions: ParsableArguments {
  @Option(
    name: .customLong("set"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("A value for a `param` of the script; may be repeated.", valueName: "N=V"))
  var overrides: [String] = []

  // Unconditional, so that `--seed -1` is told what is wrong with -1.
  @Option(
    parsing: .unconditional,
    help: "Seed of weights and shuffling; beats the command `seed`. (default: 1)")
  var seed: Int?

  @Option(
    parsing: .unconditional,
    help: "Threads that compute, 1 to 1024. (default: the number of cores)")
  var threads: Int?

  /// Refuses what is out of range.
  func validate() throws {
    if let seed, seed < 0 {
      throw ValidationError("'--seed' must be 0 or more, got \(seed).")
    }
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("'--threads' must be 1 to 1024, got \(threads).")
    }
    for text in overrides where text.firstIndex(of: "=").map({ $0 == text.startIndex }) ?? true {
      throw ValidationError("'--set' must be NAME=VALUE, got '\(text)'.")
    }
  }

  /// What the options say, with what they leave open filled in.
  var settings: SessionSettings {
    SessionSettings(
      seed: UInt64(seed ?? 1), isSeedFixed: seed != nil,
      threads: threads ?? min(1024, Processor.coreCount), environment: Environment.variables)
  }

  /// The values of `--set`.
  var parameterOverrides: [ParameterOverride] {
    overrides.compactMap { text in
      guard let sign = text.firstIndex(of: "=") else { return nil }
      return ParameterOverride(
        name: String(text[..<sign]), text: String(text[text.index(after: sign)...]))
    }
  }
}
