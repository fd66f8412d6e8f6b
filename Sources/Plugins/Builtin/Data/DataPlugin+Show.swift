import MNLData
import MNLDiagnostics
import MNLEvents
package import MNLRuntime

extension DataPlugin {
  var show: PluginCommand {
    let declaration = CommandDeclaration(
      "show", "Shows something: examples of a data set, a tensor, a model, the whole of a result",
      details: """
        Without a value it shows the current data set: what is read, where the numbers of the \
        training part lie and how many were missing, how often each class occurs, and a few \
        examples: images as such, sequences in a table, the numbers of the first as curves. With \
        `split` or `from`, and of a part of data, it shows examples alone. Tensors are shown as \
        images where they are images, else by their numbers.
        """,
      parameters: [
        ParameterDeclaration(
          "value", .any, "What to show; the current data set if left out", presence: .optional),
        .option(
          "count", .int, "How many examples at most", limits: .between(1, 1000), default: .int(8),
          unit: "examples"),
        .option(
          "from", .int, "The first example, from 0", limits: .from(0), default: .int(0)),
        .option(
          "split", .choice(["train", "validation", "test"]),
          "Which part of a data set; the training part if left out"),
        PictureFile.parameter(PictureFormat.allCases),
      ],
      examples: [
        .init("load digits train=120 test=24; show", "Eight training images"),
        .init("let d = load digits train=120 test=24; show $d.test count=3", "Three test images"),
        .init("load adding steps=20 train=24 test=12; show count=4", "Sequences and their sums"),
        .init("show (constant [[1, 2], [3, 4]])", "The numbers of a tensor"),
        .init(
          "load digits train=120 test=24; show count=4 to=/tmp/digits.png", "A picture in a file"),
      ],
      seeAlso: ["summary", "predict", "print"])
    return PluginCommand(declaration) { (arguments, context) throws(CommandFailure) -> Value in
      let (count, first) = (arguments.int("count"), arguments.int("from"))
      let bundle: DisplayBundle
      var whole: DataHandle?
      switch arguments["value"] {
      case nil:
        let data = try context.currentData(given: nil)
        bundle = try Self.examples(of: data, arguments)
        whole = data
      case .handle(let data as DataHandle)?:
        bundle = try Self.examples(of: data, arguments)
        whole = data
      case .handle(let split as SplitHandle)?:
        bundle = try Self.examples(of: split, from: first, count: count)
      case .handle(let tensor as TensorHandle)?:
        bundle = tensor.imageBundle(count: count) ?? tensor.display
      case .handle(let handle as any Detailed)?:
        bundle = handle.detailBundle
      case .handle(let handle)?:
        bundle = handle.display
      case let value?:
        bundle = value.display
      }
      if let path = arguments.optionalText("to") {
        try PictureFile.write(bundle, to: path, PictureFormat.allCases, context)
        return .none
      }
      if let whole, !arguments.isGiven("split"), !arguments.isGiven("from") {
        context.emit(.display(whole.data.overview(heading: whole.summary)))
      }
      context.emit(.display(bundle))
      return .none
    }
  }

  private static func examples(
    of data: DataHandle, _ arguments: Arguments
  ) throws(CommandFailure) -> DisplayBundle {
    let name = arguments.optionalText("split") ?? "train"
    guard let split = data.split(named: name) else {
      preconditionFailure("a data set without the split '\(name)'")
    }
    return try examples(of: split, from: arguments.int("from"), count: arguments.int("count"))
  }

  private static func examples(
    of split: SplitHandle, from first: Int, count: Int
  ) throws(CommandFailure) -> DisplayBundle {
    let (available, form) = (split.split.count, split.data.form)
    guard first < available else {
      throw CommandFailure(
        .indexOutOfRange,
        "there is no \(form.noun) \(first) among \(available) \(split.split.name) \(form.noun)s",
        parameter: "from", label: "got \(first)")
    }
    let rows = Array(first..<min(available, first + count))
    return form.sheet(
      of: rows, split: split.split,
      heading: "\(split.data.name) \(split.split.name), \(form.noun)s \(first) to "
        + "\(rows[rows.count - 1]) of \(available)")
  }
}

extension CommandContext {
  /// The data set that a verb works on: the given one, else the current one.
  ///
  /// Errors: none is current.
  package func currentData(given: DataHandle?) throws(CommandFailure) -> DataHandle {
    if let data = given ?? (current["data"] as? DataHandle) { return data }
    throw CommandFailure(
      .nothingCurrent, "there are no data yet", help: "load some: load digits",
      cure: .before("load digits"))
  }
}
