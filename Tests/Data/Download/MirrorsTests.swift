import Testing

@testable import MNLData

@Suite struct MirrorsTests {
  @Test("asks the public mirrors unless others are listed", arguments: [nil, "", " , ,"])
  func publicMirrors(listed: String?) throws {
    for known in KnownDataSet.all {
      let mirrors = try Mirrors(for: known, listed: listed)
      #expect(mirrors.bases == known.mirrors)
      #expect(mirrors.bases.count == 2)
    }
  }

  @Test("knows public mirrors by addresses that can be asked", arguments: KnownDataSet.all)
  func addresses(known: KnownDataSet) {
    for base in known.mirrors {
      #expect(HTTPStream.isAddress(base))
      #expect(base.hasSuffix("/"))
    }
  }

  @Test("reads addresses with blanks around them, and adds the slash that they lack")
  func listed() throws {
    let mirrors = try Mirrors(for: .mnist, listed: "http://a/x/, https://b:8080 ,HTTP://c")
    #expect(mirrors.bases == ["http://a/x/", "https://b:8080/", "HTTP://c/"])
  }

  @Test(
    "refuses what is no address of HTTP",
    arguments: ["ftp://a/", "a/b", "http://", "/data", "file:///data", "http:/a"])
  func malformed(text: String) {
    let error = failure { () throws(DataError) in
      try Mirrors(for: .mnist, listed: "http://a/,\(text)")
    }
    #expect(error == .malformedMirror(text: text))
  }
}
