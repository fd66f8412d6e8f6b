import MNLRender
import MNLSession

/// The candidates of a completion, laid out below the line.
enum CandidateList {
  /// Lines that fit a window, the hint last.
  ///
  /// Candidates with a detail stand one below the other, others in columns; those that do not fit
  /// are counted.
  ///
  /// - Parameters:
  ///   - completion: The candidates and the hint.
  ///   - rows: The height of the window.
  ///   - columns: The width of the window.
  /// - Returns: Lines, each with its end.
  static func text(of completion: Completion, rows: Int, columns: Int) -> String {
    let hasDetails = completion.candidates.contains { !$0.detail.isEmpty }
    // The last column stays free, for some terminals wrap as soon as it is written to.
    let width = max(1, columns - 1)
    let height = max(2, rows - 3)
    let all = completion.candidates.map { VisibleText.escapingLine($0.label) }
    let widest = all.map { DisplayWidth.of($0) }.max() ?? 0
    let perLine = hasDetails ? 1 : max(1, (width + 2) / (widest + 2))
    let labels = all.count > height * perLine ? Array(all.prefix((height - 1) * perLine)) : all
    // Down the columns, as lists of files are read.
    let lineCount = (labels.count + perLine - 1) / perLine
    var lines = (0..<lineCount).map { row in
      stride(from: row, to: labels.count, by: lineCount).map { index in
        let detail = VisibleText.escapingLine(completion.candidates[index].detail)
        let isLast = index + lineCount >= labels.count && detail.isEmpty
        let gap = isLast ? 0 : widest - DisplayWidth.of(labels[index]) + 2
        return labels[index] + String(repeating: " ", count: gap) + detail
      }.joined()
    }
    if labels.count < all.count { lines.append("and \(all.count - labels.count) more") }
    if let hint = completion.hint { lines.append(VisibleText.escapingLine(hint)) }
    return lines.map { VisibleText.clipped($0, to: width, ellipsis: "...") + "\n" }.joined()
  }
}
