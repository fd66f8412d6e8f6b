import MNLData
import MNLDiagnostics
import MNLEvents
import MNLRuntime

// Text: what comes next, or of which class it is.
extension DataPlugin {
  /// The endings of files of text.
  static let textEndings = ["txt", "tsv", "md", "gz"]

  var loadText: PluginCommand {
    let declaration = CommandDeclaration(
      "load text", "Reads a text, whose next units or classes are asked for, and makes it current",
      details: """
        The text is UTF-8, packed with gzip or not, and is cut into characters or words; the units \
        that occur most often make the vocabulary, and all others are one unit together. Pieces of \
        `steps` units follow each other, and at each step the next unit is asked for; the last \
        pieces are for the test, those before them for validation. With labels=true each line is \
        an example: a class, a tab, and a text, of which at most `steps` units are read; then the \
        class is asked for.
        """,
      parameters: [
        ParameterDeclaration(
          "file", .path, "The text", pathRole: .readsFile,
          completion: .path(endings: Self.textEndings)),
        .option(
          "by", .choice(TextUnits.allCases.map(\.rawValue)), "What the text is cut into",
          default: .text(TextUnits.characters.rawValue)),
        .option(
          "steps", .int, "How many units an example has, at most", limits: .between(1, 10_000),
          default: .int(64), unit: "units"),
        .option(
          "vocabulary", .int, "How many units are known, at most; the rest is one of them",
          limits: .between(
            Double(Vocabulary.sizes.lowerBound), Double(Vocabulary.sizes.upperBound)),
          default: .int(1000), unit: "units"),
        .option(
          "labels", .bool, "Whether each line is a class, a tab, and a text",
          default: .bool(false)),
      ]
        + Self.dividing(
          [.time, .random, .stratified],
          "in their order, or with `labels` by chance in each class alike"),
      returns: .value(.kind("data")),
      examples: [
        .init(
          "try { load text book.txt } catch { load reber train=120 test=24 }",
          "The characters of a text, if it is there")
      ],
      seeAlso: ["sample", "predict text", "load reber", "show", "train"])
    return PluginCommand(declaration) { (arguments, context) throws(CommandFailure) -> Value in
      let path = arguments.text("file")
      let isLabelled = arguments.bool("labels")
      let division = Self.division(arguments, found: isLabelled ? .stratified : .time)
      let units = TextUnits(rawValue: arguments.text("by")) ?? .characters
      let (steps, size) = (arguments.int("steps"), arguments.int("vocabulary"))
      do throws(DataError) {
        let file = try TextFile(path: path, Self.reading(context))
        let name = Self.name(of: path)
        let made =
          isLabelled
          ? try file.labelled(named: name, units, steps: steps, vocabulary: size, division)
          : try file.pieces(named: name, units, steps: steps, vocabulary: size, division)
        context.print(Self.found(made, division.way))
        return Self.makeCurrent(made.data, in: context)
      } catch {
        throw CommandFailure(error)
      }
    }
  }

  private static func found(_ made: TextExamples, _ way: Division.Way) -> String {
    let unit = String(made.vocabulary.units.rawValue.dropLast())
    return "\(counted(made.units, unit)), \(made.vocabulary.symbols.count - 1) different ones known"
      + (made.unknown == 0 ? "" : ", \(made.unknown) are others")
      + (made.cut == 0 ? "" : ", \(counted(made.cut, "text")) cut")
      + ", divided by \(way.words)"
  }
}
