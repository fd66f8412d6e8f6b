/// The product of two matrices.
///
/// Shapes: `a` `[M, K]`, `b` `[K, N]`, result `[M, N]`; `M` may be open.
package struct MatrixProduct: Operation {
  package static let name = "matmul"
  package static let gradient = GradientSupport.defined

  package func infer(_ inputs: [Shape]) throws(ShapeError) -> [Shape] {
    for operand in 0...1 where inputs[operand].rank != 2 {
      throw ShapeError(
        operation: Self.name, shapes: inputs, expected: .rank(2, operand: operand))
    }
    guard !inputs[1].isOpen else {
      throw ShapeError(operation: Self.name, shapes: inputs, expected: .closed)
    }
    let (columns, rows) = (inputs[0].lastSize ?? 0, inputs[1].fixedSizes[0])
    guard columns == rows else {
      throw ShapeError(
        operation: Self.name, shapes: inputs, expected: .equalInner(columns: columns, rows: rows))
    }
    let n = inputs[1].fixedSizes[1]
    if let times = inputs[0].rowsPerItem { return [Shape(batchTimes: times, [n])] }
    return [Shape([inputs[0].fixedSizes[0], n])]
  }

  package func step<Scalar>(_ site: Site<Scalar>) -> Step<Scalar> {
    let (a, b, c) = (site.inputs[0], site.inputs[1], site.outputs[0])
    let (k, n) = (b.shape.fixedSizes[0], b.shape.fixedSizes[1])
    return Step(
      forward: { rows in  // c = a · b
        let m = a.leading(rows)
        Scalar.multiply(Product(m: m, n: n, k: k), a.value, b.value, beta: 0, into: c.value)
      },
      backward: { rows in
        guard let dc = c.gradient else { return }
        let m = a.leading(rows)
        if let da = a.gradient {  // da = dc · bᵀ
          Scalar.multiply(
            Product(m: m, n: k, k: n, transposesB: true), dc, b.value,
            beta: a.accumulates ? 1 : 0, into: da)
        }
        if let db = b.gradient {  // db = aᵀ · dc
          Scalar.multiply(
            Product(m: k, n: n, k: m, transposesA: true), a.value, dc,
            beta: b.accumulates ? 1 : 0, into: db)
        }
      })
  }
}

extension Graph {
  /// The product of `[M, K]` and `[K, N]`, `[M, N]`; `M` may be open.
  ///
  /// - Throws: `ShapeError` if the inner sizes differ.
  package func matmul(_ a: Node, _ b: Node, name: String? = nil) throws(ShapeError) -> Node {
    try apply(MatrixProduct(), to: [a, b], name: name)[0]
  }
}
