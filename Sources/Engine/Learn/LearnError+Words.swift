import Glibc
import MNLTensor

extension LearnError {
  /// What happened, in one sentence with the real numbers and shapes.
  package var message: String {
    switch self {
    case .outOfRange(let setting, let value, let allowed):
      "\(setting) is \(value), expected \(allowed.lowerBound) to \(allowed.upperBound)"
    case .forgetBias(let value):
      "the forget bias is \(value), expected a finite number"
    case .share(let setting, let value):
      "\(setting) is \(value), expected a share from 0 up to, but not including, 1"
    case .pointless(let setting, let other):
      "\(setting) changes nothing without \(other)"
    case .noEqualNeighbours(let units):
      "residual adds the input of a layer to its output where both are as wide, and of the layers of "
        + "\(units.map(String.init).joined(separator: ", ")) units none is as wide as the one before"
    case .optionDoesNotFit(_, let misfit):
      misfit.words
    case .foreign(let setting, let cell):
      "\(cell.rawValue) cells have no setting '\(setting)'"
    case .noLayers:
      "the model has no layer, expected at least 1"
    case .notBuilt:
      "the model has no weights yet: its input shape is unknown until it sees data"
    case .dataDoNotFit(let data, let found, let expected):
      "\(data) has \(found), the model expects \(expected)"
    case .inconsistentData(let data, let found, let expected):
      "\(data) gives numbers of shape \(found), expected \(expected)"
    case .batchTooLarge(let batch, let examples, let data):
      "a batch of \(batch) examples from the \(examples) of \(data)"
    case .noExamples(let data):
      "\(data) has no examples, expected at least 1"
    case .noSuchRow(let row, let examples, let data):
      "\(data) has no row \(row): its \(examples) rows are counted from 0"
    case .nothingToFinish:
      "no training was interrupted"
    case .otherData(let began, let found):
      "the interrupted training was on \(began), not on \(found)"
    case .otherExamples(let data):
      "the interrupted training was on other examples than these of \(data)"
    case .otherTraining(let path, let difference):
      "'\(path)' holds another training: \(difference.words)"
    case .rehearsal(let error):
      error.message
    case .cancelled:
      "interrupted before the end"
    case .classWeights(let found, let classes, let data):
      "\(found) class weights for the \(classes) classes of \(data)"
    case .lossDoesNotFit(let loss, let targets, let data):
      "the loss '\(loss.rawValue)' says nothing of \(data), which asks for \(targets)"
    case .nothingToBucket(let shape, let data):
      "`bucket` sorts sequences by their lengths, but those of '\(data)' all have "
        + "\(shape.steps == 1 ? "1 step" : "\(shape.steps) steps")"
    case .needsClasses(let setting, let targets, let data):
      "'\(setting)' is for classes, but \(data) asks for \(targets)"
    case .metric(let error, let data):
      "\(data) cannot be judged: \(error.message())"
    case .notFinite(let tensor, let row, let data, let epoch, let step):
      "row \(row) of \(data) holds a number that is not finite, and so \(tensor) is not, in epoch "
        + "\(epoch), step \(step); the weights are as before that step"
    case .diverged(let sign, let epoch, let step, _, let kept):
      "training diverged: \(sign.words) in epoch \(epoch), step \(step); the weights are "
        + kept.words
    case .engine(let error):
      error.description
    case .file(let path, let fault):
      fault.words(path: path)
    case .model(let path, let fault):
      fault.words(path: path)
    }
  }

  /// The setting of a model that is at fault, as verbs call it; nil if none is.
  package var setting: String? {
    switch self {
    case .share(let setting, _), .pointless(let setting, _), .optionDoesNotFit(let setting, _),
      .foreign(let setting, _):
      setting
    case .outOfRange(let setting, _, _) where ["embedding", "vocabulary"].contains(setting): setting
    case .noEqualNeighbours: "residual"
    case .forgetBias: "forget-bias"
    case .noLayers: "units"
    default: nil
    }
  }

  /// What to do about it, where that is certain.
  package var help: String? {
    switch self {
    case .noLayers:
      "name the units of each layer, as in `model lstm 100`"
    case .notBuilt:
      "`train` it first"
    case .dataDoNotFit:
      "make a new model for these data, or load the data the model was made for"
    case .batchTooLarge(_, let examples, _):
      "use a batch of \(examples) or fewer"
    case .nothingToFinish:
      "say how many epochs to add, as in `train epochs=1`"
    case .otherData(let began, _):
      "load \(began.name) again, or start anew with `train epochs=1`"
    case .otherExamples(let data):
      "load \(data) as it was then, or start anew with `train epochs=1`"
    case .rehearsal(let error):
      error.help
    case .otherTraining:
      "give this training a checkpoint of its own, or `resume=false` to overwrite that one"
    case .classWeights(_, let classes, _):
      "give \(classes) of them, in the order of the classes"
    case .lossDoesNotFit(_, let targets, _):
      "use loss=\(targets.losses.map(\.rawValue).joined(separator: " or loss="))"
    case .nothingToBucket:
      "leave `bucket` out"
    case .needsClasses(let setting, _, _):
      "leave `\(setting)` out"
    case .notFinite:
      "give it a finite number, or leave it out of the data"
    case .diverged(_, _, _, let rate, _):
      "use a smaller rate than \(rate)"
    case .file(_, .headerLength), .file(_, .tooShort), .file(_, .unexpected):
      "check that it is a safetensors file and complete"
    case .file(_, .dataLength), .file(_, .endsEarly), .file(_, .seal):
      "the file is not what was written: copy it again"
    case .model(_, .missingMetadata), .model(_, .architecture), .model(_, .gateOrder):
      "open a file that `save` wrote"
    case .model(_, .noCheckpoint):
      "name a file that `train checkpoint=` wrote"
    case .model(_, .version):
      "use a newer version of mnl"
    case .foreign(let setting, _):
      "leave `\(setting)` out"
    case .pointless(let setting, let other):
      "give `\(other)` too, or leave `\(setting)` out"
    case .noEqualNeighbours:
      "give two layers the same units, as in `model lstm 64 64 residual=true`"
    case .optionDoesNotFit(let setting, .unknownVocabulary):
      "say how many: `\(setting)=… vocabulary=5000`"
    case .optionDoesNotFit(let setting, _):
      "leave `\(setting)` out for these data"
    case .outOfRange, .forgetBias, .share, .inconsistentData, .noExamples, .noSuchRow, .cancelled,
      .engine, .metric, .file, .model:
      nil
    }
  }
}

extension LearnError: CustomStringConvertible {
  /// The message.
  package var description: String { message }
}

extension Divergence {
  fileprivate var words: String {
    switch self {
    case .notFinite(let tensor): "\(tensor) is not finite"
    case .loss(let loss, let first): "the loss has grown from \(brief(first)) to \(brief(loss))"
    }
  }

  /// A loss with four digits that count.
  private func brief(_ loss: Double) -> String {
    guard loss > 0 else { return "\(loss)" }
    let scale = pow(10, 3 - floor(log10(loss)))
    return "\(Float((loss * scale).rounded() / scale))"
  }
}

extension OptionMisfit {
  fileprivate var words: String {
    switch self {
    case .answersAtEachStep(let targets):
      "pooling makes one answer of all steps, but the data ask for \(targets)"
    case .seesTheAnswer(let targets):
      "who reads sequences from the end has seen what the data ask for: \(targets)"
    case .noTokens(let features):
      "an embedding reads a token at each step, but the data have \(features) numbers there"
    case .unknownVocabulary:
      "the data do not say how many different tokens there are for an embedding"
    case .otherVocabulary(let given, let found):
      "the vocabulary is \(given), but the data have \(found) symbols"
    }
  }
}

extension KeptWeights {
  fileprivate var words: String {
    switch self {
    case .beforeTraining: "as before the training"
    case .epoch(let epoch): "those of the end of epoch \(epoch)"
    }
  }
}

extension SafetensorsFault {
  fileprivate func words(path: String) -> String {
    switch self {
    case .system(let action, let number):
      "'\(path)' cannot be \(action): \(Self.systemWords(number))"
    case .notAFile:
      "'\(path)' is a directory or a device, expected a file"
    case .tooShort(let size):
      "'\(path)' has \(size) bytes, a safetensors file has at least 10"
    case .headerLength(let claimed, let limit):
      "'\(path)' claims a header of \(claimed) bytes, expected 2 to \(limit)"
    case .endsEarly(let offset):
      "'\(path)' ends early, at byte \(offset)"
    case .unexpected(let offset, let expected):
      "'\(path)' is damaged at byte \(offset): expected \(expected)"
    case .encoding(let offset):
      "'\(path)' is damaged at byte \(offset): this is no UTF-8"
    case .duplicate(let name, let offset):
      "'\(path)' is damaged at byte \(offset): the name '\(name)' occurs twice"
    case .numberTooLarge(let offset):
      "'\(path)' is damaged at byte \(offset): expected a number below 2^63"
    case .elementType(let tensor, let found, let offset):
      "'\(path)' is damaged at byte \(offset): '\(tensor)' has the unknown element type '\(found)'"
    case .reversed(let tensor, let begin, let end, let offset):
      "'\(path)' is damaged at byte \(offset): '\(tensor)' begins at \(begin) and ends at \(end)"
    case .notAdjacent(let tensor, let begin, let expected, let offset):
      "'\(path)' is damaged at byte \(offset): '\(tensor)' begins at \(begin), "
        + "the tensor before it ends at \(expected)"
    case .sizeMismatch(let tensor, let shape, let needed, let found, let offset):
      "'\(path)' is damaged at byte \(offset): '\(tensor)' of shape \(shape) has \(found) bytes, "
        + "expected \(needed.map(String.init) ?? "more than 2^63")"
    case .seal:
      "'\(path)' is damaged: its content does not have the SHA-256 that was written with it"
    case .dataLength(let tensors, let found):
      "'\(path)' has \(found) bytes of data, its tensors have \(tensors)"
    }
  }

  private static func systemWords(_ number: Int32) -> String {
    // SAFETY: the C string stays valid until the next call in this thread; it is copied at once.
    guard let words = unsafe strerror(number) else { return "error \(number)" }
    let text = unsafe String(cString: words)
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}

extension ModelFileFault {
  fileprivate func words(path: String) -> String {
    switch self {
    case .missingMetadata(let key):
      "'\(path)' holds no model: its metadata have no entry '\(key)'"
    case .metadata(let key, let value):
      "'\(path)' has the metadata '\(key)' = '\(value)', which has no meaning"
    case .version(let found, let known):
      "'\(path)' is written in form '\(found)', known is form \(known)"
    case .architecture(let found):
      "'\(path)' holds a network of kind '\(found)', expected 'lstm'"
    case .gateOrder(let found, let known):
      "'\(path)' has its gates in order '\(found)', expected '\(known)'"
    case .missingTensor(let name):
      "'\(path)' has no tensor '\(name)'"
    case .extraTensor(let name):
      "'\(path)' has a tensor '\(name)' that its network does not have"
    case .tensorShape(let name, let found, let expected):
      "'\(path)' has the tensor '\(name)' of shape \(found), expected \(expected)"
    case .elementType(let name, let found, let expected):
      "'\(path)' has the tensor '\(name)' of element type '\(found)', expected '\(expected)'"
    case .notFinite(let name, let index):
      "'\(path)' has the tensor '\(name)' with element \(index) not finite"
    case .noCheckpoint:
      "'\(path)' is no checkpoint: it holds no state of a training"
    case .contradiction(let what):
      "'\(path)' contradicts itself: \(what)"
    }
  }
}

extension TrainingDifference {
  fileprivate var words: String {
    switch self {
    case .network(let key, let found, let wanted):
      "of a network with " + Self.pair(key.replacing("mnl.", with: ""), found, wanted)
    case .data(let found, let wanted): "on \(found), not on \(wanted)"
    case .examples(let data): "on other examples than these of \(data)"
    case .beginning(let found, let wanted):
      "from epoch \(found + 1) on, not from epoch \(wanted + 1) on"
    case .weights: "it began with other weights"
    case .setting(let name, let found, let wanted):
      "with " + Self.pair(name, found, wanted)
    }
  }

  private static func pair(_ name: String, _ found: String?, _ wanted: String?) -> String {
    "\(written(name, found)), not \(written(name, wanted))"
  }

  private static func written(_ name: String, _ value: String?) -> String {
    guard let value else { return "no \(name)" }
    return "\(name)=" + (value.contains(" ") ? "(\(value))" : value)
  }
}
