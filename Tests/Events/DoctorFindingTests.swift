import MNLEvents
import Testing

@Suite struct DoctorFindingTests {
  @Test("a sound machine has no findings")
  func sound() { #expect(DoctorReport.sound.findings == []) }

  @Test("a program built without optimisation is named")
  func debugBuild() {
    var report = DoctorReport.sound
    report.program.isOptimised = false
    #expect(report.findings == [.debugBuild])
  }

  @Test("OpenBLAS with kernels below the level is named, with the core to ask for")
  func oldCore() {
    var report = DoctorReport.sound
    (report.blas.core, report.blas.level) = ("Prescott", "baseline")
    #expect(
      report.findings
        == [.oldBLASCore(core: "Prescott", level: "avx512", coreType: "SKYLAKEX")])
    #expect(!report.isSgemmComparable)
  }

  @Test(
    "OpenBLAS at the level, above it, or of an unknown one is left alone",
    arguments: ["avx2", "avx512", "sve", nil])
  func goodCore(level: String?) {
    var report = DoctorReport.sound
    (report.processor.level, report.processor.levels) = ("avx2", ["baseline", "avx2"])
    report.blas.level = level
    #expect(report.findings == [])
  }

  @Test("a terminal that cannot redraw a line is named, and what is no terminal is not")
  func terminal() {
    var report = DoctorReport.sound
    report.surroundings.terminal.editingObstacle = .noTerminal
    #expect(report.findings == [])
    report.surroundings.terminal.name = "dumb"
    report.surroundings.terminal.editingObstacle = .dumb
    #expect(report.findings == [.plainTerminal(name: "dumb")])
  }

  @Test("paths that lead nowhere are named")
  func paths() {
    var report = DoctorReport.sound
    report.dataFolders[0].exists = false
    report.surroundings.library.folders = [.init(path: "/l", origin: .environment, exists: false)]
    report.history?.obstacle = "permission denied"
    #expect(
      report.findings == [
        .lockedHistory(path: "/h", obstacle: "permission denied"), .absentDataFolder(path: "/d"),
        .absentLibrary(path: "/l"),
      ])
  }

  @Test("a level below what the CPU has is named")
  func lowLevel() {
    var report = DoctorReport.sound
    (report.processor.level, report.processor.isForced) = ("avx2", true)
    #expect(report.findings == [.lowLevel(level: "avx2", best: "avx512")])
  }

  @Test("more threads than cores are named, as many are not")
  func threads() {
    var report = DoctorReport.sound
    report.threads.used = 5
    #expect(report.findings == [.tooManyThreads(used: 5, cores: 4)])
    report.threads.used = 4
    #expect(report.findings == [])
  }

  @Test("denormal numbers are named")
  func denormals() {
    var report = DoctorReport.sound
    report.threads.flushesDenormals = false
    #expect(report.findings == [.denormals])
  }

  @Test("a cache that cannot be written, or that there is not, is named")
  func cache() {
    var report = DoctorReport.sound
    report.cache.obstacle = "permission denied"
    #expect(report.findings == [.lockedCache(folder: "/c", obstacle: "permission denied")])
    report.cache = DoctorReport.Cache(folder: nil, obstacle: nil)
    #expect(report.findings == [.noCache])
  }

  @Test("data that no place has are named together, with whether they could be downloaded")
  func absentData() {
    var report = DoctorReport.sound
    for index in report.data.indices { report.data[index].place = nil }
    #expect(
      report.findings == [.absentData(names: ["mnist", "fashion-mnist"], canDownload: true)])
    report.cache.obstacle = "permission denied"
    #expect(
      report.findings.last
        == .absentData(names: ["mnist", "fashion-mnist"], canDownload: false))
  }

  @Test("a data set that lacks files is named with them")
  func incompleteData() {
    var report = DoctorReport.sound
    report.data[0].missing = ["a", "b"]
    #expect(
      report.findings == [.incompleteData(name: "mnist", folder: "/d/mnist", missing: ["a", "b"])])
  }

  @Test("training's share follows from sequences, batch and operations")
  func share() {
    #expect(DoctorReport.sound.speed.training == 150e9)
    #expect(DoctorReport.sound.speed.share == 0.75)
  }
}

extension DoctorReport {
  /// A machine on which nothing is wrong.
  fileprivate static let sound = DoctorReport(
    program: Program(version: "1", system: "Linux", architecture: "x86-64", isOptimised: true),
    processor: Processor(
      name: "CPU", level: "avx512", levels: ["baseline", "avx2", "avx512"], isForced: false),
    threads: Threads(used: 4, cores: 4, flushesDenormals: true),
    blas: BLAS(
      configuration: "OpenBLAS", core: "SkylakeX", level: "avx512", coreType: "SKYLAKEX",
      threads: 1),
    speed: Speed(
      sgemm: 200e9, matrixSize: 1024, sgemmThreads: 4, sequences: 20_000, batch: 50,
      operations: 375e6, network: "lstm 100", steps: 28, features: 28),
    data: [
      DataSet(name: "mnist", place: .dataPath, folder: "/d/mnist"),
      DataSet(name: "fashion-mnist", place: .system, folder: "/s/fashion-mnist"),
    ],
    cache: Cache(folder: "/c", obstacle: nil),
    dataFolders: [DataFolder(place: .dataPath, path: "/d", exists: true, names: ["mnist"])],
    surroundings: Surroundings(
      terminal: Terminal(
        name: "xterm", colors: 16, columns: 80, rows: 24, usesUnicode: true, editingObstacle: nil),
      readline: "8.2", plugins: [], startFile: nil, history: "/h",
      library: Library(folders: [], modules: [])),
    startFile: nil, history: UserFile(path: "/h", exists: false, obstacle: nil), zlib: "1")
}
