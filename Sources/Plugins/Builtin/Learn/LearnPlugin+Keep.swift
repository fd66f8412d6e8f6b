import MNLDiagnostics
import MNLEvents
import MNLLearn
import MNLRuntime

extension LearnPlugin {
  var summarise: PluginCommand {
    let declaration = CommandDeclaration(
      "summary", "Shows what a model or a data set is made of",
      parameters: [
        ParameterDeclaration(
          "value", .any,
          "A model, a data set, or a part of one; the current model if left out, "
            + "or else the current data", presence: .optional)
      ],
      examples: [
        .init("load digits train=120 test=24; model lstm 100; summary", "52610 parameters"),
        .init("let d = load digits train=120 test=24; summary $d", "How many images of each digit"),
      ],
      seeAlso: ["show", "model lstm", "load digits"])
    return PluginCommand(declaration) { (arguments, context) throws(CommandFailure) -> Value in
      let bundle: DisplayBundle
      switch arguments["value"] {
      case .handle(let handle as any Summarised)?:
        bundle = handle.summaryBundle
      case let value?:
        throw CommandFailure(
          .wrongKind, "only a model or data have a summary", parameter: "value",
          label: "is \(value.kindName)", help: "show it: show $value")
      case nil:
        guard let handle = (context.current["model"] ?? context.current["data"]) as? any Summarised
        else {
          throw CommandFailure(
            .nothingCurrent, "there is neither a model nor data yet",
            help: "make a model: model lstm 100", cure: .before("model lstm 100"))
        }
        bundle = handle.summaryBundle
      }
      context.emit(.display(bundle))
      return .none
    }
  }

  var save: PluginCommand {
    let declaration = CommandDeclaration(
      "save", "Writes the weights of a model into a file",
      details: """
        The file is in the safetensors format. It replaces an older one as a whole; if it cannot be \
        written, the older one stays as it is.
        """,
      parameters: [
        ParameterDeclaration(
          "path", .path, "Where to", pathRole: .writesFile,
          completion: .path(endings: ["safetensors"])),
        Self.model,
      ],
      examples: [
        .init(
          "load digits train=120 test=24; model lstm 8; save /tmp/lstm.safetensors",
          "A file that `open` reads")
      ],
      seeAlso: ["open", "train"])
    return PluginCommand(declaration) { (arguments, context) throws(CommandFailure) -> Value in
      let model = try Self.model(arguments, context)
      let path = arguments.text("path")
      let count = model.model.summary.parameterCount ?? 0
      let work = WorkReport("save", "writing \(path)", total: 4 * count, unit: "bytes", context)
      defer { work.end() }
      do throws(LearnError) {
        try model.model.save(to: path) { work.tell(done: $0) }
        context.noteFile(path)
      } catch {
        throw CommandFailure(error)
      }
      let epochs = counted(model.model.training.epochs, "epoch")
      context.print("saved \(model.name) after \(epochs), \(count) parameters, to \(path)")
      return .none
    }
  }

  var open: PluginCommand {
    let declaration = CommandDeclaration(
      "open", "Reads a model that `save` wrote, or a checkpoint, and makes it current",
      details: """
        After `save`, training goes on with fresh moments of the optimiser and a fresh order. From a \
        checkpoint of `train`, it goes on as if nothing had come between: load the same data, and \
        plain `train` finishes what was interrupted, to the last bit.
        """,
      parameters: [
        ParameterDeclaration(
          "path", .path, "Where from", pathRole: .readsFile,
          completion: .path(endings: ["safetensors", "ckpt"]))
      ],
      returns: .value(.kind("model")),
      examples: [
        .init(
          "load digits train=120 test=24; model lstm 8; save /tmp/lstm.safetensors; "
            + "open /tmp/lstm.safetensors; eval", "The same model again")
      ],
      seeAlso: ["save", "eval", "predict"])
    return PluginCommand(declaration) { (arguments, context) throws(CommandFailure) -> Value in
      let path = arguments.text("path")
      let checkpoint: Checkpoint?
      do throws(LearnError) {
        checkpoint = try Checkpoint.isCheckpoint(path) ? Checkpoint(opening: path) : nil
      } catch {
        throw CommandFailure(error)
      }
      let model: Model
      if let checkpoint {
        model = try Self.model(of: checkpoint, at: path, self.pool(context), context)
      } else {
        do throws(LearnError) {
          model = try Model(opening: path, pool: self.pool(context))
        } catch {
          throw CommandFailure(error)
        }
      }
      let handle = ModelHandle(model)
      context.current["model"] = handle
      return .handle(handle)
    }
  }

  var makeCurrent: PluginCommand {
    let declaration = CommandDeclaration(
      "current", "Makes a model or a data set current, or tells what is",
      parameters: [
        .option("model", .kind("model"), "The model that verbs are to work on"),
        .option("data", .kind("data"), "The data set that verbs are to work on"),
      ],
      examples: [
        .init(
          "let first = model lstm 8; let second = model lstm 16; current model=$first",
          "Back to the first model"),
        .init("load digits train=120 test=24; current", "What is current"),
      ],
      seeAlso: ["status", "model lstm", "load digits"])
    return PluginCommand(declaration) { (arguments, context) throws(CommandFailure) -> Value in
      if let model = arguments.optionalHandle("model", as: ModelHandle.self) {
        context.current["model"] = model
      }
      if let data = arguments.optionalHandle("data", as: DataHandle.self) {
        context.current["data"] = data
      }
      let current = context.current.all
      if current.isEmpty { context.print("nothing is current yet") }
      for handle in current { context.print("\(handle.kind): \(handle.summary)") }
      return .none
    }
  }
}
