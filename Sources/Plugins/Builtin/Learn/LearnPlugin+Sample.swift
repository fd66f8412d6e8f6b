import Glibc
import MNLData
import MNLDiagnostics
import MNLEvents
import MNLLearn
import MNLRuntime
import MNLTensor

// Text that a model writes.
extension LearnPlugin {
  var sample: PluginCommand {
    let declaration = CommandDeclaration(
      "sample", "Lets a model go on with a text, unit by unit",
      details: """
        The model must tell the next unit of a text, as after `load text`. Each unit is drawn from \
        the shares that the model gives after the ones before it, of which it reads as many as \
        its examples have steps. `temperature` divides the logarithms of the shares: below 1 the \
        likely units become likelier, at 0 the likeliest is always taken. The same seed gives \
        the same text.
        """,
      parameters: [
        ParameterDeclaration(
          "length", .int, "How many units are written", limits: .between(1, 100_000),
          presence: .defaulted(.int(200)), unit: "units"),
        .option(
          "prime", .text, "The text that is gone on with; it begins with nothing if left out",
          default: .text("")),
        .option(
          "temperature", .float, "How freely it is drawn: 0 not at all, 1 as the model says",
          limits: .between(0, 10), default: .float(1)),
        .option(
          "seed", .int, "Which draws; those of the session if left out", limits: .from(0)),
        Self.model,
      ],
      returns: .value(.text),
      examples: [
        .init(
          "load reber train=120 test=24; model lstm 8; try { sample 20 } catch { eval }",
          "What a model writes, if it was made for a text")
      ],
      seeAlso: ["load text", "predict text", "train"])
    return PluginCommand(declaration) { (arguments, context) throws(CommandFailure) -> Value in
      let handle = try Self.model(arguments, context)
      guard let meaning = handle.model.meaning.flatMap(TextMeaning.init(decoding:)),
        meaning.classes == nil, handle.model.shape != nil
      else {
        throw CommandFailure(
          .commandFailed, "\(handle.name) was not made to tell what comes next in a text",
          help: "make a model after `load text`")
      }
      guard !handle.model.configuration.isBidirectional else {
        throw CommandFailure(
          .commandFailed,
          "\(handle.name) reads in both directions, so that it would have to know what it writes",
          help: "make a model without `bidirectional`")
      }
      let seed = arguments.optionalInt("seed").map(UInt64.init) ?? context.settings.seed
      let writer = TextWriter(
        handle.model, meaning, temperature: arguments.float("temperature"), seed: seed)
      let prime = arguments.text("prime")
      let strangers = meaning.vocabulary.strangers(in: prime)
      guard strangers.isEmpty else {
        throw CommandFailure(
          .outOfRange,
          "the model was made for a text without "
            + strangers.prefix(5).map { "'\($0)'" }.joined(separator: ", "),
          parameter: "prime", label: "got '\(prime.brief)'")
      }
      let count = arguments.int("length")
      let work = WorkReport("sample", "writing", total: count, unit: "units", context)
      defer { work.end() }
      return .text(
        try writer.text(after: prime, units: count) { done in
          work.tell(done: done)
          return !context.isInterrupted
        })
    }
  }
}

/// Draws unit after unit from what a model says.
///
/// Shapes: `T` steps that the model reads, `V` units that it knows.
private struct TextWriter {
  private let model: Model
  private let meaning: TextMeaning
  private let shape: ExampleShape
  private let temperature: Double
  private var random: RandomStream

  /// A writer that has not drawn yet.
  ///
  /// - Precondition: the model has a shape, and was made for the text of the meaning.
  init(_ model: Model, _ meaning: TextMeaning, temperature: Double, seed: UInt64) {
    guard let shape = model.shape else { preconditionFailure("a model without a shape") }
    (self.model, self.meaning, self.shape) = (model, meaning, shape)
    self.temperature = temperature
    random = RandomStream(seed: seed, purpose: .sampling)
  }

  /// Goes on with a text.
  ///
  /// Errors: the user stopped it; the model is broken.
  ///
  /// - Complexity: O(units · T · one step of the model).
  consuming func text(
    after prime: String, units: Int, goesOn: (Int) -> Bool
  ) throws(CommandFailure) -> String {
    var codes = meaning.vocabulary.codes(of: prime).codes
    let evaluator = Evaluator()
    for done in 0..<units {
      guard goesOn(done) else { throw .interrupted("interrupted after \(done) units") }
      let window = codes.suffix(shape.steps)
      let answers: Predictions
      do throws(LearnError) {
        answers = try evaluator.predict(
          model, rows: [0], of: Beginning(codes: Array(window), shape: shape))
      } catch {
        throw CommandFailure(error)
      }
      let vocabulary = shape.features
      // Where nothing was read yet, a first step without a unit tells.
      let place = max(0, window.count - 1)
      let shares = answers.answers[0][place * vocabulary..<(place + 1) * vocabulary]
      codes.append(UInt16(draw(Array(shares))))
    }
    return meaning.units.joined(codes.map { meaning.symbols[Int($0)] })
  }

  /// The place of a unit, drawn by shares that the temperature changed; never that of all others.
  private mutating func draw(_ shares: [Float]) -> Int {
    let known = shares.dropLast()
    guard temperature > 0 else {
      return known.indices.max { (known[$0], $1) < (known[$1], $0) } ?? 0
    }
    let most = Double(known.max() ?? 1)
    let weights = known.map { pow(max(Double($0), 1e-30) / max(most, 1e-30), 1 / temperature) }
    var rest = random.uniform() * weights.reduce(0, +)
    for (place, weight) in weights.enumerated() {
      rest -= weight
      if rest < 0 { return place }
    }
    return weights.count - 1
  }
}

/// A text that has only begun, as an example.
private struct Beginning: Examples {
  let name = "a text that is written"
  let count = 1
  let shape: ExampleShape
  let inputs: any RowSource<Float>
  let labels: any RowSource<Float>

  init(codes: [UInt16], shape: ExampleShape) {
    self.shape = shape
    let padded = codes + [UInt16](repeating: RowStore.noCode, count: shape.steps - codes.count)
    inputs = StoredRows(
      store: RowStore(padded, starts: [0], classes: shape.features, places: shape.steps))
    labels = NoTargets(shape: [1, shape.targetWidth])
  }
}
