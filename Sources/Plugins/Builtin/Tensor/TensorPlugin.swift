import MNLDiagnostics
package import MNLRuntime
import MNLTensor

/// The commands that build a graph by hand and run it, as the tutorial does.
///
/// Each plugin object holds the graph of one session.
package final class TensorPlugin: Plugin {
  let session = GraphSession()

  /// A plugin with an empty graph.
  package init() {}

  /// `tensor`.
  package var name: String { "tensor" }

  /// What it is for.
  package var summary: String { "Tensors: building a network by hand, and running it" }

  /// `tensor`, `cell`, `optimizer`, `operation`.
  package var kinds: [KindDeclaration] {
    [
      KindDeclaration(
        "tensor", "Numbers in rows and columns, or what `run` computes",
        fields: TensorHandle.fields, hasOperators: true, archived: TensorHandle.self),
      KindDeclaration("cell", "What a recurrent layer does at one step", fields: CellHandle.fields),
      KindDeclaration(
        "optimizer", "A rule by which training changes weights", fields: OptimizerHandle.fields),
      KindDeclaration("operation", "Something that `run` does"),
    ]
  }

  /// Its commands.
  package var commands: [PluginCommand] {
    let building =
      sources + operations + sequences + losses + cells + recurrences + optimizers + [
        minimize, initialize,
      ]
    return building.map { $0.replayed(.again) } + [run]
  }

  /// The graph, whose variables `run` changes.
  package var states: [any ChangingState] { [session] }

  /// A parameter that takes a tensor.
  static func tensor(_ name: String, _ summary: String) -> ParameterDeclaration {
    ParameterDeclaration(name, .kind("tensor"), summary)
  }

  /// A command of tensors that gives a tensor: at once, or in the graph that they are part of.
  static func command(
    _ name: CommandName, _ summary: String, details: String = "",
    parameters: [ParameterDeclaration], example: String, _ text: String, seeAlso: [String],
    run: @escaping (Arguments) throws(CommandFailure) -> TensorHandle
  ) -> PluginCommand {
    command(
      name, summary, details: details, parameters: parameters, in: GraphSession(),
      example: example, text, seeAlso: seeAlso
    ) { (arguments, _) throws(CommandFailure) in try run(arguments) }
  }

  /// A command that makes a tensor of a session's graph; for the check, in a graph that nothing
  /// remembers.
  static func command(
    _ name: CommandName, _ summary: String, details: String = "",
    parameters: [ParameterDeclaration], in session: GraphSession, example: String, _ text: String,
    seeAlso: [String],
    run: @escaping (Arguments, GraphSession) throws(CommandFailure) -> TensorHandle
  ) -> PluginCommand {
    let declaration = CommandDeclaration(
      name, summary, details: details, parameters: parameters, returns: .value(.kind("tensor")),
      examples: [.init(example, text)], seeAlso: seeAlso)
    return PluginCommand(
      declaration,
      foresee: { (arguments) throws(CommandFailure) in
        .handle(try run(arguments, GraphSession()).foreseen)
      }
    ) { (arguments, _) throws(CommandFailure) -> Value in .handle(try run(arguments, session)) }
  }
}

extension Arguments {
  /// The sizes of a shape; nil for `none`, where the batch decides.
  ///
  /// Errors: something else than whole numbers from `least` on, sizes too large to be had.
  func sizes(_ name: String, least: Int = 0) throws(CommandFailure) -> [Int?] {
    var sizes: [Int?] = []
    for value in list(name) {
      switch value {
      case .none: sizes.append(nil)
      case .int(let size) where size >= least: sizes.append(size)
      default:
        throw CommandFailure(
          .wrongType, "a size is a whole number from \(least) on, or none", parameter: name,
          label: "got \(value.printed)")
      }
    }
    try GraphSession.checkSize(sizes.map { max(0, $0 ?? 1) }.map { max(1, $0) })
    return sizes
  }

  /// The sizes of a shape of which each is known.
  func closedShape(_ name: String) throws(CommandFailure) -> Shape {
    let sizes = try sizes(name)
    let known = sizes.compactMap(\.self)
    guard known.count == sizes.count else {
      throw CommandFailure(
        .wrongType, "only a `placeholder` may have an open size, here each is a whole number",
        parameter: name)
    }
    return Shape(known)
  }

  /// A tensor, or what can be made into one: a number, or lists of numbers.
  func tensor(_ name: String) throws(CommandFailure) -> TensorHandle {
    try TensorHandle(value(name), parameter: name)
  }

  /// A tensor that was given as one.
  func givenTensor(_ name: String) -> TensorHandle { handle(name, as: TensorHandle.self) }
}

extension TensorHandle {
  /// The tensor that a value is or can be made into: a number, or lists of numbers.
  ///
  /// Errors: other values, and lists of different lengths.
  ///
  /// - Complexity: O(elements).
  convenience init(_ value: Value, parameter: String) throws(CommandFailure) {
    if case .handle(let handle as TensorHandle) = value {
      self.init(handle.content)
      return
    }
    var numbers: [Float] = []
    var kinds: Set<ElementKind> = []
    let sizes = try Self.collect(value, parameter: parameter, into: &numbers, &kinds)
    let isTruth = kinds == [.bool]
    guard isTruth || !kinds.contains(.bool) else {
      throw CommandFailure(
        .wrongType, "a tensor holds numbers or truth values, not both", parameter: parameter)
    }
    self.init(Tensor(Shape(sizes), numbers), kind: isTruth ? .bool : .number)
  }

  /// Adds the numbers of a value and returns its sizes.
  private static func collect(
    _ value: Value, parameter: String, into numbers: inout [Float], _ kinds: inout Set<ElementKind>
  ) throws(CommandFailure) -> [Int] {
    switch value {
    case .int(let int):
      numbers.append(Float(int))
      kinds.insert(.number)
      return []
    case .float(let float):
      numbers.append(Float(float))
      kinds.insert(.number)
      return []
    case .bool(let bool):
      numbers.append(bool ? 1 : 0)
      kinds.insert(.bool)
      return []
    case .list(let values):
      var inner: [Int]?
      for value in values {
        let sizes = try collect(value, parameter: parameter, into: &numbers, &kinds)
        if let inner, inner != sizes {
          throw CommandFailure(
            .shapeMismatch, "the parts of a tensor have one shape, got \(inner) and \(sizes)",
            parameter: parameter)
        }
        inner = sizes
      }
      return [values.count] + (inner ?? [])
    default:
      throw CommandFailure(
        .wrongType, "expected a tensor, a number, or lists of numbers", parameter: parameter,
        label: "is \(value.kindName)")
    }
  }
}
