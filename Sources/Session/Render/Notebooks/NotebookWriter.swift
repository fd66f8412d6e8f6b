package import MNLNotebook

/// The writer of notebooks in every format.
package struct NotebookWriter {
  private let version: String

  /// Makes a writer.
  ///
  /// - Parameter version: The version of `mnl`, which some formats name.
  package init(version: String) { self.version = version }

  /// The text of a notebook.
  ///
  /// - Parameters:
  ///   - notebook: The notebook.
  ///   - format: The format.
  ///   - name: What errors call the file.
  /// - Returns: The text, which ends with a newline unless it is empty.
  /// - Throws: `DocumentFailure` for a notebook that the format cannot hold.
  /// - Complexity: O(n log n) for n bytes.
  package func text(
    of notebook: Notebook, as format: NotebookFormat, named name: String
  ) throws(DocumentFailure) -> String {
    switch format {
    case .mnl: try PercentWriter.text(of: notebook, named: name)
    case .jupyter: JupyterWriter(version: version).text(of: notebook)
    case .markdown: MarkdownWriter.text(of: notebook)
    }
  }
}
