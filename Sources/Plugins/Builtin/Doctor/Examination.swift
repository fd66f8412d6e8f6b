import MNLData
package import MNLEvents
import MNLLearn
import MNLTensor

/// Finds out what `mnl doctor` reports: looks at the machine, and measures what the engine does there.
///
/// Nothing is written, and nothing is asked of the network.
package struct Examination {
  private let program: DoctorReport.Program
  private let processorName: String
  private let threads: Int
  private let cores: Int
  private let source: DataSource
  private let surroundings: DoctorReport.Surroundings
  private let repetition: Repetition

  /// Makes an examination.
  ///
  /// - Parameters:
  ///   - program: The program and the system under it.
  ///   - processorName: What the processor calls itself.
  ///   - threads: How many threads shall compute, at least 1.
  ///   - cores: How many cores the process may use, at least 1.
  ///   - environment: The variables that say where data lie.
  ///   - surroundings: What is around the engine.
  ///   - isInterrupted: Asked again and again while something is measured; yes ends it.
  ///   - tell: Gets reports of how far it is.
  package init(
    of program: DoctorReport.Program, processorName: String, threads: Int, cores: Int,
    environment: [String: String], surroundings: DoctorReport.Surroundings,
    isInterrupted: @escaping () -> Bool,
    tell: @escaping (Progress) -> Void
  ) {
    self.program = program
    self.processorName = processorName
    self.threads = threads
    self.cores = cores
    self.surroundings = surroundings
    source = DataSource { environment[$0] }
    repetition = Repetition(isInterrupted: isInterrupted, tell: tell)
  }

  /// Looks and measures, which takes some three seconds.
  ///
  /// - Returns: The report; nil if it was interrupted.
  package func run() -> DoctorReport? {
    let pool = ThreadPool(threads: threads)
    guard let speed = speed(on: pool) else { return nil }
    return DoctorReport(
      program: program,
      processor: DoctorReport.Processor(
        name: processorName, level: ActiveKernels.levelName, levels: ActiveKernels.availableNames,
        isForced: ActiveKernels.request != nil),
      threads: DoctorReport.Threads(
        used: pool.threads, cores: cores, flushesDenormals: Self.flushesDenormals(pool)),
      blas: DoctorReport.BLAS(
        configuration: BLAS.configuration, core: BLAS.coreName, level: BLAS.levelName,
        coreType: BLAS.matchingCoreType, threads: BLAS.threads),
      speed: speed, data: KnownDataSet.all.map(place),
      cache: DoctorReport.Cache(folder: source.cacheFolder, obstacle: source.cacheObstacle),
      dataFolders: source.roots.map(folder), surroundings: surroundings,
      startFile: surroundings.startFile.map(Self.file),
      history: surroundings.history.map(Self.file), zlib: ZlibVersion.current)
  }

  private func speed(on pool: ThreadPool) -> DoctorReport.Speed? {
    // More threads than cores would measure how they wait for each other.
    let multipliers = min(pool.threads, cores)
    let products = MatrixRate(threads: multipliers)
    let training = TrainingRate(isInterrupted: repetition.isInterrupted)
    guard let sgemm = repetition.best("measuring sgemm", { products.measure(on: pool) }),
      let sequences = repetition.best("measuring training", training.makeMeasure(on: pool))
    else { return nil }
    return DoctorReport.Speed(
      sgemm: sgemm, matrixSize: MatrixRate.size, sgemmThreads: multipliers, sequences: sequences,
      batch: TrainingRate.batch, operations: TrainingRate.operations,
      network: TrainingRate.networkName, steps: TrainingRate.shape.steps,
      features: TrainingRate.shape.features)
  }

  /// Whether every thread of a pool takes numbers below the normal range for 0.
  private static func flushesDenormals(_ pool: ThreadPool) -> Bool {
    let memory = Arena<Float>()
    let results = memory.allocate(pool.threads)
    // The part is in the product, so that it is not computed by the compiler.
    pool.run(pool.threads) { _, part in
      results[part] = Float.leastNormalMagnitude / Float(part + 2)
    }
    return withExtendedLifetime(memory) { (0..<pool.threads).allSatisfy { results[$0] == 0 } }
  }

  private func folder(_ root: SearchPlace) -> DoctorReport.DataFolder {
    DoctorReport.DataFolder(
      place: DoctorReport.DataSet.Place(root.kind), path: root.folder,
      exists: FolderAccess.isFolder(root.folder), names: source.names(in: root))
  }

  private static func file(_ path: String) -> DoctorReport.UserFile {
    DoctorReport.UserFile(
      path: path, exists: FolderAccess.isThere(path),
      obstacle: FolderAccess.obstacle(ofFile: path))
  }

  private func place(of known: KnownDataSet) -> DoctorReport.DataSet {
    guard let place = source.place(of: known) else {
      return DoctorReport.DataSet(
        name: known.name, place: nil, folder: source.downloadFolder(for: known))
    }
    return DoctorReport.DataSet(
      name: known.name, place: DoctorReport.DataSet.Place(place.kind), folder: place.folder,
      missing: source.missingFiles(of: known, at: place))
  }
}

extension DoctorReport.DataSet.Place {
  /// The place of a search, which no folder was named for.
  fileprivate init(_ kind: SearchPlace.Kind) {
    switch kind {
    case .dataPath: self = .dataPath
    case .local: self = .workingFolder
    case .cache: self = .cache
    case .system: self = .system
    case .explicit: preconditionFailure("nobody named a folder")
    }
  }
}
