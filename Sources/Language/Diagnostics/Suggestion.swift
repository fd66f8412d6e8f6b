/// "Did you mean": the candidate nearest to a misspelt name.
package enum Suggestion {
  /// The nearest candidate at an edit distance of 2 or less; nil if none is that near.
  ///
  /// A name of up to four letters is only ever one letter away, otherwise every short name would be
  /// a suggestion for every other: `relu` for `help`. Of equally near candidates the first in the
  /// alphabet wins.
  ///
  /// - Complexity: O(c · n · m) for c candidates of m letters and a name of n.
  package static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
    let limit = name.count <= 4 ? 1 : 2
    let letters = Array(name)
    var best: (distance: Int, name: String)?
    for candidate in candidates where candidate != name {
      // Lengths that differ by more need as many steps, and letters take up to four bytes.
      guard candidate.utf8.count <= 4 * (letters.count + limit) else { continue }
      let other = Array(candidate)
      guard abs(other.count - letters.count) <= limit else { continue }
      let distance = distance(from: letters, to: other)
      guard distance <= limit, distance < max(letters.count, other.count) else { continue }
      if let held = best, (held.distance, held.name) <= (distance, candidate) { continue }
      best = (distance, candidate)
    }
    return best?.name
  }

  /// The edit distance in which a swap of neighbours counts as one step (Damerau 1964, restricted).
  static func distance(from a: [Character], to b: [Character]) -> Int {
    var before: [Int] = []
    var previous = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var cost = min(previous[j + 1] + 1, row[j] + 1)
        cost = min(cost, previous[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
        row.append(cost)
      }
      before = previous
      previous = row
    }
    return previous[b.count]
  }
}
