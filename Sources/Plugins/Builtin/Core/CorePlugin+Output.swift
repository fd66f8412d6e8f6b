import MNLRuntime

extension CorePlugin {
  /// `print VALUE…`.
  static var print: PluginCommand {
    PluginCommand(
      CommandDeclaration(
        "print", "Print values on one line, with a blank between them",
        details: "Numbers are written in their shortest exact form; `{$x:.4}` in a text rounds.",
        parameters: [
          ParameterDeclaration(
            "values", .any, "what to print; nothing prints an empty line",
            presence: .variadic(atLeast: 0))
        ],
        examples: [
          CommandDeclaration.Example(
            "let n = 3; print \"epoch {$n}\" (1 / 4)", "prints `epoch 3 0.25`")
        ],
        seeAlso: ["expect", "length"])
    ) { (arguments, context) throws(CommandFailure) in
      context.print(try Value.printedLine(arguments.list("values")))
      return .none
    }
  }
}
