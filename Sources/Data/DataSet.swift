/// Images with labels, divided for training, for choosing and for judging a network.
///
/// Nothing in it changes, so it is shared and never copied.
package final class DataSet: Sendable {
  /// What `load` calls it.
  package let name: String
  /// The size of every image.
  package let imageSize: ImageSize
  /// What each label stands for; as many as there are classes.
  package let classNames: [String]
  /// The examples a network learns from.
  package let train: Split
  /// The examples that tell how the learning goes; may be empty.
  package let validation: Split
  /// The examples that tell how good the result is.
  package let test: Split

  /// How many classes there are.
  package var classCount: Int { classNames.count }

  /// The three splits, in the order of the tutorial's loader.
  package var splits: [Split] { [train, validation, test] }

  /// The split of a name (`train`, `validation`, `test`), or nil.
  package func split(named name: String) -> Split? {
    splits.first { $0.name == name }
  }

  /// Divides images as the tutorial does: the first training images are for validation.
  ///
  /// - Parameters:
  ///   - name: What `load` calls it.
  ///   - imageSize: The size `H` × `W` of every image.
  ///   - classNames: What each label stands for.
  ///   - train: `N` training images with their labels.
  ///   - validationCount: How many of them, from the first on, are for validation.
  ///   - test: The test images with their labels.
  /// - Precondition: the images are as many as the labels, and no label is without a name.
  package init(
    name: String, imageSize: ImageSize, classNames: [String], train: Records, validationCount: Int,
    test: Records
  ) {
    self.name = name
    self.imageSize = imageSize
    self.classNames = classNames
    let pixels = imageSize.pixels
    let classes = classNames.count
    self.validation = Split(
      name: "validation", of: train, rows: 0..<validationCount, pixels: pixels, classes: classes)
    self.train = Split(
      name: "train", of: train, rows: validationCount..<train.count, pixels: pixels,
      classes: classes)
    self.test = Split(
      name: "test", of: test, rows: 0..<test.count, pixels: pixels, classes: classes)
  }
}

/// Images and labels as they come from a file, one after the other.
package struct Records: Sendable {
  /// The grey values, `[N, H, W]` in row-major order.
  package let images: [UInt8]
  /// The labels, `[N]`.
  package let labels: [UInt8]

  /// Puts images and labels together.
  package init(images: [UInt8], labels: [UInt8]) {
    self.images = images
    self.labels = labels
  }

  /// How many there are, `N`.
  package var count: Int { labels.count }
}
