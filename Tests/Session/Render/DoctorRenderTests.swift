import Foundation
import MNLEvents
import MNLRender
import Testing

@Suite struct DoctorRenderTests {
  private let report = DoctorReport(
    program: .init(
      version: "0.1.0", system: "Debian 12, Linux 6.1", architecture: "x86-64",
      isOptimised: true),
    processor: .init(
      name: "Xeon", level: "avx512", levels: ["baseline", "avx2", "avx512"], isForced: false),
    threads: .init(used: 2, cores: 2, flushesDenormals: true),
    blas: .init(
      configuration: "OpenBLAS 0.3.21", core: "SkylakeX", level: "avx512", coreType: "SKYLAKEX",
      threads: 1),
    speed: .init(
      sgemm: 187.34e9, matrixSize: 1024, sgemmThreads: 2, sequences: 17_880, batch: 50,
      operations: 386.72e6, network: "lstm 100", steps: 28, features: 28),
    data: [
      .init(name: "mnist", place: .dataPath, folder: "/d/mnist"),
      .init(name: "fashion-mnist", place: nil, folder: "/c/fashion-mnist"),
    ],
    cache: .init(folder: "/c", obstacle: nil),
    dataFolders: [
      .init(place: .dataPath, path: "/d", exists: true, names: ["mnist"]),
      .init(place: .workingFolder, path: "./data", exists: false, names: []),
    ],
    surroundings: .init(
      terminal: .init(
        name: "xterm", colors: 16, columns: 80, rows: 24, usesUnicode: true, editingObstacle: nil),
      readline: "8.2",
      plugins: [
        .init(name: "core", summary: "values", commands: 2),
        .init(name: "data", summary: "data", commands: 3),
      ], startFile: "/f/init.mnl", history: "/s/history.jsonl",
      library: .init(
        folders: [.init(path: "/l", origin: .environment, exists: true)], modules: ["mnist"])),
    startFile: .init(path: "/f/init.mnl", exists: true, obstacle: nil),
    history: .init(path: "/s/history.jsonl", exists: false, obstacle: nil), zlib: "1.2.13")

  private func text(_ report: DoctorReport, _ style: StreamStyle = .file) -> String {
    DoctorRenderer(style: style).text(of: report)
  }

  @Test("writes a line for each fact, then what is worth a word")
  func whole() {
    #expect(
      text(report) == """
        mnl            0.1.0, built for x86-64
        system         Debian 12, Linux 6.1
        cpu            Xeon
        level          avx512, the best of this CPU's: baseline, avx2, avx512
        threads        2, on 2 cores
        denormals      count as 0 in every thread
        blas           OpenBLAS 0.3.21
        blas core      SkylakeX, 1 thread in each of the engine's
        sgemm          187.3 GFLOP/s, 1024 x 1024, 2 threads at once
        training       138.3 GFLOP/s, 74 % of sgemm
                       17,880 sequences/s: lstm 100, 28 steps of 28, batch 50, 386.72 MFLOP a step
        mnist          /d/mnist (MNL_DATA_PATH)
        fashion-mnist  would be downloaded to /c/fashion-mnist
        cache          /c, can be written
        searched       /d (MNL_DATA_PATH): mnist
                       ./data (the working folder): is not there
        init.mnl       /f/init.mnl, prepares the prompt
        history        /s/history.jsonl, is made at the first prompt
        stdlib         /l (MNL_STDLIB), then the program's own; 1 module
        plugins        core, data: 5 commands
                       all built in, none come from elsewhere; `use` takes modules of stdlib
        terminal       xterm, 80 x 24, 16 colours, UTF-8
        editing        by readline 8.2
        zlib           1.2.13

        note: no place on this machine has fashion-mnist
        help: `load fashion-mnist` downloads it when first used; without any of it, `load digits` \
        needs no file and no network

        """)
  }

  @Test("says so where there is nothing to mend")
  func sound() {
    var report = report
    report.data.removeLast()
    #expect(text(report).hasSuffix("\n\nnothing to mend\n"))
  }

  @Test("says of a rate that is no measure that it is none")
  func oldCore() {
    var report = report
    (report.blas.core, report.blas.level) = ("Prescott", "baseline")
    let text = text(report)
    #expect(text.contains("% of sgemm, which says nothing here: see below\n"))
    #expect(
      text.contains(
        """
        warning: OpenBLAS computes with its kernels for Prescott, which are older than avx512: its \
        rate is no measure of this machine
        help: measure with the right ones: OPENBLAS_CORETYPE=SKYLAKEX mnl doctor

        """))
  }

  @Test("says who named the level")
  func forced() {
    var report = report
    (report.processor.level, report.processor.isForced) = ("avx2", true)
    #expect(
      text(report).contains("avx2, named by MNL_CPU; this CPU has baseline, avx2, avx512\n"))
    #expect(text(report).contains("warning: MNL_CPU holds the engine at avx2"))
  }

  @Test("every finding has a sentence and a help, without a full stop", arguments: Self.findings)
  func words(finding: DoctorReport) throws {
    let lines = text(finding).split(separator: "\n")
    let message = try #require(lines.first { $0.hasPrefix("warning: ") || $0.hasPrefix("note: ") })
    let help = try #require(lines.first { $0.hasPrefix("help: ") })
    #expect(!message.hasSuffix(".") && !help.hasSuffix("."))
    #expect(message.count > 20 && help.count > 20)
  }

  @Test("colours are for terminals that take them")
  func colours() {
    #expect(text(report, .colorful).contains("\u{1b}[1;33mnote\u{1b}[0m"))
    #expect(!text(report, .terminal).contains("\u{1b}"))
  }

  @Test("spells out control characters in what the machine says of itself")
  func escapes() {
    var report = report
    report.processor.name = "a\u{1b}[31m\nb"
    #expect(text(report, .colorful).contains("a\\u{1b}[31m\\nb"))
  }

  @Test("writes one JSON object with every number")
  func json() throws {
    let text = DoctorJSON.text(of: report)
    #expect(!text.contains("\n"))
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let training = try #require(object["training"] as? [String: Any])
    #expect(training["mflop_per_step"] as? Double == 386.72)
    #expect(training["sequences_per_s"] as? Double == 17_880)
    let sgemm = try #require(object["sgemm"] as? [String: Any])
    #expect(sgemm["gflops"] as? Double == 187.34)
    #expect(sgemm["comparable"] as? Bool == true)
    let findings = try #require(object["findings"] as? [[String: String]])
    #expect(findings.map { $0["id"] } == ["absent-data"])
  }

  /// A report for each finding.
  private static var findings: [DoctorReport] {
    let changes: [(inout DoctorReport) -> Void] = [
      { $0.program.isOptimised = false },
      { ($0.blas.level, $0.blas.coreType) = ("baseline", nil) },
      { ($0.blas.level, $0.blas.coreType) = ("baseline", "HASWELL") },
      { $0.processor.level = "baseline" },
      { $0.threads.used = 3 },
      { $0.threads.flushesDenormals = false },
      { $0.cache.obstacle = "permission denied" },
      { $0.cache = .init(folder: nil, obstacle: nil) },
      { $0.data[0].missing = ["train-images-idx3-ubyte"] },
      { $0.data[0].place = nil },
      { $0.surroundings.terminal.editingObstacle = .dumb },
      {
        $0.surroundings.terminal.name = nil
        $0.surroundings.terminal.editingObstacle = .noName
      },
      { $0.surroundings.terminal.usesUnicode = false },
      { $0.history?.obstacle = "permission denied" },
      { $0.history = nil },
      { $0.dataFolders[0].exists = false },
      { $0.surroundings.library.folders[0].exists = false },
    ]
    return changes.map { change in
      var report = DoctorRenderTests().report
      report.data.removeLast()
      change(&report)
      return report
    }
  }
}
