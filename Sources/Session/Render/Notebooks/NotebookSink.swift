package import MNLDiagnostics
package import MNLEvents
package import MNLNotebook

/// The sink that keeps a run as a notebook: every cell of the document with what it put out.
///
/// The notebook is whole at any moment, so that it can be written while the run goes on, and after
/// whatever ended it.
package final class NotebookSink: EventSink {
  /// The name of the cell in which a place lies, for diagnostics: `cell 'train'`.
  package var cellName: (SourceSpan) -> String? = { _ in nil }

  /// The document with all outputs so far.
  package private(set) var notebook: Notebook

  /// The places of the cells that run among those of the notebook, by the index of the events.
  private let places: [Int]
  /// Whether moments, durations and places of this machine are left out.
  private let isClean: Bool
  private let wall: () -> Int
  private var current: Int?
  private var count = 0
  private var started = ""

  /// Makes a sink.
  ///
  /// - Parameters:
  ///   - document: What runs.
  ///   - cells: The numbers of the code cells that run, in their order; nil for all of them.
  ///   - injected: What is said below some of the cells about the parameters of this run, by the
  ///     number of the cell among the code cells.
  ///   - isClean: Whether everything is left out in which two equal runs differ.
  ///   - wall: Milliseconds since 1970.
  package init(
    _ document: Document, cells: [Int]? = nil, injected: [Int: String] = [:],
    isClean: Bool = false,
    wall: @escaping () -> Int = SystemTime.wall
  ) {
    notebook = Notebook(document)
    var shown: [NotebookCell] = []
    var code: [Int] = []
    for cell in notebook.cells {
      shown.append(cell)
      guard cell.kind == .code else { continue }
      code.append(shown.count - 1)
      guard let source = injected[code.count] else { continue }
      shown.append(
        NotebookCell(
          .code, source, metadata: [.init("tags", .list([.text("injected-parameters")]))]))
    }
    notebook.cells = shown
    places =
      cells.map { $0.compactMap { code.indices.contains($0 - 1) ? code[$0 - 1] : nil } } ?? code
    self.isClean = isClean
    self.wall = wall
  }

  /// Keeps the event.
  package func receive(_ event: Event) {
    switch event {
    case .runStart(let run): start(run)
    case .cellStart(let cell): start(cell)
    case .output(let text): write(text, to: "stdout")
    case .result(let bundle):
      add { .result(NotebookBundle(bundle), number: $0.executionCount) }
    case .display(let bundle): add { _ in .display(NotebookBundle(bundle)) }
    case .progress(let progress): if progress.isFinal { write(Self.line(progress), to: "stderr") }
    case .diagnostic(let diagnostic): tell(diagnostic)
    case .cellEnd(let cell): end(cell)
    case .runEnd(let run): end(run)
    case .metric, .expectation: break
    }
  }

  // MARK: Cells

  private func place(of index: Int) -> Int? {
    places.indices.contains(index - 1) ? places[index - 1] : nil
  }

  private func start(_ cell: CellStart) {
    current = place(of: cell.index)
    guard let current else { return }
    count += 1
    started = SystemTime.rfc3339(wall())
    notebook.cells[current].executionCount = count
    notebook.cells[current].outputs = []
    notebook.cells[current].run = isClean ? nil : NotebookRun(started: started)
  }

  private func end(_ cell: CellEnd) {
    guard let place = place(of: cell.index) else { return }
    var run = NotebookRun(status: cell.status.rawValue)
    if !isClean, place == current {
      run.started = started
      run.ended = SystemTime.rfc3339(wall())
      run.seconds = cell.seconds
    }
    notebook.cells[place].run = run
    if place == current { current = nil }
  }

  private func add(_ output: (NotebookCell) -> NotebookOutput) {
    guard let current else { return }
    notebook.cells[current].outputs.append(output(notebook.cells[current]))
  }

  private func write(_ text: String, to stream: String) {
    guard let current, !text.isEmpty else { return }
    let text = VisibleText.escaping(text)
    let last = notebook.cells[current].outputs.indices.last
    if let last, case .stream(stream, var whole) = notebook.cells[current].outputs[last] {
      // Taken out first: to append to a text that two places hold would copy it, each time.
      notebook.cells[current].outputs[last] = .stream(name: stream, text: "")
      whole += text
      notebook.cells[current].outputs[last] = .stream(name: stream, text: whole)
    } else {
      notebook.cells[current].outputs.append(.stream(name: stream, text: text))
    }
  }

  /// A piece of work that is done, without the time that it took.
  private static func line(_ progress: Progress) -> String {
    let metrics = progress.metrics.map { "\($0.name) \(MeasuredNumber.brief($0.value))" }
    return progress.label + (metrics.isEmpty ? "" : ": " + metrics.joined(separator: ", ")) + "\n"
  }

  private func tell(_ diagnostic: Diagnostic) {
    let error = NotebookError(diagnostic, cellName: cellName)
    switch diagnostic.severity {
    case .error:
      add { _ in .error(name: error.ename, message: error.evalue, lines: error.traceback) }
    case .warning: write(error.traceback.joined(separator: "\n") + "\n", to: "stderr")
    }
  }

  // MARK: The run

  private func start(_ run: RunStart) {
    let parameters = run.parameters.map { JSONValue.Member($0.name, .text($0.value)) }
    var facts: [JSONValue.Member] = [
      .init("params", .object(parameters)), .init("seed", .text(String(run.seed))),
    ]
    if !isClean {
      facts["started"] = .text(SystemTime.rfc3339(wall()))
      facts["threads"] = .int(run.threads)
    }
    self.run = facts
  }

  private func end(_ run: RunEnd) {
    var facts = self.run
    facts["status"] = .text(run.status.rawValue)
    facts["exit"] = .int(run.exitCode)
    if !isClean { facts["duration_s"] = .number(run.seconds) }
    self.run = facts
  }

  /// What the notebook says of the run as a whole.
  private var run: [JSONValue.Member] {
    get { notebook.metadata["mnl"]?["run"]?.members ?? [] }
    set {
      var own = notebook.metadata["mnl"]?.members ?? []
      own["run"] = .object(newValue)
      notebook.metadata["mnl"] = .object(own)
    }
  }
}
