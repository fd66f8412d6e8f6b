import MNLDiagnostics
import MNLEvents
import MNLRuntime
import Testing

/// The options that all `model …` commands share.
@Suite struct NetworkOptionCommandTests {
  @Test(
    "refuses what no network has, and says which parameter is wrong",
    arguments: [
      ("model lstm 8 dropout=1", "dropout"), ("model lstm 8 dropout=-0.1", "dropout"),
      ("model lstm 8 variational=true", "variational"),
    ])
  func refusals(code: String, parameter: String) throws {
    let fault = try Workbench().failure(code)
    #expect(fault.code == .outOfRange)
    #expect(fault.message.contains(parameter))
    #expect(fault.primary != nil)
  }

  @Test("explains what dropout leaves out")
  func dropoutInWords() throws {
    let bench = try Workbench()
    try bench.run("model lstm 8 8 dropout=0.2 variational=true; explain model")
    let text = try #require(bench.displays.last?.text)
    #expect(text.contains("loses 20 % of its h"))
    #expect(text.contains("multiplied by 1.25"))
    #expect(text.contains("the same units at all steps"))
  }

  @Test("dropout of the tensor level leaves answers alone and acts in a training step")
  func tensorLevel() throws {
    let bench = try Workbench()
    try bench.run(
      """
      let w = variable [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0]
      let y = dropout $w rate=0.5
      let step = minimize (sgd rate=0.0001) (sum $y)
      run (initialize)
      let answer = run $y
      let first = (run [$y, $step])[0]
      let second = (run [$y, $step])[0]
      run (initialize)
      let again = (run [$y, $step])[0]
      """)
    #expect(try bench.value("answer").printed == "[1, 1, 1, 1, 1, 1, 1, 1]")
    #expect(try bench.value("first").printed != bench.value("answer").printed)
    #expect(try bench.value("first").printed != bench.value("second").printed)
    #expect(try bench.value("first").printed == bench.value("again").printed)
  }
}
