import Foundation

/// A folder that has a folder of images for each class, or those of `train` and `test`.
package struct ImageFolder: Sendable {
  /// How images are read.
  package struct Reading: Sendable {
    /// The size to which all are scaled; nil if all have the same.
    package var size: ImageSize?
    /// Whether a network reads what the grey values lack to white.
    package var isInverted: Bool

    /// A way to read.
    package init(size: ImageSize? = nil, isInverted: Bool = false) {
      (self.size, self.isInverted) = (size, isInverted)
    }
  }

  /// An image.
  struct Item: Hashable, Sendable {
    /// Where it lies.
    let path: String
    /// The place of its class.
    let label: UInt8
  }

  /// The parts into which a folder may be divided by folders.
  static let partNames = ["train", "validation", "test"]
  private static let endings = [".png", ".pgm", ".ppm", ".pgm.gz", ".ppm.gz"]

  /// Where it lies.
  package let path: String
  /// The names of the folders, in their order.
  package let classes: [String]
  /// Whether its folders say which part an image is of.
  package let isDivided: Bool
  /// How many files are no images.
  package private(set) var others = 0
  /// The images of each part, in the order of `partNames`; all in the first, if it is not divided.
  let parts: [[Item]]

  /// How many images there are.
  package var count: Int { parts.map(\.count).reduce(0, +) }

  /// Looks which images there are.
  ///
  /// - Parameter path: Where the folder lies.
  /// - Throws: What cannot be read; `unfitData`.
  /// - Complexity: O(files).
  package init(path: String) throws(DataError) {
    self.path = path
    let top = try Self.content(of: path)
    isDivided = top.folders.contains("train") && top.folders.contains("test")
    var others = top.files.count
    var parts: [[Item]] = [[], [], []]
    guard isDivided else {
      classes = top.folders
      parts[0] = try Self.items(in: path, below: "", classes, classes, &others)
      (self.parts, self.others) = (parts, others)
      try check()
      return
    }
    let classes = try Self.content(of: path + "/train").folders
    self.classes = classes
    others += top.folders.count { !Self.partNames.contains($0) }
    for (index, part) in Self.partNames.enumerated() where top.folders.contains(part) {
      let own = try Self.content(of: "\(path)/\(part)")
      others += own.files.count
      if let strange = own.folders.first(where: { !classes.contains($0) }) {
        throw .unfitData(path: path, .strangeClass(name: strange, part: part))
      }
      parts[index] = try Self.items(
        in: path, below: part + "/", own.folders, classes, &others)
    }
    (self.parts, self.others) = (parts, others)
    try check()
  }

  private func check() throws(DataError) {
    guard !classes.isEmpty else { throw .unfitData(path: path, .noClasses) }
    try DataMisfit.check(classes: classes, path: path)
    for (name, part) in zip(Self.partNames, parts) where isDivided && part.isEmpty {
      if name != "validation" {
        throw .unfitData(path: path, .tooFewExamples(count: 0, part: name))
      }
    }
  }

  /// The images of some folders of classes.
  private static func items(
    in path: String, below part: String, _ folders: [String], _ classes: [String],
    _ others: inout Int
  ) throws(DataError) -> [Item] {
    var items: [Item] = []
    for folder in folders {
      let whole = "\(path)/\(part)\(folder)"
      let content = try content(of: whole)
      let images = content.files.filter(isImage)
      others += content.files.count - images.count + content.folders.count
      guard !images.isEmpty else {
        throw .unfitData(path: path, .emptyClass(folder: part + folder))
      }
      // Of more classes than a byte can tell apart, nothing is made.
      let label = UInt8(clamping: classes.firstIndex(of: folder) ?? 0)
      items += images.map { Item(path: "\(whole)/\($0)", label: label) }
    }
    return items
  }

  /// The images of a folder, in the order of their names.
  ///
  /// - Parameter path: Where it lies.
  /// - Returns: Their names.
  /// - Throws: What cannot be read; `unfitData` if there is none.
  package static func images(in path: String) throws(DataError) -> [String] {
    let images = try content(of: path).files.filter(isImage)
    guard !images.isEmpty else { throw .unfitData(path: path, .noImages) }
    return images
  }

  private static func isImage(_ name: String) -> Bool {
    let name = name.lowercased()
    return endings.contains { name.hasSuffix($0) }
  }

  /// What a folder has, sorted by the bytes of names, hidden ones left out.
  private static func content(
    of path: String
  ) throws(DataError) -> (folders: [String], files: [String]) {
    switch InputFile.presence(of: path) {
    case .directory: break
    case .nothing: throw .unreadable(path: path, errno: ENOENT)
    case .file, .other: throw .unreadable(path: path, errno: ENOTDIR)
    }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw .unreadable(path: path, errno: EACCES)
    }
    var (folders, files): ([String], [String]) = ([], [])
    for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    where !name.hasPrefix(".") {
      if InputFile.presence(of: "\(path)/\(name)") == .directory {
        folders.append(name)
      } else {
        files.append(name)
      }
    }
    return (folders, files)
  }

  /// Makes sure that images have room in memory.
  static func checkMemory(_ count: Int, _ size: ImageSize, path: String) throws(DataError) {
    let (needed, overflows) = count.multipliedReportingOverflow(by: size.pixels)
    let free = FreeMemory.bytes
    guard !overflows, needed <= free else {
      throw .unfitData(path: path, .tooLarge(needed: overflows ? .max : needed, free: free, .size))
    }
  }
}

extension ImageFolder {
  /// Reads all images and divides them.
  ///
  /// - Parameters:
  ///   - name: What `load` calls the data.
  ///   - reading: How images are read.
  ///   - division: How they are divided, if folders do not say so.
  ///   - goesOn: Asked with how many are read; false stops.
  /// - Returns: The data.
  /// - Throws: What is wrong with a file; `imageSizesDiffer`; `unfitData`; `interrupted`.
  /// - Complexity: O(bytes).
  package func read(
    named name: String, _ reading: Reading, _ division: Division, goesOn: (Int) -> Bool
  ) throws(DataError) -> DataSet {
    var size = reading.size
    var first: String?
    var done = 0
    var rows: [ExampleRows] = []
    for part in parts {
      var (pixels, labels): ([UInt8], [UInt8]) = ([], [])
      for item in part {
        let image = try ImageFile.read(path: item.path)
        if size == nil {
          (size, first) = (image.size, item.path)
        }
        let size = size ?? image.size
        guard reading.size != nil || image.size == size else {
          throw .imageSizesDiffer(
            path: item.path, found: image.size, other: first, expected: size)
        }
        if done == 0 { try Self.checkMemory(count, size, path: path) }
        if pixels.isEmpty { pixels.reserveCapacity(part.count * size.pixels) }
        pixels += image.scaled(to: size).values(isInverted: reading.isInverted)
        labels.append(item.label)
        done += 1
        guard goesOn(done) else { throw .interrupted }
      }
      let width = size?.pixels ?? 1
      rows.append(
        ExampleRows(
          inputs: RowStore(pixels, scale: Split.scale, width: width),
          targets: RowStore(labels, classes: classes.count)))
    }
    guard let size else { throw .unfitData(path: path, .noImages) }
    let form = ExampleForm(inputs: .image(size), targets: .classes(classes))
    let meaning = ImageMeaning(
      size: size, classes: classes, isInverted: reading.isInverted,
      isScaled: reading.size != nil)
    let (examples, validation, test) = (rows[0], rows[1], rows[2])
    guard isDivided else {
      return try DataSet(
        name: name, path: path, form: form, examples: examples, division: division,
        meaning: meaning)
    }
    guard validation.count > 0 else {
      return try DataSet(
        name: name, path: path, form: form, examples: examples, test: test, division: division,
        meaning: meaning)
    }
    func split(_ name: String, _ rows: ExampleRows) -> Split {
      Split(name: name, of: rows, rows: 0..<rows.count, form: form)
    }
    return DataSet(
      name: name, form: form, meaning: meaning.encoded, train: split("train", examples),
      validation: split("validation", validation), test: split("test", test))
  }
}
