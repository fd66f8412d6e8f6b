import MNLRender
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

@Suite struct StreamStyleTests {
  @Test(
    "takes the locale from the first variable that is set",
    arguments: [
      ([:], false), (["LANG": "C.UTF-8"], true), (["LANG": "en_US.utf8"], true),
      (["LC_ALL": "C", "LANG": "C.UTF-8"], false),
      (["LC_ALL": "", "LC_CTYPE": "de_DE.UTF-8"], true),
    ])
  func locale(_ environment: [String: String], isUnicode: Bool) {
    #expect(StreamStyle.isUnicode(environment) == isUnicode)
  }

  @Test("uses no colour on what is no terminal, unless asked to")
  func colors() {
    let environment = ["TERM": "xterm"]
    #expect(!StreamStyle(descriptor: -1, color: .auto, environment: environment).usesColor)
    #expect(StreamStyle(descriptor: -1, color: .always, environment: environment).usesColor)
  }
}
