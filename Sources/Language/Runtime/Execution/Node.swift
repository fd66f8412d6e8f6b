import MNLDiagnostics

/// An expression whose names and commands are resolved; made by the checker, evaluated any number
/// of times.
protocol Node: AnyObject {
  /// Evaluates the expression.
  func value(in frame: Frame) throws(RunFailure) -> Value
}

/// A statement whose names and commands are resolved.
protocol Step: AnyObject {
  /// Where the statement stands.
  var span: SourceSpan { get }

  /// Runs the statement and says how to go on.
  func run(in frame: Frame) throws(RunFailure) -> Flow
}

/// How the run goes on after a statement.
enum Flow {
  /// With the next statement.
  case next
  /// After the innermost loop.
  case `break`
  /// With the next round of the innermost loop.
  case `continue`
  /// After the call of the `def`, with its value.
  case `return`(Value)
}

/// The local variables of a cell or of one call of a `def`.
final class Frame {
  /// Who runs.
  let interpreter: Interpreter
  /// The variables; the checker has given each name its place.
  var slots: [Value]

  /// Makes a frame of `count` places that hold nothing.
  init(_ interpreter: Interpreter, count: Int) {
    self.interpreter = interpreter
    self.slots = Array(repeating: .none, count: count)
  }
}

/// The variables at the top level, which live as long as the session.
final class GlobalTable {
  private var variables: [String: GlobalVariable] = [:]

  /// The variable of a name; made, and bound to nothing, where it is asked for the first time.
  func variable(_ name: String) -> GlobalVariable {
    if let variable = variables[name] { return variable }
    let variable = GlobalVariable(name)
    variables[name] = variable
    return variable
  }

  /// The value of a variable; nil if it is not bound.
  func value(of name: String) -> Value? { variables[name]?.value }

  /// The values of the variables that are bound.
  var bound: [String: Value] { variables.compactMapValues(\.value) }
}

/// A variable at the top level.
final class GlobalVariable {
  /// Its name, without a `$`.
  let name: String
  /// Its value; nil until a statement binds it.
  var value: Value?

  /// Makes a variable that is bound to nothing.
  init(_ name: String) { self.name = name }
}
