import MNLEvents
import Testing

@Suite struct LookingCommandTests {
  private static let data = "load adding steps=6 train=24 test=12; "

  private func mimeTypes(_ bundle: DisplayBundle) -> [String] {
    bundle.data.flatMap { data in
      if case .report(let parts) = data { parts.flatMap(mimeTypes) } else { [data.mimeType] }
    }
  }

  @Test("`show` of data tells what is read and asked for, and then shows examples")
  func whole() throws {
    let bench = try Workbench()
    try bench.run(Self.data + "show count=3")
    #expect(bench.displays.count == 2)
    let text = bench.displays[0].text
    #expect(text.contains("22 train") && text.contains("marker"))
    #expect(text.contains("asked for: sum from "))
    #expect(bench.displays[1].text.contains("sequences 0 to 2 of 22"))
  }

  @Test(
    "`show` of a part of data shows examples alone",
    arguments: ["show split=test", "show from=2", "show $d.train", "show split=train count=2"])
  func part(command: String) throws {
    let bench = try Workbench()
    try bench.run("let d = " + Self.data + command)
    #expect(bench.displays.count == 1)
    #expect(bench.displays[0].text.contains("adding t"))
  }

  @Test("`summary` has tables of what is read and asked for, and says what may go wrong")
  func summary() throws {
    let bench = try Workbench()
    try bench.run("load parity steps=2 train=40 test=12; summary")
    let bundle = try #require(bench.displays.last)
    #expect(mimeTypes(bundle).count { $0.contains("table") } == 2)
    #expect(bundle.text.contains("even") && bundle.text.contains("share"))
    #expect(bundle.text.contains("- 12 of 12 sequences of test stand in training, too"))
  }

  @Test("`summary` says that nothing stands out where nothing does")
  func nothing() throws {
    let bench = try Workbench()
    try bench.run("load digits train=120 test=24; summary")
    #expect(try #require(bench.displays.last).text.contains("nothing stands out"))
  }
}
