import MNLDiagnostics
import MNLEvents
import MNLRuntime
import Testing

/// `param`, and the values that `--set` gives.
@Suite struct ParameterTests {
  static let script = """
    param dataset: mnist|digits|fashion-mnist = mnist  ## which data
    param epochs: int 1..1000 = 6
    param rate: float >0 = 1e-3
    param title = plain
    param names: list = ["a", "b"]
    param limit?: duration
    """

  @Test("takes defaults, and the values from outside instead")
  func values() throws {
    let bench = try Bench()
    let overrides = [
      ParameterOverride(name: "dataset", text: "fashion-mnist"),
      ParameterOverride(name: "rate", text: "2"),
      ParameterOverride(name: "title", text: "a b \"c\""),
      ParameterOverride(name: "names", text: "[1, -2]"),
      ParameterOverride(name: "limit", text: "90s"),
    ]
    bench.interpreter.setOverrides(overrides)
    #expect(try bench.check(Self.script, overrides: overrides).map(\.message) == [])
    try bench.run(Self.script, "print $dataset $epochs $rate $title $names $limit")
    #expect(bench.output == "fashion-mnist 6 2.0 a b \"c\" [1, -2] 90s\n")
  }

  @Test("lists what a script declares")
  func listing() throws {
    let bench = try Bench()
    bench.interpreter.setOverrides([ParameterOverride(name: "epochs", text: "2")])
    let parameters = bench.interpreter.parameters(of: [try Bench.parse(Self.script)])
    #expect(
      parameters.map(\.name) == ["dataset", "epochs", "rate", "title", "names", "limit"])
    #expect(parameters[0].type == "mnist|digits|fashion-mnist")
    #expect(parameters[0].help == "which data")
    #expect(parameters[1].type == "int 1..1000")
    #expect(parameters[1].defaultText == "6")
    #expect(parameters.map(\.value) == ["mnist", "2", "1e-3", "plain", "[\"a\", \"b\"]", "none"])
  }

  @Test(
    "says what is wrong with a value from outside",
    arguments: [
      ("epoch", "3", "E0209", "the script has no parameter 'epoch'", "did you mean `epochs`?"),
      (
        "wibble", "3", "E0209", "the script has no parameter 'wibble'",
        "its parameters are `dataset`, `epochs`, `limit`, `names`, `rate`, `title`"
      ),
      (
        "epochs", "0", "E0203", "epochs must be from 1 to 1000",
        "leave `epochs` out to use the default, 6"
      ),
      ("epochs", "six", "E0204", "epochs must be an int", nil),
      ("epochs", "", "E0204", "epochs must be an int", nil),
      ("epochs", "1 + 1", "E0204", "epochs must be an int", "give a value, not a calculation"),
      ("epochs", "}{", "E0204", "epochs must be an int", nil),
      ("rate", "-1", "E0203", "rate must be above 0", "leave `rate` out to use the default, 0.001"),
      (
        "dataset", "minst", "E0203", "dataset must be mnist, digits or fashion-mnist",
        "did you mean `mnist`?"
      ),
      (
        "limit", "3", "E0204", "limit must be a duration",
        "give it a unit, such as `30s` or `5min`"
      ),
    ] as [(String, String, String, String, String?)])
  func wrongOverrides(
    _ name: String, _ text: String, _ code: String, _ message: String, _ help: String?
  ) throws {
    let overrides = [ParameterOverride(name: name, text: text)]
    let diagnostics = try Bench().check(Self.script, overrides: overrides)
    #expect(diagnostics.count == 1)
    let diagnostic = try #require(diagnostics.first)
    #expect(diagnostic.code.description == code)
    #expect(diagnostic.message == message)
    #expect(diagnostic.help == help)
    #expect(diagnostic.primary?.span.file.name == "--set")
    #expect(diagnostic.primary?.span.file.text(of: 0..<100) == "\(name)=\(text)")
  }

  @Test("makes a handle of a word where the type is a kind")
  func kinds() throws {
    let bench = try Bench()
    let script = "param o: optimizer = adam\nprint $o"
    try bench.run(script)
    bench.interpreter.setOverrides([ParameterOverride(name: "o", text: "adam")])
    try bench.run(script)
    #expect(bench.output == "adam 0.01\nadam 0.01\n")
    let wrong = [ParameterOverride(name: "o", text: "tensor")]
    #expect(try bench.check(script, overrides: wrong).map(\.code) == [.wrongType])
  }
}
