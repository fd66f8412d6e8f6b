import MNLDiagnostics
import MNLEvents
import MNLRuntime

extension CorePlugin {
  /// `expect (CONDITION) "text"`.
  static var expect: PluginCommand {
    PluginCommand(
      CommandDeclaration(
        "expect", "Stop the run with exit code 3 unless a condition holds",
        details: "What is expected must hold: `try` does not catch it.",
        parameters: [
          ParameterDeclaration("condition", .bool, "what must hold, in parentheses"),
          ParameterDeclaration(
            "text", .text, "what is expected, in words; else the condition as written",
            presence: .optional),
        ],
        examples: [
          CommandDeclaration.Example(
            "let loss = 0.25; expect ($loss < 1) \"the loss is small\"",
            "goes on, because it holds")
        ],
        seeAlso: ["fail"])
    ) { (arguments, context) throws(CommandFailure) in
      let condition = context.argumentPlace(of: "condition").map { trimmed($0.text) } ?? ""
      let text = arguments.optionalText("text") ?? condition
      let holds = arguments.bool("condition")
      if let span = context.callPlace {
        context.emit(
          .expectation(
            Expectation(holds: holds, text: text, condition: condition, span: span)))
      }
      guard !holds else { return .none }
      throw CommandFailure(
        .expectationFailed, "expected: \(text)", parameter: "condition", label: "does not hold")
    }
  }

  /// `fail "text"`.
  static var fail: PluginCommand {
    PluginCommand(
      CommandDeclaration(
        "fail", "Stop with an error of your own",
        details: "`try` catches it, as it does every error.",
        parameters: [
          ParameterDeclaration("text", .text, "what is wrong"),
          .option("help", .text, "the way out"),
        ],
        examples: [
          CommandDeclaration.Example(
            "try { fail \"too small\" help=\"take more\" } catch e { print $e.message $e.help }",
            "prints `too small take more`")
        ],
        seeAlso: ["expect"])
    ) { (arguments, _) throws(CommandFailure) in
      throw CommandFailure(
        .commandFailed, arguments.text("text"), help: arguments.optionalText("help"))
    }
  }

  /// The condition without the parentheses that the grammar asks for.
  private static func trimmed(_ condition: String) -> String {
    guard condition.hasPrefix("("), condition.hasSuffix(")") else { return condition }
    return String(condition.dropFirst().dropLast())
  }
}
