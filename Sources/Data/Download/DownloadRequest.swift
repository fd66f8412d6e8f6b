/// How a download goes on, and what it tells and asks meanwhile.
///
/// The closures are called by the thread that loads, and by no other.
package struct DownloadRequest {
  /// How long a mirror may send next to nothing, in seconds.
  package let patience: Double
  /// Is told how far the work is, at most ten times a second.
  package let progress: (DownloadProgress) -> Void
  /// Is told what went wrong without stopping the download: `mirrorFailed`, `damagedCacheFile`.
  package let warn: (DataError) -> Void
  /// Is asked often whether to stop.
  package let shouldStop: () -> Bool

  /// Makes a request.
  ///
  /// - Precondition: `patience` is above 0.
  package init(
    patience: Double = DownloadRequest.defaultPatience,
    progress: @escaping (DownloadProgress) -> Void, warn: @escaping (DataError) -> Void,
    shouldStop: @escaping () -> Bool
  ) {
    precondition(patience > 0, "a patience of \(patience) s")
    self.patience = patience
    self.progress = progress
    self.warn = warn
    self.shouldStop = shouldStop
  }

  /// The patience that suits slow lines and does not keep anybody without a network, in seconds.
  package static let defaultPatience = 15.0
}

/// How far a download is.
package enum DownloadProgress: Equatable, Sendable {
  /// Another process downloads the same data set; this one waits for it.
  case waiting(name: String)
  /// A file is coming in: `done` bytes of `total` (0 if unknown), `rate` bytes a second.
  case receiving(file: String, host: String, done: Int, total: Int, rate: Double)
  /// A file is whole and in its place.
  case finished(file: String, bytes: Int)
}
