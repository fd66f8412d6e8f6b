import MNLData
import MNLDiagnostics
import MNLEvents
import MNLLearn
import MNLRuntime

/// What a model says of examples from files, with names.
struct AnswerTable {
  /// What the model says.
  let answers: Predictions
  /// What tells the examples apart.
  let names: Questions.Names
  /// How many steps each example has; nil where all have as many.
  let lengths: [Int32]?
  /// What is asked of each.
  let targets: ExampleForm.Targets
  private let question: String
  /// How many classes are told of each.
  let top: Int

  /// Names answers.
  ///
  /// - Parameters:
  ///   - answers: What the model says.
  ///   - questions: The examples.
  ///   - meaning: What the model was made for.
  ///   - top: How many classes are told of each example.
  init(
    _ answers: Predictions, to questions: Questions, _ meaning: some DataMeaning, top: Int
  ) {
    (self.answers, names, lengths) = (answers, questions.names, questions.lengths)
    (targets, question, self.top) = (meaning.targets, meaning.question, top)
  }

  /// A record for each example.
  var value: Value { .list(records.map { .record(Record($0)) }) }

  private typealias Field = (name: String, value: Value)

  /// The fields of each example; the first one is its name.
  private var records: [[Field]] {
    answers.answers.indices.map { index in
      let name: Value =
        switch names {
        case .places(let places, _): .int(places[index])
        case .files(let files): .text(files[index])
        }
      return [(names.noun, name)]
        + fields(answers.answers[index], steps: lengths.map { Int($0[index]) })
    }
  }

  /// The fields of an answer; where something is told of each step, of those that there are.
  private func fields(_ shares: [Float], steps: Int?) -> [Field] {
    switch targets {
    case .classes(let classes): likeliest(shares, classes)
    case .numbers(let names), .labels(let names):
      zip(names, shares).map { ($0, .float(Double($1))) }
    case .stepClasses(let classes), .nextSymbol(let classes):
      [
        (
          question,
          .list(
            stride(
              from: 0, to: (steps.map { $0 * classes.count } ?? shares.count), by: classes.count
            ).map { first in
              let own = shares[first..<first + classes.count]
              let best = own.indices.max { (own[$0], $1) < (own[$1], $0) } ?? first
              return .text(classes[best - first])
            })
        )
      ]
    }
  }

  /// The places of shares, the largest first, the first of equals.
  static func order(_ shares: [Float]) -> [Int] {
    shares.indices.sorted { (shares[$1], $0) < (shares[$0], $1) }
  }

  /// The classes that are likeliest, with their shares.
  private func likeliest(_ shares: [Float], _ classes: [String]) -> [Field] {
    Self.order(shares).prefix(top).enumerated().flatMap { rank, place -> [Field] in
      let suffix = rank == 0 ? "" : "-\(rank + 1)"
      return [
        (question + suffix, .text(classes[place])),
        ("probability" + suffix, .float(Double(shares[place]))),
      ]
    }
  }

  /// Writes the answers into a file, which they replace as a whole, and says so.
  ///
  /// Errors: more answers than an archive holds; a file that cannot be written.
  func write(
    to path: String, as format: AnswerFormat, _ context: CommandContext
  ) throws(CommandFailure) {
    let bytes: [UInt8]
    switch format {
    case .csv: bytes = Array(csv.utf8)
    case .jsonLines: bytes = Array(jsonLines.utf8)
    case .archive:
      guard let archive else {
        throw CommandFailure(
          .outOfRange,
          "the answers take more than \(NPZWriter.limit) bytes, the most that an archive holds",
          parameter: "to", label: "got \(path)", help: "write a .csv or .jsonl")
      }
      bytes = archive
    }
    do throws(LearnError) {
      try ReplacementFile.write(bytes, to: path)
    } catch {
      throw CommandFailure(error)
    }
    context.noteFile(path)
    context.print("wrote \(counted(answers.answers.count, "answer")) to \(path)")
  }

  private var csv: String {
    let records = records
    let lines =
      (records.first.map { [$0.map(\.name)] } ?? [])
      + records.map { $0.map { Self.plain($0.value) } }
    return lines.map { $0.map(QuotedText.csv).joined(separator: ",") + "\n" }.joined()
  }

  /// A value as a field has it: of a list, its elements one after the other.
  private static func plain(_ value: Value) -> String {
    if case .list(let list) = value { return list.map(\.printed).joined(separator: " ") }
    return value.printed
  }

  private var jsonLines: String {
    records.map { fields in
      let texts = fields.map { "\(QuotedText.json($0.name)): \(Self.json($0.value))" }
      return "{\(texts.joined(separator: ", "))}\n"
    }.joined()
  }

  private static func json(_ value: Value) -> String {
    switch value {
    case .text(let text): QuotedText.json(text)
    case .list(let list): "[\(list.map(json).joined(separator: ", "))]"
    default: value.printed
    }
  }
}
