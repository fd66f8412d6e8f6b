import Testing

@testable import MNLData

@Suite struct MirrorFailureTests {
  /// One problem of each case, with what is said after the address.
  static let all: [(problem: MirrorProblem, words: String)] = [
    (.unknownHost, "has an unknown host"),
    (.unreachable, "takes no connection"),
    (.status(500), "answers with HTTP status 500, expected 200"),
    (.tooManyRedirects(limit: 5), "redirects more than 5 times"),
    (.webPage, "sends a web page, expected a gzip file"),
    (
      .foreignContent(start: [0x68, 0x0A, 0xFF, 0]),
      "begins with the bytes 68 0a ff 00, expected a gzip file (1f 8b)"
    ),
    (.wrongContent(.emptyFile(path: "http://m/a.gz")), "is empty"),
    (.tooLong(limit: 9), "sends more than 9 bytes, the most it can have"),
    (.cutShort(found: 1, length: 2), "breaks off after 1 of 2 bytes"),
    (.silent(seconds: 0.5), "sends nothing for 0.5 s"),
    (.tooSlow(bytes: 3, seconds: 15, least: 15_360), "sends 3 B in 15 s, expected at least 15360"),
    (.wrongRange(start: 0, wanted: 5), "sends the bytes from 0 on, expected from 5"),
    (.wrongRange(start: nil, wanted: 5), "sends the bytes from nowhere on, expected from 5"),
    (.other("SSL connect error"), "fails: SSL connect error"),
  ]

  @Test("has its words in one place for every problem", arguments: all.indices)
  func words(index: Int) {
    let (problem, words) = Self.all[index]
    let failure = MirrorFailure(address: "http://m/a.gz", problem: problem)
    #expect(failure.words == "'http://m/a.gz' \(words)")
  }
}
