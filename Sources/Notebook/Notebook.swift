/// A notebook apart from any file: what `.mnl`, `.ipynb` and Markdown have in common.
package struct Notebook: Sendable, Equatable {
  /// What is known of it as a whole: `title`, `kernelspec`, `jupytext`, `mnl` and whatever else its
  /// file says.
  package var metadata: [JSONValue.Member]
  /// Its cells, in their order.
  package var cells: [NotebookCell]

  /// Makes a notebook.
  package init(metadata: [JSONValue.Member], cells: [NotebookCell]) {
    self.metadata = metadata
    self.cells = cells
  }
}

extension Notebook {
  /// The title that its metadata give; nil if they give none.
  package var title: String? {
    switch metadata["title"] {
    case .text(let title): title
    case .int(let title): String(title)
    default: nil
    }
  }
}

/// A cell of a notebook.
package struct NotebookCell: Sendable, Equatable {
  /// What it holds.
  package var kind: Cell.Kind
  /// The content, lines separated by `\n`; no newline ends the last one.
  package var source: String
  /// `title`, `name`, `tags` and the further settings of its marker.
  ///
  /// What the marker says by a longer run of `%` is `cell_depth`, from 1.
  package var metadata: [JSONValue.Member]
  /// What it put out when it last ran, in the order of time.
  package var outputs: [NotebookOutput]
  /// The number it ran under; nil if it has not run.
  package var executionCount: Int?
  /// The files inside of it, by name, each a bundle of one MIME type, as `.ipynb` has them.
  package var attachments: [JSONValue.Member]

  /// Makes a cell.
  package init(
    _ kind: Cell.Kind, _ source: String, metadata: [JSONValue.Member] = [],
    outputs: [NotebookOutput] = [], executionCount: Int? = nil, attachments: [JSONValue.Member] = []
  ) {
    self.kind = kind
    self.source = source
    self.metadata = metadata
    self.outputs = outputs
    self.executionCount = executionCount
    self.attachments = attachments
  }
  /// The title on its marker; empty if it has none.
  package var title: String { metadata["title"]?.text ?? "" }

  /// Its `name=`; nil if it has none.
  package var name: String? { metadata["name"]?.text }

  /// Its `tags=`.
  package var tags: [String] { metadata["tags"]?.list?.compactMap(\.text) ?? [] }

  /// Whether it was put in to say the parameters of one run; the cell before it declares them.
  var isInjected: Bool { tags.contains("injected-parameters") }
}
