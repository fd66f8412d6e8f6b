package import MNLDiagnostics
package import MNLEvents

/// The sink for programs: one JSON object a line, for every event.
///
/// Each has `v` (1; fields are only ever added), `seq` (from 1), `ts` (UTC) and `type`, and inside a
/// cell `cell`, its place among the cells that run.
package final class JSONLinesSink: EventSink {
  /// Seconds between two reports of progress; the final ones are always written.
  static let progressInterval = 0.2

  /// The name of the cell in which a place lies, for diagnostics.
  package var cellName: (SourceSpan) -> String? = { _ in nil }

  private let output: any TextOutput
  private let now: () -> Double
  private let wall: () -> Int
  private var sequence = 0
  private var cell: Int?
  private var lastProgress: Double?

  /// Makes a sink.
  ///
  /// - Parameters:
  ///   - output: Where the lines go.
  ///   - now: Seconds, never going back.
  ///   - wall: Milliseconds since 1970.
  package init(
    output: any TextOutput, now: @escaping () -> Double = SystemTime.monotonic,
    wall: @escaping () -> Int = SystemTime.wall
  ) {
    self.output = output
    self.now = now
    self.wall = wall
  }

  /// Writes the event as a line.
  package func receive(_ event: Event) {
    if case .progress(let progress) = event, !isDue(progress) { return }
    if case .cellStart(let start) = event { cell = start.index }
    let (type, fields) = describe(event)
    sequence += 1
    var members: [(String, JSONText)] = [
      ("v", .int(1)), ("seq", .int(sequence)), ("ts", .text(SystemTime.rfc3339(wall()))),
      ("type", .text(type)),
    ]
    if let cell, !fields.contains(where: { $0.0 == "cell" }) {
      members.append(("cell", .int(cell)))
    }
    output.write(JSONText.object(members + fields).encoded + "\n")
    if case .cellEnd = event { cell = nil }
  }

  private func isDue(_ progress: Progress) -> Bool {
    let time = now()
    if !progress.isFinal, let last = lastProgress, time - last < Self.progressInterval {
      return false
    }
    lastProgress = time
    return true
  }

  private func describe(_ event: Event) -> (type: String, fields: [(String, JSONText)]) {
    switch event {
    case .runStart(let run): ("run_start", fields(of: run))
    case .cellStart(let cell):
      (
        "cell_start",
        [
          ("cell", .int(cell.index)), ("name", .optional(cell.name)),
          ("title", .text(cell.title)), ("silent", .bool(cell.isSilent)),
        ]
      )
    case .output(let text): ("output", [("text", .text(text))])
    case .result(let bundle): ("result", [("data", .bundle(bundle))])
    case .display(let bundle): ("display", [("data", .bundle(bundle))])
    case .progress(let progress): ("progress", fields(of: progress))
    case .metric(let metric): ("metric", fields(of: metric))
    case .expectation(let expectation): ("expectation", fields(of: expectation))
    case .diagnostic(let diagnostic): ("diagnostic", fields(of: diagnostic))
    case .cellEnd(let end):
      (
        "cell_end",
        [
          ("cell", .int(end.index)), ("status", .text(end.status.rawValue)),
          ("duration_s", .number(end.seconds)),
        ]
      )
    case .runEnd(let end):
      (
        "run_end",
        [
          ("status", .text(end.status.rawValue)), ("exit", .int(end.exitCode)),
          ("duration_s", .number(end.seconds)),
        ]
      )
    }
  }

  private func fields(of run: RunStart) -> [(String, JSONText)] {
    [
      ("file", .text(run.source)), ("title", .optional(run.title)), ("cells", .int(run.cellCount)),
      ("params", .object(run.parameters.map { ($0.name, .text($0.value)) })),
      ("origins", .object(run.parameters.map { ($0.name, .text($0.origin)) })),
      ("seed", .unsigned(run.seed)), ("threads", .int(run.threads)),
    ]
  }

  private func fields(of progress: Progress) -> [(String, JSONText)] {
    [
      ("id", .text(progress.id)), ("label", .text(progress.label)), ("done", .int(progress.done)),
      ("total", .int(progress.total)), ("unit", .text(progress.unit)),
      ("rate", .optional(progress.rate)), ("eta_s", .optional(progress.secondsLeft)),
      ("metrics", .object(progress.metrics.map { ($0.name, .number($0.value)) })),
      ("final", .bool(progress.isFinal)),
    ]
  }

  private func fields(of metric: Metric) -> [(String, JSONText)] {
    [
      ("name", .text(metric.name)), ("value", .number(metric.value)),
      ("split", .optional(metric.split)), ("epoch", .optional(metric.epoch)),
      ("step", .optional(metric.step)),
    ]
  }

  private func fields(of expectation: Expectation) -> [(String, JSONText)] {
    [
      ("ok", .bool(expectation.holds)), ("text", .text(expectation.text)),
      ("condition", .text(expectation.condition)),
    ] + place(expectation.span)
  }

  private func fields(of diagnostic: Diagnostic) -> [(String, JSONText)] {
    var fields: [(String, JSONText)] = [
      ("severity", .text(diagnostic.severity.rawValue)),
      ("code", .text(diagnostic.code.description)), ("message", .text(diagnostic.message)),
    ]
    if let primary = diagnostic.primary {
      fields += place(primary.span) + [("label", .text(primary.text))]
      fields.append(("place", .optional(cellName(primary.span))))
    }
    return fields + [
      ("notes", .list(diagnostic.notes.map { .text($0) })), ("help", .optional(diagnostic.help)),
      (
        "edits",
        .list(
          (diagnostic.remedy?.edits ?? []).map { edit in
            .object(place(edit.span) + [("text", .text(edit.text))])
          })
      ),
      (
        "calls",
        .list(
          diagnostic.calls.map { call in
            .object(
              [("command", .text(call.command))] + place(call.span)
                + [("place", .optional(cellName(call.span)))])
          })
      ),
    ]
  }

  private func place(_ span: SourceSpan) -> [(String, JSONText)] {
    let start = span.file.position(at: span.range.lowerBound)
    let end = span.file.position(at: span.range.upperBound)
    return [
      ("file", .text(span.file.name)), ("line", .int(start.line)), ("column", .int(start.column)),
      ("end_line", .int(end.line)), ("end_column", .int(end.column)),
    ]
  }
}
