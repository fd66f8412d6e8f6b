/// What has to be taken from some lines and added to them so that they become others.
struct LineDifference {
  private enum Edit {
    case same(Substring)
    case gone(Substring)
    case new(Substring)

    var isSame: Bool { if case .same = self { true } else { false } }
    var line: String {
      switch self {
      case .same(let line): "  " + line
      case .gone(let line): "- " + line
      case .new(let line): "+ " + line
      }
    }
  }

  private let edits: [Edit]

  /// Compares lines.
  ///
  /// - Complexity: O(n · d) for n lines and d differences.
  init(_ old: [Substring], _ new: [Substring]) {
    let changes = new.difference(from: old)
    var gone: Set<Int> = []
    var added: [Int: Substring] = [:]
    for change in changes {
      switch change {
      case .remove(let offset, _, _): gone.insert(offset)
      case .insert(let offset, let line, _): added[offset] = line
      }
    }
    var edits: [Edit] = []
    var place = 0
    for (index, line) in old.enumerated() {
      while !gone.contains(index), let new = added[place] {
        edits.append(.new(new))
        place += 1
      }
      if gone.contains(index) {
        edits.append(.gone(line))
      } else {
        edits.append(.same(line))
        place += 1
      }
    }
    while let new = added[place] {
      edits.append(.new(new))
      place += 1
    }
    self.edits = edits
  }

  /// The changes with some lines around them, empty if there are none.
  ///
  /// Where lines are left out stands `…`.
  func unified(context: Int) -> [String] {
    let changed = edits.indices.filter { !edits[$0].isSame }
    guard !changed.isEmpty else { return [] }
    var isShown = [Bool](repeating: false, count: edits.count)
    for index in changed {
      for near in max(0, index - context)...min(edits.count - 1, index + context) {
        isShown[near] = true
      }
    }
    var lines: [String] = []
    for (index, edit) in edits.enumerated() {
      if isShown[index] {
        lines.append(edit.line)
      } else if index == 0 || isShown[index - 1] {
        lines.append("  …")
      }
    }
    return lines
  }
}
