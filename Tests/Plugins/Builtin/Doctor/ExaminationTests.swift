import Glibc
import MNLBuiltins
import MNLEvents
import Testing

@Suite struct ExaminationTests {
  private func examination(
    threads: Int = 2, environment: [String: String] = [:],
    isInterrupted: @escaping () -> Bool = { false }, tell: @escaping (Progress) -> Void = { _ in }
  ) -> Examination {
    Examination(
      of: .init(version: "1", system: "s", architecture: "a", isOptimised: true),
      processorName: "p",
      threads: threads, cores: 1, environment: environment,
      surroundings: DoctorReport.Surroundings(
        terminal: DoctorReport.Terminal(
          name: nil, colors: 0, columns: nil, rows: nil, usesUnicode: true,
          editingObstacle: .noTerminal), readline: "8.2", plugins: [], startFile: nil,
        history: nil, library: DoctorReport.Library(folders: [], modules: [])),
      isInterrupted: isInterrupted, tell: tell)
  }

  @Test("measures both rates, and tells how far it is")
  func measures() throws {
    var labels: [String] = []
    let examination = examination(
      environment: ["HOME": "/nowhere"], tell: { labels.append($0.label) })
    let report = try #require(examination.run())
    #expect(report.speed.sgemm > 0)
    #expect(report.speed.training > 0)
    #expect(report.speed.operations == 386_720_000)
    #expect(report.speed.network == "lstm 100")
    #expect(Set(labels) == ["measuring sgemm", "measuring training"])
    #expect(report.threads == .init(used: 2, cores: 1, flushesDenormals: true))
    #expect(report.speed.sgemmThreads == 1)
    #expect(report.blas.threads == 1)
    #expect(report.processor.levels.contains(report.processor.level))
    #expect(report.cache.folder == "/nowhere/.cache/mnl/data")
    #expect(report.data.map(\.name) == ["mnist", "fashion-mnist"])
  }

  @Test("ends without a report at once when it is interrupted", arguments: [0, 1, 3])
  func interrupted(after limit: Int) {
    var asked = 0
    let report = examination(isInterrupted: {
      asked += 1
      return asked > limit
    }).run()
    #expect(report == nil)
  }

  @Test("takes the best of several measurements, and not the first")
  func best() {
    var rates = [99.0, 3, 7]
    let repetition = Repetition(isInterrupted: { false }, tell: { _ in })
    let best = repetition.best("measuring") {
      guard let rate = rates.first else {
        usleep(1_100_000)
        return 5
      }
      rates.removeFirst()
      return rate
    }
    #expect(best == 7)
  }
}
