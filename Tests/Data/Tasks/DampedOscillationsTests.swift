import Foundation
import Testing

@testable import MNLData

@Suite struct DampedOscillationsTests {
  /// How much of a frequency is in a sequence.
  private func power(_ sequence: [Float], _ frequency: Double) -> Double {
    var (sine, cosine) = (0.0, 0.0)
    for (step, value) in sequence.enumerated() {
      let angle = 2 * Double.pi * frequency * Double(step) / Double(DampedOscillations.rate)
      sine += Double(value) * sin(angle)
      cosine += Double(value) * cos(angle)
    }
    return sine * sine + cosine * cosine
  }

  @Test("asks for the frequency that is strongest in the sequence")
  func frequencies() throws {
    let data = try DampedOscillations.make(TaskSizes(steps: 128, train: 12, test: 100))
    for row in 0..<100 {
      let sequence = data.test.inputs(at: row)
      let asked = Double(data.test.targets(at: row)[0])
      let candidates = stride(from: 1, to: 13, by: 0.05)
      let strongest = candidates.max { power(sequence, $0) < power(sequence, $1) } ?? 0
      #expect(abs(strongest - asked) < 0.5, "row \(row)")
      #expect((2..<12).contains(asked))
    }
  }

  @Test("comes to rest")
  func damping() throws {
    let data = try DampedOscillations.make(TaskSizes(steps: 640, train: 12, test: 50))
    for row in 0..<50 {
      // Noise alone, which is never beyond 0.35.
      #expect(data.test.inputs(at: row).suffix(64).allSatisfy { abs($0) < 0.4 })
    }
  }

  @Test("gives a model the scale of the training sequences")
  func scale() throws {
    let data = try DampedOscillations.make(TaskSizes(steps: 16, train: 120, test: 1))
    let targets = (0..<110).map { data.train.targets(at: $0)[0] }
    let spread = try #require(data.spreads?.targets.first)
    #expect(abs(spread.mean - targets.reduce(0, +) / 110) < 1e-3)
    #expect(data.spreads?.inputs.count == 1)
  }

  @Test("draws the same first sequences however many are drawn, others from another seed")
  func seeds() throws {
    func inputs(_ train: Int, seed: UInt64) throws -> [Float] {
      let sizes = TaskSizes(steps: 20, train: train, test: 1)
      let data = try DampedOscillations.make(sizes, seed: seed)
      return data.validation.inputs(at: 0) + data.test.inputs(at: 0)
    }
    #expect(try inputs(12, seed: 1) == inputs(48, seed: 1))
    #expect(try inputs(12, seed: 1) != inputs(12, seed: 2))
  }

  @Test("refuses sequences too short to swing in")
  func tooShort() {
    let fault = DataError.sizeOutOfRange(parameter: "steps", value: 15, allowed: 16...10_000)
    #expect(throws: fault) {
      try DampedOscillations.make(TaskSizes(steps: 15, train: 12, test: 1))
    }
  }
}
