import MNLDiagnostics
import MNLEvents
import MNLRuntime
import Testing

@Suite struct DataPluginTests {
  @Test("makes what it loads current and says what it is")
  func loadDigits() throws {
    let bench = try Workbench()
    try bench.run("load digits train=120 test=24")
    #expect(bench.results == ["digits: 110 train, 10 validation, 24 test, 28x28, 10 classes"])
    #expect(bench.context.current["data"]?.kind == "data")
  }

  @Test("gives the fields that the tutorial reads")
  func fields() throws {
    let bench = try Workbench()
    try bench.run(
      """
      let d = load digits train=120 test=24
      let n = $d.train.num-examples div 50
      let images = $d.test.images.shape
      let labels = $d.test.labels.shape
      """)
    #expect(try bench.number("n") == 2)
    #expect(try bench.value("images").printed == "[24, 784]")
    #expect(try bench.value("labels").printed == "[24, 10]")
  }

  @Test("uses every example once in an epoch")
  func nextBatch() throws {
    let bench = try Workbench()
    try bench.run(
      """
      let d = load digits train=120 test=24
      let sums = 0
      for step in 1..11 { set sums = $sums + (run (sum (next-batch $d.train 10).labels axis=0)) }
      let all = run (sum $d.train.labels axis=0)
      let difference = run (sum (($sums - $all) ^ 2))
      """)
    #expect(try bench.number("difference") == 0)
  }

  @Test("stops drawing digits when the user asks for it")
  func interruptedDrawing() throws {
    let bench = try Workbench()
    bench.interrupt(afterLooks: 2)
    #expect(try bench.failure("load digits train=3000 test=12").code == .interrupted)
  }

  @Test("draws the same batches from the same seed, others from another")
  func seededOrder() throws {
    func labels(seed: UInt64) throws -> String {
      let bench = try Workbench(seed: seed)
      try bench.run(
        "let d = load digits train=600 test=24; let b = next-batch $d.train 8; let l = argmax "
          + "$b.labels axis=1")
      return try bench.value("l").printed
    }
    #expect(try labels(seed: 1) == labels(seed: 1))
    #expect(try labels(seed: 1) != labels(seed: 2))
  }

  @Test("names the batch that is larger than its split")
  func batchTooLarge() throws {
    let bench = try Workbench()
    let fault = try bench.failure("let d = load digits train=120 test=24; next-batch $d.test 25")
    #expect(fault.code == DiagnosticCode(rawValue: 420))
    #expect(fault.message == "a batch of 25 examples from 24 test examples")
    #expect(fault.primary?.span.text == "25")
  }

  @Test("points at the folder that is not there")
  func missingFolder() throws {
    let bench = try Workbench()
    let fault = try bench.failure("load mnist dir=/nowhere/at/all")
    #expect(fault.code == DiagnosticCode(rawValue: 402))
    #expect(fault.primary?.span.text.contains("/nowhere/at/all") == true)
  }

  @Test("lists the places where data were not found")
  func notFound() throws {
    let bench = try Workbench(environment: ["MNL_DATA_PATH": "/nowhere/at/all"])
    let fault = try bench.failure("load mnist")
    #expect(fault.code == DiagnosticCode(rawValue: 401))
    #expect(fault.notes.contains { $0.contains("/nowhere/at/all/mnist") })
  }

  @Test("shows images with their classes")
  func show() throws {
    let bench = try Workbench()
    try bench.run("load digits train=120 test=24; show split=test count=3")
    guard case .images(let images)? = bench.displays.first?.data.first else {
      Issue.record("no images were shown")
      return
    }
    #expect(images.pixels.count == 3)
    #expect(images.captions.count == 3)
    #expect(images.height == 28)
  }

  @Test("asks for data where there are none")
  func noData() throws {
    let fault = try Workbench().failure("show")
    #expect(fault.code == .nothingCurrent)
    #expect(fault.help == "load some: load digits")
  }
}
