import MNLDiagnostics

/// The reader of `.ipynb` files, nbformat 4.
enum JupyterReader {
  /// Reads a notebook.
  ///
  /// Code in another language than `mnl` becomes raw cells. A cell that another program put in for
  /// the parameters of one run (`injected-parameters`) is left out: the cell before it says what they
  /// are.
  ///
  /// - Parameter file: The file; it may hold anything.
  /// - Returns: The notebook, and what the user should know.
  /// - Throws: `DocumentFailure` for anything that is no notebook of nbformat 4.
  /// - Complexity: O(n) for n bytes.
  static func read(_ file: SourceFile) throws(DocumentFailure) -> NotebookImport {
    if let fault = file.fault(asTextIn: 0..<file.bytes.count) { throw DocumentFailure([fault]) }
    let value: JSONValue
    do throws(TextFault) {
      value = try JSONReader.read(file.bytes)
    } catch {
      throw DocumentFailure([fault(error, in: file)])
    }
    try checkFormat(value, file.name)
    var metadata = value["metadata"]?.members ?? []
    guard let list = value["cells"]?.list else {
      throw failure(file.name, "it has no list of 'cells'")
    }
    let language = language(of: metadata)
    var cells: [NotebookCell] = []
    for (index, value) in list.enumerated() {
      var cell = try cell(value, number: index + 1, file.name)
      if language != nil {
        if cell.kind == .code { cell.kind = .raw }
      } else if cell.isInjected {
        continue
      }
      cells.append(cell)
    }
    if language != nil {
      // Nothing of the file is for another kernel any more.
      for key in ["kernelspec", "language_info", "jupytext"] { metadata[key] = nil }
    }
    let warnings = language.map { language in
      [
        Diagnostic(
          .foreignLanguage,
          "the code of '\(file.name)' is \(language.briefLine), which mnl does not run",
          severity: .warning, notes: ["its cells are kept as raw text"])
      ]
    }
    return NotebookImport(
      notebook: Notebook(metadata: metadata, cells: cells), warnings: warnings ?? [])
  }

  private static func failure(_ name: String, _ message: String) -> DocumentFailure {
    DocumentFailure([Diagnostic(.notNotebook, "'\(name)' is no notebook: \(message)")])
  }

  /// The fault of a text that is no JSON; that a file was cut off is said so.
  private static func fault(_ fault: TextFault, in file: SourceFile) -> Diagnostic {
    let rest = file.bytes[min(fault.range.upperBound, file.bytes.count)...]
    let isCut = !file.bytes.isEmpty && rest.allSatisfy { $0.isBlank || $0.isLineEnd }
    let looksLikeJSON = file.bytes.first { !$0.isBlank && !$0.isLineEnd } == UInt8(ascii: "{")
    let what =
      file.bytes.isEmpty
      ? "it is empty"
      : isCut && looksLikeJSON ? "it ends in the middle: \(fault.message)" : fault.message
    return Diagnostic(
      .notNotebook, "'\(file.name)' is no notebook: \(what)", at: SourceSpan(file, fault.range),
      help: looksLikeJSON ? fault.help : "a notebook of Jupyter is a JSON object")
  }

  private static func checkFormat(_ value: JSONValue, _ name: String) throws(DocumentFailure) {
    guard let format = value["nbformat"]?.int else {
      throw failure(name, "it has no number 'nbformat'")
    }
    guard format == 4 else {
      throw DocumentFailure([
        Diagnostic(
          .foreignNotebookFormat, "'\(name)' is of nbformat \(format), and only 4 can be read",
          help: format < 4
            ? "bring it up to date: jupyter nbconvert --to notebook --inplace FILE"
            : "save it as nbformat 4 in the program that wrote it")
      ])
    }
  }

  /// The language of the code, if it is known and another than `mnl`.
  private static func language(of metadata: [JSONValue.Member]) -> String? {
    let language =
      metadata["kernelspec"]?["language"]?.text ?? metadata["language_info"]?["name"]?.text
      ?? metadata["kernelspec"]?["name"]?.text
    return language == "mnl" ? nil : language
  }

  private static func cell(
    _ value: JSONValue, number: Int, _ name: String
  ) throws(DocumentFailure) -> NotebookCell {
    guard let word = value["cell_type"]?.text, let kind = Cell.Kind(rawValue: word) else {
      throw failure(
        name, "the 'cell_type' of its cell \(number) is none of code, markdown and raw")
    }
    guard let source = value["source"]?.joinedText else {
      throw failure(name, "its cell \(number) has no 'source', a text or a list of texts")
    }
    return NotebookCell(
      kind, source, metadata: value["metadata"]?.members ?? [],
      outputs: (value["outputs"]?.list ?? []).map { NotebookOutput($0) },
      executionCount: value["execution_count"]?.int,
      attachments: value["attachments"]?.members ?? [])
  }
}
