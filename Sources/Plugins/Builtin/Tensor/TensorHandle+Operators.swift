package import MNLRuntime
package import MNLSyntax
import MNLTensor

extension TensorHandle {
  /// The value of an arithmetic operator or a comparison, element by element; `@` is the matrix
  /// product.
  ///
  /// Numbers count as tensors without dimensions. Errors: shapes that do not fit.
  package func applying(
    _ operator: BinaryOperator, _ left: Value, _ right: Value
  ) throws(CommandFailure) -> Value? {
    guard let build = Self.builder(of: `operator`),
      let left = TensorHandle(operand: left), let right = TensorHandle(operand: right)
    else { return nil }
    return .handle(try GraphSession.apply([left, right], build))
  }

  /// The tensor that an operand is; nil for what is neither a tensor nor a number.
  private convenience init?(operand: Value) {
    switch operand {
    case .int(let int): self.init(Tensor(Float(int)))
    case .float(let float): self.init(Tensor(Float(float)))
    case .handle(let handle as TensorHandle): self.init(handle.content)
    default: return nil
    }
  }

  private static func builder(of operator: BinaryOperator) -> GraphSession.Builder? {
    switch `operator` {
    case .add: { graph, x throws(ShapeError) in try graph.add(x[0], x[1]) }
    case .subtract: { graph, x throws(ShapeError) in try graph.subtract(x[0], x[1]) }
    case .multiply: { graph, x throws(ShapeError) in try graph.multiply(x[0], x[1]) }
    case .divide: { graph, x throws(ShapeError) in try graph.divide(x[0], x[1]) }
    case .power: { graph, x throws(ShapeError) in try graph.power(x[0], x[1]) }
    case .matrixMultiply: { graph, x throws(ShapeError) in try graph.matmul(x[0], x[1]) }
    case .equal: { graph, x throws(ShapeError) in try graph.equal(x[0], x[1]) }
    case .notEqual: { graph, x throws(ShapeError) in try graph.notEqual(x[0], x[1]) }
    case .less: { graph, x throws(ShapeError) in try graph.less(x[0], x[1]) }
    case .lessOrEqual: { graph, x throws(ShapeError) in try graph.lessOrEqual(x[0], x[1]) }
    case .greater: { graph, x throws(ShapeError) in try graph.greater(x[0], x[1]) }
    case .greaterOrEqual: { graph, x throws(ShapeError) in try graph.greaterOrEqual(x[0], x[1]) }
    case .or, .and, .in, .wholeDivide, .modulo: nil
    }
  }
}
