/// Why a mirror did not give a file, as facts.
package indirect enum MirrorProblem: Equatable, Sendable {
  /// Its host has no address.
  case unknownHost
  /// No connection can be made.
  case unreachable
  /// It answers with another status than 200 or 206.
  case status(Int)
  /// It sends us from address to address.
  case tooManyRedirects(limit: Int)
  /// It sends something for people to read.
  case webPage
  /// It sends something that begins as no file of a data set does.
  case foreignContent(start: [UInt8])
  /// It sends a file that is not the published one.
  case wrongContent(DataError)
  /// It sends, or announces, more than the file can have.
  case tooLong(limit: Int)
  /// It stops in the middle.
  case cutShort(found: Int, length: Int)
  /// It sends nothing for a while.
  case silent(seconds: Double)
  /// It sends next to nothing for a while.
  case tooSlow(bytes: Int, seconds: Double, least: Int)
  /// It sends another part of the file than the one asked for.
  case wrongRange(start: Int?, wanted: Int)
  /// The transfer fails for another reason, in the words of the system.
  case other(String)
}

/// A mirror that did not give a file.
package struct MirrorFailure: Equatable, Sendable {
  /// The address of the file.
  package let address: String
  /// Why it was of no use.
  package let problem: MirrorProblem

  /// Makes a failure.
  package init(address: String, problem: MirrorProblem) {
    self.address = address
    self.problem = problem
  }

  /// What happened, in one sentence.
  package var words: String {
    switch problem {
    case .unknownHost: "'\(address)' has an unknown host"
    case .unreachable: "'\(address)' takes no connection"
    case .status(let status): "'\(address)' answers with HTTP status \(status), expected 200"
    case .tooManyRedirects(let limit): "'\(address)' redirects more than \(limit) times"
    case .webPage: "'\(address)' sends a web page, expected a gzip file"
    case .foreignContent(let start):
      "'\(address)' begins with the bytes \(Self.hexadecimal(start)), expected a gzip file (1f 8b)"
    case .wrongContent(let error): error.message
    case .tooLong(let limit): "'\(address)' sends more than \(limit) bytes, the most it can have"
    case .cutShort(let found, let length):
      "'\(address)' breaks off after \(found) of \(length) bytes"
    case .silent(let seconds): "'\(address)' sends nothing for \(Self.text(seconds)) s"
    case .tooSlow(let bytes, let seconds, let least):
      "'\(address)' sends \(bytes) B in \(Self.text(seconds)) s, expected at least \(least)"
    case .wrongRange(let start, let wanted):
      "'\(address)' sends the bytes from \(start.map(String.init) ?? "nowhere") on, "
        + "expected from \(wanted)"
    case .other(let words): "'\(address)' fails: \(words)"
    }
  }

  /// `1f 8b`.
  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
  }

  /// `20`, `0.5`.
  private static func text(_ seconds: Double) -> String {
    let whole = Int(seconds)
    return Double(whole) == seconds ? String(whole) : String(seconds)
  }
}
