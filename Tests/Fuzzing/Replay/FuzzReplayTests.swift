import Foundation
import Testing

@Suite struct FuzzReplayTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// An input and what it is fed to.
  struct Replay: CustomTestStringConvertible, Sendable {
    let target: FuzzTarget
    let file: URL
    var testDescription: String { "\(target) \(file.lastPathComponent)" }
  }

  static func files(in folder: String) -> [URL] {
    let place = root.appending(path: folder)
    let found = try? FileManager.default.contentsOfDirectory(
      at: place, includingPropertiesForKeys: nil)
    return (found ?? []).filter { !$0.hasDirectoryPath }.sorted { $0.path < $1.path }
  }

  static let finds = FuzzTarget.allCases.flatMap { target in
    files(in: "Tests/Fuzzing/Finds/\(target)").map { Replay(target: target, file: $0) }
  }

  static let seeds = FuzzTarget.allCases.flatMap { target in
    ["examples", "stdlib", "docs/errors", "Tests/Fixtures/notebooks"].flatMap { files(in: $0) }
      .map { Replay(target: target, file: $0) }
  }

  @Test("keeps its promises for what fuzzing once found", arguments: finds)
  func find(replay: Replay) throws {
    let bytes = [UInt8](try Data(contentsOf: replay.file))
    #expect(replay.target.brokenPromise(for: bytes) == nil)
  }

  @Test("keeps its promises for what fuzzing starts with", arguments: seeds)
  func seed(replay: Replay) throws {
    let bytes = [UInt8](try Data(contentsOf: replay.file))
    #expect(replay.target.brokenPromise(for: bytes) == nil)
  }

  @Test("has seeds for every target")
  func count() { #expect(Self.seeds.count >= 50 * FuzzTarget.allCases.count) }
}
