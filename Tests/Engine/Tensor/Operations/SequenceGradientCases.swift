import MNLTensor

private let sequences = Shape(batchTimes: 1, [4, 3])

/// Lengths from 0 to 3 for sequences of 4 steps, which differ from row to row and do not move with
/// small changes.
private func lengths(_ graph: Graph, _ x: Node) throws -> Node {
  try graph.argmax(x.shape.rank == 3 ? graph.sum(x, axis: 2) : x, axis: 1)
}

/// Gradient checks of what is done with sequences.
let sequenceCases: [GradientCase] = [
  GradientCase(operation: "reverse", detail: "a batch", shapes: [sequences]) {
    try $0.multiply($0.reverse($1[0]), $1[0])
  },
  GradientCase(operation: "reverse", detail: "with lengths", shapes: [sequences]) {
    try $0.multiply($0.reverse($1[0], lengths: lengths($0, $1[0])), $1[0])
  },
  GradientCase(operation: "reverse", detail: "no batch, no features", shapes: [[2, 5]]) {
    try $0.reverse($1[0], lengths: $0.constant(Tensor<Double>([2], [5, 3])))
  },
  GradientCase(
    operation: "concatenate", detail: "a batch", shapes: [sequences, Shape(batchTimes: 1, [4, 2])]
  ) {
    try $0.concatenate([$1[0], $1[1], $1[0]])
  },
  GradientCase(operation: "concatenate", detail: "no batch", shapes: [[3, 2], [3, 1]]) {
    try $0.concatenate([$1[0], $1[1]])
  },
  GradientCase(operation: "max", detail: "over the steps", shapes: [sequences]) {
    try $0.max($1[0], axis: 1)
  },
  GradientCase(operation: "max", detail: "with lengths", shapes: [sequences]) {
    try $0.max($1[0], axis: 1, lengths: lengths($0, $1[0]))
  },
  GradientCase(operation: "max", detail: "over the last axis", shapes: [sequences]) {
    try $0.max($1[0], axis: 2)
  },
  GradientCase(operation: "max", detail: "over the batch", shapes: [sequences]) {
    try $0.max($1[0], axis: 0)
  },
  GradientCase(operation: "max", detail: "of all", shapes: [sequences]) { try $0.max($1[0]) },
  GradientCase(operation: "max", detail: "of all, no batch", shapes: [[3, 4]]) {
    try $0.max($1[0])
  },
  GradientCase(operation: "mean", detail: "with lengths", shapes: [sequences]) {
    try $0.mean($1[0], axis: 1, lengths: lengths($0, $1[0]))
  },
  GradientCase(operation: "sum", detail: "with lengths", shapes: [sequences]) {
    try $0.sum($1[0], axis: 1, lengths: lengths($0, $1[0]))
  },
  GradientCase(
    operation: "softmax", detail: "with lengths", shapes: [Shape(batchTimes: 1, [4])]
  ) {
    try $0.softmax($1[0], lengths: lengths($0, $1[0]))
  },
  GradientCase(
    operation: "weighted-sum", detail: "a batch", shapes: [sequences, Shape(batchTimes: 1, [4])]
  ) {
    try $0.weightedSum($1[0], weights: $1[1])
  },
  GradientCase(
    operation: "weighted-sum", detail: "with lengths, and used before",
    shapes: [sequences, Shape(batchTimes: 1, [4])]
  ) {
    let sum = try $0.weightedSum(
      $1[0], weights: $1[1], lengths: lengths($0, $1[0]))
    return try $0.add(sum, $0.mean($0.multiply($1[0], $1[0]), axis: 1))
  },
  GradientCase(operation: "weighted-sum", detail: "no batch", shapes: [[2, 4, 3], [2, 4]]) {
    try $0.weightedSum($1[0], weights: $1[1])
  },
  GradientCase(
    operation: "layer-norm", detail: "a batch of sequences", shapes: [sequences, [3], [3]]
  ) {
    try $0.layerNorm($1[0], scale: $1[1], offset: $1[2])
  },
  GradientCase(
    operation: "layer-norm", detail: "no batch, large epsilon", shapes: [[4, 7], [7], [7]]
  ) {
    try $0.layerNorm($1[0], scale: $1[1], offset: $1[2], epsilon: 0.1)
  },
  GradientCase(operation: "embedding", detail: "a batch of ids", shapes: [sequences, [3, 2]]) {
    let ids = try $0.argmax($1[0], axis: 2)
    return try $0.concatenate([$0.embedding(table: $1[1], ids: ids), $1[0]])
  },
  GradientCase(operation: "embedding", detail: "ids that occur twice", shapes: [[3, 2]]) {
    try $0.embedding(table: $1[0], ids: $0.constant(Tensor<Double>([5], [2, 0, 2, 1, 2])))
  },
]
