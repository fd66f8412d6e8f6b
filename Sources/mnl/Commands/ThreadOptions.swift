import ArgumentParser
import MNLSession

/// The option that says how many threads compute.
struct ThreadOptions: ParsableArguments {
  // Unconditional, so that `--threads -1` is told what is wrong with -1.
  @Option(
    parsing: .unconditional,
    help: "Threads that compute, 1 to 1024. (default: the number of cores)")
  var threads: Int?

  /// Refuses what is out of range.
  func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("'--threads' must be 1 to 1024, got \(threads).")
    }
  }

  /// How many threads compute, with what the option leaves open filled in.
  var count: Int { threads ?? min(1024, Processor.coreCount) }
}
