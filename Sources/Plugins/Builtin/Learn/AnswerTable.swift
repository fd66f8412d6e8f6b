import MNLData
import MNLDiagnostics
import MNLEvents
import MNLLearn
import MNLRuntime

/// What a model says of the rows of a table, with names.
struct AnswerTable {
  private let answers: Predictions
  private let rows: [Int]
  private let meaning: TableMeaning
  private let top: Int

  /// Names answers.
  ///
  /// - Parameters:
  ///   - answers: What the model says.
  ///   - rows: The row of each answer.
  ///   - meaning: What the model was made for.
  ///   - top: How many classes are told of each row.
  init(_ answers: Predictions, _ rows: [Int], _ meaning: TableMeaning, top: Int) {
    (self.answers, self.rows, self.meaning) = (answers, rows, meaning)
    self.top = min(top, meaning.classes?.count ?? 1)
  }

  /// A record for each row.
  var value: Value {
    .list(
      rows.indices.map { index in
        .record(Record([("row", .int(rows[index]))] + fields(index)))
      })
  }

  private func fields(_ index: Int) -> [(name: String, value: Value)] {
    let shares = answers.answers[index]
    guard let classes = meaning.classes else {
      return [(meaning.target, .float(Double(shares[0])))]
    }
    var fields: [(name: String, value: Value)] = []
    let order = shares.indices.sorted { (shares[$1], $0) < (shares[$0], $1) }
    for (rank, place) in order.prefix(top).enumerated() {
      let suffix = rank == 0 ? "" : "-\(rank + 1)"
      fields.append((meaning.target + suffix, .text(classes[place])))
      fields.append(("probability" + suffix, .float(Double(shares[place]))))
    }
    return fields
  }

  /// Writes the answers into a file, which they replace as a whole, and says so.
  ///
  /// Errors: an ending that is neither `.csv` nor `.jsonl`; a file that cannot be written.
  func write(to path: String, _ context: CommandContext) throws(CommandFailure) {
    let text: String
    if path.hasSuffix(".csv") {
      text = csv
    } else if path.hasSuffix(".jsonl") {
      text = jsonLines
    } else {
      throw CommandFailure(
        .outOfRange, "the name of the file must end in .csv or .jsonl", parameter: "to",
        label: "got \(path)")
    }
    do throws(LearnError) {
      try ReplacementFile.write(Array(text.utf8), to: path)
    } catch {
      throw CommandFailure(error)
    }
    context.noteFile(path)
    context.print("wrote \(counted(rows.count, "answer")) to \(path)")
  }

  private var csv: String {
    var lines: [String] = []
    for index in rows.indices {
      let fields = fields(index)
      if index == 0 {
        lines.append(
          (["row"] + fields.map(\.name)).map(QuotedText.csv).joined(separator: ","))
      }
      lines.append(
        (["\(rows[index])"] + fields.map { QuotedText.csv($0.value.printed) })
          .joined(separator: ","))
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private var jsonLines: String {
    rows.indices.map { index in
      let fields = fields(index).map { name, value in
        let text =
          if case .text(let text) = value { QuotedText.json(text) } else { value.printed }
        return "\(QuotedText.json(name)): \(text)"
      }
      return "{\"row\": \(rows[index]), \(fields.joined(separator: ", "))}\n"
    }.joined()
  }
}
