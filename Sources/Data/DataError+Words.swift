import Glibc

extension DataError {
  /// What happened, in one sentence with the real numbers; the files by their full paths.
  package var message: String {
    switch self {
    case .dataNotFound(let name, let searched, _):
      Self.notFoundWords(name, searched)
    case .folderMissing(let folder):
      "there is no folder '\(folder)'"
    case .notAFolder(let path):
      "'\(path)' is not a folder"
    case .fileMissing(let folder, let tried, _):
      "'\(folder)' has no file \(tried.map { "'\($0)'" }.joined(separator: " or "))"
    case .isDirectory(let path):
      "'\(path)' is a directory, expected a file"
    case .notRegular(let path):
      "'\(path)' is neither a file nor a directory, expected a file"
    case .unreadable(let path, let number):
      "'\(path)' cannot be read: \(Self.systemWords(number))"
    case .emptyFile(let path):
      "'\(path)' is empty"
    case .wrongMagic(let path, let found, let expected):
      "'\(path)' begins with \(Self.magicWords(found)), expected \(Self.magicWords(expected))"
    case .truncatedGzip(let path, let offset):
      "the gzip data of '\(path)' break off after \(Self.bytes(offset))"
    case .corruptedGzip(let path, let offset, let reason):
      "the gzip data of '\(path)' are damaged near byte \(offset): \(reason)"
    case .truncatedIDX(let path, let needed, let found):
      "'\(path)' has \(Self.bytes(found)) of unpacked data, needs \(needed)"
    case .trailingBytes(let path, let offset):
      "'\(path)' goes on after the end of its data, at byte \(offset)"
    case .impossibleSize(let path, let dimensions, let elementSize, let limit):
      "'\(path)' claims \(dimensions.map(String.init).joined(separator: " x ")) "
        + (elementSize == 1 ? "bytes" : "numbers of \(elementSize) bytes")
        + " (byte 4), allowed are at most \(limit)\(elementSize == 1 ? "" : " bytes")"
    case .noRecords(let path):
      "'\(path)' holds 0 records (byte 4), expected at least 1"
    case .countsDiffer(let images, let imageCount, let labels, let labelCount):
      "'\(images)' has \(imageCount) examples, but '\(labels)' has \(labelCount) labels "
        + "(byte 4 of each)"
    case .labelOutOfRange(let path, let value, let index, let offset, let highest):
      "'\(path)' has the label \(value) at index \(index) (byte \(offset)), "
        + "expected 0 to \(highest)"
    case .wrongImageSize(let path, let found, let expected):
      "'\(path)' has images of \(found.height) x \(found.width) pixels (byte 8), "
        + "expected \(expected.height) x \(expected.width)"
    case .wrongHash(let path, let found, let expected):
      "'\(path)' is not the published file: its unpacked SHA-256 is \(found), expected \(expected)"
    case .batchOutOfRange(let batch, let examples, let split):
      batch < 1
        ? "a batch of \(batch) examples, expected at least 1"
        : "a batch of \(batch) examples from \(examples) \(split) examples"
    case .sizeOutOfRange(let parameter, let value, let allowed):
      "\(parameter) is \(value), expected \(allowed.lowerBound) to \(allowed.upperBound)"
    case .interrupted:
      "interrupted before the data were made"
    case .stateMismatch(let split, let examples, let saved):
      "the saved order of the \(split) examples is for \(saved) of them, found \(examples)"
    case .downloadFailed(let name, let file, let failures):
      "'\(file)' of \(name) could not be downloaded from any of \(failures.count) mirrors:"
        + failures.map { "\n  \($0.words)" }.joined()
    case .downloadInterrupted(let file, let kept):
      "interrupted during the download of '\(file)': \(Self.bytes(kept)) kept, from which "
        + "the next download goes on"
    case .mirrorFailed(let failure):
      failure.words + "; asking the next mirror"
    case .malformedMirror(let text):
      "MNL_MIRRORS has '\(text)', expected addresses that begin with http:// or https://"
    case .unwritable(let path, let number):
      "'\(path)' cannot be written: \(Self.systemWords(number))"
    case .damagedCacheFile(let reason, let isReplaced):
      "a file in the cache is damaged\(isReplaced ? " and fetched anew" : ""): \(reason.message)"
    case .table(let path, let place, let fault):
      "\(path):\(place.line):\(place.column): \(fault.message)"
    case .array(let path, let offset, let fault):
      "'\(path)', byte \(offset): \(fault.message)"
    case .unknownArray(let path, let name, _):
      "'\(path)' has no array '\(name)'"
    case .labelsMissing(let path, let tried, _):
      tried.isEmpty
        ? "the name of '\(path)' does not say where its labels are, as `train-images-idx3-ubyte` would"
        : "'\(path)' has no labels beside it, tried \(tried.map { "'\($0)'" }.joined(separator: ", "))"
    case .text(let path, let place, let fault):
      "\(path):\(place.line):\(place.column): \(fault.message)"
    case .series(let path, let place, let fault):
      "\(path):\(place.line):\(place.column): \(fault.message)"
    case .unknownColumn(let path, let name, _):
      "'\(path)' has no column '\(name)'"
    case .unfitData(let path, let misfit):
      "'\(path)' \(misfit.message)"
    case .image(let path, let offset, let fault):
      "'\(path)', byte \(offset): \(fault.message)"
    case .imageSizesDiffer(let path, let found, let other, let expected):
      "'\(path)' is \(found.words) pixels, "
        + (other.map { "and '\($0)' is \(expected.words)" }
          ?? "and the model was made for \(expected.words)")
    }
  }

  /// What the user can do about it, if there is something that helps.
  package var help: String? {
    switch self {
    case .dataNotFound(let name, _, let canDownload):
      Self.notFoundHelp(name, canDownload)
    case .folderMissing, .notAFolder:
      "give the folder that holds the four files, or leave `dir` out to search the usual places"
    case .fileMissing(_, _, let suggestion?):
      "'\(suggestion)' has it: use that folder"
    case .fileMissing:
      "the four files of a data set must lie side by side"
    case .unreadable(_, let number):
      number == EACCES ? "give yourself the right to read it: chmod u+r" : nil
    case .wrongMagic(_, let found, let expected):
      Self.magicHelp(found: found, expected: expected)
    case .emptyFile, .truncatedGzip, .corruptedGzip, .truncatedIDX:
      "the file is not whole: fetch it again"
    case .countsDiffer:
      "take both files from the same data set"
    case .batchOutOfRange(let batch, let examples, _):
      batch < 1 ? nil : "use a batch of \(examples) or fewer"
    case .notRegular, .isDirectory, .trailingBytes, .impossibleSize, .noRecords,
      .labelOutOfRange, .wrongImageSize, .wrongHash, .sizeOutOfRange, .interrupted,
      .stateMismatch, .downloadInterrupted, .mirrorFailed:
      nil
    case .downloadFailed:
      "check the network, let MNL_MIRRORS name other base addresses, fetch the four files by hand "
        + "and name their folder with `dir=`, or use `load digits`, which needs no files"
    case .malformedMirror:
      "separate the base addresses by commas; the names of the files are appended"
    case .unwritable(_, let number):
      number == ENOSPC || number == EDQUOT || number == EFBIG
        ? "make room, or let XDG_CACHE_HOME name a folder elsewhere; what has come is kept"
        : "let XDG_CACHE_HOME name a folder that can be written, or name one that holds the four "
          + "files with `dir=`"
    case .damagedCacheFile(_, let isReplaced):
      isReplaced ? nil : "leave `offline` out to fetch it anew"
    case .table(_, _, let fault):
      fault.help
    case .array(_, _, let fault):
      fault.help
    case .unknownArray(_, _, let known):
      "its arrays are \(known.prefix(12).joined(separator: ", "))"
    case .labelsMissing(_, _, let parameter):
      "name their file with `\(parameter)=`"
    case .text(_, _, let fault):
      fault.help
    case .series(_, _, let fault):
      fault.help
    case .unknownColumn(_, _, let known):
      Self.columnHelp(known)
    case .unfitData(_, let misfit):
      misfit.help
    case .image(_, _, let fault):
      fault.help
    case .imageSizesDiffer(_, _, let other, let expected):
      other == nil
        ? "scale images to the model's size with `fit=true`"
        : "scale all images to one size: size=\"\(expected.height)x\(expected.width)\""
    }
  }

  private static func columnHelp(_ known: [String]) -> String {
    let shown = known.prefix(12).joined(separator: ", ")
    return "its columns are \(shown)\(known.count > 12 ? ", and \(known.count - 12) more" : "")"
  }

  private static func notFoundWords(_ name: String, _ searched: [SearchPlace]) -> String {
    let list = searched.map { "\n  '\($0.folder)' (\($0.kind.words))" }.joined()
    return "\(name) was not found in any of \(searched.count) places:\(list)"
  }

  private static func notFoundHelp(_ name: String, _ canDownload: Bool) -> String {
    var ways = [
      canDownload
        ? "leave `offline` out to download it" : "set HOME or XDG_CACHE_HOME to download it there",
      "set MNL_DATA_PATH to a folder that holds '\(name)/' with its four files",
      "name their folder with `dir=`",
    ]
    if let package = KnownDataSet.named(name)?.debianPackage {
      ways.append("install the Debian package `\(package)`")
    }
    return ways.joined(separator: ", ") + ", or use `load digits`, which needs no files"
  }

  /// The system's words for an error: `permission denied`.
  static func systemWords(_ number: Int32) -> String {
    // SAFETY: `strerror` returns a C string that stays valid until its next call in this thread;
    // it is copied at once. It is null for no number.
    guard let words = unsafe strerror(number) else { return "error \(number)" }
    let text = unsafe String(cString: words)
    return text.prefix(1).lowercased() + text.dropFirst()
  }

  private static func magicWords(_ magic: UInt32) -> String {
    let digits = String(magic, radix: 16)
    return "0x" + String(repeating: "0", count: 8 - digits.count) + digits + " (\(magic))"
  }

  private static func magicHelp(found: UInt32, expected: UInt32) -> String? {
    guard found != expected, found >> 8 == 0x08, (1...3).contains(found & 0xFF) else { return nil }
    return found & 0xFF == 1
      ? "these are labels where images belong" : "these are images where labels belong"
  }

  private static func bytes(_ count: Int) -> String {
    count == 1 ? "1 byte" : "\(count) bytes"
  }
}
