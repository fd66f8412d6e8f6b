package import MNLEvents
package import MNLLearn
package import MNLRuntime
import MNLData

/// How well a model does: what `eval` returns.
///
/// What it has depends on what is asked of the examples. It is used by the session's thread alone, as
/// all handles are: hence the unchecked conformance.
package final class EvaluationHandle: Handle, Detailed, @unchecked Sendable {
  /// The mean loss, as training has it by default.
  let loss: Double
  /// The number by which training tells how it goes.
  let score: Double
  /// How many examples there are.
  let examples: Int
  /// Which examples were classified rightly; nil unless each has one of some classes.
  let hits: [Bool]?
  /// What there is to say of it.
  let report: any EvaluationReport
  /// What result lines call the model.
  let model: String
  /// How many epochs it had been trained.
  let epochs: Int
  /// The name of the data set.
  let data: String
  /// The part of the data set.
  let split: String
  /// Tells the examples from others of the same name.
  let contentHash: String

  /// Makes the handle of an assessment.
  ///
  /// - Precondition: `top` is from 1 to the number of classes.
  package init(_ found: Assessment, of model: ModelHandle, on split: SplitHandle, top: Int) {
    loss = found.evaluation.loss
    score = found.evaluation.score
    examples = found.evaluation.examples
    hits = found.classes?.hits
    self.model = model.name
    epochs = model.model.training.epochs
    data = split.data.name
    self.split = split.split.name
    contentHash = split.split.contentHash
    report = Self.report(found, on: split, top: top)
  }

  /// Reads an evaluation that was kept.
  private init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    loss = try archive.read()
    score = try archive.read()
    examples = try archive.read()
    hits = try archive.read()
    model = try archive.read()
    epochs = try archive.read()
    data = try archive.read()
    split = try archive.read()
    contentHash = try archive.read()
    report = try archive.read(KeptReport.self)
  }

  /// The report that fits what was asked.
  private static func report(
    _ found: Assessment, on split: SplitHandle, top: Int
  ) -> any EvaluationReport {
    let evaluation = found.evaluation
    let names = split.data.form.targetNames
    switch evaluation.scores {
    case .classes(let confusion):
      guard let classes = found.classes else { preconditionFailure("classes were assessed") }
      return ClassReport(classes, confusion, evaluation, names: names, top: top)
    case .labels(let scores): return LabelReport(scores, evaluation, names: names)
    case .numbers(let scores):
      return NumberReport(scores, evaluation, of: split.split, in: split.data)
    case .steps(let confusion, let whole):
      return StepReport(confusion, evaluation, wholeSequences: whole, names: names)
    case .tokens(let confusion, let whole):
      return TokenReport(confusion, evaluation, wholeSequences: whole, names: names)
    }
  }

  /// `evaluation`.
  package var kind: String { "evaluation" }

  /// `lstm 100 on mnist test after 6 epochs: accuracy 98.31% (9831 of 10000), loss 0.05576`.
  package var summary: String {
    "\(model) on \(data) \(split) after \(counted(epochs, "epoch")): \(report.line), "
      + "loss \(loss.text(significant: 4))"
  }

  /// The line, then the measures.
  package var details: [DisplayBundle] { [DisplayBundle(text: summary)] + report.details }

  /// The names of its fields.
  package var fieldNames: [String] {
    Self.commonFields.map(\.name) + report.fieldNames
  }

  /// What evaluations have: all of them first, then those of some targets.
  package static let fields: [ReturnType.Field] = {
    var fields = commonFields
    let reports =
      ClassReport.fields + LabelReport.fields + NumberReport.fields + StepReport.fields
      + TokenReport.fields
    for field in reports
    where !fields.contains(where: { $0.name == field.name }) { fields.append(field) }
    return fields
  }()

  /// What every evaluation has.
  private static let commonFields: [ReturnType.Field] = [
    .init("loss", .value(.float), "The mean loss, as training has it by default"),
    .init("count", .value(.int), "How many examples there are"),
    .init("epochs", .value(.int), "How many epochs the model has been trained"),
    .init("split", .value(.text), "Which part of the data"),
    .init("model", .value(.text), "Which model"),
    .init("data", .value(.text), "Which data set"),
  ]

  /// The value of a field; nil if there is none of that name.
  package func field(_ name: String) throws(CommandFailure) -> Value? {
    switch name {
    case "loss": .float(loss)
    case "count": .int(examples)
    case "epochs": .int(epochs)
    case "split": .text(split)
    case "model": .text(model)
    case "data": .text(data)
    default: report.field(name)
    }
  }
}

extension EvaluationHandle: ArchivedHandle {
  /// Writes the numbers, and all that the report says.
  ///
  /// - Throws: `ArchiveFault`; there is none in practice, since reports hold nothing but numbers.
  package func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    try archive.write(loss)
    try archive.write(score)
    try archive.write(examples)
    try archive.write(hits)
    try archive.write(model)
    try archive.write(epochs)
    try archive.write(data)
    try archive.write(split)
    try archive.write(contentHash)
    try archive.write(KeptReport(report))
  }

  /// Reads what was written.
  ///
  /// - Parameters:
  ///   - archive: Where it is read.
  ///   - kind: `evaluation`.
  /// - Returns: An evaluation that says the same.
  /// - Throws: `ArchiveFault` if the bytes are something else.
  package static func read(
    from archive: inout ArchiveReader, kind: String
  ) throws(ArchiveFault) -> any ArchivedHandle {
    try EvaluationHandle(from: &archive)
  }
}
