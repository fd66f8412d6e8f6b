import MNLData
import MNLEvents
import MNLRuntime

// Sequences that are drawn: each asks something else of a network.
extension DataPlugin {
  var loadAdding: PluginCommand {
    let declaration = CommandDeclaration(
      "load adding", "Draws sequences of numbers, two of which are to be added",
      details: """
        Each step has a number from 0 to 1 and a marker, which is 1 at two steps, one in each half, \
        else 0. What is asked is the sum of the two marked numbers. To always say 1 has a mean \
        squared error of 0.167. It is the adding problem of Hochreiter and Schmidhuber (1997).
        """,
      parameters: Self.sizes(steps: 200, within: AddingProblem.steps, train: 12_000, test: 1000),
      returns: .value(.kind("data")),
      examples: [
        .init("load adding steps=20 train=120 test=24", "Short sequences"),
        .init(
          "load adding steps=10 train=120 test=24; model lstm 8; train epochs=1; eval",
          "A model that tells a number"),
      ],
      seeAlso: ["load digits", "show", "train", "eval"])
    return PluginCommand(declaration) { (arguments, context) throws(CommandFailure) -> Value in
      do throws(DataError) {
        let data = try AddingProblem.make(
          Self.sizes(arguments), seed: UInt64(arguments.int("seed")),
          goesOn: { !context.isInterrupted })
        return Self.makeCurrent(data, in: context)
      } catch {
        throw CommandFailure(error)
      }
    }
  }

  /// The parameters of every drawn task.
  private static func sizes(
    steps: Int, within limits: ClosedRange<Int>, train: Int, test: Int
  ) -> [ParameterDeclaration] {
    func between(_ range: ClosedRange<Int>) -> Limits {
      .between(Double(range.lowerBound), Double(range.upperBound))
    }
    return [
      .option(
        "steps", .int, "How long each sequence is", limits: between(limits), default: .int(steps),
        unit: "steps"),
      .option(
        "train", .int, "How many training sequences, those for validation among them",
        limits: between(TaskSizes.trainSizes), default: .int(train), unit: "sequences"),
      .option(
        "test", .int, "How many test sequences", limits: between(TaskSizes.testSizes),
        default: .int(test), unit: "sequences"),
      .option(
        "seed", .int, "Which sequences; the seed of the session plays no part", limits: .from(0),
        default: .int(1)),
    ]
  }

  private static func sizes(_ arguments: Arguments) -> TaskSizes {
    TaskSizes(
      steps: arguments.int("steps"), train: arguments.int("train"), test: arguments.int("test"))
  }
}
