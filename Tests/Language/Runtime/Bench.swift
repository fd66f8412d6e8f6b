import MNLDiagnostics
import MNLEvents
import MNLRuntime
import MNLSyntax
import Testing

/// An interpreter with the test plugin, and everything that it emitted.
final class Bench {
  let sink = RecordingSink()
  let registry = Registry()
  let interpreter: Interpreter
  let context: CommandContext
  /// After how many looks at it the interruption is there; never for nil.
  let interruption = Interruption()

  final class Interruption {
    var after: Int?
    var looks = 0
    /// How long each look takes.
    var delay = Duration.zero

    var isThere: Bool {
      looks += 1
      let start = ContinuousClock.now
      while ContinuousClock.now - start < delay {}
      return after.map { looks > $0 } ?? false
    }
  }

  /// A bench whose disk has these paths and whose library has these modules, and no others.
  init(
    environment: [String: String] = ["HOME": "/home/ada"], disk: [String: PathContent] = [:],
    modules: [String: String] = [:]
  ) throws {
    try registry.register(TestPlugin())
    try registry.verify()
    context = CommandContext(
      settings: SessionSettings(environment: environment), sink: sink,
      isInterrupted: { [interruption] in interruption.isThere })
    interpreter = Interpreter(
      registry: registry, context: context,
      modules: ModuleLibrary(Shelf(texts: modules), registry: registry),
      contentOfPath: { disk[$0] ?? .nothing })
  }

  /// Checks cells as one document.
  func check(_ cells: String..., overrides: [ParameterOverride] = []) throws -> [Diagnostic] {
    interpreter.check(try cells.map(Bench.parse), overrides: overrides)
  }

  /// Runs cells in their order, without a check of all of them before.
  func run(_ cells: String...) throws {
    for cell in cells { try interpreter.run(try Bench.parse(cell)) }
  }

  /// The failure of a cell that must fail.
  func failure(_ cell: String) throws -> RunFailure {
    try #require(throws: RunFailure.self) { try run(cell) }
  }

  /// What was printed so far.
  var output: String {
    sink.events.reduce(into: "") { text, event in
      if case .output(let part) = event { text += part }
    }
  }

  /// The texts of the results so far.
  var results: [String] {
    sink.events.compactMap { event in
      if case .result(let bundle) = event { bundle.text } else { nil }
    }
  }

  /// What one cell prints in a fresh session.
  static func output(of cell: String) throws -> String {
    let bench = try Bench()
    try bench.run(cell)
    return bench.output
  }

  static func parse(_ text: String) throws -> Script {
    try Parser.parse(SourceFile(name: "test.mnl", text: text))
  }
}

/// A piece of code with one mistake, and all that is to be said of it.
struct Fault: CustomTestStringConvertible, Sendable {
  let code: String
  let source: String
  let place: String
  let message: String
  let label: String
  let help: String?

  init(
    _ code: String, _ source: String, at place: String, _ message: String, label: String = "",
    help: String? = nil
  ) {
    self.code = code
    self.source = source
    self.place = place
    self.message = message
    self.label = label
    self.help = help
  }

  var testDescription: String { source }

  func expect(_ diagnostic: Diagnostic, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(diagnostic.code.description == code, sourceLocation: sourceLocation)
    #expect(diagnostic.message == message, sourceLocation: sourceLocation)
    #expect(diagnostic.primary?.span.text == place, sourceLocation: sourceLocation)
    #expect(diagnostic.primary?.text == label, sourceLocation: sourceLocation)
    #expect(diagnostic.help == help, sourceLocation: sourceLocation)
    guard let edits = diagnostic.remedy?.edits, !edits.isEmpty else { return }
    let mended = edits[0].span.file.applying(edits)
    let text = String(decoding: mended, as: UTF8.self)
    #expect(!remains(diagnostic, in: text), "'\(help ?? "")' led to `\(text)`")
  }

  /// Whether a text has the same mistake.
  private func remains(_ diagnostic: Diagnostic, in text: String) -> Bool {
    guard let bench = try? Bench(), let script = try? Bench.parse(text) else { return true }
    var found = bench.interpreter.check([script])
    do throws(RunFailure) {
      try bench.interpreter.run(script)
    } catch {
      found.append(error.diagnostic)
    }
    return found.contains { $0.code == diagnostic.code && $0.message == diagnostic.message }
  }
}
