import MNLEvents
import Testing

@Suite struct DecimalTextTests {
  @Test(
    "rounds to the nearest, without a sign where nothing is left",
    arguments: [
      (0.72509998, 4, "0.7251"), (2, 0, "2"), (-1.5, 1, "-1.5"), (-0.001, 2, "0.00"),
      (1e20, 1, "100000000000000000000.0"), (.nan, 2, "nan"), (-.infinity, 2, "-inf"),
    ] as [(Double, Int, String)])
  func fixed(_ number: Double, _ digits: Int, _ text: String) {
    #expect(DecimalText.fixed(number, digits: digits) == text)
  }

  @Test("writes what would fill a column in its shortest form")
  func tabular() {
    #expect(DecimalText.tabular(1e30, digits: 4) == "1e+30")
    #expect(DecimalText.tabular(0.5, digits: 4) == "0.5000")
  }

  @Test(
    "says how long something took",
    arguments: [
      (0.4, "0.40 s"), (12.34, "12.3 s"), (125, "2 min 5 s"), (3900, "1 h 5 min"), (-1, "0.00 s"),
    ] as [(Double, String)])
  func elapsed(_ seconds: Double, _ text: String) {
    #expect(DecimalText.elapsed(seconds) == text)
  }
}
