import FoundationEssentials
import Testing

@testable import MNLTerminal

@Suite final class HistoryTests {
  private let folder: URL
  private var path: String { folder.appending(path: "state/mnl/history.jsonl").path }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "mnl-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func write(_ bytes: [UInt8]) throws {
    let file = URL(filePath: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  @Test("keeps cells for the next session, whatever stands in them")
  func kept() {
    let history = History(path: path)
    let cells = ["1", "if true {\n\tprint \"é世\\\"\n}", "\u{1b}\u{0}"]
    for cell in cells { #expect(history.append(cell) == nil) }
    #expect(history.earlier.isEmpty)
    #expect(History(path: path).earlier == cells)
  }

  @Test("writes nothing in private, and still knows the earlier cells")
  func inPrivate() {
    _ = History(path: path).append("1")
    #expect(History(path: path, isPrivate: true).append("2") == nil)
    #expect(History(path: path, isPrivate: true).earlier == ["1"])
  }

  @Test("passes over what is no record")
  func garbage() throws {
    let garbage =
      [UInt8](0...255) + Array("\n{}\n[1]\n{\"cell\":3}\n{\"cell\":\"1\"}\n{\"cell\":\"".utf8)
    try write(garbage)
    let history = History(path: path)
    #expect(history.earlier == ["1"])
    #expect(history.warning == nil)
  }

  @Test("begins a new line after a record that was cut off")
  func cutOff() throws {
    try write(Array("{\"cell\":\"1".utf8))
    let history = History(path: path)
    _ = history.append("2")
    _ = history.append("3")
    #expect(History(path: path).earlier == ["2", "3"])
  }

  @Test("reads the end of a file that is huge")
  func huge() throws {
    let line = "{\"cell\":\"\(String(repeating: "x", count: 1 << 20))\"}\n"
    try write(Array((String(repeating: line, count: 8) + "{\"cell\":\"last\"}\n").utf8))
    let earlier = History(path: path).earlier
    #expect(earlier.last == "last")
    #expect(earlier.count == 4)
  }

  @Test("takes over so many of the latest cells")
  func many() throws {
    let lines = (1...(History.cellLimit + 10)).map { "{\"cell\":\"\($0)\"}\n" }
    try write(Array(lines.joined().utf8))
    let earlier = History(path: path).earlier
    #expect(earlier.count == History.cellLimit)
    #expect(earlier.first == "11")
  }

  @Test("tells once that nothing is kept where its file cannot be")
  func unwritable() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let history = History(path: path)
    #expect(history.warning?.contains("directory") == true)
    #expect(history.append("1") == nil)
  }

  @Test("loses no record of sessions that write at the same time")
  func together() async {
    let path = path
    await withTaskGroup { group in
      for session in 0..<4 {
        group.addTask {
          let history = History(path: path)
          for count in 0..<100 { _ = history.append("\(session) \(count)") }
        }
      }
    }
    #expect(Set(History(path: path).earlier).count == 400)
  }

  @Test("lies in the folder for state")
  func place() {
    #expect(History.path(in: ["XDG_STATE_HOME": "/s", "HOME": "/h"]) == "/s/mnl/history.jsonl")
    #expect(
      History.path(in: ["XDG_STATE_HOME": "s", "HOME": "/h"])
        == "/h/.local/state/mnl/history.jsonl")
    #expect(History.path(in: [:]) == nil)
  }
}
