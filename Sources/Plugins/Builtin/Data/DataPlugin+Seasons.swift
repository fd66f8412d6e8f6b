import MNLData
import MNLEvents
import MNLRuntime

// A series to forecast, which is drawn.
extension DataPlugin {
  var loadSeasons: PluginCommand {
    let declaration = CommandDeclaration(
      "load seasons", "Draws the temperature of each hour, of which a later one is asked",
      details: """
        The series has a trend, a daily course, weather that stays for some hours, and noise. An \
        example has the temperatures of some hours, and asks for that of a later one. The last \
        examples are for the test, those before them for validation. `eval` has the errors of the \
        naive forecast, which is the last value, and of the seasonal naive one, which is the value \
        of the day before, beside the model's.
        """,
      parameters: [
        .option(
          "days", .int, "How long the series is, of 24 hours each",
          limits: Self.between(SeasonalSeries.days), default: .int(150), unit: "days"),
        .option(
          "steps", .int, "How many hours are read", limits: Self.between(SeasonalSeries.steps),
          default: .int(48), unit: "hours"),
        .option(
          "ahead", .int, "How many hours after the last one the asked one is",
          limits: Self.between(SeasonalSeries.ahead), default: .int(1), unit: "hours"),
      ] + Self.shares(seed: "Which series; the seed of the session plays no part"),
      returns: .value(.kind("data")),
      examples: [
        .init(
          "load seasons days=20 steps=24; show count=2; model lstm 8; train epochs=1 batch=20; eval",
          "A forecast, and the naive ones beside it"),
        .init("load seasons ahead=6", "Six hours ahead"),
      ],
      seeAlso: ["load csv", "load oscillations", "show", "train", "eval"])
    return PluginCommand(declaration) { (arguments, context) throws(CommandFailure) -> Value in
      let days = arguments.int("days")
      do throws(DataError) {
        let data = try SeasonalSeries.make(
          days: days, steps: arguments.int("steps"), ahead: arguments.int("ahead"),
          Self.division(arguments, .time))
        context.print(
          "\(counted(days * SeasonalSeries.season, "hour")), divided by time: the last are for the test"
        )
        return Self.makeCurrent(data, in: context)
      } catch {
        throw CommandFailure(error)
      }
    }
  }
}
