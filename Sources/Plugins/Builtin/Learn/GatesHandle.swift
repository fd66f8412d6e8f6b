package import MNLEvents
import MNLLearn
package import MNLRuntime
import MNLTensor

/// What the gates of a layer did as it read an example: what `gates` returns.
package final class GatesHandle: ArchivedHandle, Detailed {
  /// The line that says of what.
  package let summary: String
  private let trace: GateTrace
  private let shown: GateTrace.Quantity?
  private let chosen: ClosedRange<Int>

  /// Makes the handle of a trace.
  ///
  /// - Parameters:
  ///   - trace: The trace.
  ///   - line: The line that says of what.
  ///   - shown: What is shown of each unit; nil for the means of everything over the units.
  ///   - units: Which units are shown; they exist.
  init(
    _ trace: GateTrace, line: String, shown: GateTrace.Quantity?, units: ClosedRange<Int>
  ) {
    self.trace = trace
    summary = line
    self.shown = shown
    chosen = units
  }

  /// Writes the line, what is shown, and all numbers.
  ///
  /// - Throws: Nothing in practice: all of it can be kept.
  package func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    try archive.write(summary)
    try archive.write(shown?.rawValue)
    try archive.write(chosen.lowerBound)
    try archive.write(chosen.upperBound)
    try archive.write(trace.steps)
    try archive.write(trace.units)
    for quantity in GateTrace.Quantity.allCases { try archive.write(trace[quantity]) }
  }

  /// Reads what was written.
  ///
  /// - Parameters:
  ///   - archive: Where it is read.
  ///   - kind: `gates`.
  /// - Returns: A trace that says the same.
  /// - Throws: `ArchiveFault` if the bytes are something else.
  package static func read(
    from archive: inout ArchiveReader, kind: String
  ) throws(ArchiveFault) -> any ArchivedHandle {
    let line = try archive.read(String.self)
    let word = try archive.read(String?.self)
    let shown = word.flatMap { GateTrace.Quantity(rawValue: $0) }
    let (first, last) = (try archive.read(Int.self), try archive.read(Int.self))
    let (steps, units) = (try archive.read(Int.self), try archive.read(Int.self))
    var values: [[Double]] = []
    for _ in GateTrace.Quantity.allCases { values.append(try archive.read()) }
    guard (shown == nil) == (word == nil), 0 <= first, first <= last, last < units,
      let trace = GateTrace(steps: steps, units: units, values: values)
    else { throw archive.fault(.contradiction("gates of \(units) units at \(steps) steps")) }
    return GatesHandle(trace, line: line, shown: shown, units: first...last)
  }

  /// `gates`.
  package var kind: String { "gates" }

  /// The names of its fields.
  package var fieldNames: [String] { Self.fields.map(\.name) }

  /// What every trace has.
  package static let fields: [ReturnType.Field] = [
    .init("input", .value(.kind("tensor")), "How much of the candidate is let in, [steps, units]"),
    .init("candidate", .value(.kind("tensor")), "The new value, from -1 to 1, [steps, units]"),
    .init("forget", .value(.kind("tensor")), "How much of the state is kept, [steps, units]"),
    .init("output", .value(.kind("tensor")), "How much of the state is shown, [steps, units]"),
    .init("cell", .value(.kind("tensor")), "The state, [steps, units]"),
    .init("hidden", .value(.kind("tensor")), "What is handed on, [steps, units]"),
    .init("steps", .value(.int), "How many steps there are"),
    .init("units", .value(.int), "How many units there are"),
  ]

  /// The value of a field; nil if there is none of that name.
  package func field(_ name: String) throws(CommandFailure) -> Value? {
    switch name {
    case "steps": return .int(trace.steps)
    case "units": return .int(trace.units)
    default:
      guard let quantity = GateTrace.Quantity(rawValue: name) else { return nil }
      let tensor = Tensor<Float>([trace.steps, trace.units], trace[quantity].map { Float($0) })
      return .handle(TensorHandle(tensor, kind: .number))
    }
  }

  /// The line, then the heat maps.
  package var details: [DisplayBundle] {
    [DisplayBundle(text: summary)] + matrices.map { DisplayBundle(matrix: $0) }
  }

  /// Of one quantity a row for each unit; else the means over all units, shares and the rest apart,
  /// since the rest has a sign.
  private var matrices: [Matrix] {
    if let shown {
      let values = chosen.map { unit in
        (0..<trace.steps).map { trace[shown][$0 * trace.units + unit] }
      }
      return [
        matrix(
          "\(shown.rawValue) by unit", rows: "unit", chosen.map(String.init), values,
          shown.isShare ? .unit : .signed)
      ]
    }
    return [true, false].map { isShare in
      let quantities = GateTrace.Quantity.allCases.filter { $0.isShare == isShare }
      let values = quantities.map { quantity in
        (0..<trace.steps).map { step in
          chosen.reduce(0) { $0 + trace[quantity][step * trace.units + $1] }
            / Double(chosen.count)
        }
      }
      return matrix(
        isShare ? "gates, mean of \(counted(chosen.count, "unit"))" : "values, mean of the units",
        rows: isShare ? "gate" : "value", quantities.map(\.rawValue), values,
        isShare ? .unit : .signed)
    }
  }

  private func matrix(
    _ title: String, rows: String, _ names: [String], _ values: [[Double]],
    _ shading: Matrix.Shading
  ) -> Matrix {
    Matrix(
      title: title, rowTitle: rows, rowNames: names, columnTitle: "step",
      columnNames: (1...trace.steps).map(String.init), values: values, shading: shading)
  }
}
