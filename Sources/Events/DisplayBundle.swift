/// A result or a display in every form in which it can be had: text always, data where there is more.
///
/// Data, never escape codes: `MNLRender` draws them for a terminal of some width and colour, as SVG
/// or as HTML, so whoever makes a bundle need not know where it will be shown.
package struct DisplayBundle: Sendable {
  /// The plain text, without a final newline.
  package var text: String
  /// The same as data, in the order of preference.
  package var data: [DisplayData]

  /// Makes a bundle.
  package init(text: String, data: [DisplayData] = []) {
    self.text = text
    self.data = data
  }
}

/// What can be shown besides text.
package enum DisplayData: Sendable {
  /// Rows under headings.
  case table(Table)
  /// Lines over a common axis.
  case curves(Curves)
  /// A matrix of numbers: a confusion matrix, a heat map.
  case matrix(Matrix)
  /// Grey images.
  case images(Images)
  /// Several bundles, one below the other: for a terminal and for programs. Where the text of the
  /// bundle itself is shown, it says the same or sums it up.
  case report([DisplayBundle])

  /// The MIME type under which the data travel.
  package var mimeType: String {
    switch self {
    case .table: "application/vnd.mnl.table+json"
    case .curves: "application/vnd.mnl.curves+json"
    case .matrix: "application/vnd.mnl.matrix+json"
    case .images: "application/vnd.mnl.images+json"
    case .report: "application/vnd.mnl.report+json"
    }
  }
}

/// Rows under headings.
package struct Table: Sendable, Codable {
  /// What stands above it; empty if nothing does.
  package var title: String
  /// The headings.
  package var columns: [Column]
  /// The rows; each as long as `columns`.
  package var rows: [[Cell]]

  /// A heading.
  package struct Column: Sendable, Codable {
    /// The heading's text.
    package var title: String
    /// What the numbers are measured in; empty if in nothing.
    package var unit: String

    /// Makes a heading.
    package init(_ title: String, unit: String = "") {
      self.title = title
      self.unit = unit
    }
  }

  /// One entry.
  package enum Cell: Sendable, Hashable {
    /// Nothing.
    case empty
    /// Words.
    case text(String)
    /// A whole number.
    case int(Int)
    /// A number, and how many digits after the point say all there is to say.
    case number(Double, digits: Int)
    /// How a number went, first to last: a small curve.
    case trend([Double])
  }

  /// Makes a table.
  package init(title: String = "", columns: [Column], rows: [[Cell]]) {
    self.title = title
    self.columns = columns
    self.rows = rows
  }
}

/// Lines over a common axis.
package struct Curves: Sendable, Codable {
  /// What is drawn; empty if the names of the lines say it.
  package var title: String
  /// What the horizontal axis counts: `epoch`.
  package var axis: String
  /// The lines.
  package var series: [Series]
  /// Whether a row for each line, between its own least and greatest value, shows what there is to
  /// see: the lines then need no common measure.
  package var isCompact: Bool
  /// What the axis shows at least; nil if only where there are values.
  package var span: ClosedRange<Double>?

  /// One line.
  package struct Series: Sendable, Codable {
    /// Its name in the legend.
    package var name: String
    /// Its horizontal places, ascending.
    package var x: [Double]
    /// Its values; as many as `x`.
    package var y: [Double]

    /// Makes a line.
    package init(name: String, x: [Double], y: [Double]) {
      self.name = name
      self.x = x
      self.y = y
    }
  }

  /// Makes curves.
  package init(
    title: String = "", axis: String, series: [Series], isCompact: Bool = false,
    span: ClosedRange<Double>? = nil
  ) {
    self.title = title
    self.axis = axis
    self.isCompact = isCompact
    self.span = span
    self.series = series
  }
}

/// A matrix of numbers with the names of its rows and columns.
package struct Matrix: Sendable, Codable {
  /// What the matrix is of; empty if the names of its rows and columns say it.
  package var title: String
  /// What the rows are, and the name of each; empty if they have none.
  package var rowTitle: String
  /// The names of the rows.
  package var rowNames: [String]
  /// What the columns are.
  package var columnTitle: String
  /// The names of the columns.
  package var columnNames: [String]
  /// The rows, all of one length.
  package var values: [[Double]]
  /// What the shade of a cell says.
  package var shading: Shading

  /// What the shade of a cell says.
  package enum Shading: String, Sendable, Codable {
    /// Where the number is between the least and the greatest of the matrix.
    case range
    /// Its share of the sum of its row, by its cube root, so that small shares are seen.
    case rowShare = "row-share"
    /// The number itself, which lies between 0 and 1.
    case unit
    /// The number itself, of 1 or the greatest magnitude if that is more; those below 0 in another
    /// colour.
    case signed
  }

  /// Makes a matrix.
  package init(
    title: String = "", rowTitle: String, rowNames: [String], columnTitle: String,
    columnNames: [String],
    values: [[Double]], shading: Shading = .range
  ) {
    self.title = title
    self.rowTitle = rowTitle
    self.rowNames = rowNames
    self.columnTitle = columnTitle
    self.columnNames = columnNames
    self.values = values
    self.shading = shading
  }
}

/// Grey images of one size.
package struct Images: Sendable, Codable {
  /// Height of each in pixels.
  package var height: Int
  /// Width of each in pixels.
  package var width: Int
  /// The images: rows from top to bottom, 0 black to 255 white; each `height * width` long.
  package var pixels: [[UInt8]]
  /// A line of text for each image; empty if there is none.
  package var captions: [String]

  /// Makes images.
  package init(height: Int, width: Int, pixels: [[UInt8]], captions: [String]) {
    self.height = height
    self.width = width
    self.pixels = pixels
    self.captions = captions
  }
}
