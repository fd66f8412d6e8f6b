import Foundation
import MNLBuiltins
import MNLDiagnostics
import MNLEvents
import MNLLearn
import MNLRuntime
import MNLTensor
import Testing

/// What `train` keeps and goes on with, and what `open` makes of it.
@Suite struct CheckpointCommandTests {
  private static let start = "load digits train=240 test=24; let m = model lstm 8; "
  private static let settings =
    "epochs=3 batch=20 rate=0.02 schedule=(cosine warmup=4 final=0.1) clip=0.5 average=0.9 "
    + "patience=2 optimizer=(adamw weight-decay=0.1 bias-decay=0.0)"

  /// A file that is gone with the test.
  private final class TemporaryFile {
    let path = "/tmp/mnl-checkpoint-\(UInt64.random(in: 0...UInt64.max))/run.ckpt"
    var folder: String { URL(fileURLWithPath: path).deletingLastPathComponent().path }
    init() throws {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
    deinit { try? FileManager.default.removeItem(atPath: folder) }
    var names: [String] {
      get throws { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() }
    }
  }

  /// The hash of the weights of a training that nothing stops.
  private func wholeHash(_ settings: String = settings) throws -> String {
    let bench = try Workbench()
    try bench.run(Self.start + "train \(settings); let hash = $m.hash")
    return try bench.value("hash").printed
  }

  /// Stops a training after so many looks at the interruption.
  private func interrupt(_ file: TemporaryFile, looks: Int, _ more: String = "") throws
    -> Diagnostic
  {
    let bench = try Workbench()
    try bench.run(Self.start)
    bench.interrupt(afterLooks: looks)
    return try bench.failure("train \(Self.settings) checkpoint=\(file.path) \(more)")
  }

  @Test(
    "another session finishes what was interrupted, to the last bit", arguments: [2, 5, 11, 20])
  func opens(looks: Int) throws {
    let file = try TemporaryFile()
    let fault = try interrupt(file, looks: looks)
    #expect(fault.code == .interrupted)
    #expect(fault.message.hasSuffix("; the state is in '\(file.path)'"))
    #expect(fault.help?.contains("open \(file.path); train") == true)
    let bench = try Workbench(threads: 2)
    try bench.run("load digits train=240 test=24; let m = open \(file.path)")
    try bench.run("let t = train; let hash = $m.hash; let where = $t.checkpoint; print $t")
    #expect(try bench.value("hash").printed == wholeHash())
    #expect(try bench.value("where").printed == file.path)
    #expect(bench.output.contains("finished the interrupted training of lstm 8 on digits"))
    #expect(bench.output.contains("checkpoint \(file.path) of epoch 3"))
  }

  @Test("the same session finishes it, too")
  func finishes() throws {
    let file = try TemporaryFile()
    let bench = try Workbench()
    try bench.run(Self.start)
    bench.interrupt(afterLooks: 14)
    #expect(
      try bench.failure("train \(Self.settings) checkpoint=\(file.path)").code == .interrupted)
    bench.interrupt(afterLooks: nil)
    try bench.run("train; let hash = $m.hash")
    #expect(try bench.value("hash").printed == wholeHash())
    #expect(try Checkpoint(opening: file.path).isFinished)
  }

  @Test("a script that is run again goes on with `resume=true`, until nothing is left")
  func resumes() throws {
    let file = try TemporaryFile()
    let script =
      Self.start + "let t = train \(Self.settings) checkpoint=\(file.path) resume=true; "
      + "let hash = $m.hash; let added = $t.added"
    _ = try interrupt(file, looks: 14, "resume=true")
    for _ in 1...2 {
      let bench = try Workbench()
      try bench.run(script)
      #expect(try bench.value("hash").printed == wholeHash())
    }
    let bench = try Workbench()
    try bench.run(script + "; print $t")
    #expect(try bench.number("added") == 0)
    #expect(bench.output.contains("no epoch was left"))
  }

  @Test("an unfinished training is not overwritten unless that is said")
  func overwriting() throws {
    let file = try TemporaryFile()
    _ = try interrupt(file, looks: 14)
    let bench = try Workbench()
    let line = "train \(Self.settings) checkpoint=\(file.path)"
    let fault = try bench.failure(Self.start + line)
    #expect(fault.message == "'\(file.path)' holds an unfinished training, in epoch 2 of 3")
    #expect(fault.help == "go on with it by `resume=true`, or overwrite it by `resume=false`")
    try bench.run(Self.start + line + " resume=false; let hash = $m.hash")
    #expect(try bench.value("hash").printed == wholeHash())
    // A finished one is.
    try bench.run(Self.start + line)
  }

  @Test(
    "refuses to go on with another training, and says in what it differs",
    arguments: [
      ("batch=20", "batch=30", "with batch=20, not batch=30"),
      ("rate=0.02", "rate=0.01", "with optimizer=(adamw rate=0.02"),
      ("clip=0.5", "", "with clip=0.5, not no clip"),
      ("epochs=3", "epochs=4", "with epochs=3, not epochs=4"),
      ("lstm 8", "lstm 9", "of a network with units=8, not units=9"),
      ("train=240", "train=264", "on digits (220 examples), not on digits (242 examples)"),
      ("test=24", "test=24 seed=2", "on other examples than these of digits"),
      ("let m", "seed 2; let m", "of a network with seed=1, not seed=2"),
      ("train epochs", "train epochs=1; train epochs", "from epoch 1 on, not from epoch 2 on"),
    ])
  func otherTraining(_ old: String, _ new: String, _ words: String) throws {
    let file = try TemporaryFile()
    _ = try interrupt(file, looks: 14)
    let script = Self.start + "train \(Self.settings) checkpoint=\(file.path) resume=true"
    let fault = try Workbench().failure(script.replacingOccurrences(of: old, with: new))
    #expect(fault.message.hasPrefix("'\(file.path)' holds another training: \(words)"))
    #expect(fault.primary?.span.text.contains("checkpoint=") == true)
    #expect(try !Checkpoint(opening: file.path).isFinished)
  }

  @Test("keeps the models of the best epochs beside it, and no others")
  func keep() throws {
    let file = try TemporaryFile()
    let bench = try Workbench()
    try bench.run(Self.start)
    try bench.run("train epochs=6 batch=20 rate=0.05 average=0.5 checkpoint=\(file.path) keep=2")
    let losses = bench.sink.events.compactMap { event -> Double? in
      guard case .metric(let metric) = event, metric.name == "loss" else { return nil }
      return metric.split == "validation" ? metric.value : nil
    }
    #expect(losses.count == 6)
    let best = losses.indices.sorted { losses[$0] < losses[$1] }.prefix(2).sorted()
    #expect(try file.names == best.map { "run-epoch-\($0 + 1).ckpt" } + ["run.ckpt"])
    for epoch in best {
      try bench.run("open \(file.folder)/run-epoch-\(epoch + 1).ckpt")
      try bench.run("let loss = (eval split=validation).loss")
      #expect(try bench.number("loss") == losses[epoch])
    }
  }

  @Test("keeps a state after so many steps, too, so that one long epoch is protected")
  func steps() throws {
    let file = try TemporaryFile()
    let bench = try Workbench()
    try bench.run(Self.start)
    // The state at its beginning and that of the steps alone: nobody stops it in words.
    try bench.run("train epochs=1 batch=20 checkpoint=\(file.path) every=3 per=step")
    #expect(try Checkpoint(opening: file.path).isFinished)
  }

  @Test(
    "refuses settings that mean nothing",
    arguments: [
      ("train every=2", DiagnosticCode.missingArgument, "`every` needs a checkpoint"),
      ("train resume=true", .missingArgument, "`resume` needs a checkpoint"),
      ("train checkpoint=x every=0", .outOfRange, "every must be at least 1"),
      ("train checkpoint=x keep=0", .outOfRange, "keep must be at least 1"),
      ("train checkpoint=x per=hour", .outOfRange, "per must be"),
      ("train checkpoint=''", .unwritableFile, "a checkpoint needs the name of a file"),
      ("train checkpoint=/tmp", .unreadableFile, "'/tmp' is a directory"),
      ("train checkpoint=/none/run.ckpt", .unwritableFile, "'/none/run.ckpt' cannot be written"),
    ])
  func refusals(_ line: String, _ code: DiagnosticCode, _ message: String) throws {
    let fault = try Workbench().failure(Self.start + line)
    #expect(fault.code == code)
    #expect(fault.message.hasPrefix(message), "\(fault.message)")
  }

  @Test("refuses an optimiser whose command does not take what it is written as, before training")
  func unwritableRule() throws {
    let file = try TemporaryFile()
    let bench = try Workbench()
    try bench.registry.register(Foreign())
    let fault = try bench.failure(
      Self.start + "train epochs=1 optimizer=still checkpoint=\(file.path)")
    #expect(fault.message.hasPrefix("this training cannot be kept in a checkpoint: "))
    #expect(try file.names.isEmpty)
  }

  @Test("takes the optimiser of another plugin, whose command takes what it is written as")
  func foreignRule() throws {
    let file = try TemporaryFile()
    let bench = try Workbench()
    try bench.registry.register(Foreign())
    try bench.run(
      Self.start + "train epochs=1 batch=20 optimizer=(walk rate=0.5) checkpoint=\(file.path)")
    let other = try Workbench()
    #expect(try other.failure("open \(file.path)").message == "'walk rate=0.5' makes no optimizer")
    try other.registry.register(Foreign())
    try other.run("open \(file.path)")
  }

  /// A plugin with an optimiser that is written as its command cannot be called, and one that can.
  private struct Foreign: Plugin {
    struct Rule: Optimizer {
      let name: String
      let slots: [String] = []
      var rate = 1.0
      let settings: [(name: String, value: String)] = []
      func apply(_ site: UpdateSite<Float>) {}
      func apply(_ site: UpdateSite<Double>) {}
    }
    let name = "foreign"
    let summary = "Nothing"
    var commands: [PluginCommand] {
      [
        PluginCommand(
          CommandDeclaration("still", "Stays", returns: .value(.kind("optimizer")))
        ) { _, _ in .handle(OptimizerHandle(Rule(name: "still"))) },
        PluginCommand(
          CommandDeclaration(
            "walk", "Stays", parameters: [.option("rate", .float, "Nothing", default: .float(1))],
            returns: .value(.kind("optimizer")))
        ) { arguments, _ in
          .handle(OptimizerHandle(Rule(name: "walk", rate: arguments.float("rate"))))
        },
      ]
    }
  }
}
