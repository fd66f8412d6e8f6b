import Glibc
import Testing

@testable import MNLData

@Suite struct FolderLockTests {
  private let folder = TemporaryFolder()

  @Test("makes the folder with those above it")
  func makes() throws {
    let path = folder.path + "/a/b/c"
    _ = try FolderLock(folder: path) { () throws(DataError) in Issue.record("nobody has it") }
    #expect(InputFile.presence(of: path) == .directory)
  }

  @Test("waits while another has the lock, and gets it afterwards")
  func waits() throws {
    var first: FolderLock? = try FolderLock(folder: folder.path) { () throws(DataError) in }
    var turns = 0
    let second = try FolderLock(folder: folder.path) { () throws(DataError) in
      turns += 1
      if turns == 2 { _ = first.take() }
    }
    #expect(turns == 2)
    _ = consume second
  }

  @Test("can be given up")
  func givesUp() throws {
    let first = try FolderLock(folder: folder.path) { () throws(DataError) in }
    let error = failure { () throws(DataError) in
      try FolderLock(folder: folder.path) { () throws(DataError) in throw .interrupted }
    }
    #expect(error == .interrupted)
    _ = consume first
  }

  @Test("names the file that stands where a folder should be")
  func file() {
    let path = folder.write([1], to: "a")
    let error = failure { () throws(DataError) in
      try FolderLock(folder: path + "/b") { () throws(DataError) in }
    }
    #expect(error == .unwritable(path: path, errno: ENOTDIR))
  }
}
