import ArgumentParser
import MNLRender

/// The options that say how events are shown.
struct OutputOptions: ParsableArguments {
  @Flag(help: "Write one JSON object a line to standard output, and nothing else.")
  var json = false

  @Flag(help: "Leave out titles, times and progress.")
  var quiet = false

  @Option(help: "How progress is shown: auto, bar, lines or none.")
  var progress: ProgressMode = .auto

  @Flag(help: "Show progress in the title of the terminal, too.")
  var title = false

  @Option(help: "How errors are told: drawn, or plain, in sentences for a screen reader.")
  var errors: ErrorForm = .drawn

  @Option(help: "When colours are used: auto, always or never.")
  var color: StreamStyle.ColorMode = .auto
}

/// How errors are told.
enum ErrorForm: String, CaseIterable, ExpressibleByArgument {
  /// With an excerpt of the text and a caret.
  case drawn
  /// In sentences, for a screen reader.
  case plain
}

extension ProgressMode: ExpressibleByArgument {}
extension StreamStyle.ColorMode: ExpressibleByArgument {}
