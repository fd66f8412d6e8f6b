import MNLData
import MNLDiagnostics
import MNLRuntime

// What all commands have in common that read data of one's own.
extension DataPlugin {
  private static let shares = Limits.between(0, 0.9)

  /// Whether a model scales numbers.
  static let scaling = ParameterDeclaration.option(
    "normalize", .bool,
    "Whether a model scales numbers by mean and deviation of the training part, and keeps them",
    default: .bool(true))

  /// The parameters that say how examples are divided.
  ///
  /// - Parameters:
  ///   - ways: How they may be.
  ///   - rule: How they are if nothing is said, in words.
  ///   - seed: What the seed decides, in words.
  /// - Returns: `split`, `test`, `validation`, `seed`.
  static func dividing(
    _ ways: [Division.Way], _ rule: String,
    seed: String = "Which division; the seed of the session plays no part"
  ) -> [ParameterDeclaration] {
    [
      .option(
        "split", .choice(ways.map(\.rawValue)), "How examples are divided; \(rule)")
    ] + shares(seed: seed)
  }

  /// The parameters that say how large the parts are.
  ///
  /// - Parameter seed: What the seed decides, in words.
  /// - Returns: `test`, `validation`, `seed`.
  static func shares(seed: String) -> [ParameterDeclaration] {
    [
      .option(
        "test", .float, "Which share is for the test", limits: shares, default: .float(0.2)),
      .option(
        "validation", .float, "Which share is for validation", limits: shares,
        default: .float(0.1)),
      .option(
        "seed", .int, seed, limits: .from(0), default: .int(1)),
    ]
  }

  /// How examples are to be divided; in the way that was found out, unless one is said.
  static func division(_ arguments: Arguments, found: Division.Way) -> Division {
    division(arguments, arguments.optionalText("split").flatMap(Division.Way.init) ?? found)
  }

  /// A division in one way, by the shares and the seed that are given.
  static func division(_ arguments: Arguments, _ way: Division.Way) -> Division {
    Division(
      way: way,
      test: arguments.float("test"), validation: arguments.float("validation"),
      seed: UInt64(arguments.int("seed")))
  }

  /// Tells how far the reading of files is, and stops it when the user wants to.
  static func reading(_ context: CommandContext) -> FileReading {
    FileReading { [work = ReadingReport(context)] path, done, total in
      work.tell(path, done: done, of: total)
      return !context.isInterrupted
    }
  }

  /// What data of a file are called: its name, without what follows the first point.
  static func name(of path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return file.split(separator: ".").first.map(String.init) ?? file
  }

  /// The texts of a list.
  ///
  /// Errors: a list of something else.
  static func texts(
    _ parameter: String, _ arguments: Arguments
  ) throws(CommandFailure) -> [String] {
    guard arguments.isGiven(parameter) else { return [] }
    var texts: [String] = []
    for value in arguments.list(parameter) {
      guard case .text(let text) = value else {
        throw CommandFailure(
          .wrongType, "`\(parameter)` is a list of texts", parameter: parameter,
          label: "has \(value.printed)", help: "as in \(parameter)=[\"a\", \"b\"]")
      }
      texts.append(text)
    }
    return texts
  }
}

extension Division.Way {
  /// In words that follow `by`.
  var words: String {
    switch self {
    case .random: "chance"
    case .stratified: "chance within each class"
    case .group: "group"
    case .time: "time"
    }
  }
}
