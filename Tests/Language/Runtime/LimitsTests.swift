import MNLRuntime
import Testing

/// Which numbers the limits of a parameter allow.
@Suite struct LimitsTests {
  @Test(
    "allow a closed end and refuse an open one",
    arguments: [
      (Limits.above(0), [false, true, true]), (.from(0), [true, true, true]),
      (.between(0, 2), [true, true, true]),
      (Limits(from: 0, to: 2, excludesUpper: true), [true, true, false]),
      (Limits(to: 2, excludesUpper: true), [true, true, false]),
      (Limits(to: 2), [true, true, true]),
      (Limits(from: 0, excludesLower: true, to: 2), [false, true, true]),
    ])
  func ends(limits: Limits, allowed: [Bool]) {
    #expect([0, 1, 2].map { limits.allow($0) } == allowed)
  }

  @Test("refuse what lies beyond them, and what is no number")
  func beyond() {
    let limits = Limits.between(0, 2)
    #expect([-0.5, 2.5, .infinity, .nan].allSatisfy { !limits.allow($0) })
  }
}
