import Glibc

/// How much memory can be taken without another program losing its own.
enum FreeMemory {
  /// Bytes that the system can give, caches that it would drop among them; all that can be addressed
  /// where it does not say.
  static var bytes: Int {
    guard var file = try? InputFile(path: "/proc/meminfo") else { return .max }
    var buffer = [UInt8](repeating: 0, count: InputFile.chunk)
    let count = (try? file.read(into: &buffer)) ?? 0
    let text = String(decoding: buffer[..<count], as: UTF8.self)
    let line = text.split(separator: "\n").first { $0.hasPrefix("MemAvailable:") }
    let kibibytes = line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    return kibibytes.map { $0 << 10 } ?? .max
  }
}
