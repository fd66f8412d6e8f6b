/// Brings the files of a data set into its folder in the cache, from one mirror after the other.
///
/// What is there of a file is continued by a range, with no validator: mirrors pack the same data
/// into different bytes, and a partial file may come from any of them. The SHA-256 of the unpacked
/// file decides instead; a continued file that fails it is fetched anew, from its first byte.
struct Downloader {
  private let known: KnownDataSet
  private let folder: String
  private let mirrors: Mirrors
  private let request: DownloadRequest
  /// The mirror that is asked first: the one that gave the file before.
  private var preferred = 0

  /// Makes a downloader.
  ///
  /// - Parameters:
  ///   - known: The data set.
  ///   - folder: Its folder in the cache, which the caller has locked.
  ///   - mirrors: Where from; at least one.
  ///   - request: How to go on.
  init(
    _ known: KnownDataSet, into folder: String, from mirrors: Mirrors, _ request: DownloadRequest
  ) {
    self.known = known
    self.folder = folder
    self.mirrors = mirrors
    self.request = request
  }

  /// Fetches a file, checks it, and puts it in its place; what was there is replaced in one step.
  ///
  /// - Parameter index: Which of the data set's files.
  /// - Returns: The content.
  /// - Throws: `downloadFailed`, `downloadInterrupted`, `unwritable`.
  mutating func fetch(_ index: Int) throws(DataError) -> IDXFile {
    let file = known.files[index]
    var failures: [MirrorFailure] = []
    let count = mirrors.bases.count
    for turn in 0..<count {
      let choice = (preferred + turn) % count
      let address = mirrors.bases[choice] + file.packedName
      do throws(AttemptFailure) {
        let content = try attempt(file, index, from: address)
        preferred = choice
        return content
      } catch {
        switch error {
        case .stop(let reason): throw reason
        case .mirror(let problem):
          let failure = MirrorFailure(address: address, problem: problem)
          failures.append(failure)
          if turn < count - 1 { request.warn(.mirrorFailed(failure)) }
        }
      }
    }
    throw .downloadFailed(name: known.name, file: file.packedName, failures: failures)
  }

  private func attempt(
    _ file: KnownDataSet.File, _ index: Int, from address: String
  ) throws(AttemptFailure) -> IDXFile {
    let path = folder + "/" + file.packedName + ".part"
    let transfer = Transfer(
      address: address, file: file.packedName, limit: file.packedLimit, request: request)
    while true {
      var partial = try Self.stopping { () throws(DataError) in try PartialFile(path: path) }
      let offset = partial.length
      let isContinued: Bool
      do throws(AttemptFailure) {
        isContinued = try transfer.run(into: &partial)
      } catch {
        if partial.length == 0 { PartialFile.remove(path) }
        if case .mirror(.wrongRange) = error, offset > 0 {
          PartialFile.remove(path)
          continue
        }
        throw error
      }
      let content: IDXFile
      do throws(DataError) {
        content = try IDXFile.read(file, rank: known.rank(of: index), path: path, named: address)
      } catch {
        PartialFile.remove(path)
        if isContinued { continue }
        throw .mirror(.wrongContent(error))
      }
      return try install(partial, content, as: file)
    }
  }

  private func install(
    _ partial: consuming PartialFile, _ content: IDXFile, as file: KnownDataSet.File
  ) throws(AttemptFailure) -> IDXFile {
    let length = partial.length
    let final = folder + "/" + file.packedName
    do throws(DataError) {
      try partial.install(as: final, in: folder)
    } catch {
      throw .stop(error)
    }
    // A plain file of this name would be found first, and is what was to be replaced.
    PartialFile.remove(folder + "/" + file.name)
    request.progress(.finished(file: file.packedName, bytes: length))
    return IDXFile(
      path: final, type: content.type, dimensions: content.dimensions, values: content.values)
  }

  private static func stopping<T: ~Copyable>(
    _ call: () throws(DataError) -> T
  ) throws(AttemptFailure) -> T {
    do throws(DataError) { return try call() } catch { throw .stop(error) }
  }
}
