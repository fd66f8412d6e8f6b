import MNLData
import MNLDiagnostics
import MNLLearn
import MNLRuntime

// How examples are changed at random while a model is trained.
extension LearnPlugin {
  private static let changes: [String: String] = [
    "rotate": "By how many degrees images are turned at most, either way",
    "scale": "By which share images become larger or smaller at most: 10%",
    "elastic": "By how many pixels images are pulled out of shape",
    "jitter": "How much noise numbers get, in deviations of their feature",
    "magnify": "By which share the numbers of an example become larger or smaller at most",
    "crop": "Which share of a sequence is cut off at most; the rest is stretched to its length",
  ]

  /// The parameters that say how, but for `shift`.
  static let augmenting = Augmentation.shares.map { share in
    ParameterDeclaration.option(
      share.name, .float, "\(changes[share.name] ?? ""), at random; not if left out",
      limits: .between(0, share.highest))
  }

  /// How examples are to be changed.
  static func augmentation(_ arguments: Arguments) -> Augmentation {
    var augmentation = Augmentation()
    augmentation.shift = arguments.optionalInt("shift") ?? 0
    for share in Augmentation.shares {
      augmentation[keyPath: share.path] = arguments.optionalFloat(share.name) ?? 0
    }
    return augmentation
  }

  /// Makes sure that the data can be changed so: sequences have no place to move to, and symbols
  /// become no other ones by and by.
  ///
  /// Errors: what changes images, of other data; what changes numbers, of other data; to cut off
  /// what has a length of its own.
  static func checkAugmentation(
    _ augmentation: Augmentation, _ data: DataHandle
  ) throws(CommandFailure) {
    let form = data.data.form
    let hasNumbers = if case .numbers = form.inputs { true } else { false }
    for (name, _) in augmentation.settings {
      let ofImages = ["shift", "rotate", "scale", "elastic"].contains(name)
      guard ofImages ? form.imageSize == nil : !hasNumbers else { continue }
      throw CommandFailure(
        .outOfRange,
        "`\(name)` \(ofImages ? "moves images" : "changes sequences of numbers"), but "
          + "\(data.data.name) has \(form.inputText)",
        parameter: name, label: "nothing to \(ofImages ? "move" : "change")",
        help: "leave `\(name)` out", cure: .leavingOut(name))
    }
    guard augmentation.cropping > 0, data.data.hasLengths else { return }
    throw CommandFailure(
      .outOfRange, "`crop` stretches sequences of one length, and \(data.data.name) has several",
      parameter: "crop", help: "leave `crop` out", cure: .leavingOut("crop"))
  }
}
