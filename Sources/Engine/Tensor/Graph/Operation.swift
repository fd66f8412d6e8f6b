/// An operation of the graph: its shape rule, its forward and its backward computation.
package protocol Operation: Sendable {
  /// Its name in messages, as in `matmul`.
  static var name: String { get }
  /// Whether gradients flow through it.
  static var gradient: GradientSupport { get }
  /// Whether its result is the first operand under another shape, in the same memory.
  static var sharesMemory: Bool { get }
  /// The shapes of its results.
  ///
  /// - Throws: `ShapeError` if those of the operands do not fit.
  func infer(_ inputs: [Shape]) throws(ShapeError) -> [Shape]
  /// What the elements of its results mean.
  func kind(of inputs: [ElementKind]) -> ElementKind
  /// How it relates to the rows of the batch.
  func placement(of inputs: [Shape]) -> Placement
  /// Its computation on given memory; called once per shard while a plan is compiled.
  func step<Scalar>(_ site: Site<Scalar>) -> Step<Scalar>
  /// `step` for `Float`: the default, compiled for each operation by itself.
  func step32(_ site: Site<Float>) -> Step<Float>
  /// `step` for `Double`, likewise.
  func step64(_ site: Site<Double>) -> Step<Double>
}

extension Operation {
  package static var sharesMemory: Bool { false }
  package func kind(of inputs: [ElementKind]) -> ElementKind { .number }
  package func placement(of inputs: [Shape]) -> Placement {
    inputs.contains(where: \.isOpen) ? .rows : .once
  }
  package func step32(_ site: Site<Float>) -> Step<Float> { step(site) }
  package func step64(_ site: Site<Double>) -> Step<Double> { step(site) }
}

/// Whether gradients flow through an operation.
package enum GradientSupport: Hashable, Sendable {
  /// It has a backward computation.
  case defined
  /// It has none, and this is why.
  case none(because: String)
}

/// How an operation relates to the rows of the batch.
package enum Placement: Hashable, Sendable {
  /// It has no operand with an open dimension: computed once.
  case once
  /// Each row of the result depends on the same row of the operands: computed in every shard.
  case rows
  /// Its result has no open dimension: the sum of what each shard computes, then finished.
  case reduction
  /// It needs all rows together: the batch is not split. Results as for `rows` or `reduction`.
  case whole
}

/// The memory of one operand or result in one shard.
package struct Slot<Scalar: EngineScalar> {
  /// Its sizes.
  package let shape: Shape
  /// Its elements.
  package let value: Buffer<Scalar>
  /// The gradient of the loss with respect to it, where one is wanted.
  package let gradient: Buffer<Scalar>?
  /// Whether an operand's gradient is added to what others left there, instead of set.
  package let accumulates: Bool
  /// Whether anybody reads the result.
  package let isUsed: Bool

  /// How many elements there are for `rows` rows of the batch.
  @inline(__always)
  package func count(_ rows: Int) -> Int { shape.isOpen ? shape.count * rows : shape.count }

  /// The first size for `rows` rows of the batch; 1 for a scalar.
  package func leading(_ rows: Int) -> Int {
    if let times = shape.rowsPerItem { times * rows } else { shape.firstSize ?? 1 }
  }
}

/// Where an operation computes: the memory of its operands and results in one shard.
package struct Site<Scalar: EngineScalar> {
  /// The operands.
  package let inputs: [Slot<Scalar>]
  /// The results; in a reduction `value` holds what the shard contributes.
  package let outputs: [Slot<Scalar>]
  /// The rows of the whole batch.
  package let batch: Int
  /// The most rows that the shard has.
  package let maxRows: Int
  /// Whether a backward computation follows the forward one.
  package let trains: Bool
  /// Whether the run computes gradients, though perhaps none of this operation: it trains.
  package let isTraining: Bool
  /// The seed of random operations.
  package let seed: UInt64
  /// What a run tells the operations of the shard.
  package let run: RunState
  /// Where the plan takes its memory from.
  let arena: Arena<Scalar>
  /// Memory that all shards of one application share, by order of demand.
  let common: CommonScratch<Scalar>

  /// Memory of the shard's own, as zeros.
  package func scratch(_ count: Int) -> Buffer<Scalar> { arena.allocate(count) }

  /// Memory that all shards share: `Step.preparations` write it.
  package func commonScratch(_ count: Int) -> Buffer<Scalar> {
    common.allocate(count, arena: arena)
  }
}

/// Memory that the shards of one application share.
final class CommonScratch<Scalar: EngineScalar> {
  private var block: Buffer<Scalar>?

  func allocate(_ count: Int, arena: Arena<Scalar>) -> Buffer<Scalar> {
    if let block { return block }
    let new = arena.allocate(count)
    block = new
    return new
  }
}

/// The computation of one operation in one shard, bound to its memory.
package struct Step<Scalar: EngineScalar> {
  /// Computes the results for `rows` rows of the batch.
  package var forward: (_ rows: Int) -> Void
  /// Computes the operands' gradients from the results'.
  package var backward: ((_ rows: Int) -> Void)?
  /// Makes what all shards share, in parts that know nothing of each other; run before them.
  package var preparations: [() -> Void]
  /// Turns the sum over all shards into a reduction's result, in place.
  package var finish: ((Buffer<Scalar>) -> Void)?

  /// A computation; without `backward` no gradient flows.
  package init(
    forward: @escaping (_ rows: Int) -> Void, backward: ((_ rows: Int) -> Void)? = nil,
    preparations: [() -> Void] = [], finish: ((Buffer<Scalar>) -> Void)? = nil
  ) {
    self.forward = forward
    self.backward = backward
    self.preparations = preparations
    self.finish = finish
  }
}
