extension DataSet {
  /// Divides examples by chance, each class alike, whole groups, or in their order.
  ///
  /// - Parameters:
  ///   - name: What `load` calls it.
  ///   - path: Where the examples lie, for errors.
  ///   - form: What the examples are, and what is asked of them.
  ///   - examples: All of them, but for those that are known to be for the test.
  ///   - test: Those that are known to be for the test; then no others are.
  ///   - division: How the others are divided.
  ///   - groups: The group of each example, from 0; empty if there are none.
  ///   - isScaled: Whether a network is to scale the numbers by where those of the training
  ///     examples lie.
  ///   - meaning: What a model that is made for them keeps of them.
  ///   - columns: What is read at each step; what the form says if nil.
  ///   - forecast: What makes them a forecast.
  /// - Throws: `unfitData` where a part would be empty, or where they cannot be divided so.
  /// - Precondition: the rows have the widths of the form.
  /// - Complexity: O(examples); O(numbers) if they are scaled.
  package convenience init(
    name: String, path: String, form: ExampleForm, examples: ExampleRows,
    test: ExampleRows? = nil, division: Division, groups: [Int32] = [], isScaled: Bool = false,
    meaning: (any DataMeaning)? = nil, columns: [InputColumn]? = nil,
    forecast: Forecast? = nil
  ) throws(DataError) {
    var division = division
    if test != nil { division.test = 0 }
    var classes: [UInt8] = []
    if case .classes = form.targets {
      classes = (0..<examples.count).map { examples.targets.bytes(at: $0).first ?? 0 }
    }
    switch division.way {
    case .group where groups.isEmpty, .stratified where classes.isEmpty:
      throw .unfitData(path: path, .undividable(division.way))
    case .group, .stratified, .random, .time: break
    }
    let parts = division.parts(of: examples.count, classes: classes, groups: groups)
    func rows(_ part: Division.Part) -> [Int32] {
      parts.indices.filter { parts[$0] == part }.map(Int32.init)
    }
    let (training, judging) = (rows(.train), rows(.test))
    for (part, own, isWanted) in [
      ("training", training, true), ("test", judging, division.test > 0),
    ] where isWanted && own.isEmpty {
      throw .unfitData(path: path, .tooFewExamples(count: examples.count, part: part))
    }
    let learned = examples.arranged(training)
    func split(_ name: String, _ rows: ExampleRows) -> Split {
      Split(name: name, of: rows, rows: 0..<rows.count, form: form)
    }
    self.init(
      name: name, form: form,
      spreads: isScaled ? NumberSpreads(of: learned, form: form) : nil,
      meaning: meaning?.encoded, columns: columns,
      // In the order of time, a group is meant to go on in the next part.
      groups: GroupSharing.sharing(division.way == .time ? [] : groups, parts),
      forecast: forecast, train: split("train", learned),
      validation: split("validation", examples.arranged(rows(.validation))),
      test: split("test", test ?? examples.arranged(judging)))
  }
}
