/// Why no examples can be made of data that are well formed, as facts.
package enum DataMisfit: Hashable, Sendable {
  /// Nothing follows the names of the columns.
  case noRows
  /// Two columns have a name; their places count from 1.
  case duplicateColumn(name: String, first: Int, second: Int)
  /// No column is left that a network could read.
  case noFeatures
  /// The columns of a row are no whole steps.
  case unevenSteps(columns: Int, steps: Int)
  /// All examples are of one class; `column` is where it stands, in a table.
  case oneClass(column: String?, name: String)
  /// There are more classes than can be told apart.
  case tooManyClasses(column: String?, classes: Int, limit: Int)
  /// A part of the data would have no example.
  case tooFewExamples(count: Int, part: String)
  /// The examples were to be divided by something that they have not.
  case undividable(Division.Way)
  /// A season was given, and what is asked for is no number whose own past is read.
  case seasonWithoutPast(column: String)
  /// An example would become more numbers than allowed.
  case tooWide(steps: Int, numbers: Int, limit: Int)
  /// An array whose shape is neither images, sequences nor what is asked of them.
  case shapeWithoutMeaning(String)
  /// Zeros and ones, as many of each example as it has steps: a class at each step, or labels.
  case ambiguousTargets(Int)
  /// An array has another shape than what it belongs to, or than a model was made for.
  case shapesDiffer(found: String, expected: String)
  /// The examples for training have lengths and those for the test none, or the other way round.
  case lengthsOfOnePart
  /// What should be the lengths of so many examples is an array of another shape, or of other things.
  case unfitLengths(found: String, of: String, expected: Int)
  /// A length of an example that is below 0, or above the steps that there are; its place from 0.
  case lengthOutOfRange(index: Int, length: Int, limit: Int)
  /// There are not as many targets as inputs.
  case countsDiffer(inputs: Int, targets: Int)
  /// More memory would be needed than there is, in bytes; what would take less.
  case tooLarge(needed: Int, free: Int, Relief)
  /// A folder of images has no image.
  case noImages
  /// It has no folder that could be a class.
  case noClasses
  /// The folder of a class has no image; `folder` is its place in that of all.
  case emptyClass(folder: String)
  /// There is a class among the examples of a part that the training examples lack.
  case strangeClass(name: String, part: String)
  /// Nothing stands beside the series of a file that could be asked for.
  case nothingAsked
  /// Series are of another shape than those that they belong to, or than a model was made for.
  case seriesDiffer(found: String, expected: String)
}

extension DataMisfit {
  /// What would need less memory.
  package enum Relief: Hashable, Sendable {
    /// Fewer columns of a table.
    case columns
    /// Images of a smaller size.
    case size
    /// A part of the file.
    case parts
  }

  /// Makes sure that classes can be told apart.
  ///
  /// - Parameters:
  ///   - names: Their names, each once.
  ///   - column: The column in which they stand, in a table.
  ///   - path: Where the data lie.
  /// - Throws: `oneClass`, `tooManyClasses`.
  static func check(
    classes names: [String], in column: String? = nil, path: String
  ) throws(DataError) {
    guard names.count > 1 else {
      throw .unfitData(path: path, .oneClass(column: column, name: names.first ?? ""))
    }
    guard names.count <= RowStore.classLimit else {
      throw .unfitData(
        path: path,
        .tooManyClasses(column: column, classes: names.count, limit: RowStore.classLimit))
    }
  }
}

extension DataMisfit {
  /// What is wrong, in words that follow the name of the file.
  var message: String {
    switch self {
    case .noRows: "has no rows"
    case .duplicateColumn(let name, let first, let second):
      "has two columns '\(name)', \(first) and \(second)"
    case .noFeatures: "has no column left that a network could read"
    case .unevenSteps(let columns, let steps):
      "has \(columns) columns to read, which are no \(steps) equal steps"
    case .oneClass(let column, let name):
      "has only '\(name)'\(Self.place(column)), so there is nothing to tell apart"
    case .tooManyClasses(let column, let classes, let limit):
      "has \(classes) classes\(Self.place(column)), allowed are at most \(limit)"
    case .tooFewExamples(let count, let part):
      "has too few examples, \(count), for \(part) examples"
    case .undividable(.group): "is to be divided by groups, and nothing says which there are"
    case .undividable:
      "is to be divided in each class alike, and no class of an example is asked for"
    case .seasonWithoutPast(let column):
      "has no forecast of numbers for a season: '\(column)' is of classes, or its past is not read"
    case .noImages: "has no image"
    case .noClasses: "has no folders, one for each class"
    case .emptyClass(let folder): "has no image in '\(folder)'"
    case .strangeClass(let name, let part):
      "has the class '\(name)' in '\(part)', and not in 'train'"
    case .nothingAsked: "has series of which neither a class nor a number is asked"
    case .seriesDiffer(let found, let expected): "has series of \(found), expected \(expected)"
    case .shapeWithoutMeaning(let shape): "has \(shape), which is no shape of examples"
    case .ambiguousTargets(let count):
      "asks for \(count) zeros and ones of examples of \(count) steps: a class at each step, or labels?"
    case .shapesDiffer(let found, let expected):
      "has rows as of \(found), expected \(expected)"
    case .lengthsOfOnePart:
      "is to have lengths of the examples either for training or for the test, and not of the others"
    case .unfitLengths(let found, let kind, let expected):
      "has lengths of \(found) \(kind), expected \(expected) whole numbers"
    case .lengthOutOfRange(let index, let length, let limit):
      "has the length \(length) at index \(index), allowed are 0 to \(limit)"
    case .countsDiffer(let inputs, let targets):
      "has \(inputs) examples, and \(targets) targets for them"
    case .tooWide(let steps, let numbers, let limit):
      "would make examples of \(steps) steps of \(numbers) numbers, allowed are \(limit) in all"
    case .tooLarge(let needed, let free, _):
      "would need about \(needed >> 20) MiB of memory, and \(free >> 20) MiB are free"
    }
  }

  /// What helps.
  var help: String? {
    switch self {
    case .noRows: "if its first row is no header: header=false"
    case .duplicateColumn: "rename one of them"
    case .noFeatures: "name the columns to read with `columns=`"
    case .unevenSteps: "leave columns out with `without=`, or give other `steps`"
    case .oneClass(nil, _): nil
    case .oneClass: "name the column that is asked for with `target=`"
    case .tooManyClasses(nil, _, _): nil
    case .tooManyClasses: "if they are numbers to tell: classes=false"
    case .tooFewExamples:
      "give other shares with `test` and `validation`, or where rows become sequences fewer `steps`"
    case .undividable(.group): "name the column with `group=`"
    case .undividable: "take another `split`"
    case .shapeWithoutMeaning:
      "inputs are [N, H, W] of bytes, or numbers of [N, T, I] or [N, T]"
    case .ambiguousTargets: "classes=true for a class at each step, classes=false for labels"
    case .lengthsOfOnePart: "name both arrays: `lengths` and `test-lengths`"
    case .unfitLengths:
      "save how many steps each example has: numpy.array(lengths, dtype=\"int32\")"
    case .shapesDiffer, .countsDiffer, .lengthOutOfRange: nil
    case .seasonWithoutPast: "leave `season` out"
    case .tooWide: "use fewer `steps`, or a smaller `vocabulary`"
    case .tooLarge(_, _, .columns): "take fewer columns with `columns=`"
    case .tooLarge(_, _, .size): "scale the images down: size=28"
    case .tooLarge(_, _, .parts): "divide the file, and take a part of it"
    case .noImages: "images are .png, .pgm or .ppm"
    case .noClasses: "put the images of each class into a folder that has its name"
    case .emptyClass: "take the folder out, or put images into it: .png, .pgm or .ppm"
    case .strangeClass: "each class needs examples to learn from"
    case .nothingAsked:
      "say so in its header: '@classLabel true a b', and put the class after each series; or tell what "
        + "they are with `predict series`"
    case .seriesDiffer: nil
    }
  }

  /// Where something stands, in a table.
  private static func place(_ column: String?) -> String {
    column.map { " in column '\($0)'" } ?? ""
  }
}
