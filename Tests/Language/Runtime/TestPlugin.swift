import MNLDiagnostics
import MNLEvents
import MNLRuntime
import MNLSyntax

/// Commands of every shape, so that the runtime is tested without the shipped plugins.
struct TestPlugin: Plugin {
  let name = "test"
  let summary = "Commands of every shape"
  let kinds = [
    KindDeclaration(
      "data", "A data set",
      fields: [
        ReturnType.Field("train", .value(.int), "how many to train on"),
        ReturnType.Field("name", .value(.text), "its name"),
      ]),
    KindDeclaration("optimizer", "How to learn"),
    KindDeclaration("tensor", "Numbers", hasOperators: true, archived: Box.self),
    KindDeclaration("model", "A network"),
  ]

  var commands: [PluginCommand] { talking + working + making }

  private var talking: [PluginCommand] {
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
          "fail", "Fail",
          parameters: [
            ParameterDeclaration("text", .text, "why"), .option("help", .text, "the way out"),
          ])
      ) { (arguments, _) throws(CommandFailure) in
        throw CommandFailure(
          .commandFailed, arguments.text("text"), parameter: "text",
          help: arguments.optionalText("help"))
      },
      PluginCommand(
        CommandDeclaration(
          "expect", "Expect", parameters: [ParameterDeclaration("condition", .bool, "what")])
      ) { (arguments, context) throws(CommandFailure) in
        if arguments.bool("condition") { return .none }
        let text = context.argumentPlace(of: "condition")?.text ?? ""
        throw CommandFailure(.expectationFailed, "expected \(text)")
      },
      PluginCommand(
        CommandDeclaration(
          "read", "Read a file or what lies in a folder",
          parameters: [
            ParameterDeclaration(
              "file", .path, "which", presence: .optional, pathRole: .readsFile),
            .option("folder", .path, "where", pathRole: .readsFolder),
          ])
      ) { _, _ in .none },
      PluginCommand(
        CommandDeclaration(
          "write", "Write a file",
          parameters: [ParameterDeclaration("file", .path, "which", pathRole: .writesFile)])
      ) { _, _ in .none },
      PluginCommand(CommandDeclaration("stop", "Behave as if Ctrl-C came")) {
        (_, _) throws(CommandFailure) in throw CommandFailure.interrupted("interrupted in epoch 3")
      },
      PluginCommand(
        CommandDeclaration(
          "echo", "Give a value back",
          parameters: [ParameterDeclaration("value", .any, "what")], returns: .anything)
      ) { arguments, _ in arguments.value("value") },
    ]
  }

  private var working: [PluginCommand] {
    [
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
          returns: .record([
            ReturnType.Field("loss", .value(.float), "loss"),
            ReturnType.Field("epochs", .value(.int), "passes"),
          ]))
      ) { arguments, context in
        let given = arguments.given.sorted().map { "\($0)=\(arguments.value($0).printed)" }
        context.print("train " + given.joined(separator: " "))
        return .record(
          Record([
            ("loss", .float(1 / 3)), ("epochs", .int(arguments.int("epochs"))),
          ]))
      },
      PluginCommand(
        CommandDeclaration(
          "sum", "Add two numbers",
          parameters: [
            ParameterDeclaration("a", .int, "first number"),
            ParameterDeclaration("b", .float, "second number"),
          ], returns: .value(.float))
      ) { arguments, _ in .float(Double(arguments.int("a")) + arguments.float("b")) },
    ]
  }

  private var making: [PluginCommand] {
    [
      load(
        "digits",
        [
          .option("train", .int, "how many", limits: .between(1, 60000), default: .int(60000)),
          .option("seed", .int, "seed", limits: .from(0), default: .int(1)),
        ]),
      load(
        "mnist",
        [
          .option("dir", .path, "where"), .option("seed", .int, "seed", default: .int(1)),
        ]),
      PluginCommand(
        CommandDeclaration(
          "model lstm", "Make a network",
          parameters: [
            ParameterDeclaration(
              "units", .int, "cells of each layer", limits: .between(1, 10000),
              presence: .variadic(atLeast: 1)),
            .option("classes", .int, "how many", default: .int(10)),
          ], returns: .value(.kind("model")))
      ) { arguments, context in
        let box = Box("model", arguments.list("units").map(\.printed).joined(separator: "-"), [])
        context.current["model"] = box
        return .handle(box)
      },
      PluginCommand(
        CommandDeclaration(
          "adam", "Make an optimizer",
          parameters: [.option("rate", .float, "step", default: .float(0.01))],
          returns: .value(.kind("optimizer")))
      ) { arguments, _ in .handle(Box("optimizer", "adam \(arguments.float("rate"))", [])) },
      PluginCommand(
        CommandDeclaration(
          "tensor", "Make a tensor",
          parameters: [
            ParameterDeclaration("values", .float, "numbers", presence: .variadic(atLeast: 0))
          ], returns: .value(.kind("tensor")))
      ) { arguments, _ in .handle(Box("tensor", "tensor", arguments.list("values"))) },
    ]
  }

  private func load(_ word: String, _ parameters: [ParameterDeclaration]) -> PluginCommand {
    PluginCommand(
      CommandDeclaration(
        CommandName("load", word), "Load data", parameters: parameters,
        returns: .value(.kind("data")))
    ) { arguments, context in
      context.print("load \(word) seed=\(arguments.int("seed"))")
      return .handle(Box("data", word, []))
    }
  }
}

/// A handle with elements, a field, and a sum that knows shapes.
final class Box: Handle {
  let kind: String
  let summary: String
  let elements: [Value]

  init(_ kind: String, _ summary: String, _ elements: [Value]) {
    self.kind = kind
    self.summary = summary
    self.elements = elements
  }

  var fieldNames: [String] { ["name", "train"] }

  func field(_ name: String) -> Value? {
    switch name {
    case "name": .text(summary)
    case "train": .int(5)
    default: nil
    }
  }

  var elementCount: Int? { kind == "tensor" ? elements.count : nil }

  func element(at index: Int) -> Value { elements[index] }

  func applying(
    _ operation: BinaryOperator, _ left: Value, _ right: Value
  ) throws(CommandFailure) -> Value? {
    guard operation == .add, case .handle(let a as Box) = left, case .handle(let b as Box) = right,
      a.kind == "tensor", b.kind == "tensor"
    else { return nil }
    guard a.elements.count == b.elements.count else {
      throw CommandFailure(
        .shapeMismatch, "'+' needs shapes that fit",
        label: "[\(a.elements.count)] and [\(b.elements.count)]")
    }
    return .handle(Box("tensor", "sum", a.elements))
  }
}
