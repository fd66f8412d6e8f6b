import MNLData
import MNLEvents
package import MNLRuntime

/// The commands that bring data in, look at them, and take batches of them.
package final class DataPlugin: Plugin {
  /// A plugin; it keeps nothing itself.
  package init() {}

  /// `data`.
  package var name: String { "data" }

  /// What it is for.
  package var summary: String { "Data sets: loading, looking at them, taking batches" }

  /// `data`, `split`, `example`.
  package var kinds: [KindDeclaration] {
    [
      KindDeclaration(
        "data", "Examples with what is asked of them, split for training, validation and test",
        fields: DataHandle.fields),
      KindDeclaration("split", "A part of a data set", fields: SplitHandle.fields),
      KindDeclaration("example", "One example of a split", fields: ExampleHandle.fields),
    ]
  }

  /// Its commands.
  package var commands: [PluginCommand] {
    let loading =
      [
        loadFiles(.mnist), loadFiles(.fashionMNIST), loadDigits, loadTable, loadText, loadImages,
        loadNPZ, loadNPY, loadIDX, loadSeries,
      ] + tasks + [
        nextBatch
      ]
    return loading.map { $0.replayed(.again) } + [show]
  }
}

extension DataPlugin {
  private func loadFiles(_ known: KnownDataSet) -> PluginCommand {
    let declaration = CommandDeclaration(
      CommandName("load", known.name), "Reads the data set \(known.name) and makes it current",
      details: """
        Looks for the four IDX files, packed with gzip or not, in `dir`; without it in the folder \
        \(known.name) of each folder in MNL_DATA_PATH, of ./data, of the cache, and of \
        /usr/share/datasets. Where none has them, they are downloaded to the cache, from the \
        mirrors in MNL_MIRRORS if that is set. The first 5000 training images are for validation.
        """,
      parameters: [
        .option("dir", .path, "The folder that holds the four files", pathRole: .readsFolder),
        .option(
          "offline", .bool, "Whether to do without the network", default: .bool(false)),
        .option(
          "patience", .duration, "How long a mirror may send next to nothing",
          limits: .between(0.1, 3600), default: .duration(DownloadRequest.defaultPatience)),
        Self.permute,
      ],
      returns: .value(.kind("data")),
      examples: [
        .init(
          "try { load \(known.name) } catch { load digits train=120 test=24 }",
          "Reads \(known.name), or draws digits where it is not to be had")
      ],
      seeAlso: ["load digits", "show", "summary", "train"])
    return PluginCommand(declaration) { (arguments, context) throws(CommandFailure) -> Value in
      let environment = context.settings.environment
      let source = DataSource { environment[$0] }
      do throws(DataError) {
        let download =
          arguments.bool("offline")
          ? nil
          : DownloadRequest(
            patience: arguments.float("patience"), progress: { Self.report($0, in: context) },
            warn: { context.warn(CommandFailure($0)) }, shouldStop: { context.isInterrupted })
        let reading = Self.reading(context)
        let loaded = try source.load(
          known, folder: arguments.optionalText("dir"), download: download, reading: reading)
        for file in loaded.files { context.print("Extracting \(file)") }
        for warning in loaded.warnings { context.warn(CommandFailure(warning)) }
        return Self.makeCurrent(Self.permuted(loaded.data, arguments), in: context)
      } catch {
        throw CommandFailure(error)
      }
    }
  }

  private static func report(_ progress: DownloadProgress, in context: CommandContext) {
    switch progress {
    case .waiting(let name):
      context.emit(
        .progress(
          Progress(
            id: "download", label: "waiting for another download of \(name)", done: 0, total: 0,
            unit: "bytes")))
    case .receiving(let file, let host, let done, let total, let rate):
      context.emit(
        .progress(
          Progress(
            id: "download", label: "\(file) from \(host)", done: done, total: total,
            unit: "bytes", rate: rate,
            secondsLeft: total > 0 && rate > 0 ? Double(total - done) / rate : nil)))
    case .finished(let file, let bytes):
      context.emit(
        .progress(
          Progress(
            id: "download", label: "downloaded \(file), \(bytes) bytes", done: bytes,
            total: bytes, unit: "bytes", isFinal: true)))
    }
  }

  private var loadDigits: PluginCommand {
    let declaration = CommandDeclaration(
      "load digits", "Draws a data set of digits, which needs no files, and makes it current",
      details: """
        28x28 digits drawn from strokes with random shift, slant, width and noise. The same numbers \
        and seed always give the same images; one twelfth of the training images are for \
        validation.
        """,
      parameters: [
        .option(
          "train", .int, "How many training images, those for validation among them",
          limits: .between(
            Double(Digits.trainSizes.lowerBound), Double(Digits.trainSizes.upperBound)),
          default: .int(60_000), unit: "images"),
        .option(
          "test", .int, "How many test images",
          limits: .between(
            Double(Digits.testSizes.lowerBound), Double(Digits.testSizes.upperBound)),
          default: .int(10_000), unit: "images"),
        .option(
          "seed", .int, "Which handwriting; the seed of the session plays no part",
          limits: .from(0), default: .int(1)),
        Self.permute,
      ],
      returns: .value(.kind("data")),
      examples: [
        .init("load digits train=120 test=24", "A small data set to try things on"),
        .init(
          "load digits train=120 test=24 permute=1; show", "The same in another order of pixels"),
      ],
      seeAlso: ["load mnist", "load fashion-mnist", "show", "train"])
    return PluginCommand(declaration) { (arguments, context) throws(CommandFailure) -> Value in
      do throws(DataError) {
        let (train, test) = (arguments.int("train"), arguments.int("test"))
        let work = WorkReport(
          "load", "drawing digits", total: train + test, unit: "images", context)
        defer { work.end() }
        let data = try Digits.make(
          train: train, test: test, seed: UInt64(arguments.int("seed"))
        ) { done in
          work.tell(done: done)
          return !context.isInterrupted
        }
        return Self.makeCurrent(Self.permuted(data, arguments), in: context)
      } catch {
        throw CommandFailure(error)
      }
    }
  }

  /// The parameter that puts the pixels of all images into another order.
  private static let permute = ParameterDeclaration.option(
    "permute", .int,
    "Draws an order of the pixels from this number, the same for all images; as they are if left out",
    limits: .from(0))

  private static func permuted(_ data: DataSet, _ arguments: Arguments) -> DataSet {
    arguments.optionalInt("permute").map { data.permuted(seed: UInt64($0)) } ?? data
  }

  /// Makes data current.
  static func makeCurrent(_ data: DataSet, in context: CommandContext) -> Value {
    let handle = DataHandle(data)
    context.current["data"] = handle
    context.witness?.loaded(data.name, items: data.splits.map(\.count).reduce(0, +)) {
      data.contentHash
    }
    return .handle(handle)
  }

  private var nextBatch: PluginCommand {
    let declaration = CommandDeclaration(
      "next-batch", "Takes the next examples of a split, in random order",
      details: """
        Each epoch uses every example once; the next one goes on where the last stopped, in a new \
        order. The order comes from the seed that the session has at the first call.
        """,
      parameters: [
        ParameterDeclaration("split", .kind("split"), "Where from"),
        ParameterDeclaration("count", .int, "How many", limits: .from(1), unit: "examples"),
      ],
      returns: .record([
        .init("inputs", .value(.kind("tensor")), "The inputs, [count, steps * numbers]"),
        .init("targets", .value(.kind("tensor")), "The targets, [count, width]"),
        .init(
          "images", .value(.kind("tensor")), "The inputs: images, [count, pixels], from 0 to 1"),
        .init("labels", .value(.kind("tensor")), "The targets: [count, classes], one-hot"),
      ]),
      examples: [
        .init(
          "let digits = load digits train=120 test=24; let batch = next-batch $digits.train 5; "
            + "show $batch.images", "Five training images")
      ],
      seeAlso: ["load digits", "run", "placeholder"])
    return PluginCommand(declaration) { (arguments, context) throws(CommandFailure) -> Value in
      let split = arguments.handle("split", as: SplitHandle.self)
      do throws(DataError) {
        let rows = try split.nextBatch(arguments.int("count"), seed: context.settings.seed)
        let inputs = Value.handle(TensorHandle(rows: split.inputs.source, chosen: rows))
        let targets = Value.handle(TensorHandle(rows: split.targets.source, chosen: rows))
        return .record(
          Record([
            ("inputs", inputs), ("targets", targets), ("images", inputs), ("labels", targets),
          ]))
      } catch {
        throw CommandFailure(error)
      }
    }
  }
}
