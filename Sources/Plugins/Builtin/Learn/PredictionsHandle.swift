package import MNLEvents
package import MNLLearn
package import MNLRuntime
import MNLData
import MNLTensor

/// What a model says of examples.
package final class PredictionsHandle: Handle {
  private let answers: [Answer]
  /// What is asked of each example.
  private let question: Question
  /// What the model says of all examples, one after the other.
  private let numbers: [Float]
  /// What result lines call the model and the examples: `lstm 100 on mnist test`.
  private let source: String

  /// What is asked of an example.
  enum Question: String {
    case classes, labels, numbers, steps
  }

  /// What a model says of one example, beside what it should.
  struct Answer {
    let row: Int
    /// The answer in words.
    let text: String
    /// What it should be.
    let target: String
    /// How much of it is right and how much is asked; nil of numbers.
    let right: (count: Int, of: Int)?
    /// Further named values for scripts.
    let values: [(name: String, value: Value)]

    /// Whether all of it is right.
    var isRight: Bool { right.map { $0.count == $0.of } ?? false }

    /// The share that the class of the answer gets; empty if it is none.
    var probability: Table.Cell {
      guard case .float(let share)? = Record(values)["probability"] else { return .empty }
      return .number(share, digits: 4)
    }
  }

  /// The sizes of what the model says of an example: how many there are to choose from, perhaps at
  /// each step.
  private let sizes: [Int]

  /// Makes the handle of predictions.
  ///
  /// - Parameters:
  ///   - found: The predictions.
  ///   - rows: The rows of the examples, in the order of the predictions.
  ///   - split: Where the examples are from.
  ///   - model: What result lines call the model.
  package init(_ found: Predictions, rows: [Int], of split: SplitHandle, by model: String) {
    let form = split.data.form
    let count = form.targetNames.count
    source = "\(model) on \(split.data.name) \(split.split.name)"
    numbers = found.answers.flatMap { $0 }
    sizes = form.targetWidth == count ? [count] : [form.steps, count]
    question =
      switch form.targets {
      case .classes: .classes
      case .labels: .labels
      case .numbers: .numbers
      case .stepClasses, .nextSymbol: .steps
      }
    answers = rows.enumerated().map { Self.answer($1, at: $0, found, split) }
  }

  /// Reads predictions that were kept.
  init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    source = try archive.read()
    let word = try archive.read(String.self)
    guard let question = Question(rawValue: word) else {
      throw archive.fault(.contradiction("the question '\(word)'"))
    }
    self.question = question
    answers = try archive.read()
    sizes = try archive.read()
    numbers = try archive.read()
    guard sizes.allSatisfy({ (0...GraphSession.mostElements).contains($0) }),
      Shape([answers.count] + sizes).count == numbers.count
    else {
      throw archive.fault(.contradiction("\(numbers.count) numbers for \(answers.count) answers"))
    }
  }

  /// Writes all of it.
  ///
  /// - Throws: `ArchiveFault` if a value cannot be kept.
  package func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    try archive.write(source)
    try archive.write(question.rawValue)
    try archive.write(answers)
    try archive.write(sizes)
    try archive.write(numbers)
  }

  /// `predictions`.
  package var kind: String { "predictions" }

  /// `lstm 100 on mnist test: 10 of 10 right`.
  package var summary: String {
    let start = source + ": "
    let rights = answers.compactMap(\.right)
    guard !rights.isEmpty else { return start + counted(answers.count, "example") }
    let (count, all) = (rights.map(\.count).reduce(0, +), rights.map(\.of).reduce(0, +))
    return start + "\(count) of \(all) \(noun)right"
  }

  /// What is right or wrong, if it is not examples.
  private var noun: String {
    switch question {
    case .classes, .numbers: ""
    case .labels: "labels "
    case .steps: "steps "
    }
  }

  /// The names of its fields.
  package var fieldNames: [String] { Self.fields.map(\.name) }

  /// What all predictions have.
  package static let fields: [ReturnType.Field] = [
    .init("classes", .value(.list), "What each example is taken for, in words"),
    .init(
      "probabilities", .value(.kind("tensor")),
      "The share of each class or label, [rows, classes], or [rows, steps, classes]"),
    .init("numbers", .value(.kind("tensor")), "The numbers that are told, [rows, numbers]"),
    .init("rows", .value(.list), "The rows of the examples"),
  ]

  /// The value of a field; nil if there is none of that name.
  package func field(_ name: String) throws(CommandFailure) -> Value? {
    let tellsNumbers = question == .numbers
    switch name {
    case "classes" where !tellsNumbers: return .list(answers.map { .text($0.text) })
    case "probabilities" where !tellsNumbers, "numbers" where tellsNumbers:
      return .handle(TensorHandle(Tensor(Shape([answers.count] + sizes), numbers)))
    case "rows": return .list(answers.map { .int($0.row) })
    default: return nil
    }
  }

  /// How many examples there are.
  package var elementCount: Int? { answers.count }

  /// A record of an example: its row, what the model says, what it should, and whether that is right.
  package func element(at index: Int) throws(CommandFailure) -> Value {
    let answer = answers[index]
    return .record([("row", .int(answer.row))] + answer.values)
  }

  /// A table of the examples under the summary.
  package var display: DisplayBundle {
    if question == .classes { return classTable }
    let isOfNumbers = answers.allSatisfy { $0.right == nil }
    let lines: [[Table.Cell]] = answers.map { answer in
      [.int(answer.row), .text(answer.text), .text(answer.target)]
        + (answer.right.map { [.text("\($0.count) of \($0.of)")] } ?? [])
    }
    let columns = ["row", "answer", "target"] + (isOfNumbers ? [] : ["right"])
    return DisplayBundle(
      heading: summary, table: Table(columns: columns.map { Table.Column($0) }, rows: lines))
  }

  private var classTable: DisplayBundle {
    let columns = ["row", "class", "probability", "label", ""].map { Table.Column($0) }
    let lines: [[Table.Cell]] = answers.map { answer in
      [
        .int(answer.row), .text(answer.text), answer.probability,
        .text(answer.target), answer.isRight ? .empty : .text("wrong"),
      ]
    }
    return DisplayBundle(heading: summary, table: Table(columns: columns, rows: lines))
  }
}
