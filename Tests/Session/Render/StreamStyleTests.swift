import MNLRender
import Testing

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
