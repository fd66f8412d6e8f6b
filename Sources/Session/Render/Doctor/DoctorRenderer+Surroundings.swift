import MNLEvents

extension DoctorRenderer {
  /// The lines about the terminal, the plugins, and the paths.
  func surroundings(of report: DoctorReport) -> [(name: String, value: String)] {
    let around = report.surroundings
    let commands = around.plugins.reduce(0) { $0 + $1.commands }
    var facts: [(name: String, value: String)] = report.dataFolders.enumerated().map {
      ($0.offset == 0 ? "searched" : "", folder($0.element))
    }
    facts += [
      ("init.mnl", startFile(report.startFile)), ("history", history(report.history)),
      ("stdlib", library(around.library)),
      (
        "plugins",
        "\(around.plugins.map(\.name).joined(separator: ", ")): \(counted(commands, "command"))"
      ), ("", "all built in, none come from elsewhere; `use` takes modules of stdlib"),
      ("terminal", terminal(around.terminal)), ("editing", editing(around)), ("zlib", report.zlib),
    ]
    return facts
  }

  private func folder(_ folder: DoctorReport.DataFolder) -> String {
    let found = folder.names.isEmpty ? "no data set" : folder.names.joined(separator: ", ")
    return "\(folder.path) (\(folder.place.words)): " + (folder.exists ? found : "is not there")
  }

  private func startFile(_ file: DoctorReport.UserFile?) -> String {
    guard let file else { return "none: neither HOME nor XDG_CONFIG_HOME is set" }
    return file.path + (file.exists ? ", prepares the prompt" : ", is not there")
  }

  private func history(_ file: DoctorReport.UserFile?) -> String {
    guard let file else { return "none: neither HOME nor XDG_STATE_HOME is set" }
    if let obstacle = file.obstacle { return "\(file.path), cannot be written: \(obstacle)" }
    return file.path + (file.exists ? ", can be written" : ", is made at the first prompt")
  }

  private func library(_ library: DoctorReport.Library) -> String {
    let folders = library.folders.map { folder in
      let name =
        switch folder.origin {
        case .option: "--stdlib"
        case .environment: "MNL_STDLIB"
        case .installed: "installed"
        }
      return "\(folder.path) (\(folder.exists ? name : "\(name), is not there")), then "
    }
    return folders.joined() + "the program's own; \(counted(library.modules.count, "module"))"
  }

  private func terminal(_ terminal: DoctorReport.Terminal) -> String {
    let characters = terminal.usesUnicode ? "UTF-8" : "no UTF-8"
    guard let columns = terminal.columns else {
      return "standard output is none; \(characters)"
    }
    let size = terminal.rows.map { "\(columns) x \($0)" } ?? counted(columns, "column")
    let colors =
      switch terminal.colors {
      case 0: "no colours"
      case 1 << 24: "true colour"
      case let count: "\(count) colours"
      }
    return "\(terminal.name ?? "TERM is not set"), \(size), \(colors), \(characters)"
  }

  private func editing(_ around: DoctorReport.Surroundings) -> String {
    switch around.terminal.editingObstacle {
    case nil: "by readline \(around.readline)"
    case .noTerminal:
      "none, since standard input or output is no terminal; else by readline \(around.readline)"
    case .noName: "none, since TERM is not set; else by readline \(around.readline)"
    case .dumb: "none, since TERM is dumb; else by readline \(around.readline)"
    }
  }
}
