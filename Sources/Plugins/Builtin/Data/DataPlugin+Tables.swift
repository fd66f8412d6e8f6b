import MNLData
import MNLDiagnostics
import MNLEvents
import MNLRuntime

// Tables of delimited text.
extension DataPlugin {
  var loadTable: PluginCommand {
    let declaration = CommandDeclaration(
      "load csv", "Reads a table of delimited text and makes it current",
      details: """
        The text is UTF-8, packed with gzip or not; delimiter, header and which columns are numbers \
        are found out and said. Without `steps` each row is an example; with it, each run of so many \
        rows of a `group`, in the order of `time`, whose target is that of its last row, or of one \
        that is `ahead` of it. With layout=wide each row has all steps of an example. A column of \
        texts becomes a number for each of its texts. Empty fields, `NA`, `nan` and what `missing` \
        names stand for nothing; a missing number becomes the mean of its column in the training \
        part. Texts that are asked for are classes, and so are at most 20 different whole numbers.
        """,
      parameters: [
        ParameterDeclaration(
          "file", .path, "The table", pathRole: .readsFile,
          completion: .path(endings: ["csv", "tsv", "txt", "gz"])),
        .option("target", .text, "The column that is asked for; the last one if left out"),
        .option("columns", .list, "The only columns to read: [\"age\", \"size\"]"),
        .option("without", .list, "Columns to leave out"),
        .option("group", .text, "The column by which rows belong together"),
        .option("time", .text, "The column that says when: a number, or as in 2024-01-31 12:30"),
        .option(
          "steps", .int, "How many steps an example has", limits: .between(1, 100_000),
          default: .int(1), unit: "steps"),
        .option(
          "stride", .int, "How many rows lie between the beginnings of two examples",
          limits: .from(1), default: .int(1), unit: "rows"),
        .option(
          "ahead", .int,
          "How many rows after the last step the target stands; what it was before is read then",
          limits: .between(0, 1e9), default: .int(0), unit: "rows"),
        .option(
          "season", .int,
          "After how many rows things come again: `eval` sets the value of then beside the model",
          limits: .between(1, 1e9), unit: "rows"),
        .option(
          "layout", .choice(TableShape.Layout.allCases.map(\.rawValue)),
          "Whether each step is a row, or each row has all steps",
          default: .text(TableShape.Layout.long.rawValue)),
        .option(
          "classes", .bool, "Whether numbers that are asked for are classes; found out if left out"),
        Self.scaling,
      ]
        + Self.dividing(
          Division.Way.allCases, "by `group` or `time` if there is one and else by chance")
        + Self.tableForm,
      returns: .value(.kind("data")),
      examples: [
        .init(
          "let file = \"/usr/share/datasets/flowers.csv\"; try { load csv $file } "
            + "catch { load digits train=120 test=24 }",
          "Reads a table whose last column is asked for, if it is there")
      ],
      seeAlso: ["show", "summary", "train", "load digits"])
    return PluginCommand(declaration) { (arguments, context) throws(CommandFailure) -> Value in
      try Self.checkLayout(arguments)
      try Self.checkSeason(arguments)
      let path = arguments.text("file")
      let options = try Self.tableOptions(arguments)
      let ahead = arguments.int("ahead")
      let roles = TableRoles(
        target: arguments.optionalText("target"), features: try Self.texts("columns", arguments),
        without: try Self.texts("without", arguments), group: arguments.optionalText("group"),
        time: arguments.optionalText("time"), readsTarget: ahead > 0)
      do throws(DataError) {
        let sketch = try TableSketch(path: path, options)
        let work = WorkReport(
          "load", "reading \(path)", total: sketch.estimatedBytes, unit: "bytes", context)
        defer { work.end() }
        let table = try TableReader.read(path, sketch, options, roles) { done in
          work.tell(done: done)
          return !context.isInterrupted
        }
        let division = Self.division(arguments, of: table)
        context.print(Self.found(sketch, table, division.way))
        let made = try table.examples(
          named: Self.name(of: path),
          TableShape(
            layout: TableShape.Layout(rawValue: arguments.text("layout")) ?? .long,
            steps: arguments.int("steps"), stride: arguments.int("stride"), ahead: ahead,
            season: arguments.optionalInt("season"),
            targetIsClass: arguments.isGiven("classes") ? arguments.bool("classes") : nil,
            isScaled: arguments.bool("normalize")),
          division, roles)
        if made.filled > 0 {
          context.print(
            "\(counted(made.filled, "missing number")) became the mean of the training rows")
        }
        return Self.makeCurrent(made.data, in: context)
      } catch {
        throw CommandFailure(error)
      }
    }
  }

  /// The parameters that say how a table is written.
  static let tableForm: [ParameterDeclaration] = [
    .option("delimiter", .text, "What separates fields; found out if left out"),
    .option(
      "header", .bool,
      "Whether the first row has the names of the columns; found out if left out"
    ),
    .option("decimal", .text, "What stands before a fraction: . or ,", default: .text(".")),
    .option("missing", .list, "Further texts that stand for nothing: [\"?\"]"),
    .option("text", .list, "Columns that are texts although they look like numbers"),
  ]

  /// How a table is written, as far as it is said.
  ///
  /// Errors: what is no single character, and lists of something else than texts.
  static func tableOptions(_ arguments: Arguments) throws(CommandFailure) -> TableOptions {
    TableOptions(
      delimiter: try byte("delimiter", arguments),
      hasHeader: arguments.isGiven("header") ? arguments.bool("header") : nil,
      decimal: try byte("decimal", arguments) ?? UInt8(ascii: "."),
      missing: Set(try texts("missing", arguments)),
      textColumns: Set(try texts("text", arguments)))
  }

  /// Refuses what means nothing where each row has all steps.
  private static func checkLayout(_ arguments: Arguments) throws(CommandFailure) {
    guard arguments.text("layout") == TableShape.Layout.wide.rawValue else { return }
    for name in ["ahead", "stride"] where arguments.isGiven(name) {
      throw CommandFailure(
        .outOfRange,
        "`\(name)` counts rows, and with layout=wide each row is an example of its own",
        parameter: name, help: "leave `\(name)` out", cure: .leavingOut(name))
    }
  }

  /// Refuses a season that says nothing, or lies before what is read.
  private static func checkSeason(_ arguments: Arguments) throws(CommandFailure) {
    guard let season = arguments.optionalInt("season") else { return }
    let (steps, ahead) = (arguments.int("steps"), arguments.int("ahead"))
    guard ahead > 0 else {
      throw CommandFailure(
        .outOfRange, "`season` is for forecasts, and nothing is ahead", parameter: "season",
        help: "give `ahead=1`, or leave `season` out", cure: .leavingOut("season"))
    }
    let forecast = Forecast(feature: 0, ahead: ahead, season: season)
    guard forecast.reaches(steps: steps) else {
      throw CommandFailure(
        .outOfRange,
        "the value of a season ago is not among what is read, \(counted(steps, "step"))",
        parameter: "season", label: "got \(season)",
        help: "give steps=\((forecast.back ?? season) - ahead + 1) or more")
    }
  }

  private static func division(_ arguments: Arguments, of table: borrowing DataTable)
    -> Division
  {
    let found: Division.Way =
      !table.groups.isEmpty
      ? .group
      : !table.times.isEmpty || arguments.int("steps") > 1 && arguments.text("layout") == "long"
        ? .time : table.target.texts != nil ? .stratified : .random
    return Self.division(arguments, found: found)
  }

  /// What was found out, in a line.
  private static func found(
    _ sketch: TableSketch, _ table: borrowing DataTable, _ way: Division.Way
  ) -> String {
    let delimiter =
      sketch.delimiter == 9 ? "tabs" : "'\(Character(Unicode.Scalar(sketch.delimiter)))'"
    let texts = table.features.filter { $0.texts != nil }.map(\.name)
    return "\(counted(table.count, "row")), cut at \(delimiter), "
      + (sketch.hasHeader ? "with" : "without") + " names: reads "
      + counted(table.features.count, "column")
      + (texts.isEmpty ? "" : " (texts: \(texts.prefix(6).joined(separator: ", ")))")
      + ", asks for '\(table.target.name)', divided by \(way.words)"
  }

  private static func byte(
    _ parameter: String, _ arguments: Arguments
  ) throws(CommandFailure) -> UInt8? {
    guard let text = arguments.optionalText(parameter) else { return nil }
    if text == "tab" || text == "\\t" { return UInt8(ascii: "\t") }
    guard text.utf8.count == 1, let byte = text.utf8.first, byte != UInt8(ascii: "\""),
      byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r"), byte != 0
    else {
      throw CommandFailure(
        .outOfRange, "`\(parameter)` is one ASCII character, or `tab`", parameter: parameter,
        label: "got '\(text.brief)'")
    }
    return byte
  }
}
