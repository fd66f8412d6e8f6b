import MNLDiagnostics
package import MNLLearn
package import MNLRuntime

extension CommandFailure {
  /// The failure of a verb that met an error of learning.
  ///
  /// - Parameters:
  ///   - error: The error.
  ///   - path: The parameter that names the file, where one is at fault.
  package init(_ error: LearnError, path: String = "path") {
    switch error {
    case .engine(let error):
      self.init(error)
    case .cancelled:
      self = .interrupted(error.message)
    case .rehearsal(let error):
      self.init(error, path: path)
      notes.append("a rehearsal with two batches found this before the training began")
    default:
      self.init(
        error.code, error.message, parameter: error.isOfFile ? path : error.parameter,
        help: error.help, cure: error.cure)
    }
  }
}

extension LearnError {
  /// What following the help comes to.
  fileprivate var cure: Cure {
    switch self {
    case .needsClasses(let setting, _, _), .foreign(let setting, _), .pointless(let setting, _):
      .leavingOut(setting)
    case .nothingToBucket: .leavingOut("bucket")
    case .optionDoesNotFit(_, .unknownVocabulary): .advice
    case .optionDoesNotFit(let setting, _): .leavingOut(setting)
    case .batchTooLarge(_, let examples, _): .value("\(examples)")
    case .noLayers: .adding("100")
    case .nothingToFinish, .otherData, .otherExamples: .adding("epochs=1")
    default: .advice
    }
  }

  fileprivate var code: DiagnosticCode {
    switch self {
    case .outOfRange, .forgetBias, .share, .pointless, .noEqualNeighbours, .optionDoesNotFit,
      .foreign, .batchTooLarge, .classWeights,
      .lossDoesNotFit, .needsClasses, .nothingToBucket:
      .outOfRange
    case .noLayers: .missingArgument
    case .dataDoNotFit, .inconsistentData: .shapeMismatch
    case .noSuchRow: .indexOutOfRange
    case .notFinite, .metric(.notFinite, _): .notFinite
    case .diverged: .diverged
    case .cancelled: .interrupted
    case .file(_, .system(action: "written", number: _)): .unwritableFile
    case .file, .model: .unreadableFile
    case .notBuilt, .noExamples, .nothingToFinish, .otherData, .otherExamples, .otherTraining,
      .rehearsal, .metric, .engine:
      .commandFailed
    }
  }

  /// The parameter of a verb whose argument is at fault; nil if none is.
  fileprivate var parameter: String? {
    switch self {
    case .outOfRange(let setting, _, _): setting.contains("units") ? "units" : setting
    case .batchTooLarge: "batch"
    case .classWeights: "class-weights"
    case .lossDoesNotFit: "loss"
    case .needsClasses(let setting, _, _): setting
    case .nothingToBucket: "bucket"
    case .noSuchRow: "rows"
    default: setting
    }
  }

  /// Whether a file is at fault.
  fileprivate var isOfFile: Bool {
    switch self {
    case .file, .model, .otherTraining: true
    default: false
    }
  }
}
