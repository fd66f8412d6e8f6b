import Foundation
import Testing

@testable import MNLData

@Suite struct PartialFileTests {
  private let folder = TemporaryFolder()

  private func content(_ name: String) -> [UInt8]? {
    FileManager.default.contents(atPath: folder.path + "/" + name).map { [UInt8]($0) }
  }

  @Test("goes on at the end of what is there")
  func goesOn() throws {
    let path = folder.write([1, 2, 3], to: "a.part")
    var file = try PartialFile(path: path)
    #expect(file.length == 3)
    try file.append([4, 5])
    #expect(file.length == 5)
    #expect(content("a.part") == [1, 2, 3, 4, 5])
  }

  @Test("begins anew when it is emptied")
  func empties() throws {
    let path = folder.write([1, 2, 3], to: "a.part")
    var file = try PartialFile(path: path)
    try file.empty()
    try file.append([9])
    #expect(content("a.part") == [9])
  }

  @Test("takes the place of the file that bore the final name")
  func installs() throws {
    let final = folder.write([0], to: "a")
    var file = try PartialFile(path: folder.path + "/a.part")
    try file.append([1, 2])
    try file.install(as: final, in: folder.path)
    #expect(content("a") == [1, 2])
    #expect(content("a.part") == nil)
  }

  @Test("does not follow a link to another file")
  func link() throws {
    let target = folder.write([7], to: "mine")
    let path = folder.path + "/a.part"
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
    let error = failure { () throws(DataError) in try PartialFile(path: path) }
    #expect(error == .unwritable(path: path, errno: ELOOP))
    #expect(content("mine") == [7])
  }

  @Test("reports a folder that is not there")
  func noFolder() {
    let path = folder.path + "/none/a.part"
    let error = failure { () throws(DataError) in try PartialFile(path: path) }
    #expect(error == .unwritable(path: path, errno: ENOENT))
  }
}
