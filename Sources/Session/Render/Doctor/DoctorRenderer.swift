package import MNLEvents

/// A `DoctorReport` as text: a line for each fact, then what is worth a word.
package struct DoctorRenderer {
  private let style: StreamStyle

  /// Makes a renderer for a stream that takes a style.
  package init(style: StreamStyle) { self.style = style }

  /// The text, with its final newline.
  package func text(of report: DoctorReport) -> String {
    let facts = facts(of: report)
    let width = facts.map(\.name.count).max() ?? 0
    let lines = facts.map { name, value in
      let pad = String(repeating: " ", count: width - name.count)
      return style.paint(name, .strong) + pad + "  " + VisibleText.escapingLine(value)
    }
    return (lines + [""] + findings(of: report)).joined(separator: "\n") + "\n"
  }

  private func facts(of report: DoctorReport) -> [(name: String, value: String)] {
    let (program, processor, blas) = (report.program, report.processor, report.blas)
    return [
      ("mnl", "\(program.version), built for \(program.architecture)"),
      ("system", program.system),
      ("cpu", processor.name),
      ("level", level(processor)),
      ("threads", "\(report.threads.used), on \(counted(report.threads.cores, "core"))"),
      ("denormals", denormals(report.threads)),
      ("blas", blas.configuration),
      ("blas core", "\(blas.core), \(counted(blas.threads, "thread")) in each of the engine's"),
      ("sgemm", sgemm(report.speed)),
      ("training", training(report)),
      ("", network(report.speed)),
    ] + report.data.map { ($0.name, place($0)) } + [("cache", cache(report.cache))]
      + surroundings(of: report)
  }

  private func level(_ processor: DoctorReport.Processor) -> String {
    let levels = processor.levels.joined(separator: ", ")
    return processor.isForced
      ? "\(processor.level), named by MNL_CPU; this CPU has \(levels)"
      : "\(processor.level), the best of this CPU's: \(levels)"
  }

  private func denormals(_ threads: DoctorReport.Threads) -> String {
    threads.flushesDenormals ? "count as 0 in every thread" : "are computed with"
  }

  private func sgemm(_ speed: DoctorReport.Speed) -> String {
    let size = speed.matrixSize
    return "\(rate(speed.sgemm)), \(size) x \(size), "
      + "\(counted(speed.sgemmThreads, "thread")) at once"
  }

  private func training(_ report: DoctorReport) -> String {
    let speed = report.speed
    let share = DecimalText.fixed(speed.share * 100, digits: 0)
    return "\(rate(speed.training)), \(share) % of sgemm"
      + (report.isSgemmComparable ? "" : ", which says nothing here: see below")
  }

  private func network(_ speed: DoctorReport.Speed) -> String {
    let sequences = MeasuredNumber.grouped(Int(speed.sequences.rounded()))
    return "\(sequences) sequences/s: \(speed.network), \(speed.steps) steps of "
      + "\(speed.features), batch \(speed.batch), "
      + "\(DecimalText.fixed(speed.operations / 1e6, digits: 2)) MFLOP a step"
  }

  private func place(_ data: DoctorReport.DataSet) -> String {
    switch (data.place, data.folder) {
    case (let place?, let folder): "\(folder ?? "") (\(place.words))"
    case (nil, let folder?): "would be downloaded to \(folder)"
    case (nil, nil): "is nowhere, and cannot be downloaded without a cache"
    }
  }

  private func cache(_ cache: DoctorReport.Cache) -> String {
    guard let folder = cache.folder else { return "none" }
    return folder + (cache.obstacle.map { ", cannot be written: \($0)" } ?? ", can be written")
  }

  private func findings(of report: DoctorReport) -> [String] {
    let findings = report.findings
    guard !findings.isEmpty else { return ["nothing to mend"] }
    return findings.flatMap { finding in
      [
        style.paint(finding.severity, .yellow)
          + style.paint(": \(VisibleText.escapingLine(finding.message))", .strong),
        style.paint("help", .cyan) + ": \(VisibleText.escapingLine(finding.help))",
      ]
    }
  }

  private func rate(_ operations: Double) -> String {
    DecimalText.fixed(operations / 1e9, digits: 1) + " GFLOP/s"
  }

  func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}

extension DoctorReport.DataSet.Place {
  /// What to call the place.
  var words: String {
    switch self {
    case .dataPath: "MNL_DATA_PATH"
    case .workingFolder: "the working folder"
    case .cache: "the cache"
    case .system: "the system"
    }
  }
}
