/// Something that a `DoctorReport` shows to be worth a word, as facts.
package enum DoctorFinding: Sendable, Equatable {
  /// The program was built without optimisation, so that training takes several times as long.
  case debugBuild
  /// OpenBLAS computes with kernels below the engine's level, so that its rate is no measure of the
  /// machine; `coreType` asks for better ones, if there are any.
  case oldBLASCore(core: String, level: String, coreType: String?)
  /// `MNL_CPU` holds the engine below what the processor has.
  case lowLevel(level: String, best: String)
  /// More threads than cores: they wait for each other.
  case tooManyThreads(used: Int, cores: Int)
  /// Numbers below the normal range are computed with, which takes a hundred times as long.
  case denormals
  /// The cache cannot be written.
  case lockedCache(folder: String, obstacle: String)
  /// There is no home to have a cache in.
  case noCache
  /// A place has some files of a data set and lacks others.
  case incompleteData(name: String, folder: String, missing: [String])
  /// No place has these data sets; `canDownload` says whether they could be kept.
  case absentData(names: [String], canDownload: Bool)
  /// `TERM` says that lines cannot be redrawn, or says nothing; so they are not edited either.
  case plainTerminal(name: String?)
  /// The locale is none of UTF-8.
  case plainLocale
  /// The cells that are typed cannot be written down.
  case lockedHistory(path: String, obstacle: String)
  /// There is no home to have a history in.
  case noHistory
  /// A folder of `MNL_DATA_PATH` is not there.
  case absentDataFolder(path: String)
  /// The folder of `MNL_STDLIB` is not there.
  case absentLibrary(path: String)

  /// What programs call it; it never changes.
  package var id: String {
    switch self {
    case .debugBuild: "debug-build"
    case .oldBLASCore: "old-blas-core"
    case .lowLevel: "low-level"
    case .tooManyThreads: "too-many-threads"
    case .denormals: "denormals"
    case .lockedCache: "locked-cache"
    case .noCache: "no-cache"
    case .incompleteData: "incomplete-data"
    case .absentData: "absent-data"
    case .plainTerminal: "plain-terminal"
    case .plainLocale: "plain-locale"
    case .lockedHistory: "locked-history"
    case .noHistory: "no-history"
    case .absentDataFolder: "absent-data-folder"
    case .absentLibrary: "absent-library"
    }
  }
}

extension DoctorReport {
  /// What of the report is worth a word, the weightiest first.
  package var findings: [DoctorFinding] {
    var findings: [DoctorFinding] = program.isOptimised ? [] : [.debugBuild]
    if !isSgemmComparable {
      findings.append(
        .oldBLASCore(core: blas.core, level: processor.level, coreType: blas.coreType))
    }
    if let best = processor.levels.last, best != processor.level {
      findings.append(.lowLevel(level: processor.level, best: best))
    }
    if threads.used > threads.cores {
      findings.append(.tooManyThreads(used: threads.used, cores: threads.cores))
    }
    if !threads.flushesDenormals { findings.append(.denormals) }
    if let folder = cache.folder, let obstacle = cache.obstacle {
      findings.append(.lockedCache(folder: folder, obstacle: obstacle))
    } else if cache.folder == nil {
      findings.append(.noCache)
    }
    for data in data where !data.missing.isEmpty {
      findings.append(
        .incompleteData(name: data.name, folder: data.folder ?? "", missing: data.missing))
    }
    let absent = data.filter { $0.place == nil }.map(\.name)
    if !absent.isEmpty {
      findings.append(.absentData(names: absent, canDownload: cache.isWritable))
    }
    return findings + findingsAround
  }

  /// What of the terminal and of the paths is worth a word.
  private var findingsAround: [DoctorFinding] {
    var findings: [DoctorFinding] = []
    let terminal = surroundings.terminal
    if terminal.editingObstacle == .dumb || terminal.editingObstacle == .noName {
      findings.append(.plainTerminal(name: terminal.name))
    }
    if !terminal.usesUnicode { findings.append(.plainLocale) }
    if let history {
      if let obstacle = history.obstacle {
        findings.append(.lockedHistory(path: history.path, obstacle: obstacle))
      }
    } else {
      findings.append(.noHistory)
    }
    for folder in dataFolders where folder.place == .dataPath && !folder.exists {
      findings.append(.absentDataFolder(path: folder.path))
    }
    for folder in surroundings.library.folders where !folder.exists {
      findings.append(.absentLibrary(path: folder.path))
    }
    return findings
  }

  /// Whether the rate of OpenBLAS measures what the engine could reach at its level.
  ///
  /// Kernels of an unknown level, or of one that this processor has not, get the benefit of the
  /// doubt.
  package var isSgemmComparable: Bool {
    guard let level = blas.level, let own = processor.levels.firstIndex(of: level),
      let wanted = processor.levels.firstIndex(of: processor.level)
    else { return true }
    return own >= wanted
  }
}
