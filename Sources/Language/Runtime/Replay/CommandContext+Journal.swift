import MNLDiagnostics

extension CommandContext {
  /// Whether the call in progress should say how far it is, which a call that takes minutes asks at
  /// every safe point.
  package var isKeepingDue: Bool { journal?.isKeepingDue ?? false }

  /// Keeps how far the call in progress is, so that it goes on from there when the run is resumed.
  ///
  /// - Parameter write: Writes it, besides the states that are kept anyway.
  package func keep(_ write: (inout ArchiveWriter) throws(ArchiveFault) -> Void) {
    journal?.keepCall(write)
  }

  /// How far the call in progress was when the run was stopped; nil if it begins.
  package func takeKept() -> ArchiveReader? { registry.flatMap { journal?.takeKept($0) } }

  /// The failure of a call that cannot go on from what was kept.
  package func cannotGoOn(_ reason: String) -> CommandFailure {
    journal?.diverged(reason) ?? CommandFailure(.divergedReplay, reason)
  }
}
