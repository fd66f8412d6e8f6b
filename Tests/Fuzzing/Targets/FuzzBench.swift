import MNLDiagnostics
import MNLEvents
import MNLRuntime
import MNLSyntax

/// A fresh interpreter with commands that take every type of value and do nothing.
struct FuzzBench {
  /// What the commands print.
  let sink = RecordingSink()
  /// What checks and runs.
  let interpreter: Interpreter

  /// Makes an interpreter; its disk is empty.
  init() {
    let registry = Registry()
    do throws(PluginClash) {
      try registry.register(FuzzPlugin())
      try registry.verify()
    } catch {
      fatalError("the commands contradict each other: \(error)")
    }
    let context = CommandContext(
      settings: SessionSettings(environment: ["HOME": "/home/ada"]), sink: sink,
      isInterrupted: { false })
    interpreter = Interpreter(
      registry: registry, context: context, contentOfPath: { _ in .nothing })
  }

  /// What `print` makes of a value; nil if it is none.
  static func printed(_ value: [UInt8]) -> String? {
    let bench = FuzzBench()
    let file = SourceFile(
      name: "fuzz", bytes: Array("let n = ".utf8) + value + Array("\nprint $n".utf8))
    guard let script = try? Parser.parse(file), (try? bench.interpreter.run(script)) != nil else {
      return nil
    }
    return bench.sink.events.reduce(into: "") { text, event in
      if case .output(let part) = event { text += part.filter { $0 != "\n" } }
    }
  }
}

/// Commands of every shape.
struct FuzzPlugin: Plugin {
  let name = "fuzz"
  let summary = "Commands of every shape"
  let kinds = [
    KindDeclaration(
      "data", "A data set", fields: [ReturnType.Field("train", .value(.int), "how many")],
      archived: KeptValue.self),
    KindDeclaration("optimizer", "How to learn"),
  ]

  var commands: [PluginCommand] {
    [
      PluginCommand(
        CommandDeclaration(
          "print", "Print",
          parameters: [
            ParameterDeclaration("values", .any, "what", presence: .variadic(atLeast: 0))
          ])
      ) { arguments, context in
        context.print(arguments.list("values").map(\.printed).joined(separator: " "))
        return .none
      },
      PluginCommand(
        CommandDeclaration(
          "echo", "Give a value back",
          parameters: [ParameterDeclaration("value", .any, "what")], returns: .anything)
      ) { arguments, _ in arguments.value("value") },
      PluginCommand(
        CommandDeclaration(
          "train", "Train",
          parameters: [
            .option("epochs", .int, "passes", limits: .between(1, 1000), default: .int(1)),
            .option("rate", .float, "step", limits: .above(0), default: .float(0.001)),
            .option("mode", .choice(["fast", "careful"]), "how", default: .text("fast")),
            .option("optimizer", .kind("optimizer"), "by what"),
            .option("for", .duration, "how long", limits: .from(1)),
            .option("memory", .size, "how much"), .option("to", .path, "where"),
            .option("quiet", .bool, "whether", default: .bool(false)),
            .option("steps", .list, "which"),
          ],
          returns: .record([ReturnType.Field("loss", .value(.float), "loss")]))
      ) { _, _ in .record(Record([("loss", .float(1 / 3))])) },
    ]
  }
}
