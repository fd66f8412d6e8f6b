import MNLBuiltins
import MNLEvents
import MNLRuntime
import Testing

@testable import MNLSession

/// How the calls of every command are answered when a stopped run is run again.
@Suite struct ReplayTests {
  private func registry() throws -> Registry {
    try Session(
      settings: SessionSettings(), plugins: Builtins.plugins, sink: FanOutSink([]),
      interruption: Interruption()
    ).interpreter.registry
  }

  private func names(_ replay: Replay) throws -> Set<String> {
    Set(
      try registry().commands.filter { $0.command.replay == replay }.map {
        $0.declaration.name.description
      })
  }

  @Test("the commands that run again are known, all others are taken from the journal")
  func listed() throws {
    #expect(
      try names(.again) == [
        // The session.
        "tour", "rerun", "session log", "session set", "seed", "length",
        // Data.
        "load mnist", "load fashion-mnist", "load digits", "load adding", "load copying",
        "load csv", "load text", "load images", "load npz", "load npy", "load idx", "load series",
        "load parity", "load letters", "load reber", "load sensors", "load oscillations",
        "load seasons", "load stories", "load reviews", "next-batch",
        // The graph.
        "placeholder", "variable", "constant", "truncated-normal", "random-uniform", "reshape",
        "matmul", "argmax", "equal", "cast", "softmax", "relu", "tanh", "sigmoid", "mean", "sum",
        "max", "dropout", "reverse", "concatenate", "weighted-sum", "layer-norm", "embedding",
        "cross-entropy", "binary-cross-entropy", "mse", "mae", "huber", "lstm-cell", "gru-cell",
        "rnn-cell", "dynamic-rnn", "sgd", "rmsprop", "adagrad", "adam", "adamw", "minimize",
        "initialize",
        // Models.
        "open", "model lstm", "model gru", "model rnn", "constant-rate", "step", "exponential",
        "cosine", "one-cycle", "inverse-sqrt", "plateau", "warmup", "chain",
      ])
    #expect(try names(.retold) == ["current"])
  }

  @Test("what cannot be kept is made again")
  func unkept() throws {
    let registry = try registry()
    for command in registry.commands where command.command.replay != .again {
      for kind in kinds(of: command.declaration.returns) {
        #expect(
          registry.kind(kind)?.archived != nil,
          "\(command.declaration.name) returns \(kind), which no archive holds")
      }
    }
  }

  private func kinds(of type: ReturnType) -> [String] {
    switch type {
    case .value(.kind(let kind)): [kind]
    case .record(let fields): fields.flatMap { kinds(of: $0.type) }
    default: []
    }
  }
}
