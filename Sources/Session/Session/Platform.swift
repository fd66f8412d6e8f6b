/// The system that the program runs on, and what it was built for.
package enum Platform {
  /// The system and its kernel, as they call themselves: `Debian GNU/Linux 12 (bookworm), Linux
  /// 6.1.0`.
  package static var system: String {
    let kernel = ["/proc/sys/kernel/ostype", "/proc/sys/kernel/osrelease"]
      .compactMap { lines(of: $0).first }.joined(separator: " ")
    let name = value(of: "PRETTY_NAME", in: "/etc/os-release", separator: "=")
    let parts = [name ?? "", kernel].filter { !$0.isEmpty }
    return parts.isEmpty ? "unknown" : parts.joined(separator: ", ")
  }

  /// The architecture that the program was built for.
  package static var architecture: String {
    #if arch(x86_64)
      "x86-64"
    #elseif arch(arm64)
      "arm64"
    #else
      "unknown"
    #endif
  }

  /// Whether the program was built with optimisation.
  package static var isOptimised: Bool {
    #if DEBUG
      false
    #else
      true
    #endif
  }

  /// Bytes of memory that the machine has; nil if it does not say.
  package static var memory: Int? {
    value(of: "MemTotal", in: "/proc/meminfo", separator: ":")
      .flatMap { $0.split(separator: " ").first }.flatMap { Int($0) }.map { $0 << 10 }
  }

  /// The first value of a name in a file of names and values, without quotes around it; nil if there
  /// is none.
  static func value(of name: String, in path: String, separator: Character) -> String? {
    for line in lines(of: path) where line.hasPrefix(name) {
      guard let sign = line.firstIndex(of: separator) else { continue }
      let value = line[line.index(after: sign)...].drop { $0 == " " }
      return value.hasPrefix("\"") && value.count > 1
        ? String(value.dropFirst().dropLast())
        : String(value)
    }
    return nil
  }

  private static func lines(of path: String) -> [Substring] {
    guard let bytes = try? SourceReader.read(path) else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
  }
}
