/// When a cell ran, for how long, and how that ended: `metadata.execution` of `.ipynb`.
package struct NotebookRun: Sendable, Equatable {
  /// When it began, in RFC 3339; nil if that is not to be known.
  package var started: String?
  /// When it ended.
  package var ended: String?
  /// How many seconds it took.
  package var seconds: Double?
  /// How it ended: `ok`, `failed` and the further words of the event stream.
  package var status: String?

  /// Makes the report of a run.
  package init(
    started: String? = nil, ended: String? = nil, seconds: Double? = nil, status: String? = nil
  ) {
    self.started = started
    self.ended = ended
    self.seconds = seconds
    self.status = status
  }
}

extension NotebookCell {
  /// When it ran, and how that ended; nil if nothing is known of that.
  package var run: NotebookRun? {
    get {
      guard let execution = metadata["execution"] else { return nil }
      return NotebookRun(
        started: execution["iopub.status.busy"]?.text, ended: execution["iopub.status.idle"]?.text,
        seconds: execution["mnl.duration_s"]?.text.flatMap(Double.init),
        status: execution["mnl.status"]?.text)
    }
    set {
      // What other programs wrote there is of another run.
      var execution: [JSONValue.Member] = []
      execution["iopub.status.busy"] = newValue?.started.map { .text($0) }
      execution["iopub.status.idle"] = newValue?.ended.map { .text($0) }
      // The format wants nothing but texts there.
      execution["mnl.duration_s"] = newValue?.seconds.map { .text("\($0)") }
      execution["mnl.status"] = newValue?.status.map { .text($0) }
      metadata["execution"] = execution.isEmpty ? nil : .object(execution)
    }
  }
}
