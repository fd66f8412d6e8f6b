import Glibc
import Testing

@testable import MNLData

@Suite struct DataSourceTests {
  private let folder = TemporaryFolder()
  /// The files a small data set has: 24 training and 3 test images.
  private var good: [String: [UInt8]] {
    [
      "train-images-idx3-ubyte": idxBytes([24, 28, 28], [UInt8](repeating: 1, count: 24 * 784)),
      "train-labels-idx1-ubyte": idxBytes([24], (0..<24).map { $0 % 10 }),
      "t10k-images-idx3-ubyte": idxBytes([3, 28, 28], [UInt8](repeating: 2, count: 3 * 784)),
      "t10k-labels-idx1-ubyte": idxBytes([3], [7, 8, 9]),
    ]
  }

  /// The same, known by its true hashes.
  private var known: KnownDataSet {
    let hashes = KnownDataSet.mnist.files.map { file in
      var hash = ContentHash()
      let bytes = good[file.name] ?? []
      hash.update(bytes.span)
      return hash.hexadecimal()
    }
    return KnownDataSet(
      name: "mnist", hashes: hashes, counts: (24, 3), classNames: KnownDataSet.mnist.classNames,
      debianPackage: nil, mirrors: [])
  }

  /// A source that sees nothing but the folder of this test.
  private func source(_ variables: [String: String] = [:]) -> DataSource {
    let home = ["HOME": folder.path + "/home"].merging(variables) { $1 }
    return DataSource(
      workingFolder: folder.path + "/work", systemFolder: folder.path + "/system"
    ) { home[$0] }
  }

  @discardableResult
  private func install(_ name: String, _ files: [String: [UInt8]], packed: Bool = false) -> String {
    let place = folder.folder(name)
    for (file, bytes) in files {
      let content = packed ? folder.packed(bytes) : bytes
      folder.write(content, to: name + "/" + file + (packed ? ".gz" : ""))
    }
    return place
  }

  private func error(_ files: [String: [UInt8]]) -> DataError? {
    let place = install("broken", files)
    return failure { () throws(DataError) in try source().load(known, folder: place).data }
  }

  @Test("lists the places in their order")
  func places() {
    let variables = ["MNL_DATA_PATH": "/a::/b/", "XDG_CACHE_HOME": "/cache", "HOME": "/home/me"]
    let source = DataSource { variables[$0] }
    #expect(
      source.places(for: "mnist").map(\.folder) == [
        "/a/mnist", "/b/mnist", "./data/mnist", "/cache/mnl/data/mnist",
        "/usr/share/datasets/mnist",
      ])
    #expect(source.places(for: "mnist", folder: "/x").map(\.folder) == ["/x"])
  }

  @Test("falls back to the home folder's cache, and to none without a home")
  func cache() {
    #expect(DataSource { $0 == "HOME" ? "/me" : nil }.cacheFolder == "/me/.cache/mnl/data")
    let relative = ["HOME": "/me", "XDG_CACHE_HOME": "here"]
    #expect(DataSource { relative[$0] }.cacheFolder == "/me/.cache/mnl/data")
    #expect(DataSource { _ in nil }.cacheFolder == nil)
  }

  @Test("reads plain and packed files", arguments: [false, true])
  func reads(packed: Bool) throws {
    let place = install("mine", good, packed: packed)
    let loaded = try source().load(known, folder: place)
    #expect(loaded.data.splits.map(\.count) == [22, 2, 3])
    #expect(loaded.data.test.labels == [7, 8, 9])
    #expect(loaded.warnings == [])
    let ending = packed ? ".gz" : ""
    #expect(loaded.files == known.files.map { place + "/" + $0.name + ending })
  }

  @Test("takes the first place that has the data", arguments: 0..<4)
  func order(first: Int) throws {
    let names = ["list/mnist", "work/data/mnist", "home/.cache/mnl/data/mnist", "system/mnist"]
    for name in names[first...] { install(name, good) }
    let loaded = try source(["MNL_DATA_PATH": folder.path + "/list"]).load(known)
    #expect(loaded.place.folder == folder.path + "/" + names[first])
    let kinds: [SearchPlace.Kind] = [.dataPath, .local, .cache, .system]
    #expect(loaded.place.kind == kinds[first])
  }

  @Test("says where a data set would be read from, as loading it does")
  func place() throws {
    let variables = ["MNL_DATA_PATH": folder.path + "/list"]
    #expect(source(variables).place(of: known) == nil)
    install("system/mnist", good)
    #expect(source(variables).place(of: known)?.kind == .system)
    install("list/mnist", good)
    let place = try #require(source(variables).place(of: known))
    #expect(place == (try source(variables).load(known).place))
    #expect(source(variables).missingFiles(of: known, at: place) == [])
  }

  @Test("names the files that a place lacks")
  func missingFiles() throws {
    install("work/data/mnist", good.filter { $0.key.hasPrefix("train") })
    let place = try #require(source().place(of: known))
    #expect(
      source().missingFiles(of: known, at: place)
        == ["t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"])
  }

  @Test("says where a download would go, and what keeps it from there")
  func downloads() {
    #expect(
      source().downloadFolder(for: known) == folder.path + "/home/.cache/mnl/data/mnist")
    #expect(source().cacheObstacle == nil)
    folder.folder("home")
    folder.write([1], to: "home/.cache")
    #expect(source().cacheObstacle == "not a directory")
    #expect(DataSource { _ in nil }.downloadFolder(for: known) == nil)
    #expect(DataSource { _ in nil }.cacheObstacle == nil)
  }

  @Test(
    "keeps the first 5,000 training images for validation, of a small file a twelfth",
    arguments: [(120, 10), (9_999, 833), (10_000, 5_000)])
  func validation(train: Int, count: Int) throws {
    var files = good
    let labels = (0..<train).map { UInt8($0 % 7) }
    files["train-labels-idx1-ubyte"] = idxBytes([UInt32(train)], labels)
    files["train-images-idx3-ubyte"] = idxBytes(
      [UInt32(train), 28, 28], [UInt8](repeating: 0, count: train * 784))
    let data = try source().load(known, folder: install("mine", files)).data
    #expect(data.validation.labels == Array(labels[..<count]))
    #expect(data.train.labels == Array(labels[count...]))
  }

  @Test("passes over a folder that has none of the files")
  func emptyFolder() throws {
    folder.folder("work/data/mnist")
    install("system/mnist", good)
    #expect(try source().load(known).place.kind == .system)
  }

  @Test("mends a folder that lacks a file with those of no other place")
  func partOfFolder() {
    let name = "train-images-idx3-ubyte"
    let place = install("list/mnist", [name: good[name] ?? []])
    install("system/mnist", good)
    let source = source(["MNL_DATA_PATH": folder.path + "/list"])
    let missing = ["train-labels-idx1-ubyte", "train-labels-idx1-ubyte.gz"]
    #expect(
      failure { () throws(DataError) in try source.load(known).data }
        == .fileMissing(folder: place, tried: missing, suggestion: nil))
  }

  @Test("lists every place when nothing is found, and says what would help")
  func notFound() throws {
    let error = try #require(
      failure { () throws(DataError) in try source().load(.fashionMNIST).data })
    guard case .dataNotFound("fashion-mnist", let searched, true) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(searched == source().places(for: "fashion-mnist"))
    #expect(searched.allSatisfy { error.message.contains("'\($0.folder)'") })
    let help = try #require(error.help)
    for way in ["MNL_DATA_PATH", "dir=", "load digits", "dataset-fashion-mnist"] {
      #expect(help.contains(way))
    }
  }

  @Test("looks nowhere else when the user names a folder")
  func explicitMissing() {
    install("system/mnist", good)
    let missing = folder.path + "/nowhere"
    #expect(
      failure { () throws(DataError) in try source().load(known, folder: missing).data }
        == .folderMissing(folder: missing))
    let file = folder.write([1], to: "a-file")
    #expect(
      failure { () throws(DataError) in try source().load(known, folder: file).data }
        == .notAFolder(path: file))
  }

  @Test("names the file a folder lacks")
  func fileMissing() {
    var files = good
    files["t10k-labels-idx1-ubyte"] = nil
    #expect(
      error(files)
        == .fileMissing(
          folder: folder.path + "/broken",
          tried: ["t10k-labels-idx1-ubyte", "t10k-labels-idx1-ubyte.gz"], suggestion: nil))
  }

  @Test("points to the folder below when the user names the one above")
  func folderAbove() {
    let below = install("above/mnist", good)
    let above = folder.path + "/above"
    let error = failure { () throws(DataError) in try source().load(known, folder: above).data }
    #expect(error?.help == "'\(below)' has it: use that folder")
  }

  @Test("reports a directory that has the name of a file")
  func directory() {
    var files = good
    files["train-images-idx3-ubyte"] = nil
    let path = folder.folder("broken/train-images-idx3-ubyte")
    #expect(error(files) == .isDirectory(path: path))
  }

  @Test("reports the first label above 9 with its index and byte")
  func label() {
    var files = good
    files["train-labels-idx1-ubyte"] = idxBytes([24], (0..<24).map { $0 == 13 ? 10 : 3 })
    #expect(
      error(files)
        == .labelOutOfRange(
          path: folder.path + "/broken/train-labels-idx1-ubyte", value: 10, index: 13, offset: 21,
          highest: 9))
  }

  @Test("reports both numbers and both files when images and labels differ")
  func counts() {
    var files = good
    files["t10k-labels-idx1-ubyte"] = idxBytes([4], [1, 2, 3, 4])
    let place = folder.path + "/broken/"
    #expect(
      error(files)
        == .countsDiffer(
          images: place + "t10k-images-idx3-ubyte", imageCount: 3,
          labels: place + "t10k-labels-idx1-ubyte", labelCount: 4))
  }

  @Test("reports images of another size")
  func imageSize() {
    var files = good
    files["t10k-images-idx3-ubyte"] = idxBytes([3, 14, 28], [UInt8](repeating: 0, count: 3 * 392))
    #expect(
      error(files)
        == .wrongImageSize(
          path: folder.path + "/broken/t10k-images-idx3-ubyte",
          found: ImageSize(height: 14, width: 28), expected: ImageSize(height: 28, width: 28)))
  }

  @Test("reports files without a record")
  func none() {
    var files = good
    files["t10k-images-idx3-ubyte"] = idxBytes([0, 28, 28], [])
    #expect(
      error(files) == .noRecords(path: folder.path + "/broken/t10k-images-idx3-ubyte"))
  }

  @Test("reports images and labels that were exchanged, with help")
  func exchanged() {
    var files = good
    files["train-images-idx3-ubyte"] = good["train-labels-idx1-ubyte"]
    #expect(error(files)?.help == "these are labels where images belong")
  }

  @Test("warns of unpublished files in the user's own places, one for each file")
  func warning() throws {
    let places = ["list/mnist", "work/data/mnist", "system/mnist"]
    for name in places {
      let other = TemporaryFolder()
      for (file, bytes) in good {
        other.folder(name)
        other.write(bytes, to: name + "/" + file)
      }
      let root = other.path
      let source = DataSource(workingFolder: root + "/work", systemFolder: root + "/system") {
        $0 == "MNL_DATA_PATH" ? root + "/list" : nil
      }
      let warnings = try source.load(.mnist).warnings
      #expect(warnings.map(\.id) == Array(repeating: "wrong-hash", count: 4), "\(name)")
      #expect(warnings.first?.path == root + "/" + name + "/train-images-idx3-ubyte")
    }
  }

  @Test("refuses unpublished files in the cache when nothing may be downloaded")
  func enforced() throws {
    var files = good
    files["train-images-idx3-ubyte"]?[500] ^= 1
    let place = install("home/.cache/mnl/data/mnist", files)
    let error = failure { () throws(DataError) in try source().load(known).data }
    guard case .damagedCacheFile(.wrongHash(let path, _, _), false) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(path == place + "/train-images-idx3-ubyte")
    install("home/.cache/mnl/data/mnist", good)
    #expect(try source().load(known).place.kind == .cache)
  }

  @Test("passes over a cache that lacks a file")
  func partOfCache() throws {
    var files = good
    files["t10k-labels-idx1-ubyte"] = nil
    install("home/.cache/mnl/data/mnist", files)
    install("system/mnist", good)
    #expect(try source().load(known).place.kind == .system)
  }

  @Test("says what to set where there is no folder for a cache")
  func noCache() {
    let source = DataSource(workingFolder: folder.path, systemFolder: folder.path) { _ in nil }
    let error = failure { () throws(DataError) in try source.load(known).data }
    #expect(error?.help?.hasPrefix("set HOME or XDG_CACHE_HOME to download it there, ") == true)
  }

  @Test("checks the format before the hash")
  func formatFirst() {
    var files = good
    files["train-images-idx3-ubyte"] = Array("not an IDX file".utf8)
    install("home/.cache/mnl/data/mnist", files)
    let error = failure { () throws(DataError) in try source().load(known).data }
    guard case .damagedCacheFile(.wrongMagic, false) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}
