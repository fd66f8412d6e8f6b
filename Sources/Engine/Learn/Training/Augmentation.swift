/// How training examples are changed at random, each time that they are used; all 0 for not at all.
package struct Augmentation: Hashable, Sendable {
  /// By how many places at most examples are moved, in steps and within them.
  package var shift = 0
  /// By how many degrees images are turned at most, either way.
  package var rotation = 0.0
  /// By which share images become larger or smaller at most.
  package var scaling = 0.0
  /// How far the pixels of an image are pulled apart, in pixels: the root of the mean square.
  package var elasticity = 0.0
  /// The deviation of the noise on each number, in deviations of its feature.
  package var jitter = 0.0
  /// By which share the numbers of an example become larger or smaller at most, all alike.
  package var magnification = 0.0
  /// Which share of the steps is cut off at most; what stays is stretched over all steps.
  package var cropping = 0.0

  /// Nothing is changed.
  package init() {}

  /// Whether something is changed.
  package var isOn: Bool { self != Augmentation() }
  /// Whether places of an image are changed, other than by a shift.
  package var warps: Bool { rotation > 0 || scaling > 0 || elasticity > 0 }
  /// Whether numbers of a sequence are changed.
  package var changesNumbers: Bool { jitter > 0 || magnification > 0 || cropping > 0 }

  /// The settings by the names that `train` has for them; what is 0 is left out.
  package var settings: [(name: String, value: String)] {
    (shift == 0 ? [] : [("shift", "\(shift)")])
      + Self.shares.filter { self[keyPath: $0.path] > 0 }
      .map { ($0.name, "\(self[keyPath: $0.path])") }
  }

  /// The settings that are no whole numbers, with the highest value of each.
  package static var shares: [Share] {
    [
      ("rotate", \.rotation, 180), ("scale", \.scaling, 0.9), ("elastic", \.elasticity, 100),
      ("jitter", \.jitter, 100), ("magnify", \.magnification, 0.9), ("crop", \.cropping, 0.9),
    ]
  }

  /// A setting, where it is kept, and its highest value.
  package typealias Share = (
    name: String, path: WritableKeyPath<Augmentation, Double>, highest: Double
  )
}
