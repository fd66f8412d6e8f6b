/// The elements of the operands side by side: joined along the last axis.
///
/// Shapes: `[…, N₁]`, `[…, N₂]`, … to `[…, N₁ + N₂ + …]`.
package struct Concatenate: Operation {
  package static let name = "concatenate"
  package static let gradient = GradientSupport.defined

  package func infer(_ inputs: [Shape]) throws(ShapeError) -> [Shape] {
    guard inputs.allSatisfy({ $0.lastSize != nil }),
      inputs.allSatisfy({ $0.dimensions.dropLast() == inputs[0].dimensions.dropLast() })
    else {
      throw ShapeError(operation: Self.name, shapes: inputs, expected: .equalButLast)
    }
    let sizes =
      inputs[0].fixedSizes.dropLast() + [inputs.map { $0.lastSize ?? 0 }.reduce(0, +)]
    if let times = inputs[0].rowsPerItem { return [Shape(batchTimes: times, Array(sizes))] }
    return [Shape(Array(sizes))]
  }

  package func kind(of inputs: [ElementKind]) -> ElementKind { inputs[0] }

  package func step<Scalar>(_ site: Site<Scalar>) -> Step<Scalar> {
    let y = site.outputs[0]
    let total = y.shape.lastSize ?? 0
    // Each operand with where it begins in a row of the result.
    var parts: [(slot: Slot<Scalar>, width: Int, start: Int)] = []
    for slot in site.inputs {
      parts.append((slot, slot.shape.lastSize ?? 0, parts.last.map { $0.start + $0.width } ?? 0))
    }
    return Step(
      forward: { rows in
        let count = total == 0 ? 0 : y.count(rows) / total
        for part in parts {
          for row in 0..<count {
            y.value.from(row &* total &+ part.start)
              .copy(part.slot.value.from(row &* part.width), count: part.width)
          }
        }
      },
      backward: { rows in
        guard let dy = y.gradient else { return }
        let count = total == 0 ? 0 : y.count(rows) / total
        for part in parts {
          guard let dx = part.slot.gradient else { continue }
          part.slot.clearGradient(rows)
          for row in 0..<count {
            let (from, to) = (row &* total &+ part.start, row &* part.width)
            for i in 0..<part.width { dx[to &+ i] += dy[from &+ i] }
          }
        }
      })
  }
}

extension Graph {
  /// The operands side by side: joined along the last axis, the other sizes being equal.
  ///
  /// - Throws: `ShapeError` if other sizes than the last differ.
  /// - Precondition: There is at least one.
  package func concatenate(_ parts: [Node], name: String? = nil) throws(ShapeError) -> Node {
    precondition(!parts.isEmpty, "nothing to join")
    return try apply(Concatenate(), to: parts, name: name)[0]
  }
}
