import Foundation
import MNLBuiltins
import MNLRuntime
import Testing

@Suite struct BuiltinsTests {
  /// The verbs of design §3 and the tensor commands of the tutorial.
  static let owed = [
    "load mnist", "load fashion-mnist", "load digits", "show", "summary", "model lstm", "train",
    "plot", "eval", "compare", "predict", "save", "open", "current", "next-batch", "placeholder",
    "variable", "constant", "truncated-normal", "reshape", "lstm-cell", "dynamic-rnn", "softmax",
    "cross-entropy", "mean", "argmax", "equal", "cast", "adam", "sgd", "minimize", "initialize",
    "run", "print", "expect", "fail", "length", "seed",
  ]

  /// What training is made of.
  static let owedToTraining = [
    "sgd", "rmsprop", "adagrad", "adam", "adamw", "constant-rate", "step", "exponential", "cosine",
    "one-cycle", "inverse-sqrt", "plateau", "warmup", "chain", "cross-entropy",
    "binary-cross-entropy", "mse", "mae", "huber",
  ]

  /// What networks are made of, at the tensor level.
  static let owedToNetworks = [
    "dropout", "reverse", "concatenate", "max", "weighted-sum", "layer-norm", "embedding",
  ]

  @Test(
    "brings every command through a plugin", arguments: owed + owedToTraining + owedToNetworks)
  func ownsCommand(name: String) throws {
    let bench = try Workbench()
    let words = name.split(separator: " ").map(String.init)
    let owner = bench.registry.owner(of: CommandName(words[0], words.count > 1 ? words[1] : nil))
    #expect(owner.map { bench.registry.hasPlugin($0) } == true)
  }

  @Test("gives each session plugins of its own")
  func freshPlugins() throws {
    let first = try Workbench()
    let second = try Workbench()
    try first.run("let w = variable 1; run (initialize)")
    #expect(throws: (any Error).self) { try second.run("run $w") }
  }

  @Test("declares a summary and an example of every command")
  func declaresExamples() throws {
    for command in try Workbench().registry.commands {
      #expect(!command.declaration.summary.isEmpty, "\(command.declaration.name)")
      #expect(!command.declaration.examples.isEmpty, "\(command.declaration.name)")
    }
  }

  @Test("refers to commands that exist")
  func seeAlsoExists() throws {
    let registry = try Workbench().registry
    // Of the session, which registers its own plugin.
    let elsewhere: Set = ["status"]
    for command in registry.commands {
      for name in command.declaration.seeAlso where !elsewhere.contains(name) {
        let words = name.split(separator: " ").map(String.init)
        #expect(
          registry.command(CommandName(words[0], words.count > 1 ? words[1] : nil)) != nil,
          "\(command.declaration.name) refers to \(name)")
      }
    }
  }

  /// The files that an example writes, all of them below /tmp.
  private func files(of code: String) -> [String] {
    code.split(whereSeparator: { " ;=".contains($0) }).map(String.init).filter {
      $0.hasPrefix("/tmp/")
    }
  }

  @Test("runs every declared example")
  func examplesRun() throws {
    for command in try Workbench().registry.commands {
      for example in command.declaration.examples {
        #expect(throws: Never.self, "\(command.declaration.name): \(example.code)") {
          try Workbench().run(example.code)
        }
        for path in files(of: example.code) { try? FileManager.default.removeItem(atPath: path) }
      }
    }
  }
}
