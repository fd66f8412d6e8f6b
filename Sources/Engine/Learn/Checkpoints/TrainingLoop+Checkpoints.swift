import Glibc

// What a training leaves in files on its way.
extension TrainingLoop {
  /// Keeps the state if it is time to.
  ///
  /// - Throws: What `keepState` throws.
  mutating func keepStateIfDue(isEpochEnd: Bool) throws(LearnError) {
    guard let keeper, keeper.isDue(run, isEpochEnd: isEpochEnd) else { return }
    try keepState()
  }

  /// Keeps the state, if it is to be kept at all.
  ///
  /// - Throws: `LearnError.file` if it cannot be written: the file is as before, and the training can
  ///   be finished; `.diverged` if it is not finite.
  mutating func keepState(isFinished: Bool = false) throws(LearnError) {
    guard keeper != nil else { return }
    do throws(LearnError) {
      let run = runSoFar
      if let name = try keeper?.write(run, isFinished: isFinished) {
        throw stepper.diverged(.notFinite(tensor: name), epoch: model.training.epochs + 1)
      }
    } catch {
      if case .file = error, !isFinished { model.training.interrupted = runSoFar }
      throw error
    }
  }

  /// Keeps the model of an epoch in a file of its own, if it is among the best, and removes that of
  /// an epoch that is so no longer.
  ///
  /// - Throws: What `Model.save` throws.
  mutating func keepModel(of epoch: EpochRecord) throws(LearnError) {
    guard let plan = keeper?.plan, plan.keep > 0 else { return }
    let new = KeptEpoch(epoch: epoch.epoch, loss: epoch.decisiveLoss)
    // Of equal ones the older stays.
    let place = run.kept.firstIndex { $0.loss > new.loss } ?? run.kept.count
    guard place < plan.keep else { return }
    try model.save(to: plan.path(ofEpoch: new.epoch))
    run.kept.insert(new, at: place)
    while run.kept.count > plan.keep {
      let dropped = run.kept.removeLast()
      // It may be gone: a training that was killed after this goes on from before it.
      // SAFETY: the path is a C string for the time of the call.
      _ = unsafe unlink(plan.path(ofEpoch: dropped.epoch))
    }
  }
}
