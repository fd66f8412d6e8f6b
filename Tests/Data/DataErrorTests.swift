import Glibc
import Testing

@testable import MNLData

@Suite struct DataErrorTests {
  /// One error of each case, with its words.
  static let all: [(error: DataError, message: String, help: String?)] = [
    (
      .dataNotFound(
        name: "mnist", searched: [SearchPlace(kind: .local, folder: "./data/mnist")],
        canDownload: true),
      "mnist was not found in any of 1 places:\n  './data/mnist' (the working folder)",
      "leave `offline` out to download it, set MNL_DATA_PATH to a folder that holds 'mnist/' with its four files, name their folder "
        + "with `dir=`, or use `load digits`, which needs no files"
    ),
    (
      .folderMissing(folder: "/d"), "there is no folder '/d'",
      "give the folder that holds the four files, or leave `dir` out to search the usual places"
    ),
    (
      .notAFolder(path: "/d"), "'/d' is not a folder",
      "give the folder that holds the four files, or leave `dir` out to search the usual places"
    ),
    (
      .fileMissing(folder: "/d", tried: ["a", "a.gz"], suggestion: nil),
      "'/d' has no file 'a' or 'a.gz'", "the four files of a data set must lie side by side"
    ),
    (.isDirectory(path: "/f"), "'/f' is a directory, expected a file", nil),
    (.notRegular(path: "/f"), "'/f' is neither a file nor a directory, expected a file", nil),
    (
      .unreadable(path: "/f", errno: EACCES), "'/f' cannot be read: permission denied",
      "give yourself the right to read it: chmod u+r"
    ),
    (.emptyFile(path: "/f"), "'/f' is empty", "the file is not whole: fetch it again"),
    (
      .wrongMagic(path: "/f", found: 2051, expected: 2049),
      "'/f' begins with 0x00000803 (2051), expected 0x00000801 (2049)",
      "these are images where labels belong"
    ),
    (
      .truncatedGzip(path: "/f", offset: 1), "the gzip data of '/f' break off after 1 byte",
      "the file is not whole: fetch it again"
    ),
    (
      .corruptedGzip(path: "/f", offset: 12, reason: "invalid block type"),
      "the gzip data of '/f' are damaged near byte 12: invalid block type",
      "the file is not whole: fetch it again"
    ),
    (
      .truncatedIDX(path: "/f", needed: 20, found: 16),
      "'/f' has 16 bytes of unpacked data, needs 20", "the file is not whole: fetch it again"
    ),
    (
      .trailingBytes(path: "/f", offset: 20), "'/f' goes on after the end of its data, at byte 20",
      nil
    ),
    (
      .impossibleSize(
        path: "/f", dimensions: [4_000_000_000, 28, 28], elementSize: 1, limit: 2_147_483_648),
      "'/f' claims 4000000000 x 28 x 28 bytes (byte 4), allowed are at most 2147483648", nil
    ),
    (.noRecords(path: "/f"), "'/f' holds 0 records (byte 4), expected at least 1", nil),
    (
      .countsDiffer(images: "/i", imageCount: 3, labels: "/l", labelCount: 4),
      "'/i' has 3 examples, but '/l' has 4 labels (byte 4 of each)",
      "take both files from the same data set"
    ),
    (
      .labelOutOfRange(path: "/f", value: 10, index: 2, offset: 10, highest: 9),
      "'/f' has the label 10 at index 2 (byte 10), expected 0 to 9", nil
    ),
    (
      .wrongImageSize(
        path: "/f", found: ImageSize(height: 14, width: 28),
        expected: ImageSize(height: 28, width: 28)),
      "'/f' has images of 14 x 28 pixels (byte 8), expected 28 x 28", nil
    ),
    (
      .wrongHash(path: "/f", found: "ab", expected: "cd"),
      "'/f' is not the published file: its unpacked SHA-256 is ab, expected cd", nil
    ),
    (
      .batchOutOfRange(batch: 60, examples: 50, split: "test"),
      "a batch of 60 examples from 50 test examples", "use a batch of 50 or fewer"
    ),
    (
      .sizeOutOfRange(parameter: "train", value: 5, allowed: 12...100),
      "train is 5, expected 12 to 100", nil
    ),
    (.interrupted, "interrupted before the data were made", nil),
    (
      .stateMismatch(split: "train", examples: 10, saved: 9),
      "the saved order of the train examples is for 9 of them, found 10", nil
    ),
    (
      .downloadFailed(
        name: "mnist", file: "a.gz",
        failures: [
          MirrorFailure(address: "http://m/a.gz", problem: .unknownHost),
          MirrorFailure(address: "http://n/a.gz", problem: .status(404)),
        ]),
      "'a.gz' of mnist could not be downloaded from any of 2 mirrors:\n  'http://m/a.gz' has an "
        + "unknown host\n  'http://n/a.gz' answers with HTTP status 404, expected 200",
      "check the network, let MNL_MIRRORS name other base addresses, fetch the four files by hand "
        + "and name their folder with `dir=`, or use `load digits`, which needs no files"
    ),
    (
      .downloadInterrupted(file: "a.gz", kept: 1),
      "interrupted during the download of 'a.gz': 1 byte kept, from which the next download "
        + "goes on", nil
    ),
    (
      .mirrorFailed(MirrorFailure(address: "http://m/a.gz", problem: .unreachable)),
      "'http://m/a.gz' takes no connection; asking the next mirror", nil
    ),
    (
      .malformedMirror(text: "ftp://m"),
      "MNL_MIRRORS has 'ftp://m', expected addresses that begin with http:// or https://",
      "separate the base addresses by commas; the names of the files are appended"
    ),
    (
      .unwritable(path: "/f", errno: ENOSPC), "'/f' cannot be written: no space left on device",
      "make room, or let XDG_CACHE_HOME name a folder elsewhere; what has come is kept"
    ),
    (
      .damagedCacheFile(reason: .emptyFile(path: "/f"), isReplaced: false),
      "a file in the cache is damaged: '/f' is empty", "leave `offline` out to fetch it anew"
    ),
    (
      .table(path: "/f", at: TextPlace(line: 3, column: 5), .openQuote),
      "/f:3:5: the quote that begins here has no end",
      "a quote within a quoted field is written twice"
    ),
    (
      .unknownColumn(path: "/f", name: "c", known: ["a", "b"]), "'/f' has no column 'c'",
      "its columns are a, b"
    ),
    (
      .table(
        path: "/f", at: TextPlace(line: 2, column: 1), .notANumber(text: "x", column: "a")),
      "/f:2:1: 'x' is no number, as column 'a' has else",
      "if it stands for nothing: missing=[\"x\"]; if the column is of texts: text=[\"a\"]"
    ),
    (
      .unfitData(path: "/f", .noRows), "'/f' has no rows",
      "if its first row is no header: header=false"
    ),
    (
      .array(path: "/f", offset: 8, .objects),
      "'/f', byte 8: the array holds objects of Python, which are code to be run",
      "save it as numbers or texts: numpy.save(file, array.astype(\"float32\"))"
    ),
    (
      .unknownArray(path: "/f", name: "c", known: ["x", "y"]), "'/f' has no array 'c'",
      "its arrays are x, y"
    ),
    (
      .series(path: "/f", at: TextPlace(line: 4, column: 5), .notANumber("x")),
      "/f:4:5: 'x' is no number", "if a value is missing, write '?' for it"
    ),
    (
      .image(path: "/f", offset: 33, .truncated), "'/f', byte 33: the image breaks off",
      "the file is damaged: fetch it again, or write it anew as PNG"
    ),
    (
      .imageSizesDiffer(
        path: "/f", found: ImageSize(height: 2, width: 3), other: "/g",
        expected: ImageSize(height: 4, width: 5)),
      "'/f' is 2 x 3 pixels, and '/g' is 4 x 5", "scale all images to one size: size=\"4x5\""
    ),
    (
      .labelsMissing(path: "/f", tried: ["a", "b"], parameter: "labels"),
      "'/f' has no labels beside it, tried 'a', 'b'", "name their file with `labels=`"
    ),
    (
      .text(path: "/f", at: TextPlace(line: 2, column: 1), .noLabel),
      "/f:2:1: the line does not begin with a class and a tab",
      "if the lines are no examples of classes: labels=false"
    ),
  ]

  @Test("has its words in one place for every case", arguments: all.indices)
  func words(index: Int) {
    let (error, message, help) = Self.all[index]
    #expect(error.message == message)
    #expect(error.help == help)
  }

  @Test("numbers the cases from E0401 on, each with an id of its own")
  func numbers() {
    let codes = Self.all.map(\.error.code)
    #expect(codes.first == 401 && Set(codes).sorted() == codes)
    #expect(Set(Self.all.map(\.error.id)).count == Self.all.count)
  }

  @Test("names another folder to write to where the disk is not the matter")
  func unwritable() {
    let error = DataError.unwritable(path: "/f", errno: EROFS)
    #expect(
      error.help == "let XDG_CACHE_HOME name a folder that can be written, or name one that holds "
        + "the four files with `dir=`")
  }

  @Test("gives the place of an error apart from its words")
  func place() {
    let error = DataError.labelOutOfRange(path: "/f", value: 10, index: 2, offset: 10, highest: 9)
    #expect(error.path == "/f")
    #expect(error.offset == 10)
    #expect(DataError.interrupted.path == nil)
  }
}
