import MNLDiagnostics
import MNLEvents

/// A run as a session tells it: two cells that work, one that fails, one that never runs.
enum EventStream {
  static let file = SourceFile(name: "a.mnl", text: "# %% Train\ntrain\n\n# %% Eval\nevla\n")

  static var events: [Event] {
    [
      .runStart(
        RunStart(
          source: "a.mnl", title: "T", cellCount: 3, parameters: [.init("epochs", "2")], seed: 1,
          threads: 2)),
      .cellStart(CellStart(index: 1, name: "train", title: "Train")),
      .progress(
        Progress(
          id: "train", label: "epoch 1 of 2", done: 10, total: 100, unit: "sequences",
          rate: 12345.6, secondsLeft: 61.2, metrics: [("loss", 0.51234), ("accuracy", 0.9)])),
      .progress(
        Progress(
          id: "train", label: "epoch 1 of 2", done: 100, total: 100, unit: "sequences",
          rate: 12345.6, metrics: [("loss", 0.25)], isFinal: true)),
      .metric(Metric(name: "loss", value: 0.25, split: "train", epoch: 1)),
      .output("done\n"),
      .result(DisplayBundle(text: "42")),
      .cellEnd(CellEnd(index: 1, status: .ok, seconds: 12.34)),
      .cellStart(CellStart(index: 2, name: nil, title: "Eval")),
      .diagnostic(
        Diagnostic(
          .unknownCommand, "unknown command 'evla'", at: file.span(of: "evla"),
          help: "did you mean 'eval'?")),
      .cellEnd(CellEnd(index: 2, status: .failed, seconds: 0.004)),
      .cellEnd(CellEnd(index: 3, status: .pending, seconds: 0)),
      .runEnd(RunEnd(status: .failed, exitCode: 1, seconds: 12.5)),
    ]
  }
}
