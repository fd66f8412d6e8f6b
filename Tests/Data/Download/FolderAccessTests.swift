import Glibc
import Testing

@testable import MNLData

@Suite struct FolderAccessTests {
  private let folder = TemporaryFolder()

  @Test("a folder of one's own can be filled")
  func own() { #expect(FolderAccess.obstacle(of: folder.path) == nil) }

  @Test("a folder that is not there could be made in the nearest one above it, and is not")
  func missing() {
    #expect(FolderAccess.obstacle(of: folder.path + "/a/b/c") == nil)
    #expect(InputFile.presence(of: folder.path + "/a") == .nothing)
  }

  @Test("a file is no folder, and none can be made in it", arguments: ["file", "file/a/b"])
  func file(name: String) {
    folder.write([1], to: "file")
    #expect(FolderAccess.obstacle(of: folder.path + "/" + name) == ENOTDIR)
  }

  @Test("a folder without the right to write is refused", .enabled(if: geteuid() != 0))
  func locked() {
    let path = folder.folder("locked")
    // SAFETY: the path is a C string for the call; below, too.
    unsafe chmod(path, 0o500)
    #expect(FolderAccess.obstacle(of: path) == EACCES)
    #expect(FolderAccess.obstacle(of: path + "/below") == EACCES)
    unsafe chmod(path, 0o700)
  }

  @Test("what does not begin at the root has no place")
  func relative() { #expect(FolderAccess.obstacle(of: "no-such-folder") == ENOENT) }
}
