/// The stable code of a kind of fault: `E0203`.
///
/// A code once given keeps its meaning for ever; the first two digits name the family.
package struct DiagnosticCode: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  /// The number: 203 for `E0203`.
  package let rawValue: Int

  /// Makes a code of its number.
  package init(rawValue: Int) { self.rawValue = rawValue }

  /// `E0203`.
  package var description: String {
    let digits = String(rawValue)
    return "E" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

// E01: reading the text.
extension DiagnosticCode {
  /// A byte or a character that the language has no use for.
  package static let unexpectedCharacter = DiagnosticCode(rawValue: 101)
  /// Bytes that are not UTF-8, or NUL.
  package static let malformedText = DiagnosticCode(rawValue: 102)
  /// A text literal without its closing quote.
  package static let unterminatedText = DiagnosticCode(rawValue: 103)
  /// A number that is none, is too large, or has an unknown unit.
  package static let malformedNumber = DiagnosticCode(rawValue: 104)
  /// Something else was expected here.
  package static let unexpectedToken = DiagnosticCode(rawValue: 105)
  /// The text ended inside a block, a list or a group.
  package static let unexpectedEnd = DiagnosticCode(rawValue: 106)
  /// Nested deeper than 200.
  package static let nestedTooDeeply = DiagnosticCode(rawValue: 107)
  /// A line longer than 1 MiB.
  package static let lineTooLong = DiagnosticCode(rawValue: 108)
  /// A symbol of other languages that `mnl` left out on purpose.
  package static let reservedSymbol = DiagnosticCode(rawValue: 109)
  /// An interpolation `{…}` in a text that cannot be read.
  package static let malformedInterpolation = DiagnosticCode(rawValue: 110)
  /// Two values without a blank between them.
  package static let missingBlank = DiagnosticCode(rawValue: 111)
  /// A statement where it may not stand: `param` in a block, `break` outside of a loop.
  package static let misplacedStatement = DiagnosticCode(rawValue: 112)
  /// A file of code that cannot be read.
  package static let unreadableSource = DiagnosticCode(rawValue: 113)
  /// A name longer than 255 bytes.
  package static let nameTooLong = DiagnosticCode(rawValue: 114)
  /// A `def` with more than 255 parameters.
  package static let tooManyParameters = DiagnosticCode(rawValue: 115)
}

// E02: binding names to what they mean.
extension DiagnosticCode {
  /// No plugin and no `def` declares a command of this name.
  package static let unknownCommand = DiagnosticCode(rawValue: 201)
  /// The command has no parameter of this name.
  package static let unknownParameter = DiagnosticCode(rawValue: 202)
  /// A number beyond its limits, or a word that is not among the choices.
  package static let outOfRange = DiagnosticCode(rawValue: 203)
  /// A value of another type than the parameter's.
  package static let wrongType = DiagnosticCode(rawValue: 204)
  /// A compulsory parameter is missing.
  package static let missingArgument = DiagnosticCode(rawValue: 205)
  /// More values than the command takes.
  package static let tooManyArguments = DiagnosticCode(rawValue: 206)
  /// A parameter given twice.
  package static let repeatedArgument = DiagnosticCode(rawValue: 207)
  /// A variable that nothing binds.
  package static let undefinedVariable = DiagnosticCode(rawValue: 208)
  /// `--set` names a parameter that the script does not declare.
  package static let unknownScriptParameter = DiagnosticCode(rawValue: 209)
  /// A `param`, a `def` or a parameter declared twice.
  package static let repeatedDeclaration = DiagnosticCode(rawValue: 210)
  /// A declaration that contradicts itself: a default beyond the limits, limits on a text.
  package static let contradictoryDeclaration = DiagnosticCode(rawValue: 211)
  /// A type that no plugin declares.
  package static let unknownType = DiagnosticCode(rawValue: 212)
  /// A record without a field of this name.
  package static let unknownField = DiagnosticCode(rawValue: 213)
  /// Two plugins that declare the same name.
  package static let clashingCommands = DiagnosticCode(rawValue: 214)
  /// A module that `use` does not find.
  package static let unknownModule = DiagnosticCode(rawValue: 215)
  /// A file or a folder that must exist and does not, or one in the place of the other.
  package static let missingPath = DiagnosticCode(rawValue: 216)
  /// `help` on something that there is not.
  package static let unknownTopic = DiagnosticCode(rawValue: 217)
  /// A `param` that nothing reads.
  package static let unreadParameter = DiagnosticCode(rawValue: 218)
  /// A statement that no run can reach.
  package static let unreachable = DiagnosticCode(rawValue: 219)
  /// Modules that use each other in a circle.
  package static let circularModules = DiagnosticCode(rawValue: 220)
  /// A file of parameters that cannot be read as one.
  package static let malformedParameters = DiagnosticCode(rawValue: 221)
}

// E03: running.
extension DiagnosticCode {
  /// `fail`, or a fault of a command that has no code of its own.
  package static let commandFailed = DiagnosticCode(rawValue: 301)
  /// An operator or a statement got a value of a kind that it does not take.
  package static let wrongKind = DiagnosticCode(rawValue: 302)
  /// Division by zero, or a whole number beyond 64 bits.
  package static let arithmetic = DiagnosticCode(rawValue: 303)
  /// An index outside of a list or a tensor.
  package static let indexOutOfRange = DiagnosticCode(rawValue: 304)
  /// Calls nested deeper than 200.
  package static let callsTooDeep = DiagnosticCode(rawValue: 305)
  /// An `expect` that does not hold.
  package static let expectationFailed = DiagnosticCode(rawValue: 306)
  /// Ctrl-C or SIGTERM stopped the run.
  package static let interrupted = DiagnosticCode(rawValue: 307)
  /// Nothing of the kind is current: `train` without a model.
  package static let nothingCurrent = DiagnosticCode(rawValue: 308)
  /// A file that cannot be written.
  package static let unwritableFile = DiagnosticCode(rawValue: 309)
  /// A file that cannot be opened or is not what it should be.
  package static let unreadableFile = DiagnosticCode(rawValue: 310)
  /// Lists nested in lists deeper than 200.
  package static let listTooDeep = DiagnosticCode(rawValue: 311)
  /// A list of more values, or a text of more bytes, than there may be.
  package static let valueTooLarge = DiagnosticCode(rawValue: 312)
  /// A cell that ran longer than its limit.
  package static let outOfTime = DiagnosticCode(rawValue: 313)
}

// E06: shapes and numbers.
extension DiagnosticCode {
  /// Shapes that do not fit each other.
  package static let shapeMismatch = DiagnosticCode(rawValue: 601)
  /// A loss or a gradient that is not a number, or is infinite.
  package static let notFinite = DiagnosticCode(rawValue: 602)
  /// A placeholder that was not fed.
  package static let missingFeed = DiagnosticCode(rawValue: 603)
  /// A variable that was read before `initialize` ran.
  package static let uninitializedVariable = DiagnosticCode(rawValue: 604)
  /// A loss that depends on no variable, or only through operations that have no gradient.
  package static let notDifferentiable = DiagnosticCode(rawValue: 605)
  /// `MNL_CPU` names a level that there is not, or that the CPU lacks.
  package static let missingCPULevel = DiagnosticCode(rawValue: 606)
  /// A training whose steps were so large that its loss grew out of all proportion.
  package static let diverged = DiagnosticCode(rawValue: 607)
}

// E07: notebooks and cells.
extension DiagnosticCode {
  /// A cell marker that cannot be read, or an indented one.
  package static let malformedCell = DiagnosticCode(rawValue: 701)
  /// A header that cannot be read.
  package static let malformedHeader = DiagnosticCode(rawValue: 702)
  /// Two cells of one name.
  package static let duplicateCellName = DiagnosticCode(rawValue: 703)
  /// A cell marker that does not begin in the first column.
  package static let indentedMarker = DiagnosticCode(rawValue: 704)
  /// A tag that is nearly one with a meaning.
  package static let misspeltTag = DiagnosticCode(rawValue: 705)
  /// A file that is no notebook of Jupyter: no JSON, cut off, or without what makes one.
  package static let notNotebook = DiagnosticCode(rawValue: 706)
  /// A notebook of Jupyter in another version of its format than 4.
  package static let foreignNotebookFormat = DiagnosticCode(rawValue: 707)
  /// A notebook whose code is in another language.
  package static let foreignLanguage = DiagnosticCode(rawValue: 708)
  /// A notebook with files inside, which were written beside it.
  package static let attachments = DiagnosticCode(rawValue: 709)
  /// A file whose ending names no format of notebooks, or none for this use.
  package static let unknownFormat = DiagnosticCode(rawValue: 710)
  /// A notebook that a `.mnl` file cannot hold.
  package static let unwritableCell = DiagnosticCode(rawValue: 711)
  /// An option that names a cell which the document does not have.
  package static let unknownCell = DiagnosticCode(rawValue: 721)
  /// Output that differs from the `#>` lines below it.
  package static let outputDiffers = DiagnosticCode(rawValue: 722)
  /// Expected output where no output can be, or that cannot be read.
  package static let misplacedOutput = DiagnosticCode(rawValue: 723)
  /// A cell that is marked to fail and does not.
  package static let missingFailure = DiagnosticCode(rawValue: 724)
  /// A folder for the record of a run that holds something already.
  package static let occupiedRunDirectory = DiagnosticCode(rawValue: 731)
  /// A run whose record cannot be written.
  package static let unrecordedRun = DiagnosticCode(rawValue: 732)
  /// A run that is not on record, or a name that several runs have.
  package static let unknownRun = DiagnosticCode(rawValue: 733)
  /// A run that cannot be resumed: it is of another script, or still goes on.
  package static let unresumableRun = DiagnosticCode(rawValue: 741)
  /// A snapshot of a run that is damaged, or of another script.
  package static let unusedSnapshot = DiagnosticCode(rawValue: 742)
  /// A resumed run that does not do again what it did.
  package static let divergedReplay = DiagnosticCode(rawValue: 743)
  /// A run of which no snapshots can be taken.
  package static let unkeptRun = DiagnosticCode(rawValue: 744)
}

// E09: our own mistakes.
extension DiagnosticCode {
  /// A bug in `mnl`.
  package static let internalError = DiagnosticCode(rawValue: 901)
}
