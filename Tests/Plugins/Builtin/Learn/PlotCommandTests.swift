import Foundation
import MNLDiagnostics
import MNLEvents
import MNLRuntime
import Testing

@Suite struct PlotCommandTests {
  private func trained() throws -> Workbench {
    let bench = try Workbench()
    try bench.run(
      "load digits train=120 test=24; model lstm 4; let r = train epochs=3 batch=20 clip=1")
    return bench
  }

  /// The curves of the last display, chart by chart.
  private func charts(_ bench: Workbench) throws -> [Curves] {
    func charts(_ bundle: DisplayBundle) -> [Curves] {
      bundle.data.flatMap { data -> [Curves] in
        switch data {
        case .curves(let curves): [curves]
        case .report(let parts): parts.flatMap(charts)
        default: []
        }
      }
    }
    return charts(try #require(bench.displays.last))
  }

  @Test("draws a chart for each measure, training and validation in it")
  func measures() throws {
    let bench = try trained()
    try bench.run("plot loss accuracy clipped")
    let charts = try charts(bench)
    #expect(
      charts.map { $0.series.map(\.name) } == [
        ["loss", "validation loss"], ["accuracy", "validation accuracy"], ["clipped"],
      ])
    #expect(charts.allSatisfy { $0.axis == "epoch" && $0.series.allSatisfy { $0.x == [1, 2, 3] } })
    let text = try #require(bench.displays.last?.text).split(separator: "\n")
    #expect(
      text[0] == "epoch    loss  validation loss  accuracy  validation accuracy  clipped")
    #expect(text.count == 4)
  }

  @Test("draws loss and accuracy if nothing is said")
  func usual() throws {
    let bench = try trained()
    try bench.run("plot")
    #expect(try charts(bench).map { $0.series[0].name } == ["loss", "accuracy"])
  }

  @Test("draws several trainings into one chart")
  func several() throws {
    let bench = try trained()
    try bench.run("model lstm 4; let s = train epochs=2 batch=20; plot loss $r $s")
    let charts = try charts(bench)
    #expect(charts.count == 1)
    #expect(
      charts[0].series.map(\.name) == [
        "lstm 4 (1) loss", "lstm 4 (1) validation loss", "lstm 4 (2) loss",
        "lstm 4 (2) validation loss",
      ])
    #expect(charts[0].series.map(\.x.count) == [3, 3, 2, 2])
  }

  @Test("draws lists, ranges and tensors of numbers")
  func numbers() throws {
    let bench = try Workbench()
    try bench.run("plot [3, 1.5, 4] 1..3 (constant [5, 6])")
    #expect(
      try charts(bench)[0].series.map(\.y) == [[3, 1.5, 4], [1, 2, 3], [5, 6]])
  }

  @Test("writes every row of short curves, and twelve of long ones, as text")
  func text() throws {
    let bench = try Workbench()
    try bench.run("plot 0..1000")
    let rows = try #require(bench.displays.last?.text).split(separator: "\n")
    #expect(rows.count == 13)
    #expect(rows.last == " 1000    1000")
  }

  @Test("writes a picture into a file, and then shows nothing")
  func file() throws {
    let bench = try trained()
    let path = "/tmp/mnl-plot-\(UInt64.random(in: 0 ... .max)).svg"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try bench.run("plot loss to=\(path)")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "a picture in svg")
    #expect(bench.displays.isEmpty)
    #expect(bench.output.hasSuffix("wrote \(path)\n"))
  }

  @Test(
    "says what is wrong",
    arguments: [
      ("plot loss", "there is no model yet whose training could be drawn"),
      ("plot los", "what must be one of"), ("plot 3", "what is drawn is a list"),
      ("plot [1, \"two\"]", "what is drawn is a list"), ("plot [1] to=x.gif", "must end in .svg"),
      ("plot [1] to=/nowhere/x.svg", "'/nowhere/x.svg' cannot be written"),
      ("model lstm 4; plot", "was not trained in this session"),
    ])
  func faults(_ cell: String, _ words: String) throws {
    let fault = try Workbench().failure(cell)
    #expect(fault.message.contains(words), "\(fault.message)")
  }

  @Test("says what there is where a measure was not taken")
  func notMeasured() throws {
    let bench = try trained()
    let fault = try bench.failure("plot bits")
    #expect(fault.message == "bits was not measured when lstm 4 was trained")
    #expect(fault.help == "there is `loss`, `accuracy`, `gradient-norm`, `clipped`")
  }

  @Test("shows the course of each number of a training")
  func course() throws {
    let bench = try trained()
    try bench.run("show $r")
    let text = try #require(bench.displays.last?.text)
    #expect(text.contains("measured              first   least  greatest"))
    #expect(text.contains("validation accuracy"))
  }

  @Test("lets a training be watched, and draws it at its end")
  func live() throws {
    let bench = try Workbench()
    try bench.run("load digits train=120 test=24; model lstm 4; train epochs=2 batch=20 plot=true")
    #expect(try charts(bench).map { $0.series[0].name } == ["loss", "accuracy"])
    let watched = bench.sink.events.compactMap { event in
      if case .progress(let progress) = event { progress.display } else { nil }
    }
    #expect(!watched.isEmpty)
  }
}
