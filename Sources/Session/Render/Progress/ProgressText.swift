import MNLEvents

/// A report of progress as one line of text.
enum ProgressText {
  /// The line that is redrawn on a terminal, in at most `width` columns.
  ///
  /// Where the window is narrow, first the bar shrinks, then the speed, the time left and the later
  /// measurements give way.
  static func bar(_ progress: Progress, width: Int, style: StreamStyle) -> String {
    let label = VisibleText.escapingLine(progress.label)
    var metrics = measurements(of: progress)
    var rate = rate(of: progress)
    var left = timeLeft(of: progress)
    var barWidth = progress.total > 0 ? 24 : 0
    func line() -> String {
      var parts = [label]
      if barWidth > 0 { parts.append(strip(progress, width: barWidth, style: style)) }
      parts.append(share(of: progress))
      parts += metrics + [rate, left].compactMap { $0 }
      return parts.joined(separator: "  ")
    }
    while DisplayWidth.of(line()) > width {
      if barWidth > 8 {
        barWidth -= 1
      } else if rate != nil {
        rate = nil
      } else if left != nil {
        left = nil
      } else if metrics.count > 1 {
        metrics.removeLast()
      } else if barWidth > 0 {
        barWidth = 0
      } else {
        return VisibleText.clipped(line(), to: width, ellipsis: "...")
      }
    }
    return line()
  }

  /// The line that stays: after an epoch, or every ten seconds where nothing can be redrawn.
  ///
  /// Where it is longer than `width`, the time left and then the speed give way; a line that is still
  /// too long goes on in the next. nil is any width.
  static func line(_ progress: Progress, width: Int?) -> String {
    let label = VisibleText.escapingLine(progress.label)
    let measured = (progress.isFinal ? [] : [share(of: progress)]) + measurements(of: progress)
    var pace = [rate(of: progress), timeLeft(of: progress)].compactMap { $0 }
    func line() -> String {
      let parts = measured + pace
      return parts.isEmpty ? label : "\(label): \(parts.joined(separator: ", "))"
    }
    guard let width else { return line() }
    while DisplayWidth.of(line()) > width, !pace.isEmpty { pace.removeLast() }
    return WrappedText.wrapping(line(), to: width)
  }

  /// The label and how much is done: `epoch 2 of 6, 50 %`.
  static func brief(_ progress: Progress) -> String {
    "\(VisibleText.escapingLine(progress.label)), \(share(of: progress))"
  }

  private static func fraction(_ progress: Progress) -> Double {
    progress.total > 0 ? min(1, max(0, Double(progress.done) / Double(progress.total))) : 0
  }

  private static func share(of progress: Progress) -> String {
    guard progress.total > 0 else {
      return "\(MeasuredNumber.grouped(progress.done)) \(VisibleText.escapingLine(progress.unit))"
    }
    return "\(Int(fraction(progress) * 100)) %"
  }

  private static func strip(_ progress: Progress, width: Int, style: StreamStyle) -> String {
    let full = Int(fraction(progress) * Double(width))
    let (done, open) = style.usesUnicode ? ("█", "░") : ("#", "-")
    return String(repeating: done, count: full) + String(repeating: open, count: width - full)
  }

  private static func measurements(of progress: Progress) -> [String] {
    progress.metrics.map {
      "\(VisibleText.escapingLine($0.name)) \(MeasuredNumber.measured($0.value))"
    }
  }

  private static func rate(of progress: Progress) -> String? {
    progress.rate.flatMap { rate in
      guard rate.isFinite, rate >= 0, rate < 1e15 else { return nil }
      let number =
        rate < 10 ? DecimalText.fixed(rate, digits: 1) : MeasuredNumber.grouped(Int(rate.rounded()))
      return "\(number) \(VisibleText.escapingLine(progress.unit))/s"
    }
  }

  private static func timeLeft(of progress: Progress) -> String? {
    // When the last piece of the work is done, there is nothing left to wait for.
    guard let seconds = progress.secondsLeft, seconds.isFinite, !progress.isFinal || seconds >= 0.5
    else { return nil }
    return "\(MeasuredNumber.clock(seconds)) left"
  }
}
