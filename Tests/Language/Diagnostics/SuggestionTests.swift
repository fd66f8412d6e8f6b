import MNLDiagnostics
import Testing

@Suite struct SuggestionTests {
  static let commands = ["train", "eval", "load", "show", "status", "save"]

  @Test(
    "finds the candidate at a distance of two or less",
    arguments: [
      ("trian", "train"), ("trains", "train"), ("tran", "train"), ("evla", "eval"),
      ("stats", "status"), ("laod", "load"),
    ])
  func near(name: String, expected: String) {
    #expect(Suggestion.nearest(to: name, among: Self.commands) == expected)
  }

  @Test("suggests nothing for a name that is far from all", arguments: ["placeholder", "xyz", ""])
  func far(name: String) {
    #expect(Suggestion.nearest(to: name, among: Self.commands) == nil)
  }

  @Test("counts letters, however many bytes they take")
  func letters() {
    #expect(Suggestion.nearest(to: "大小", among: ["大少"]) == "大少")
    #expect(Suggestion.nearest(to: "abcde", among: ["𝐚𝐛cde"]) == "𝐚𝐛cde")
  }

  @Test("never suggests the name itself")
  func same() {
    #expect(Suggestion.nearest(to: "train", among: ["train"]) == nil)
  }

  @Test("holds short names to a distance of one")
  func short() {
    #expect(Suggestion.nearest(to: "ab", among: ["cd"]) == nil)
    #expect(Suggestion.nearest(to: "ab", among: ["ac"]) == "ac")
    #expect(Suggestion.nearest(to: "help", among: ["relu"]) == nil)
  }

  @Test("takes the first in the alphabet of equally near candidates")
  func tie() {
    #expect(Suggestion.nearest(to: "bat", among: ["hat", "cat"]) == "cat")
  }
}
