import CZlib
import Foundation

@testable import MNLData

/// A folder for the files of one test, removed with all its content when the test lets go of it.
final class TemporaryFolder {
  /// An absolute path.
  let path = NSTemporaryDirectory() + "mnl-data-" + UUID().uuidString

  init() {
    folder("")
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Makes a folder below this one, with those above it.
  @discardableResult
  func folder(_ name: String) -> String {
    let whole = name.isEmpty ? path : path + "/" + name
    do {
      try FileManager.default.createDirectory(atPath: whole, withIntermediateDirectories: true)
    } catch {
      preconditionFailure("cannot make \(whole): \(error)")
    }
    return whole
  }

  /// Writes a file and returns its path.
  @discardableResult
  func write(_ bytes: [UInt8], to name: String) -> String {
    let file = path + "/" + name
    precondition(
      FileManager.default.createFile(atPath: file, contents: Data(bytes)), "cannot write \(file)")
    return file
  }

  /// Packs bytes with gzip as one member.
  func packed(_ bytes: [UInt8]) -> [UInt8] {
    let file = path + "/packed.tmp"
    defer { try? FileManager.default.removeItem(atPath: file) }
    // SAFETY: zlib reads the bytes in place; the path and the mode are C strings for the call.
    let stream = unsafe gzopen(file, "wb")
    _ = unsafe bytes.withUnsafeBytes { unsafe gzwrite(stream, $0.baseAddress, UInt32($0.count)) }
    unsafe gzclose(stream)
    return FileManager.default.contents(atPath: file).map { [UInt8]($0) } ?? []
  }
}

/// The bytes of an IDX file with any header, also a wrong one.
func idxBytes(magic: UInt32? = nil, _ dimensions: [UInt32], _ values: [UInt8]) -> [UInt8] {
  let words = [magic ?? 0x0800 | UInt32(dimensions.count)] + dimensions
  return words.flatMap { word in
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) }
  } + values
}

/// The error a call throws, or nil.
func failure<Value: ~Copyable>(_ call: () throws(DataError) -> Value) -> DataError? {
  do {
    _ = try call()
    return nil
  } catch {
    return error
  }
}

extension TemporaryFolder {
  /// What a table becomes that is written as text: all rows for training, unless another division is
  /// given.
  func table(
    _ text: String, _ roles: TableRoles = TableRoles(), _ shape: TableShape = TableShape(),
    _ division: Division = Division(way: .time, test: 0, validation: 0)
  ) throws(DataError) -> DataSet {
    let path = write(Array(text.utf8), to: "table.csv")
    let options = TableOptions()
    let table = try TableReader.read(path, TableSketch(path: path, options), options, roles)
    return try table.examples(named: "table", shape, division).data
  }
}
