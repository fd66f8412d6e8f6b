import MNLDiagnostics
import MNLRuntime

// `status` and `session set`: what is current, and where one can read it.
extension SessionPlugin {
  var status: PluginCommand {
    PluginCommand(
      CommandDeclaration(
        "status", "What is current, and what the session runs with",
        returns: .record([
          .init("data", .anything, "the data set that `train` and `eval` use; none if none is"),
          .init("model", .anything, "the model that `train` trains; none if none is"),
          .init("epochs", .anything, "how many epochs it was trained; none without a model"),
          .init("accuracy", .anything, "its accuracy that was measured last; none if none was"),
          .init("seed", .value(.int), "the seed of initial weights and of shuffling"),
          .init("threads", .value(.int), "how many threads compute"),
          .init("cpu", .value(.text), "the processor and the level of the kernels in use"),
          .init("version", .value(.text), "the version of mnl"),
        ]),
        examples: [.init("status", "shows what the session works on")])
    ) { (_, context) throws(CommandFailure) -> Value in
      func current(_ kind: String) -> Value {
        context.current[kind].map { .text($0.summary) } ?? .none
      }
      let model = context.current["model"]
      let epochs = try model?.field("epochs") ?? Value.none
      return .record(
        Record([
          ("data", current("data")), ("model", current("model")), ("epochs", epochs),
          ("accuracy", try model?.field("accuracy") ?? Value.none),
          ("seed", .int(Int(clamping: context.settings.seed))),
          ("threads", .int(context.settings.threads)), ("cpu", .text(Processor.summary)),
          ("version", .text(Version.current)),
        ]))
    }
  }

  var sessionSet: PluginCommand {
    let parts = PromptPart.allCases.map(\.rawValue)
    return PluginCommand(
      CommandDeclaration(
        "session set", "Sets what the prompt says",
        details: """
          The prompt begins with `mnl` and ends with `>`. Between them it says what is current, in \
          the order of the words: \(parts.joined(separator: ", ")). An empty text leaves it plain.
          """,
        parameters: [
          ParameterDeclaration(
            "prompt", .text, "What the prompt says, as in \"data accuracy\"",
            isPositional: false, completion: .words(parts))
        ],
        examples: [
          .init("session set prompt=\"cell model\"", "the number of the cell, then the model"),
          .init("session set prompt=\"\"", "nothing but `mnl>`"),
        ],
        seeAlso: ["status"])
    ) { [link] (arguments, _) throws(CommandFailure) -> Value in
      var chosen: [PromptPart] = []
      for word in arguments.text("prompt").split(separator: " ") {
        guard let part = PromptPart(rawValue: String(word)) else {
          throw CommandFailure(
            .outOfRange, "the prompt can say " + parts.joined(separator: ", "),
            parameter: "prompt", label: "got '\(word.prefix(40))'")
        }
        chosen.append(part)
      }
      link.session.promptParts = chosen
      return .none
    }
  }
}
