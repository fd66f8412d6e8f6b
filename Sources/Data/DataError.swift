/// Everything that can go wrong with data, as facts; `DataError+Words.swift` has the words.
///
/// The cases are stable: a test, a script and the handbook may name them by ``id`` and ``code``.
package indirect enum DataError: Error, Equatable, Sendable {
  /// E0401 `data-not-found`: no place holds the data set, and it was not to be downloaded, or could
  /// not for want of a cache.
  case dataNotFound(name: String, searched: [SearchPlace], canDownload: Bool)
  /// E0402 `folder-missing`: the folder the user named does not exist.
  case folderMissing(folder: String)
  /// E0403 `not-a-folder`: the folder the user named is something else.
  case notAFolder(path: String)
  /// E0404 `file-missing`: a folder lacks a file; `tried` has the names that would do, and
  /// `suggestion` a folder that has them.
  case fileMissing(folder: String, tried: [String], suggestion: String?)
  /// E0405 `is-a-directory`: a file was expected where a directory is.
  case isDirectory(path: String)
  /// E0406 `not-a-regular-file`: a pipe, a device or a socket where a file was expected.
  case notRegular(path: String)
  /// E0407 `unreadable`: the system refused; `errno` is its reason.
  case unreadable(path: String, errno: Int32)
  /// E0408 `empty-file`: the file has no bytes, or unpacks to none.
  case emptyFile(path: String)
  /// E0409 `wrong-magic`: the first four bytes are not those of the format.
  case wrongMagic(path: String, found: UInt32, expected: UInt32)
  /// E0410 `truncated-gzip`: the packed data end after `offset` bytes, in the middle.
  case truncatedGzip(path: String, offset: Int)
  /// E0411 `corrupted-gzip`: zlib gave up at `offset` of the packed file.
  case corruptedGzip(path: String, offset: Int, reason: String)
  /// E0412 `truncated-idx`: the unpacked file has `found` bytes of the `needed`.
  case truncatedIDX(path: String, needed: Int, found: Int)
  /// E0413 `trailing-bytes`: something follows the end of the data, at `offset` of what was read.
  case trailingBytes(path: String, offset: Int)
  /// E0414 `impossible-size`: the header claims more than `limit` bytes; nothing was allocated.
  case impossibleSize(path: String, dimensions: [UInt32], elementSize: Int, limit: Int)
  /// E0415 `no-records`: a well-formed file of no images or labels.
  case noRecords(path: String)
  /// E0416 `counts-differ`: images and labels do not belong together.
  case countsDiffer(images: String, imageCount: Int, labels: String, labelCount: Int)
  /// E0417 `label-out-of-range`: a label above `highest`; `offset` is its byte in the unpacked file.
  case labelOutOfRange(path: String, value: UInt8, index: Int, offset: Int, highest: UInt8)
  /// E0418 `wrong-image-size`: the images are not of the size the data set is known for.
  case wrongImageSize(path: String, found: ImageSize, expected: ImageSize)
  /// E0419 `wrong-hash`: the unpacked file is not the published one.
  case wrongHash(path: String, found: String, expected: String)
  /// E0420 `batch-out-of-range`: a batch of more examples than there are, or of none.
  case batchOutOfRange(batch: Int, examples: Int, split: String)
  /// E0421 `size-out-of-range`: a number of images to draw that is not allowed.
  case sizeOutOfRange(parameter: String, value: Int, allowed: ClosedRange<Int>)
  /// E0422 `interrupted`: the caller asked to stop before the data were made.
  case interrupted
  /// E0423 `state-mismatch`: a saved order of examples that does not fit the data.
  case stateMismatch(split: String, examples: Int, saved: Int)
  /// E0424 `download-failed`: every mirror failed to give a file.
  case downloadFailed(name: String, file: String, failures: [MirrorFailure])
  /// E0425 `download-interrupted`: the user stopped a download; `kept` bytes of the file stay.
  case downloadInterrupted(file: String, kept: Int)
  /// E0426 `mirror-failed`: a mirror failed, and the next is asked.
  case mirrorFailed(MirrorFailure)
  /// E0427 `malformed-mirror`: what `MNL_MIRRORS` lists is no address of HTTP.
  case malformedMirror(text: String)
  /// E0428 `unwritable`: the system refused to write; `errno` is its reason.
  case unwritable(path: String, errno: Int32)
  /// E0429 `damaged-cache-file`: a file in the cache is not the published one; whether it is fetched
  /// anew.
  case damagedCacheFile(reason: DataError, isReplaced: Bool)
  /// E0430 `malformed-table` and E0432 `unfit-field`: what is wrong at a place of a table.
  case table(path: String, at: TextPlace, TableFault)
  /// E0431 `unknown-column`: a name that no column of a table has; `known` are theirs.
  case unknownColumn(path: String, name: String, known: [String])
  /// E0433 `unfit-data`: data that are well formed, of which no examples can be made.
  case unfitData(path: String, DataMisfit)
  /// E0434 `malformed-array`: what is wrong at a byte of a file of arrays.
  case array(path: String, offset: Int, ArrayFault)
  /// E0435 `unknown-array`: a name that no array of an archive has; `known` are theirs.
  case unknownArray(path: String, name: String, known: [String])
  /// E0436 `malformed-series`: what is wrong at a place of a file of series.
  case series(path: String, at: TextPlace, SeriesFault)
  /// E0437 `malformed-image`: what is wrong at a byte of an image file.
  case image(path: String, offset: Int, ImageFault)
  /// E0438 `image-sizes-differ`: an image has another size than what was expected, which another file
  /// has; nil if a model was made for it.
  case imageSizesDiffer(path: String, found: ImageSize, other: String?, expected: ImageSize)
  /// E0439 `labels-missing`: the name of a file in MNIST's form does not say where its labels are, or
  /// none of those that were `tried` is there; `parameter` names them.
  case labelsMissing(path: String, tried: [String], parameter: String)
  /// E0440 `malformed-text`: what is wrong at a place of a text.
  case text(path: String, at: TextPlace, TextFault)
}

/// The height and the width of an image in pixels.
package struct ImageSize: Hashable, Sendable {
  /// Rows of pixels.
  package let height: Int
  /// Pixels in a row.
  package let width: Int

  /// Makes a size.
  package init(height: Int, width: Int) {
    self.height = height
    self.width = width
  }

  /// How many pixels an image has.
  package var pixels: Int { height * width }

  /// Height and width as errors name them: `28 x 28`.
  package var words: String { "\(height) x \(width)" }
}

extension DataError {
  /// The number of the error in the language's list: 0401 for E0401.
  package var code: Int { identity.code }

  /// The short name of the error, for scripts and tests.
  package var id: String { identity.id }

  /// The file or folder the error is about, if there is one.
  package var path: String? {
    switch self {
    case .folderMissing(let path), .fileMissing(let path, _, _): path
    case .notAFolder(let path), .isDirectory(let path), .notRegular(let path): path
    case .unreadable(let path, _), .emptyFile(let path), .noRecords(let path): path
    case .wrongMagic(let path, _, _), .impossibleSize(let path, _, _, _): path
    case .truncatedGzip(let path, _), .corruptedGzip(let path, _, _): path
    case .truncatedIDX(let path, _, _), .trailingBytes(let path, _): path
    case .labelOutOfRange(let path, _, _, _, _), .wrongImageSize(let path, _, _): path
    case .wrongHash(let path, _, _): path
    case .countsDiffer(let path, _, _, _): path
    case .unwritable(let path, _): path
    case .damagedCacheFile(let reason, _): reason.path
    case .text(let path, _, _), .labelsMissing(let path, _, _): path
    case .series(let path, _, _): path
    case .array(let path, _, _), .unknownArray(let path, _, _): path
    case .table(let path, _, _), .unknownColumn(let path, _, _), .unfitData(let path, _): path
    case .image(let path, _, _), .imageSizesDiffer(let path, _, _, _): path
    case .dataNotFound, .batchOutOfRange, .sizeOutOfRange, .interrupted, .stateMismatch: nil
    case .downloadFailed, .downloadInterrupted, .mirrorFailed, .malformedMirror: nil
    }
  }

  /// The byte of the file the error is about, counted from 0, if there is one.
  ///
  /// In a packed file it counts packed bytes for errors of the packing, unpacked ones otherwise.
  package var offset: Int? {
    switch self {
    case .truncatedGzip(_, let offset), .corruptedGzip(_, let offset, _): offset
    case .trailingBytes(_, let offset), .labelOutOfRange(_, _, _, let offset, _): offset
    case .truncatedIDX(_, _, let found): found
    case .image(_, let offset, _), .array(_, let offset, _): offset
    case .wrongMagic: 0
    case .impossibleSize, .wrongImageSize: 4
    default: nil
    }
  }

  private var identity: (code: Int, id: String) {
    switch self {
    case .dataNotFound: (401, "data-not-found")
    case .folderMissing: (402, "folder-missing")
    case .notAFolder: (403, "not-a-folder")
    case .fileMissing: (404, "file-missing")
    case .isDirectory: (405, "is-a-directory")
    case .notRegular: (406, "not-a-regular-file")
    case .unreadable: (407, "unreadable")
    case .emptyFile: (408, "empty-file")
    case .wrongMagic: (409, "wrong-magic")
    case .truncatedGzip: (410, "truncated-gzip")
    case .corruptedGzip: (411, "corrupted-gzip")
    case .truncatedIDX: (412, "truncated-idx")
    case .trailingBytes: (413, "trailing-bytes")
    case .impossibleSize: (414, "impossible-size")
    case .noRecords: (415, "no-records")
    case .countsDiffer: (416, "counts-differ")
    case .labelOutOfRange: (417, "label-out-of-range")
    case .wrongImageSize: (418, "wrong-image-size")
    case .wrongHash: (419, "wrong-hash")
    case .batchOutOfRange: (420, "batch-out-of-range")
    case .sizeOutOfRange: (421, "size-out-of-range")
    case .interrupted: (422, "interrupted")
    case .stateMismatch: (423, "state-mismatch")
    case .downloadFailed: (424, "download-failed")
    case .downloadInterrupted: (425, "download-interrupted")
    case .mirrorFailed: (426, "mirror-failed")
    case .malformedMirror: (427, "malformed-mirror")
    case .unwritable: (428, "unwritable")
    case .damagedCacheFile: (429, "damaged-cache-file")
    case .table(_, _, let fault) where fault.isOfForm: (430, "malformed-table")
    case .table: (432, "unfit-field")
    case .unknownColumn: (431, "unknown-column")
    case .labelsMissing: (439, "labels-missing")
    case .text: (440, "malformed-text")
    case .unfitData: (433, "unfit-data")
    case .array: (434, "malformed-array")
    case .unknownArray: (435, "unknown-array")
    case .series: (436, "malformed-series")
    case .image: (437, "malformed-image")
    case .imageSizesDiffer: (438, "image-sizes-differ")
    }
  }
}
