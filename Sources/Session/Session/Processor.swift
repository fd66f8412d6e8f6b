import CMNLShims

/// What the machine computes with.
package enum Processor {
  /// How many cores this process may use, at least 1.
  ///
  /// Asks for the affinity rather than for the machine: `taskset` and containers are honoured.
  package static var coreCount: Int { Int(mnl_core_count()) }

  /// The processor's name and its widest vectors: `Intel(R) Xeon(R) CPU, AVX2`.
  ///
  /// Read from `/proc/cpuinfo`; where that says nothing, the architecture.
  package static var summary: String {
    guard let bytes = try? SourceReader.read("/proc/cpuinfo") else { return architecture }
    var name: Substring?
    var level: String?
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      if name == nil, line.hasPrefix("model name") { name = value }
      if level == nil, line.hasPrefix("flags") { level = vectors(of: value.split(separator: " ")) }
    }
    return [name.map(String.init) ?? architecture, level].compactMap { $0 }.joined(separator: ", ")
  }

  private static func vectors(of flags: [Substring]) -> String? {
    if flags.contains("avx512f") { return "AVX-512" }
    if flags.contains("avx2"), flags.contains("fma") { return "AVX2" }
    return nil
  }

  private static var architecture: String {
    #if arch(x86_64)
      "x86-64"
    #elseif arch(arm64)
      "arm64"
    #else
      "unknown"
    #endif
  }
}
