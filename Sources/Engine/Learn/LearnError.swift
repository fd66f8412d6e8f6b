package import MNLTensor

/// What can go wrong between a model and its data or files: the facts.
///
/// `LearnError+Words.swift` puts them into sentences.
package enum LearnError: Error, Hashable, Sendable {
  /// A setting outside the values it may have.
  case outOfRange(setting: String, value: Int, allowed: ClosedRange<Int>)
  /// A forget bias that is infinite or no number.
  case forgetBias(Double)
  /// A share that is not from 0 up to, not including, 1.
  case share(setting: String, value: Double)
  /// A setting that changes nothing where another one is not made.
  case pointless(setting: String, without: String)
  /// Inputs of layers are to be added, but no layer is as wide as the one before.
  case noEqualNeighbours(units: [Int])
  /// An option of a model that does not fit the data.
  case optionDoesNotFit(setting: String, OptionMisfit)
  /// A setting that cells of a kind do not have.
  case foreign(setting: String, cell: ModelConfiguration.Cell)
  /// A model without a single layer of units.
  case noLayers
  /// A model that has not seen data yet, so that its weights do not exist.
  case notBuilt
  /// Examples of another shape than the model's.
  case dataDoNotFit(data: String, found: ExampleShape, expected: ExampleShape)
  /// Inputs or labels that are not as many, or not as wide, as the data claim.
  case inconsistentData(data: String, found: Shape, expected: Shape)
  /// A batch larger than the data it is taken from.
  case batchTooLarge(batch: Int, examples: Int, data: String)
  /// A split without examples.
  case noExamples(data: String)
  /// A row that does not exist.
  case noSuchRow(row: Int, examples: Int, data: String)
  /// No training was interrupted.
  case nothingToFinish
  /// An interrupted training can go on only with the data it began with.
  case otherData(began: DataIdentity, found: DataIdentity)
  /// An interrupted training can go on only with the very examples it began with.
  case otherExamples(data: String)
  /// A checkpoint of another training than the one that is to go on.
  case otherTraining(path: String, TrainingDifference)
  /// What would have gone wrong in a training, found before it began.
  indirect case rehearsal(LearnError)
  /// It was asked to stop.
  case cancelled
  /// Class weights that are not as many as the classes.
  case classWeights(found: Int, classes: Int, data: String)
  /// A loss that says nothing of such targets.
  case lossDoesNotFit(LossKind, targets: Targets, data: String)
  /// Batches of similar lengths, of examples that all have as many steps.
  case nothingToBucket(shape: ExampleShape, data: String)
  /// A setting that means something only where one of some classes is asked for.
  case needsClasses(setting: String, targets: Targets, data: String)
  /// Answers or targets from which no score can be computed.
  case metric(MetricError, data: String)
  /// An example that holds a number that is not finite, so that a loss or gradient is not; the model
  /// has the weights of before that step, the optimiser's `step`th.
  case notFinite(tensor: String, row: Int, data: String, epoch: Int, step: Int)
  /// A training whose steps were too large; the model has its last good weights.
  ///
  /// `step` counts the optimiser's steps, from 1, and `rate` is the size of the last one.
  case diverged(Divergence, epoch: Int, step: Int, rate: Double, kept: KeptWeights)
  /// The engine refused.
  case engine(EngineError)
  /// A file that cannot be read or written, or is no safetensors file.
  case file(path: String, SafetensorsFault)
  /// A sound safetensors file that holds no model of ours.
  case model(path: String, ModelFileFault)
}

/// In what a training in a checkpoint differs from the one that is asked for.
package enum TrainingDifference: Hashable, Sendable {
  /// It is of another network: a word of a model file is another.
  case network(name: String, found: String?, wanted: String?)
  /// It is on other data.
  case data(found: DataIdentity, wanted: DataIdentity)
  /// It is on data of the same name, number and shape, but with other examples.
  case examples(data: String)
  /// It began after so many whole epochs.
  case beginning(found: Int, wanted: Int)
  /// It began with other weights.
  case weights
  /// A setting of `train` is another; nil if it is not given at all.
  case setting(String, found: String?, wanted: String?)
}

/// What shows that a training diverged.
package enum Divergence: Hashable, Sendable {
  /// A loss, a gradient or a weight is infinite or no number.
  case notFinite(tensor: String)
  /// The loss is out of all proportion to that of the first batch.
  case loss(Double, first: Double)
}

/// Which weights a model has after a training that diverged.
package enum KeptWeights: Hashable, Sendable {
  /// Those of before the training: it diverged in its first epoch.
  case beforeTraining
  /// Those of the end of an epoch: it diverged later.
  case epoch(Int)
}

/// What makes a file unreadable as safetensors; offsets are bytes from the beginning of the file.
package enum SafetensorsFault: Error, Hashable, Sendable {
  /// The system refused; `number` is its `errno`.
  case system(action: String, number: Int32)
  /// A directory, a device or a pipe.
  case notAFile
  /// Shorter than the 8 bytes of the header's length.
  case tooShort(size: Int)
  /// A header longer than the file or than is allowed.
  case headerLength(claimed: UInt64, limit: Int)
  /// Fewer bytes could be read than the file has.
  case endsEarly(offset: Int)
  /// Something else than the header's grammar demands.
  case unexpected(offset: Int, expected: String)
  /// Bytes that are no UTF-8.
  case encoding(offset: Int)
  /// A name that occurs twice.
  case duplicate(name: String, offset: Int)
  /// A whole number above 2^63 - 1.
  case numberTooLarge(offset: Int)
  /// An element type that the format does not have.
  case elementType(tensor: String, found: String, offset: Int)
  /// A tensor whose end lies before its beginning.
  case reversed(tensor: String, begin: Int, end: Int, offset: Int)
  /// A tensor that does not begin where the one before it ends: a hole or an overlap.
  case notAdjacent(tensor: String, begin: Int, expected: Int, offset: Int)
  /// A tensor whose bytes are not those of its shape; `needed` is `nil` above 2^63 - 1.
  case sizeMismatch(tensor: String, shape: [Int], needed: Int?, found: Int, offset: Int)
  /// A content that is not the one whose hash the file says.
  case seal
  /// Tensors that end before or after the file does.
  case dataLength(tensors: Int, found: Int)
}

/// What makes a safetensors file no model that can be opened.
package enum ModelFileFault: Error, Hashable, Sendable {
  /// An entry of the metadata is missing; without any the file is not from here.
  case missingMetadata(key: String)
  /// An entry of the metadata has no meaning.
  case metadata(key: String, value: String)
  /// Written in a form that this version does not know.
  case version(found: String, known: Int)
  /// A network of another kind.
  case architecture(found: String)
  /// Gates in another order.
  case gateOrder(found: String, known: String)
  /// A tensor is missing.
  case missingTensor(name: String)
  /// A tensor that the network does not have.
  case extraTensor(name: String)
  /// A tensor of another shape than the metadata say.
  case tensorShape(name: String, found: [Int], expected: [Int])
  /// A tensor of another element type.
  case elementType(name: String, found: String, expected: String)
  /// A weight that is infinite or no number.
  case notFinite(name: String, index: Int)
  /// A safetensors file that holds no state of a training.
  case noCheckpoint
  /// A state of a training that contradicts itself.
  case contradiction(String)
}
