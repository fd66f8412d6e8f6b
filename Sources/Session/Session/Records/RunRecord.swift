package import MNLNotebook

/// What is known of a run: the facts of `run.json`.
///
/// Fields are only ever added, and what a record of a later version knows besides is kept.
package struct RunRecord: Sendable, Equatable {
  /// What the form of a record is called.
  package static let schema = "mnl-run/1"

  /// The name of its directory: `20261123-200915-a3f2`.
  package var id: String
  /// What the user calls it; nil if nothing.
  package var label: String?
  /// How it ended; nil as long as it did not.
  ///
  /// `StoredRun.state` says what that means.
  package var status: RunState?
  /// The exit code; nil as long as it did not end.
  package var exitCode: Int?
  /// When it began, RFC 3339 in UTC.
  package var started: String
  /// When it ended; nil as long as it did not.
  package var ended: String?
  /// How long it took, in seconds; nil as long as it did not end.
  package var seconds: Double?
  /// How many cells ended in each way: `ok`, `failed`, `skipped`, `pending`, ….
  package var cells: [String: Int] = [:]
  /// The script.
  package var script: Script
  /// The command line, `mnl` first.
  package var command: [String]
  /// The parameters of the script with their values.
  package var parameters: [Parameter] = []
  /// The seed of initial weights and of shuffling.
  package var seed: Int
  /// The data that were loaded, in their order.
  package var data: [LoadedData] = []
  /// The plugins whose commands there were, with their versions.
  package var plugins: [Plugin] = []
  /// What it ran on; nil where it is not known.
  package var surroundings: RunSurroundings?
  /// The state of the repository in which the script lies; nil if it lies in none.
  package var git: GitState?
  /// What was measured, by the name of the measure.
  package var summary = RunSummary()
  /// The first error; nil if there was none.
  package var failure: Failure?
  /// The run that it goes on from; nil if it began at the beginning.
  package var resumedFrom: String?
  /// What else the record holds.
  var others: [JSONValue.Member] = []

  /// Makes the record of a run that begins.
  package init(id: String, started: String, script: Script, command: [String], seed: Int) {
    self.id = id
    self.started = started
    self.script = script
    self.command = command
    self.seed = seed
  }

  /// The value of a parameter; nil if the script has none of that name.
  package func parameter(named name: String) -> JSONValue? {
    parameters.first { $0.name == name }?.value
  }
}

extension RunRecord {
  /// A script.
  package struct Script: Sendable, Equatable {
    /// Its path as it was given.
    package var path: String
    /// The SHA-256 of its bytes in hexadecimal.
    package var sha256: String
  }

  /// A parameter of the script.
  package struct Parameter: Sendable, Equatable {
    /// Its name.
    package var name: String
    /// Its value: a number, a text, a list.
    package var value: JSONValue
    /// The value that it has by itself; nil if none.
    package var defaultValue: JSONValue?
    /// Where the value comes from: `default`, `file`, `environment` or `option`.
    package var origin: String
  }

  /// Data that were loaded.
  package struct LoadedData: Sendable, Equatable {
    /// What `load` calls them.
    package var name: String
    /// The SHA-256 of their examples in hexadecimal.
    package var sha256: String
    /// How many examples they have.
    package var items: Int
  }

  /// A plugin.
  package struct Plugin: Sendable, Equatable {
    /// Its name.
    package var name: String
    /// Its version.
    package var version: String
  }

  /// An error.
  package struct Failure: Sendable, Equatable {
    /// Its code: `E0301`.
    package var code: String
    /// What it says.
    package var message: String
    /// The number of the cell that failed; nil if none did.
    package var cell: Int?
  }
}
