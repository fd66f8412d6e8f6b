import Testing

@testable import MNLData

@Suite struct PatienceTests {
  @Test("says nothing before its span is over")
  func early() {
    var patience = Patience(seconds: 2)
    #expect(patience.count(bytes: 0, elapsed: 1) == nil)
    #expect(patience.count(bytes: 0, elapsed: 0.9) == nil)
  }

  @Test("ends with a mirror that sends nothing")
  func silent() {
    var patience = Patience(seconds: 2)
    #expect(patience.count(bytes: 0, elapsed: 1) == nil)
    #expect(patience.count(bytes: 0, elapsed: 1) == .silent(seconds: 2))
  }

  @Test("ends with a mirror that sends less than a kilobyte a second")
  func slow() {
    var patience = Patience(seconds: 2)
    #expect(patience.count(bytes: 1000, elapsed: 1) == nil)
    #expect(
      patience.count(bytes: 1047, elapsed: 1) == .tooSlow(bytes: 2047, seconds: 2, least: 2048))
  }

  @Test("goes on with a mirror that sends just enough, span by span")
  func enough() {
    var patience = Patience(seconds: 1)
    for _ in 0..<3 { #expect(patience.count(bytes: 1024, elapsed: 1) == nil) }
    // What came in spans before is no credit.
    #expect(patience.count(bytes: 0, elapsed: 1) == .silent(seconds: 1))
  }

  @Test("does not count the time for which the process was stopped")
  func stopped() {
    var patience = Patience(seconds: 15)
    #expect(patience.count(bytes: 0, elapsed: 3600) == nil)
  }
}
