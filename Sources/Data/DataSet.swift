/// Examples, divided for training, for choosing and for judging a network.
///
/// Nothing in it changes, so it is shared and never copied.
package final class DataSet: Sendable {
  /// What `load` calls it.
  package let name: String
  /// What the examples are, and what is asked of them.
  package let form: ExampleForm
  /// Where the numbers of the training examples lie, if a network is to scale them by it.
  package let spreads: NumberSpreads?
  /// What a model that is made for them keeps of them, to read others of the same form; nil if
  /// nothing has to be known.
  package let meaning: String?
  /// What is read at each step, as it was where it came from.
  package let columns: [InputColumn]
  /// Of the groups of examples in a part, by the name of the part, how many have training examples,
  /// too; empty where examples have no groups.
  package let groups: [String: GroupSharing]
  /// What makes the examples a forecast; nil if they are none.
  package let forecast: Forecast?
  /// The examples a network learns from.
  package let train: Split
  /// The examples that tell how the learning goes; may be empty.
  package let validation: Split
  /// The examples that tell how good the result is.
  package let test: Split

  /// The three splits, in the order of the tutorial's loader.
  package var splits: [Split] { [train, validation, test] }

  /// The SHA-256 of what is kept of all examples, in hexadecimal: equal where the same examples stand
  /// in the same order.
  ///
  /// - Complexity: O(numbers) the first time, O(1) later.
  package var contentHash: String {
    var hash = ContentHash()
    for split in splits { hash.update(Array(split.contentHash.utf8).span) }
    return hash.hexadecimal()
  }

  /// Whether examples may have fewer steps than the form says.
  package var hasLengths: Bool { splits.contains(where: \.hasLengths) }

  /// The split of a name (`train`, `validation`, `test`), or nil.
  package func split(named name: String) -> Split? {
    splits.first { $0.name == name }
  }

  /// Divides examples as the tutorial does: the first training examples are for validation.
  ///
  /// - Parameters:
  ///   - name: What `load` calls it.
  ///   - form: What the examples are, and what is asked of them.
  ///   - train: The training examples.
  ///   - validationCount: How many of them, from the first on, are for validation.
  ///   - test: The test examples.
  ///   - isScaled: Whether a network is to scale the numbers by where those of the training
  ///     examples lie.
  ///   - meaning: What a model that is made for them keeps of them.
  /// - Precondition: the rows have the widths of the form.
  package convenience init(
    name: String, form: ExampleForm, train: ExampleRows, validationCount: Int, test: ExampleRows,
    isScaled: Bool = false, meaning: String? = nil
  ) {
    let learned = (Int32(validationCount)..<Int32(train.count)).map { $0 }
    self.init(
      name: name, form: form,
      spreads: isScaled ? NumberSpreads(of: train.arranged(learned), form: form) : nil,
      meaning: meaning,
      train: Split(name: "train", of: train, rows: validationCount..<train.count, form: form),
      validation: Split(name: "validation", of: train, rows: 0..<validationCount, form: form),
      test: Split(name: "test", of: test, rows: 0..<test.count, form: form))
  }

  /// Divides images with one label each, likewise.
  ///
  /// - Parameters:
  ///   - name: What `load` calls it.
  ///   - imageSize: The size `H` × `W` of every image.
  ///   - classNames: What each label stands for.
  ///   - train: `N` training images with their labels.
  ///   - validationCount: How many of them, from the first on, are for validation.
  ///   - test: The test images with their labels.
  /// - Precondition: the images are as many as the labels, and no label is without a name.
  package convenience init(
    name: String, imageSize: ImageSize, classNames: [String], train: Records, validationCount: Int,
    test: Records
  ) {
    func rows(_ records: Records) -> ExampleRows {
      ExampleRows(
        inputs: RowStore(records.images, scale: Split.scale, width: imageSize.pixels),
        targets: RowStore(records.labels, classes: classNames.count))
    }
    self.init(
      name: name, form: ExampleForm(inputs: .image(imageSize), targets: .classes(classNames)),
      train: rows(train), validationCount: validationCount, test: rows(test),
      meaning: ImageMeaning(
        size: imageSize, classes: classNames, isInverted: false, isScaled: false
      ).encoded)
  }

  /// Divides examples of which those for validation come first, then those for training.
  ///
  /// - Parameters:
  ///   - name: What `load` calls it.
  ///   - form: What the examples are, and what is asked of them.
  ///   - examples: All of them.
  ///   - validationCount: How many of them, from the first on, are for validation.
  ///   - testCount: How many of them, the last ones, are for the test.
  ///   - spreads: Where the numbers of the training examples lie, if they are to be scaled by it.
  ///   - meaning: What a model that is made for them keeps of them.
  ///   - columns: What is read at each step; what the form says if nil.
  ///   - groups: Of the groups in a part, how many have training examples, too.
  ///   - forecast: What makes them a forecast.
  /// - Precondition: the rows have the widths of the form, and are as many.
  package convenience init(
    name: String, form: ExampleForm, examples: ExampleRows, validationCount: Int, testCount: Int,
    spreads: NumberSpreads? = nil, meaning: String? = nil, columns: [InputColumn]? = nil,
    groups: [String: GroupSharing] = [:], forecast: Forecast? = nil
  ) {
    let end = examples.count - testCount
    self.init(
      name: name, form: form, spreads: spreads, meaning: meaning, columns: columns, groups: groups,
      forecast: forecast,
      train: Split(name: "train", of: examples, rows: validationCount..<end, form: form),
      validation: Split(name: "validation", of: examples, rows: 0..<validationCount, form: form),
      test: Split(name: "test", of: examples, rows: end..<examples.count, form: form))
  }

  init(
    name: String, form: ExampleForm, spreads: NumberSpreads? = nil, meaning: String? = nil,
    columns: [InputColumn]? = nil, groups: [String: GroupSharing] = [:],
    forecast: Forecast? = nil, train: Split, validation: Split, test: Split
  ) {
    (self.name, self.form, self.spreads, self.meaning) = (name, form, spreads, meaning)
    (self.columns, self.groups, self.forecast) = (columns ?? form.columns, groups, forecast)
    (self.train, self.validation, self.test) = (train, validation, test)
  }
}

/// Groups of examples in a part of a data set.
package struct GroupSharing: Hashable, Sendable {
  /// How many groups have examples in the part.
  package let all: Int
  /// How many of them have training examples, too.
  package let shared: Int
}

extension DataSet {
  /// The same examples with the pixels of every image in another order, one and the same for all.
  ///
  /// - Parameter seed: Which order; it is part of the name of the data.
  /// - Returns: A data set of its own.
  /// - Precondition: the examples are images.
  /// - Complexity: O(all pixels).
  package func permuted(seed: UInt64) -> DataSet {
    guard let size = form.imageSize else { preconditionFailure("'\(name)' has no images") }
    var random = SplitMix64(seed: seed)
    var order = Array(0..<Int32(size.pixels))
    Shuffle.shuffle(&order, using: &random)
    return DataSet(
      name: "\(name) permute=\(seed)", form: form, train: train.permuted(by: order),
      validation: validation.permuted(by: order), test: test.permuted(by: order))
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

/// Examples with what is asked of them, row by row.
package struct ExampleRows: Sendable {
  /// The inputs, `[N, T·I]`, a step after the other in each row.
  package let inputs: RowStore
  /// The targets, `[N, C]` or `[N, T·C]`.
  package let targets: RowStore
  /// How many steps each example has, from 0 to `T`, `[N]`: its numbers after them are 0 and say
  /// nothing; nil where all have `T`.
  package let lengths: [Int32]?

  /// Puts inputs and targets together.
  ///
  /// - Precondition: they are as many.
  package init(inputs: RowStore, targets: RowStore, lengths: [Int32]? = nil) {
    precondition(inputs.count == targets.count, "\(inputs.count) inputs, \(targets.count) targets")
    precondition(lengths.map { $0.count == inputs.count } ?? true, "lengths of other examples")
    (self.inputs, self.targets, self.lengths) = (inputs, targets, lengths)
  }

  /// Some of the examples, in an order of their own; what is kept is shared.
  ///
  /// - Precondition: the rows exist.
  /// - Complexity: O(rows).
  package func arranged(_ rows: [Int32]) -> ExampleRows {
    ExampleRows(
      inputs: inputs.arranged(rows), targets: targets.arranged(rows),
      lengths: lengths.map { lengths in rows.map { lengths[Int($0)] } })
  }

  /// How many there are, `N`.
  package var count: Int { inputs.count }
}
