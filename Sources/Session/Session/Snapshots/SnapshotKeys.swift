import MNLBuiltins
import MNLData
import MNLDiagnostics
import MNLNotebook
import MNLRuntime
import MNLSyntax

/// What decides what a script does up to the end of each of its cells: two runs with the same key for
/// a cell do the same up to there.
package struct SnapshotKeys: Equatable {
  /// The form of snapshots and of what they hold.
  static let format = 1

  /// What decides it besides the texts, by name: version, kernels, seed, parameters.
  let settings: [Setting]
  /// For each cell that can run a hash of all of it, and of the key of the cell before.
  let cells: [String]

  /// Something that decides what a script does.
  struct Setting: Equatable {
    /// What it is called.
    let name: String
    /// What it is.
    let value: String
    /// The first cell for which it counts.
    let cell: Int
  }

  /// Keys as they were kept.
  init(settings: [Setting], cells: [String]) {
    self.settings = settings
    self.cells = cells
  }

  /// The keys of a document.
  ///
  /// - Parameters:
  ///   - prepared: The document.
  ///   - interpreter: What is about to run it.
  init(_ prepared: PreparedDocument, in interpreter: Interpreter) {
    let file = prepared.document.file
    let session = interpreter.context.settings
    var settings = [
      Setting(name: "the version of mnl", value: Version.current, cell: 0),
      Setting(name: "the form of snapshots", value: "\(Self.format)", cell: 0),
      Setting(name: "the level of the kernels", value: Builtins.cpuLevel, cell: 0),
      Setting(name: "the seed", value: "\(session.seed)", cell: 0),
    ]
    for module in interpreter.modules.files where module !== file {
      var hash = ContentHash()
      let text = module.bytes
      hash.update(text.span)
      settings.append(
        Setting(name: "the module '\(module.name)'", value: hash.hexadecimal(), cell: 0))
    }
    for (index, script) in prepared.scripts.enumerated() {
      settings += interpreter.parameters(of: [script]).map {
        Setting(name: "the parameter '\($0.name)'", value: $0.value, cell: index)
      }
    }
    self.settings = settings
    var cells: [String] = []
    var before = ""
    var start = 0
    for (index, cell) in prepared.document.codeCells.enumerated() {
      var hash = ContentHash()
      func add(_ text: String) {
        let bytes = Array("\(text.utf8.count) \(text)".utf8)
        hash.update(bytes.span)
      }
      add(before)
      for setting in settings where setting.cell == index {
        add(setting.name)
        add(setting.value)
      }
      add(prepared.roles[index].isLeftOut ? "left out" : "runs")
      // All that stands before it, for places are counted from the beginning of the text.
      let end = max(start, cell.source.upperBound)
      let text = file.bytes[start..<end]
      hash.update(text.span)
      start = end
      before = hash.hexadecimal()
      cells.append(before)
    }
    self.cells = cells
  }

  /// Whether a run with these keys does the same up to the end of a cell as one with others.
  func agree(with others: SnapshotKeys, upTo cell: Int) -> Bool {
    cells.indices.contains(cell) && others.cells.indices.contains(cell)
      && cells[cell] == others.cells[cell]
  }

  /// Why a run with these keys does something else up to the end of a cell than one with others did.
  ///
  /// - Parameters:
  ///   - others: The keys of the run that was.
  ///   - cell: The cell.
  ///   - name: What cells are called.
  /// - Returns: The reason, in words.
  func difference(
    from others: SnapshotKeys, upTo cell: Int, naming name: (Int) -> String
  ) -> String {
    for setting in others.settings where setting.cell <= cell {
      guard let own = settings.first(where: { $0.name == setting.name }) else { continue }
      guard own.value != setting.value else { continue }
      return setting.value.utf8.count > 40
        ? "\(setting.name) was changed"
        : "\(setting.name) was \(setting.value), and is \(own.value)"
    }
    let first = zip(cells, others.cells).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    guard let first else { return "the script has fewer cells" }
    return "\(name(first)), or what stands before it, was changed"
  }
}
