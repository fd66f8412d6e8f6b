/// The folder of a data set in the cache: what lies there is the published files, or is replaced.
struct DataCache {
  private enum Entry {
    case whole(IDXFile)
    case missing
    case damaged(DataError)
  }

  private let known: KnownDataSet
  private let folder: String

  /// Makes the cache of a data set.
  init(_ known: KnownDataSet, folder: String) {
    self.known = known
    self.folder = folder
  }

  /// Reads the four files, in their order, and fetches those that are missing or damaged.
  ///
  /// - Parameters:
  ///   - mirrors: Where from.
  ///   - request: How to download; nil if nothing may be.
  ///   - reading: Who is told how far the reading is.
  /// - Returns: Files whose hashes are right.
  /// - Throws: `damagedCacheFile` or `fileMissing` without a request; what keeps a file from being
  ///   read or fetched.
  func read(
    from mirrors: Mirrors, _ request: DownloadRequest?, reading: FileReading = .unseen
  ) throws(DataError) -> [IDXFile] {
    var files: [Int: IDXFile] = [:]
    for index in known.files.indices {
      switch (try entry(index, reading), request) {
      case (.whole(let file), _): files[index] = file
      case (_, _?): break
      case (.damaged(let reason), nil):
        throw .damagedCacheFile(reason: reason, isReplaced: false)
      case (.missing, nil):
        let file = known.files[index]
        throw .fileMissing(folder: folder, tried: [file.name, file.packedName], suggestion: nil)
      }
    }
    if let request, files.count < known.files.count {
      try complete(&files, from: mirrors, request)
    }
    return known.files.indices.compactMap { files[$0] }
  }

  private func complete(
    _ files: inout [Int: IDXFile], from mirrors: Mirrors, _ request: DownloadRequest
  ) throws(DataError) {
    let name = known.name
    let lock = try FolderLock(folder: folder) { () throws(DataError) in
      if request.shouldStop() { throw .interrupted }
      request.progress(.waiting(name: name))
    }
    var downloader = Downloader(known, into: folder, from: mirrors, request)
    for index in known.files.indices where files[index] == nil {
      // Whoever had the lock before may have brought it.
      switch try entry(index, .unseen) {
      case .whole(let file):
        files[index] = file
        continue
      case .damaged(let reason):
        request.warn(.damagedCacheFile(reason: reason, isReplaced: true))
      case .missing: break
      }
      files[index] = try downloader.fetch(index)
    }
    _ = consume lock
  }

  /// What there is of a file.
  ///
  /// - Throws: Why it cannot be read, if that is no damage that a download would mend.
  private func entry(_ index: Int, _ reading: FileReading) throws(DataError) -> Entry {
    let file = known.files[index]
    let paths = [file.name, file.packedName].map { folder + "/" + $0 }
    guard let path = paths.first(where: { InputFile.presence(of: $0) != .nothing }) else {
      return .missing
    }
    do throws(DataError) {
      return .whole(
        try IDXFile.read(
          file, rank: known.rank(of: index), path: path, named: path,
          goesOn: reading.goesOn(path)))
    } catch {
      switch error {
      case .interrupted, .unreadable, .isDirectory, .notRegular: throw error
      default: return .damaged(error)
      }
    }
  }
}

extension IDXFile {
  /// Reads a published file and makes sure that it is the one.
  ///
  /// - Parameters:
  ///   - file: What it should be.
  ///   - rank: How many dimensions it has.
  ///   - path: Where it lies.
  ///   - name: What errors call it.
  ///   - goesOn: Asked with how many bytes of how many are read; false stops.
  /// - Returns: The content.
  /// - Throws: What is wrong with it; `wrongHash` if nothing else is.
  /// - Complexity: O(bytes), and no more memory than the published file takes.
  static func read(
    _ file: KnownDataSet.File, rank: Int, path: String, named name: String,
    goesOn: (_ done: Int, _ total: Int) -> Bool = { _, _ in true }
  ) throws(DataError) -> IDXFile {
    let content = try read(path: path, named: name, rank: rank, limit: file.length, goesOn: goesOn)
    let hash = content.sha256()
    guard hash == file.sha256 else {
      throw .wrongHash(path: name, found: hash, expected: file.sha256)
    }
    return content
  }
}
