/// What the columns of a table are for.
package struct TableRoles: Sendable {
  /// The places of columns in a certain table.
  struct Places {
    /// Those that a network reads, in its order.
    var features: [Int]
    /// The one that is asked for; nil where nothing is.
    var target: Int?
    /// The one by which rows belong together.
    var group: Int?
    /// The one that says when.
    var time: Int?
  }

  /// The column that is asked for; the last one if nil.
  package var target: String?
  /// The only columns that a network reads; all others if empty.
  package var features: [String]
  /// Columns that it does not read.
  package var without: [String]
  /// The column by which rows belong together; none if nil.
  package var group: String?
  /// The column that says when; none if nil.
  package var time: String?
  /// Whether the network reads the target, too: what it was before is known where it is foreseen.
  package var readsTarget: Bool

  /// Roles; without arguments, the last column is asked for and all others are read.
  package init(
    target: String? = nil, features: [String] = [], without: [String] = [], group: String? = nil,
    time: String? = nil, readsTarget: Bool = false
  ) {
    (self.target, self.features, self.without) = (target, features, without)
    (self.group, self.time, self.readsTarget) = (group, time, readsTarget)
  }

  /// Finds the columns in a table.
  ///
  /// - Throws: `unknownColumn` for a name that no column has, `noFeatures` where none is left.
  func places(in sketch: TableSketch, path: String) throws(DataError) -> Places {
    let target = try target.map { name throws(DataError) in
      try sketch.place(of: name, path: path)
    }
    var places = Places(
      features: [], target: target ?? sketch.columns.count - 1,
      group: try group.map { name throws(DataError) in try sketch.place(of: name, path: path) },
      time: try time.map { name throws(DataError) in try sketch.place(of: name, path: path) })
    var left: Set<Int> = []
    for name in without { left.insert(try sketch.place(of: name, path: path)) }
    if features.isEmpty {
      for place in [places.group, places.time, readsTarget ? nil : places.target] {
        if let place { left.insert(place) }
      }
      places.features = sketch.columns.indices.filter { !left.contains($0) }
    } else {
      for name in features { places.features.append(try sketch.place(of: name, path: path)) }
    }
    guard !places.features.isEmpty else { throw .unfitData(path: path, .noFeatures) }
    return places
  }
}

extension TableMeaning {
  /// Finds the columns that are read in another table; what is asked for need not be there.
  ///
  /// - Throws: `unknownColumn` for one that is not there.
  func places(in sketch: TableSketch, path: String) throws(DataError) -> TableRoles.Places {
    var features: [Int] = []
    for column in columns { features.append(try sketch.place(of: column.name, path: path)) }
    return TableRoles.Places(
      features: features, target: nil,
      group: try group.map { name throws(DataError) in try sketch.place(of: name, path: path) },
      time: try time.map { name throws(DataError) in try sketch.place(of: name, path: path) })
  }
}

extension TableSketch {
  /// The place of a column.
  ///
  /// - Throws: `unknownColumn`.
  fileprivate func place(of name: String, path: String) throws(DataError) -> Int {
    guard let place = columns.firstIndex(where: { $0.name == name }) else {
      throw .unknownColumn(path: path, name: name, known: columns.map(\.name))
    }
    return place
  }
}
