package import MNLDiagnostics

/// A notebook as it was read from a file.
package struct NotebookImport: Sendable {
  /// The notebook.
  package var notebook: Notebook
  /// What the user should know of it.
  package var warnings: [Diagnostic]

  /// Reads a file of any format that can be read.
  ///
  /// - Parameters:
  ///   - name: What errors call the file.
  ///   - bytes: The file; it may hold anything.
  ///   - format: Its format.
  /// - Throws: `DocumentFailure` with every fault.
  /// - Complexity: O(n) for n bytes.
  package init(
    named name: String, bytes: [UInt8], format: NotebookFormat
  ) throws(DocumentFailure) {
    switch format {
    case .mnl:
      self.init(notebook: Notebook(try Document(named: name, bytes: bytes)), warnings: [])
    case .jupyter:
      self = try JupyterReader.read(SourceFile(name: name, bytes: bytes))
    case .markdown:
      var notebook = try MarkdownReader.read(SourceFile(name: name, bytes: bytes))
      notebook.cells.removeAll(where: \.isInjected)
      self.init(notebook: notebook, warnings: [])
    case .html:
      throw DocumentFailure([
        Diagnostic(
          .unknownFormat, "'\(name)' is a page, which is written and never read",
          help: "convert the notebook that it was made of")
      ])
    }
  }

  init(notebook: Notebook, warnings: [Diagnostic]) {
    self.notebook = notebook
    self.warnings = warnings
  }
}

/// A format of files that hold a notebook.
package enum NotebookFormat: String, Sendable, CaseIterable {
  /// A script.
  case mnl
  /// A notebook of Jupyter.
  case jupyter = "ipynb"
  /// Markdown with the code in fences.
  case markdown = "md"
  /// A page for a browser, which is written and never read.
  case html

  /// The format that the ending of a path names; nil if it names none.
  package init?(path: String) {
    guard let dot = path.lastIndex(of: ".") else { return nil }
    let ending = path[path.index(after: dot)...].lowercased()
    self.init(rawValue: ending == "htm" ? "html" : ending == "markdown" ? "md" : ending)
  }
}
