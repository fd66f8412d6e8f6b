import MNLDiagnostics
import MNLRuntime

extension CorePlugin {
  /// `seed N`.
  static var seed: PluginCommand {
    PluginCommand(
      CommandDeclaration(
        "seed", "Set the seed of initial weights and of shuffling",
        details: "The same seed gives the same numbers. `--seed` on the command line beats it.",
        parameters: [
          ParameterDeclaration("number", .int, "any whole number from 0 on", limits: .from(0))
        ],
        examples: [CommandDeclaration.Example("seed 7", "makes the next model another one")])
    ) { arguments, context in
      let seed = UInt64(arguments.int("number"))
      if context.settings.isSeedFixed {
        guard seed != context.settings.seed else { return .none }
        context.warn(
          CommandFailure(
            .commandFailed,
            "the seed stays \(context.settings.seed), because `--seed` beats the command `seed`"))
      } else {
        context.settings.seed = seed
      }
      return .none
    }
  }
}
