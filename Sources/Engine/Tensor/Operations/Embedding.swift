/// The rows of a table that numbers name: what a token means, as a vector that is learned.
///
/// Shapes: table `[V, E]`, ids `[…]` of whole numbers from 0 up to, not including, `V`, result
/// `[…, E]`. Other ids are refused when they are met. The gradients of rows that occur several times
/// are added in the order of the ids, shard after shard.
package struct Embedding: Operation {
  package static let name = "embedding"
  package static let gradient = GradientSupport.defined

  package func infer(_ inputs: [Shape]) throws(ShapeError) -> [Shape] {
    guard inputs[0].rank == 2, !inputs[0].isOpen else {
      throw ShapeError(
        operation: Self.name, shapes: inputs,
        expected: inputs[0].rank == 2 ? .closed : .rank(2, operand: 0))
    }
    let width = inputs[0].fixedSizes[1]
    guard let times = inputs[1].rowsPerItem else { return [Shape(inputs[1].fixedSizes + [width])] }
    return [Shape(batchTimes: times, inputs[1].fixedSizes + [width])]
  }

  package func step<Scalar>(_ site: Site<Scalar>) -> Step<Scalar> {
    let (table, ids, y) = (site.inputs[0], site.inputs[1], site.outputs[0])
    let (tokens, width) = (table.shape.fixedSizes[0], table.shape.fixedSizes[1])
    let times = ids.shape.rowsPerItem ?? 1
    let perRow = Swift.max(1, ids.innerSizes.reduce(1, *))
    let run = site.run
    @inline(__always)
    func token(_ at: Int) -> Int? {
      guard let id = Int(exactly: ids.value[at]), id >= 0, id < tokens else { return nil }
      return id
    }
    return Step(
      forward: { rows in
        for at in 0..<ids.count(rows) {
          let target = y.value.from(at &* width)
          if let id = token(at) {
            target.copy(table.value.from(id &* width), count: width)
          } else {
            run.refuse(
              Double(ids.value[at]), row: at / perRow, rowsPerItem: times,
              allowed: 0...Swift.max(0, tokens - 1), in: Self.name)
            target.fill(0, count: width)
          }
        }
      },
      backward: { rows in
        ids.clearGradient(rows)
        guard let dy = y.gradient, let dt = table.gradient else { return }
        table.clearGradient(rows)
        for at in 0..<ids.count(rows) {
          guard let id = token(at) else { continue }
          let (from, to) = (at &* width, id &* width)
          for i in 0..<width { dt[to &+ i] += dy[from &+ i] }
        }
      })
  }
}

extension Graph {
  /// The rows of a table that ids name.
  ///
  /// - Parameters:
  ///   - table: `[V, E]`.
  ///   - ids: `[…]`, whole numbers from 0 up to, not including, `V`.
  ///   - name: Its name.
  /// - Returns: `[…, E]`.
  /// - Throws: `ShapeError` unless the table has two known sizes.
  package func embedding(
    table: Node, ids: Node, name: String? = nil
  ) throws(ShapeError) -> Node {
    try apply(Embedding(), to: [table, ids], name: name)[0]
  }
}
