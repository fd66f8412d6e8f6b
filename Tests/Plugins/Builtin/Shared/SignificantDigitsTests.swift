import MNLBuiltins
import Testing

@Suite struct SignificantDigitsTests {
  @Test(
    "writes so many digits that count, in the shortest form",
    arguments: [
      (0.058123, 3, "0.0581"), (12345.678, 3, "12346"), (1.5e-7, 5, "1.5e-07"), (0, 3, "0"),
      (-2.5e-9, 2, "-2.5e-09"), (3e20, 2, "3e+20"),
    ])
  func digits(_ number: Double, _ digits: Int, _ text: String) {
    #expect(number.text(significant: digits) == text)
  }

  @Test("carries what is rounded up to ten over to the exponent")
  func carries() {
    #expect(Double(Float(1e-5)).text(significant: 5) == "1e-05")
    #expect((-9.9999e-11).text(significant: 2) == "-1e-10")
    #expect(9.9999e17.text(significant: 3) == "1e+18")
    #expect(9.9996.text(significant: 4) == "10")
  }
}
