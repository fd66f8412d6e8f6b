package import MNLNotebook

/// The writer of notebooks in every format.
package struct NotebookWriter {
  private let version: String
  private let files: (String) -> [UInt8]?

  /// Makes a writer.
  ///
  /// - Parameters:
  ///   - version: The version of `mnl`, which some formats name.
  ///   - files: Reads a file beside the notebook, for pages that hold the pictures of its texts.
  package init(version: String, files: @escaping (String) -> [UInt8]? = { _ in nil }) {
    self.version = version
    self.files = files
  }

  /// The text of a notebook.
  ///
  /// - Parameters:
  ///   - notebook: The notebook.
  ///   - format: The format.
  ///   - name: What errors call the file, and a page without a title.
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
    case .html: HTMLWriter(notebook, named: name, files: files).text
    }
  }
}
