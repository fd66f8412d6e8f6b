import MNLData
import MNLEvents
import MNLRuntime

// Windows of an accelerometer, which are drawn.
extension DataPlugin {
  var loadSensors: PluginCommand {
    let declaration = CommandDeclaration(
      "load sensors", "Draws windows of an accelerometer: what does the person do who carries it?",
      details: """
        Each step has the acceleration along three axes, 25 times a second. The persons differ in \
        how they move and how the sensor hangs on them. With split=group no person is in two parts, \
        and the test tells how well a model does with strangers; with split=random or \
        split=stratified it knows the persons of the test, and looks better than it is.
        """,
      parameters: [
        .option(
          "steps", .int, "How long a window is", limits: Self.between(SensorWindows.steps),
          default: .int(64), unit: "steps"),
        .option(
          "persons", .int, "How many persons there are",
          limits: Self.between(SensorWindows.persons),
          default: .int(30), unit: "persons"),
        .option(
          "windows", .int, "How many windows each person has",
          limits: Self.between(SensorWindows.windows), default: .int(120), unit: "windows"),
      ]
        + Self.dividing(
          [.random, .stratified, .group], "by group, which is a person, if left out",
          seed: "Which persons, windows and division; the seed of the session plays no part"),
      returns: .value(.kind("data")),
      examples: [
        .init(
          "load sensors persons=10 windows=12 steps=16; show count=2; summary; model lstm 8; "
            + "train epochs=1 batch=20; eval",
          "A model that tells what strangers do"),
        .init("load sensors split=stratified", "Every person in every part"),
      ],
      seeAlso: ["load csv", "load adding", "show", "summary", "train"])
    return PluginCommand(declaration) { (arguments, context) throws(CommandFailure) -> Value in
      let sizes = SensorWindows.Sizes(
        persons: arguments.int("persons"), windows: arguments.int("windows"),
        steps: arguments.int("steps"))
      let division = Self.division(arguments, found: .group)
      do throws(DataError) {
        let work = WorkReport(
          "load", "drawing sensors", total: sizes.persons * sizes.windows, unit: "windows", context)
        defer { work.end() }
        let drawn = try SensorWindows.make(sizes, division) { done in
          work.tell(done: done)
          return !context.isInterrupted
        }
        context.print(Self.divided(drawn, sizes, division.way))
        return Self.makeCurrent(drawn.data, in: context)
      } catch {
        throw CommandFailure(error)
      }
    }
  }

  /// Who is in which part, in a line.
  private static func divided(
    _ drawn: SensorWindows.Drawn, _ sizes: SensorWindows.Sizes, _ way: Division.Way
  ) -> String {
    let counts = drawn.personCounts
    let parts = "\(counts[0]) to learn from, \(counts[1]) for validation, \(counts[2]) for the test"
    return "\(counted(sizes.windows, "window")) of each of \(counted(sizes.persons, "person")), "
      + "divided by \(way.words): persons are \(parts), "
      + (way == .group ? "none of them in two parts" : "the same ones in several parts")
  }
}
