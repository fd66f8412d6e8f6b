import MNLDiagnostics
import MNLEvents
import MNLRuntime

// `tour`: five steps from data to a picture.
extension SessionPlugin {
  /// A step: what it is for, and the line that does it.
  private typealias Step = (words: String, code: String)

  private static let steps: [Step] = [
    ("Data first. These digits are drawn, so this needs no file and no network.", "load digits"),
    ("Each is an image of 28 rows, read one row at a time.", "show count=8"),
    ("A model: one layer of 64 LSTM units, then a choice among the classes.", "model lstm 64"),
    ("It learns. Ctrl-C stops it and keeps what it knows; `train` goes on.", "train epochs=2"),
    ("How it went. `eval` would say how good it is on images it never saw.", "plot loss accuracy"),
  ]

  var tour: PluginCommand {
    PluginCommand(
      CommandDeclaration(
        "tour", "Shows what mnl does, in five steps",
        details: "Each `tour` takes the next step; `tour 1` begins anew.",
        parameters: [
          ParameterDeclaration(
            "step", .int, "Which step; the next one if left out",
            limits: .between(1, Double(Self.steps.count)), presence: .optional)
        ],
        examples: [.init("tour", "the first step: data")],
        seeAlso: ["help"])
    ) { [link] (arguments, context) throws(CommandFailure) -> Value in
      let session = link.session
      let number = arguments.optionalInt("step") ?? session.nextTourStep
      let step = Self.steps[number - 1]
      context.emit(
        .display(
          DisplayBundle(
            text: "\(number) of \(Self.steps.count). \(step.words)\n\n    \(step.code)\n")))
      try session.runNested(step.code, named: "step \(number) of the tour")
      let isLast = number == Self.steps.count
      session.nextTourStep = isLast ? 1 : number + 1
      let next =
        isLast
        ? "That was the tour. `session save tour.mnl` keeps it as a script; `help` goes on."
        : "Type `tour` for the next step."
      context.emit(.display(DisplayBundle(text: "\n" + next)))
      return .none
    }
  }
}
