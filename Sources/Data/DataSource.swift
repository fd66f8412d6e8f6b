/// Finds published data sets in the places where they may lie, and reads them.
package struct DataSource: Sendable {
  /// A data set with what its user should know of its coming.
  package struct Loaded: Sendable {
    /// The data.
    package let data: DataSet
    /// Where they were found.
    package let place: SearchPlace
    /// The files in the order in which they were read, as the user could open them.
    package let files: [String]
    /// What is odd, but no reason to refuse the data: `wrongHash`, one for each file.
    package let warnings: [DataError]
  }

  private let environment: @Sendable (String) -> String?
  private let workingFolder: String
  private let systemFolder: String

  /// Makes a source that searches the places of some environment.
  ///
  /// - Parameters:
  ///   - workingFolder: What `./data` is relative to; `.` or an absolute path.
  ///   - systemFolder: Where the system's packages install data sets.
  ///   - environment: Gives the value of a variable, nil if it is not set; asked for
  ///     `MNL_DATA_PATH`, `MNL_MIRRORS`, `XDG_CACHE_HOME` and `HOME`.
  package init(
    workingFolder: String = ".", systemFolder: String = "/usr/share/datasets",
    environment: @escaping @Sendable (String) -> String?
  ) {
    self.workingFolder = workingFolder
    self.systemFolder = systemFolder
    self.environment = environment
  }

  /// The folders in which a data set is looked for, in this order.
  ///
  /// - Parameters:
  ///   - name: The name of the data set.
  ///   - folder: The folder of `dir=`, if given: then it is the only one.
  /// - Returns: At least one place.
  package func places(for name: String, folder: String? = nil) -> [SearchPlace] {
    if let folder { return [SearchPlace(kind: .explicit, folder: folder)] }
    return roots.map { SearchPlace(kind: $0.kind, folder: Self.join($0.folder, name)) }
  }

  /// The folders that hold one folder for each data set, in the order in which they are searched.
  package var roots: [SearchPlace] {
    let listed = (environment("MNL_DATA_PATH") ?? "").split(separator: ":")
    var roots = listed.map { SearchPlace(kind: .dataPath, folder: String($0)) }
    roots.append(SearchPlace(kind: .local, folder: Self.join(workingFolder, "data")))
    if let cache = cacheFolder { roots.append(SearchPlace(kind: .cache, folder: cache)) }
    roots.append(SearchPlace(kind: .system, folder: systemFolder))
    return roots
  }

  /// The data sets that lie in one of the `roots`, as `load` would see them.
  package func names(in root: SearchPlace) -> [String] {
    KnownDataSet.all.filter {
      has($0, SearchPlace(kind: root.kind, folder: Self.join(root.folder, $0.name)))
    }.map(\.name)
  }

  /// The folder that downloads fill, which holds one folder for each data set; nil without a home.
  package var cacheFolder: String? {
    // The XDG specification says to ignore a relative path.
    if let cache = environment("XDG_CACHE_HOME"), cache.hasPrefix("/") {
      return Self.join(cache, "mnl/data")
    }
    guard let home = environment("HOME"), !home.isEmpty else { return nil }
    return Self.join(home, ".cache/mnl/data")
  }

  /// Finds and reads a data set; where no place has it, downloads it to the cache.
  ///
  /// The first place that has any of its files is taken, and never mended with the files of
  /// another. The cache counts only when it is whole, and is mended by downloading.
  ///
  /// - Parameters:
  ///   - known: Which one.
  ///   - folder: The folder of `dir=`, which then is the only place; nothing is downloaded then.
  ///   - download: How to download; nil if nothing may be.
  ///   - reading: Who is told how far the reading is.
  /// - Returns: The data, where they come from, and what is odd about them.
  /// - Throws: `dataNotFound`, what is wrong with the files that were found, or why they could not
  ///   be downloaded.
  /// - Complexity: O(bytes).
  package func load(
    _ known: KnownDataSet, folder: String? = nil, download: DownloadRequest? = nil,
    reading: FileReading = .unseen
  ) throws(DataError) -> Loaded {
    let searched = places(for: known.name, folder: folder)
    if let folder { try check(folder: folder) }
    let cache = searched.first { $0.kind == .cache }
    let place = self.place(of: known, among: searched) ?? (download == nil ? nil : cache)
    guard let place else {
      throw .dataNotFound(
        name: known.name, searched: searched, canDownload: cache != nil)
    }
    if place.kind == .cache { return try readCache(known, at: place, download, reading) }
    var paths: [String] = []
    for file in known.files { paths.append(try path(of: file.name, in: place.folder, of: known)) }
    return try read(known, paths: paths, from: place, reading)
  }

  /// Where `load` finds a data set without downloading it; nil if no place has it.
  ///
  /// Nothing is read: what lies there may still be wrong.
  package func place(of known: KnownDataSet) -> SearchPlace? {
    place(of: known, among: places(for: known.name))
  }

  /// The names of the files of a data set that a place lacks, packed or not.
  package func missingFiles(of known: KnownDataSet, at place: SearchPlace) -> [String] {
    known.files.map(\.name).filter { Self.find($0, in: place.folder) == nil }
  }

  /// The folder to which `load` downloads a data set; nil without a home.
  package func downloadFolder(for known: KnownDataSet) -> String? {
    places(for: known.name).first { $0.kind == .cache }?.folder
  }

  /// Why nothing can be downloaded to the cache, in the words of the system; nil if it can, as far
  /// as can be told without writing anything, or if there is no home to have a cache in.
  package var cacheObstacle: String? {
    cacheFolder.flatMap(FolderAccess.obstacle).map(DataError.systemWords)
  }

  private func place(of known: KnownDataSet, among places: [SearchPlace]) -> SearchPlace? {
    places.first { has(known, $0) }
  }

  private func has(_ known: KnownDataSet, _ place: SearchPlace) -> Bool {
    let isThere = { (file: KnownDataSet.File) in Self.find(file.name, in: place.folder) != nil }
    switch place.kind {
    case .explicit: return true
    case .cache: return known.files.allSatisfy(isThere)
    case .dataPath, .local, .system: return known.files.contains(where: isThere)
    }
  }

  private func readCache(
    _ known: KnownDataSet, at place: SearchPlace, _ download: DownloadRequest?,
    _ reading: FileReading
  ) throws(DataError) -> Loaded {
    let mirrors = try Mirrors(for: known, listed: environment(Mirrors.variable))
    let files = try DataCache(known, folder: place.folder).read(
      from: mirrors, download, reading: reading)
    for (index, file) in files.enumerated() {
      try check(file, of: known, after: index == 0 ? nil : files[index - 1])
    }
    return Loaded(
      data: Self.data(known, files), place: place, files: files.map(\.path), warnings: [])
  }

  private func check(folder: String) throws(DataError) {
    switch InputFile.presence(of: folder) {
    case .directory, .other: return
    case .nothing: throw .folderMissing(folder: folder)
    case .file: throw .notAFolder(path: folder)
    }
  }

  private func path(
    of name: String, in folder: String, of known: KnownDataSet
  ) throws(DataError) -> String {
    if let path = Self.find(name, in: folder) { return path }
    // The folder above is an easy mistake: MNL_DATA_PATH wants that one, `dir=` the other.
    let below = Self.join(folder, known.name)
    let suggestion = Self.find(name, in: below) == nil ? nil : below
    throw .fileMissing(folder: folder, tried: [name, name + ".gz"], suggestion: suggestion)
  }

  private func read(
    _ known: KnownDataSet, paths: [String], from place: SearchPlace, _ reading: FileReading
  ) throws(DataError) -> Loaded {
    var warnings: [DataError] = []
    var files: [IDXFile] = []
    for (path, published) in zip(paths, known.files) {
      let file = try IDXFile.read(
        path: path, rank: known.rank(of: files.count), goesOn: reading.goesOn(path))
      try check(file, of: known, after: files.last)
      files.append(file)
      let hash = file.sha256()
      if hash != published.sha256 {
        warnings.append(.wrongHash(path: path, found: hash, expected: published.sha256))
      }
    }
    return Loaded(data: Self.data(known, files), place: place, files: paths, warnings: warnings)
  }

  /// The data set of its four files.
  private static func data(_ known: KnownDataSet, _ files: [IDXFile]) -> DataSet {
    let train = Records(images: files[0].values, labels: files[1].values)
    return DataSet(
      name: known.name, imageSize: KnownDataSet.imageSize, classNames: known.classNames,
      train: train, validationCount: validationCount(of: train.count),
      test: Records(images: files[2].values, labels: files[3].values))
  }

  /// Checks a file by itself, and labels against their images, which were read just before.
  private func check(
    _ file: IDXFile, of known: KnownDataSet, after images: IDXFile?
  ) throws(DataError) {
    guard file.dimensions[0] > 0 else { throw .noRecords(path: file.path) }
    if file.dimensions.count == 3 {
      let size = ImageSize(height: file.dimensions[1], width: file.dimensions[2])
      guard size == KnownDataSet.imageSize else {
        throw .wrongImageSize(path: file.path, found: size, expected: KnownDataSet.imageSize)
      }
      return
    }
    if let images, images.dimensions[0] != file.dimensions[0] {
      throw .countsDiffer(
        images: images.path, imageCount: images.dimensions[0], labels: file.path,
        labelCount: file.dimensions[0])
    }
    let highest = UInt8(known.classNames.count - 1)
    if let index = file.values.firstIndex(where: { $0 > highest }) {
      throw .labelOutOfRange(
        path: file.path, value: file.values[index], index: index,
        offset: file.headerLength + index, highest: highest)
    }
  }

  /// How many of the training images are for validation: the tutorial's 5,000, or a twelfth of a
  /// small file.
  private static func validationCount(of trainCount: Int) -> Int {
    trainCount >= 10_000 ? 5_000 : trainCount / 12
  }

  /// The path of a file in a folder, packed or not, or nil; a directory of that name counts, so
  /// that it is reported rather than passed over.
  private static func find(_ name: String, in folder: String) -> String? {
    [name, name + ".gz"].map { join(folder, $0) }.first { InputFile.presence(of: $0) != .nothing }
  }

  private static func join(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }
}
