package import MNLEvents

/// A `DoctorReport` as JSON.
///
/// The object has `v` (1; fields are only ever added). Rates are in GFLOP/s.
package enum DoctorJSON {
  /// The object, on one line without its newline.
  package static func text(of report: DoctorReport) -> String {
    JSONText.object([
      ("v", .int(1)), ("version", .text(report.program.version)),
      ("system", .text(report.program.system)),
      ("architecture", .text(report.program.architecture)),
      ("optimised", .bool(report.program.isOptimised)),
      ("cpu", cpu(report.processor)), ("threads", threads(report.threads)),
      ("blas", blas(report.blas)), ("sgemm", sgemm(report)), ("training", training(report.speed)),
      ("data", .list(report.data.map(data))), ("cache", cache(report.cache)),
      ("terminal", terminal(report.surroundings.terminal)),
      ("plugins", .list(report.surroundings.plugins.map(plugin))), ("paths", paths(report)),
      ("versions", versions(report)),
      ("findings", .list(report.findings.map(finding))),
    ]).encoded
  }

  private static func cpu(_ processor: DoctorReport.Processor) -> JSONText {
    .object([
      ("name", .text(processor.name)), ("level", .text(processor.level)),
      ("levels", .list(processor.levels.map { .text($0) })), ("forced", .bool(processor.isForced)),
    ])
  }

  private static func threads(_ threads: DoctorReport.Threads) -> JSONText {
    .object([
      ("used", .int(threads.used)), ("cores", .int(threads.cores)),
      ("flush_to_zero", .bool(threads.flushesDenormals)),
    ])
  }

  private static func blas(_ blas: DoctorReport.BLAS) -> JSONText {
    .object([
      ("config", .text(blas.configuration)), ("core", .text(blas.core)),
      ("level", .optional(blas.level)), ("threads", .int(blas.threads)),
    ])
  }

  private static func sgemm(_ report: DoctorReport) -> JSONText {
    .object([
      ("gflops", .number(report.speed.sgemm / 1e9)), ("size", .int(report.speed.matrixSize)),
      ("threads", .int(report.speed.sgemmThreads)), ("comparable", .bool(report.isSgemmComparable)),
    ])
  }

  private static func training(_ speed: DoctorReport.Speed) -> JSONText {
    .object([
      ("gflops", .number(speed.training / 1e9)), ("share_of_sgemm", .number(speed.share)),
      ("sequences_per_s", .number(speed.sequences)), ("network", .text(speed.network)),
      ("steps", .int(speed.steps)), ("features", .int(speed.features)),
      ("batch", .int(speed.batch)), ("mflop_per_step", .number(speed.operations / 1e6)),
    ])
  }

  private static func data(_ data: DoctorReport.DataSet) -> JSONText {
    .object([
      ("name", .text(data.name)), ("place", .optional(data.place?.rawValue)),
      ("folder", .optional(data.folder)), ("missing", .list(data.missing.map { .text($0) })),
    ])
  }

  private static func cache(_ cache: DoctorReport.Cache) -> JSONText {
    .object([
      ("folder", .optional(cache.folder)), ("writable", .bool(cache.isWritable)),
      ("obstacle", .optional(cache.obstacle)),
    ])
  }

  private static func finding(_ finding: DoctorFinding) -> JSONText {
    .object([
      ("id", .text(finding.id)), ("severity", .text(finding.severity)),
      ("message", .text(finding.message)), ("help", .text(finding.help)),
    ])
  }
}
