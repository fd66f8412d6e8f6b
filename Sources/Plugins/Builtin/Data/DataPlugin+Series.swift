import MNLData
import MNLDiagnostics
import MNLEvents
import MNLRuntime

// Series in the forms of the UEA and UCR archives.
extension DataPlugin {
  /// The endings of files of series.
  static let seriesEndings = ["ts", "tsv", "txt", "csv", "gz"]

  var loadSeries: PluginCommand {
    let file = ParameterDeclaration.Completion.path(endings: Self.seriesEndings)
    let declaration = CommandDeclaration(
      "load series", "Reads series as the UEA and UCR archives have them and makes them current",
      details: """
        The text is UTF-8, packed with gzip or not. One that begins with @ has a header and series of \
        one or more dimensions, as sktime and aeon write them (.ts); in any other, each line is a \
        label and the values of a series, with tabs, commas or blanks between them. A missing value, \
        ? or NaN, lies on the line between those beside it; at the end of a line without header it \
        is after the end of a shorter series. Where series differ in length a model reads each up to \
        its own end. Texts and whole numbers that are asked for are classes. Beside a file \
        X_TRAIN.ts, X_TEST.ts has the series for the test, unless `test` is said.
        """,
      parameters: [
        ParameterDeclaration(
          "file", .path, "The series", pathRole: .readsFile, completion: file),
        .option(
          "test-file", .path, "The series for the test; those beside FILE, or a share, if left out",
          pathRole: .readsFile, completion: file),
        .option(
          "classes", .bool,
          "Whether what is asked for are classes, rather than numbers; found out if left out"),
        Self.scaling,
      ] + Self.dividing([.random, .stratified, .time], "by chance, each class alike, if left out"),
      returns: .value(.kind("data")),
      examples: [
        .init(
          "try { load series GunPoint_TRAIN.ts } catch { load digits train=120 test=24 }",
          "The series of an archive, if they are there")
      ],
      seeAlso: ["predict series", "load csv", "load npz", "train"])
    return PluginCommand(declaration) { (arguments, context) throws(CommandFailure) -> Value in
      let (path, isClass) = (
        arguments.text("file"), arguments.isGiven("classes") ? arguments.bool("classes") : nil
      )
      do throws(DataError) {
        let reading = Self.reading(context)
        func file(_ path: String) throws(DataError) -> SeriesFile {
          try SeriesFile(path: path, labelling: .asked(areClasses: isClass), reading)
        }
        let train = try file(path)
        let other =
          arguments.optionalText("test-file")
          ?? (arguments.isGiven("test") ? nil : SeriesFile.testFile(beside: path))
        let test = try other.map { path throws(DataError) in try file(path) }
        let examples = try SeriesExamples(train, test: test, targetIsClass: isClass)
        let division = Self.division(
          arguments, found: examples.asksForClasses ? .stratified : .random)
        let name = Self.name(of: path)
        let data = try examples.data(
          named: name.hasSuffix("_TRAIN") ? String(name.dropLast(6)) : name, division,
          isScaled: arguments.bool("normalize"))
        guard !context.isInterrupted else { throw .interrupted }
        context.print(Self.found(train, test: test, examples, division.way))
        return Self.makeCurrent(data, in: context)
      } catch {
        throw CommandFailure(error)
      }
    }
  }

  private static func found(
    _ train: SeriesFile, test: SeriesFile?, _ examples: SeriesExamples, _ way: Division.Way
  ) -> String {
    let steps = examples.steps
    let missing = train.missing + (test?.missing ?? 0)
    return "\(train.count) series of "
      + (steps.count == 1 ? "\(steps.lowerBound)" : "\(steps.lowerBound) to \(steps.upperBound)")
      + " steps of \(counted(train.dimensions, "number")), "
      + (examples.asksForClasses ? "\(examples.classCount) classes" : "asks for a number")
      + (missing == 0 ? "" : ", \(counted(missing, "missing value")) interpolated")
      + ", divided by \(way.words)"
      + (test.map { ", tests by \($0.count) of '\($0.path)'" } ?? "")
  }
}
