import MNLData
import MNLDiagnostics
import MNLEvents
import MNLLearn
import MNLRuntime

extension LearnPlugin {
  /// How many units are shown if nothing is said.
  private static let unitsShown = 16
  private static let gateFormats = [PictureFormat.svg]

  var gates: PluginCommand {
    let declaration = CommandDeclaration(
      "gates", "Shows what the gates of an LSTM do, step by step, as it reads an example",
      details: """
        A heat map with a column for each step: the means of all gates and states over the units, or \
        with `gate` one of them unit by unit. Shares lie from 0 to 1; the candidate, the state and \
        what is handed on may be negative. The fields of the result hold all numbers.
        """,
      parameters: [
        ParameterDeclaration(
          "row", .int, "Which example, from 0", limits: .from(0), presence: .defaulted(.int(0))),
        .option(
          "gate", .choice(GateTrace.Quantity.allCases.map(\.rawValue)),
          "What is shown of each unit; the means of everything if left out"),
        .option(
          "units", .int,
          "How many units: the first ones; \(Self.unitsShown) with `gate`, all without, if left out",
          limits: .from(1), unit: "units"),
        .option("layer", .int, "Which layer, from 0", limits: .from(0), default: .int(0)),
        PictureFile.parameter(Self.gateFormats, isShown: true),
        Self.split, Self.model, Self.data,
      ],
      returns: .value(.kind("gates")),
      examples: [
        .init(
          "load digits train=120 test=24; model lstm 8; train epochs=1; gates 3",
          "The means over eight units"),
        .init(
          "load digits train=120 test=24; model lstm 8; train epochs=1; gates 3 gate=forget",
          "What each unit keeps"),
        .init(
          "load digits train=120 test=24; model lstm 8; let g = gates; print $g.forget[27][0]",
          "One number of them"),
      ],
      seeAlso: ["explain model", "plot", "predict"])
    return PluginCommand(declaration) { (arguments, context) throws(CommandFailure) -> Value in
      let model = try Self.model(arguments, context)
      let split = Self.split(arguments, try Self.data(arguments, context))
      try Self.checkTraceable(model, layer: arguments.int("layer"))
      let (layer, row) = (arguments.int("layer"), arguments.int("row"))
      let units = model.model.configuration.units[layer]
      let shown = arguments.optionalText("gate").flatMap { GateTrace.Quantity(rawValue: $0) }
      let count = arguments.optionalInt("units") ?? (shown == nil ? units : Self.unitsShown)
      if row < split.split.count, split.split.length(at: row) == 0 {
        throw CommandFailure(
          .outOfRange, "\(split.data.form.noun) \(row) has no steps", parameter: "row",
          label: "nothing to show")
      }
      let handle: GatesHandle
      do throws(LearnError) {
        let examples = SplitExamples(split)
        try model.model.build(for: examples)
        let trace = try GateTrace(model.model, layer: layer, row: row, of: examples)
        let place = model.model.configuration.units.count > 1 ? ", layer \(layer)" : ""
        handle = GatesHandle(
          trace,
          line: "\(model.name)\(place) on \(split.data.name) \(split.split.name), "
            + "\(split.data.form.noun) \(row): \(split.data.form.targetText(of: row, in: split.split))",
          shown: shown, units: 0...min(units, count) - 1)
      } catch {
        throw CommandFailure(error)
      }
      if let path = arguments.optionalText("to") {
        try PictureFile.write(handle.display, to: path, Self.gateFormats, context)
      }
      return .handle(handle)
    }
  }

  private static func checkTraceable(
    _ model: ModelHandle, layer: Int
  ) throws(CommandFailure) {
    let configuration = model.model.configuration
    switch GateTrace.obstacle(to: configuration) {
    case .otherCells(let cell)?:
      throw CommandFailure(
        .wrongKind, "only an LSTM has these gates, and \(model.name) is made of \(cell.rawValue)",
        parameter: "model", help: "make one: model lstm \(configuration.units[0])")
    case .option(let option)?:
      throw CommandFailure(
        .commandFailed, "the gates of a model with `\(option)` cannot be shown",
        parameter: "model", label: "has `\(option)`")
    case nil: break
    }
    guard layer < configuration.units.count else {
      throw CommandFailure(
        .outOfRange,
        "there is no layer \(layer): \(model.name) has \(counted(configuration.units.count, "layer"))",
        parameter: "layer", label: "got \(layer)")
    }
  }
}
