package import MNLEvents

extension DisplayBundle: Archived {
  /// Writes the text and the data.
  ///
  /// - Throws: `ArchiveFault` if reports are nested too deeply.
  package func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    try archive.write(text)
    try archive.write(data)
  }

  /// Reads what was written.
  ///
  /// - Throws: `ArchiveFault` if the bytes are no bundle.
  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self.init(text: try archive.read(), data: try archive.read())
  }
}

extension DisplayData: Archived {
  /// What stands before data.
  private enum Tag: UInt8 {
    case table = 1
    case curves, matrix, images, report
  }

  /// Writes the data.
  ///
  /// - Throws: `ArchiveFault` if reports are nested too deeply.
  package func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    switch self {
    case .table(let table): try archive.write(Tag.table, table)
    case .curves(let curves): try archive.write(Tag.curves, curves)
    case .matrix(let matrix): try archive.write(Tag.matrix, matrix)
    case .images(let images): try archive.write(Tag.images, images)
    case .report(let bundles):
      try archive.nested { archive throws(ArchiveFault) in
        try archive.write(Tag.report, bundles)
      }
    }
  }

  /// Reads what was written.
  ///
  /// - Throws: `ArchiveFault` if the bytes are no data.
  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    let byte = try archive.byte()
    guard let tag = Tag(rawValue: byte) else {
      throw archive.fault(.unknownTag(byte, of: "what is shown"))
    }
    switch tag {
    case .table: self = .table(try archive.read())
    case .curves: self = .curves(try archive.read())
    case .matrix: self = .matrix(try archive.read())
    case .images: self = .images(try archive.read())
    case .report:
      self = .report(
        try archive.nested { archive throws(ArchiveFault) in
          try archive.read([DisplayBundle].self)
        })
    }
  }
}

extension Table: Archived {
  /// Writes the title, the headings and the rows.
  package func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    try archive.write(title)
    try archive.write(columns)
    try archive.write(rows)
  }

  /// Reads what was written.
  ///
  /// - Throws: `ArchiveFault` if the bytes are no table.
  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self.init(title: try archive.read(), columns: try archive.read(), rows: try archive.read())
  }
}

extension Table.Column: Archived {
  /// Writes the heading and its unit.
  package func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    try archive.write(title)
    try archive.write(unit)
  }

  /// Reads what was written.
  ///
  /// - Throws: `ArchiveFault` if the bytes are no heading.
  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self.init(try archive.read(), unit: try archive.read())
  }
}

extension Table.Cell: Archived {
  /// What stands before a cell.
  private enum Tag: UInt8 {
    case empty, text, int, number, trend
  }

  /// Writes the cell.
  package func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    switch self {
    case .empty: archive.write(byte: Tag.empty.rawValue)
    case .text(let text): try archive.write(Tag.text, text)
    case .int(let int): try archive.write(Tag.int, int)
    case .number(let number, let digits):
      try archive.write(Tag.number, number)
      try archive.write(digits)
    case .trend(let values): try archive.write(Tag.trend, values)
    }
  }

  /// Reads what was written.
  ///
  /// - Throws: `ArchiveFault` if the bytes are no cell.
  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    let byte = try archive.byte()
    switch Tag(rawValue: byte) {
    case .empty: self = .empty
    case .text: self = .text(try archive.read())
    case .int: self = .int(try archive.read())
    case .number: self = .number(try archive.read(), digits: try archive.read())
    case .trend: self = .trend(try archive.read())
    case nil: throw archive.fault(.unknownTag(byte, of: "a cell"))
    }
  }
}

extension Curves: Archived {
  /// Writes the lines and their axis.
  package func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    try archive.write(title)
    try archive.write(axis)
    try archive.write(series)
    try archive.write(isCompact)
    try archive.write(span.map { [$0.lowerBound, $0.upperBound] })
  }

  /// Reads what was written.
  ///
  /// - Throws: `ArchiveFault` if the bytes are no curves.
  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self.init(
      title: try archive.read(), axis: try archive.read(), series: try archive.read(),
      isCompact: try archive.read())
    guard let ends = try archive.read([Double]?.self) else { return }
    guard ends.count == 2, ends[0] <= ends[1] else {
      throw archive.fault(.contradiction("an axis from \(ends)"))
    }
    span = ends[0]...ends[1]
  }
}

extension Curves.Series: Archived {
  /// Writes the name and the points.
  package func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    try archive.write(name)
    try archive.write(x)
    try archive.write(y)
  }

  /// Reads what was written.
  ///
  /// - Throws: `ArchiveFault` if the bytes are no line.
  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self.init(name: try archive.read(), x: try archive.read(), y: try archive.read())
  }
}

extension Matrix: Archived {
  /// Writes the numbers and the names.
  package func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    try archive.write(title)
    try archive.write(rowTitle)
    try archive.write(rowNames)
    try archive.write(columnTitle)
    try archive.write(columnNames)
    try archive.write(values)
    try archive.write(shading.rawValue)
  }

  /// Reads what was written.
  ///
  /// - Throws: `ArchiveFault` if the bytes are no matrix.
  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self.init(
      title: try archive.read(), rowTitle: try archive.read(), rowNames: try archive.read(),
      columnTitle: try archive.read(), columnNames: try archive.read(),
      values: try archive.read())
    let word = try archive.read(String.self)
    guard let shading = Shading(rawValue: word) else {
      throw archive.fault(.contradiction("the shading '\(word)'"))
    }
    self.shading = shading
  }
}

extension Images: Archived {
  /// Writes the sizes, the pixels and the captions.
  package func write(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    try archive.write(height)
    try archive.write(width)
    try archive.write(pixels)
    try archive.write(captions)
  }

  /// Reads what was written.
  ///
  /// - Throws: `ArchiveFault` if the bytes are no images.
  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self.init(
      height: try archive.read(), width: try archive.read(), pixels: try archive.read(),
      captions: try archive.read())
  }
}
