import MNLEvents
import Testing

@Suite struct SystemTimeTests {
  @Test(
    "writes moments as RFC 3339 in UTC",
    arguments: [
      (0, "1970-01-01T00:00:00.000Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
      (1_709_251_199_999, "2024-02-29T23:59:59.999Z"),
      (1_709_251_200_000, "2024-03-01T00:00:00.000Z"),
      (4_102_444_800_001, "2100-01-01T00:00:00.001Z"),
    ])
  func moments(_ milliseconds: Int, text: String) {
    #expect(SystemTime.rfc3339(milliseconds) == text)
  }
}
