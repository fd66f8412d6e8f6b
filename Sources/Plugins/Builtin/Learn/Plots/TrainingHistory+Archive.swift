import MNLLearn
import MNLRuntime

extension TrainingHistory: Archived {
  /// Writes the name, the kind of score and the epochs.
  ///
  /// - Throws: Nothing in practice: all of it can be kept.
  func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    try archive.write(name)
    try archive.write(score.rawValue)
    archive.write(count: epochs.count)
    for epoch in epochs {
      try archive.write(epoch.epoch)
      try archive.write(epoch.loss)
      try archive.write(epoch.score)
      try archive.write(epoch.validation != nil)
      if let validation = epoch.validation {
        try archive.write(validation.examples)
        try archive.write(validation.loss)
        try archive.write(validation.score)
      }
      try archive.write(epoch.gradients != nil)
      if let gradients = epoch.gradients {
        try archive.write(gradients.norm)
        try archive.write(gradients.clipped)
      }
    }
  }

  /// Reads what was written.
  ///
  /// - Throws: `ArchiveFault` if the bytes are something else.
  init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    let name = try archive.read(String.self)
    let word = try archive.read(String.self)
    guard let score = Score(rawValue: word) else {
      throw archive.fault(.contradiction("the score '\(word)'"))
    }
    var epochs: [EpochRecord] = []
    // A number, two measures, and whether there is more.
    for _ in 0..<(try archive.count(ofSize: 19)) {
      let (epoch, loss) = (try archive.read(Int.self), try archive.read(Double.self))
      let trained = try archive.read(Double.self)
      let validation: EpochScore? =
        try archive.read(Bool.self)
        ? EpochScore(
          examples: try archive.read(), loss: try archive.read(), score: try archive.read()) : nil
      let gradients: GradientSummary? =
        try archive.read(Bool.self)
        ? GradientSummary(norm: try archive.read(), clipped: try archive.read()) : nil
      epochs.append(
        EpochRecord(
          epoch: epoch, loss: loss, score: trained, validation: validation, gradients: gradients))
    }
    self.init(name: name, score: score, epochs: epochs)
  }
}
