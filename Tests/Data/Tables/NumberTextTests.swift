import MNLTestSupport
import Testing

@testable import MNLData

@Suite struct NumberTextTests {
  private func read(_ text: String, decimal: Character = ".") -> NumberText.Reading {
    let bytes = Array(text.utf8)
    return NumberText.read(bytes.span, 0..<bytes.count, decimal: decimal.asciiValue ?? 0)
  }

  @Test(
    "reads numbers as every exact reader does",
    arguments: [
      "0", "-0", "1", "+1", "-12.5", ".5", "5.", "1e3", "1E-3", "123456789012345678",
      "0.1234567890123456789", "1e22", "1e23", "9007199254740993", "2.2250738585072014e-308",
      "5e-324", "1.7976931348623157e308", "0.000000000000000000000001",
    ])
  func numbers(text: String) throws {
    let expected = try #require(Double(text.hasSuffix(".") ? text + "0" : text))
    #expect(read(text) == .number(expected))
  }

  @Test("reads what is printed of any number as that number")
  func random() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<20_000 {
      let number = Double(bitPattern: UInt64.random(in: 0...UInt64.max, using: &random))
      guard number.isFinite else { continue }
      #expect(read("\(number)") == .number(number))
    }
  }

  @Test("blanks around a number do not count, and a comma may be its point")
  func slack() {
    #expect(read("  3.5\t") == .number(3.5))
    #expect(read("3,5", decimal: ",") == .number(3.5))
    #expect(read("3,5") == .text)
  }

  @Test(
    "what is too large or said to be without end is not finite",
    arguments: ["1e999", "-1e309", "inf", "-Infinity", "1e99999999999999999999"])
  func infinite(text: String) { #expect(read(text) == .notFinite) }

  @Test(
    "everything else is text",
    arguments: [
      "", " ", "-", "+", ".", "e5", "1e", "1e+", "1.2.3", "0x10", "1_000", "nan", "1 2", "é",
    ])
  func texts(text: String) { #expect(read(text) == .text) }
}
