import MNLEvents

extension DoctorFinding {
  /// How bad it is: `warning`, or `note` for what may well be meant so.
  var severity: String {
    switch self {
    case .absentData, .plainLocale: "note"
    case .debugBuild, .oldBLASCore, .lowLevel, .tooManyThreads, .denormals, .lockedCache,
      .noCache, .incompleteData, .plainTerminal, .lockedHistory, .noHistory, .absentDataFolder,
      .absentLibrary:
      "warning"
    }
  }

  /// What was found, in one sentence.
  var message: String {
    switch self {
    case .debugBuild:
      "mnl was built without optimisation: training is several times as slow as it could be"
    case .oldBLASCore(let core, let level, _):
      "OpenBLAS computes with its kernels for \(core), which are older than \(level): its rate is "
        + "no measure of this machine"
    case .lowLevel(let level, let best):
      "MNL_CPU holds the engine at \(level), but this CPU has \(best)"
    case .tooManyThreads(let used, let cores):
      "\(used) threads share \(cores) \(cores == 1 ? "core" : "cores"), and wait for each other"
    case .denormals:
      "numbers below the normal range do not count as 0, and slow training down where they occur"
    case .lockedCache(let folder, let obstacle):
      "'\(folder)' cannot be written, so no data set can be downloaded: \(obstacle)"
    case .noCache:
      "there is no folder to download data sets to: neither HOME nor XDG_CACHE_HOME is set"
    case .incompleteData(let name, let folder, let missing):
      "`load \(name)` takes '\(folder)', which lacks \(missing.joined(separator: ", "))"
    case .absentData(let names, _):
      "no place on this machine has \(names.joined(separator: " or "))"
    case .plainTerminal(let name?):
      "TERM is '\(name)', a terminal that cannot redraw a line: the prompt has no editing, no "
        + "completion and no colours"
    case .plainTerminal(nil):
      "TERM is not set: the prompt has no editing, no completion and no colours"
    case .plainLocale:
      "the locale is none of UTF-8: curves and images are drawn with plain characters"
    case .lockedHistory(let path, let obstacle):
      "'\(path)' cannot be written, so cells are not kept for the next session: \(obstacle)"
    case .noHistory:
      "cells are not kept for the next session: neither HOME nor XDG_STATE_HOME is set"
    case .absentDataFolder(let path):
      "MNL_DATA_PATH names '\(path)', which is no folder"
    case .absentLibrary(let path):
      "MNL_STDLIB names '\(path)', which is no folder"
    }
  }

  /// What to do about it.
  var help: String {
    switch self {
    case .debugBuild:
      "build it with optimisation: swift build -c release --product mnl"
    case .oldBLASCore(_, _, let coreType?):
      "measure with the right ones: OPENBLAS_CORETYPE=\(coreType) mnl doctor"
    case .oldBLASCore(_, _, nil):
      "install an OpenBLAS that chooses its kernels when it is loaded (DYNAMIC_ARCH), as Debian's "
        + "`libopenblas0` does"
    case .lowLevel(_, let best):
      "unset MNL_CPU to compute with \(best)"
    case .tooManyThreads(_, let cores):
      "leave `--threads` out, or use `--threads \(cores)`"
    case .denormals:
      "this is a bug in mnl, or it was built for a CPU that cannot do it: please report it"
    case .lockedCache:
      "let XDG_CACHE_HOME name a folder that can be written"
    case .noCache:
      "set XDG_CACHE_HOME to an absolute path, or MNL_DATA_PATH to where data sets lie"
    case .incompleteData:
      "the four files of a data set must lie side by side: put the others there, or move these away"
    case .absentData(let names, let canDownload):
      (canDownload
        ? names.map { "`load \($0)`" }.joined(separator: " or ") + " downloads it when first used"
        : "set MNL_DATA_PATH to a folder that holds "
          + names.map { "'\($0)/'" }.joined(separator: " or ") + " with its four files")
        + "; without any of it, `load digits` needs no file and no network"
    case .plainTerminal:
      "let TERM name the terminal, for instance TERM=xterm-256color"
    case .plainLocale:
      "set LC_ALL to a locale of UTF-8: LC_ALL=C.UTF-8"
    case .lockedHistory:
      "let XDG_STATE_HOME name a folder that can be written"
    case .noHistory:
      "set XDG_STATE_HOME to an absolute path"
    case .absentDataFolder:
      "correct MNL_DATA_PATH: folders that hold 'mnist/' and the like, with `:` between them"
    case .absentLibrary:
      "let MNL_STDLIB name a folder of modules, or unset it to use the program's own"
    }
  }
}
