import MNLEvents

extension DoctorJSON {
  static func terminal(_ terminal: DoctorReport.Terminal) -> JSONText {
    .object([
      ("term", .optional(terminal.name)), ("colors", .int(terminal.colors)),
      ("columns", .optional(terminal.columns)),
      ("rows", .optional(terminal.rows)), ("utf8", .bool(terminal.usesUnicode)),
      ("edits_lines", .bool(terminal.editingObstacle == nil)),
      ("obstacle", .optional(terminal.editingObstacle?.rawValue)),
    ])
  }

  static func plugin(_ plugin: DoctorReport.Plugin) -> JSONText {
    .object([
      ("name", .text(plugin.name)), ("summary", .text(plugin.summary)),
      ("commands", .int(plugin.commands)), ("builtin", .bool(true)),
    ])
  }

  static func paths(_ report: DoctorReport) -> JSONText {
    .object([
      ("init", report.startFile.map(file) ?? .null), ("history", report.history.map(file) ?? .null),
      ("data", .list(report.dataFolders.map(folder))),
      ("stdlib", .list(report.surroundings.library.folders.map(folder))),
      ("modules", .list(report.surroundings.library.modules.map { .text($0) })),
    ])
  }

  static func versions(_ report: DoctorReport) -> JSONText {
    .object([
      ("mnl", .text(report.program.version)), ("readline", .text(report.surroundings.readline)),
      ("openblas", .text(report.blas.configuration)), ("zlib", .text(report.zlib)),
    ])
  }

  private static func file(_ file: DoctorReport.UserFile) -> JSONText {
    .object([
      ("path", .text(file.path)), ("exists", .bool(file.exists)),
      ("obstacle", .optional(file.obstacle)),
    ])
  }

  private static func folder(_ folder: DoctorReport.DataFolder) -> JSONText {
    .object([
      ("place", .text(folder.place.rawValue)), ("folder", .text(folder.path)),
      ("exists", .bool(folder.exists)), ("found", .list(folder.names.map { .text($0) })),
    ])
  }

  private static func folder(_ folder: DoctorReport.Library.Folder) -> JSONText {
    .object([
      ("folder", .text(folder.path)), ("origin", .text(folder.origin.rawValue)),
      ("exists", .bool(folder.exists)),
    ])
  }
}
