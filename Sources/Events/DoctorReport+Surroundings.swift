extension DoctorReport {
  /// What is around the engine: the terminal, the plugins, and the files of the user.
  package struct Surroundings: Sendable, Equatable {
    /// What the terminal can do.
    package var terminal: Terminal
    /// The version of GNU readline.
    package var readline: String
    /// Where commands come from.
    package var plugins: [Plugin]
    /// The file that prepares the prompt; nil without a home.
    package var startFile: String?
    /// The file of the cells that were typed; nil without a home.
    package var history: String?
    /// Where `use` finds modules.
    package var library: Library

    /// Makes the facts about what is around the engine.
    package init(
      terminal: Terminal, readline: String, plugins: [Plugin], startFile: String?,
      history: String?, library: Library
    ) {
      self.terminal = terminal
      self.readline = readline
      self.plugins = plugins
      self.startFile = startFile
      self.history = history
      self.library = library
    }
  }

  /// What the terminal can do.
  package struct Terminal: Sendable, Equatable {
    /// Why lines are not edited.
    package enum EditingObstacle: String, Sendable {
      /// Standard input or output is no terminal.
      case noTerminal = "no-terminal"
      /// `TERM` is not set.
      case noName = "no-term"
      /// `TERM` is `dumb`.
      case dumb = "dumb-term"
    }

    /// The value of `TERM`; nil if it is not set.
    package var name: String?
    /// How many colours are written; 0 for none.
    package var colors: Int
    /// The width of the window; nil if standard output is no terminal.
    package var columns: Int?
    /// The height of the window; nil if it is not known.
    package var rows: Int?
    /// Whether the locale is one of UTF-8.
    package var usesUnicode: Bool
    /// Why the prompt does not edit lines; nil if it does.
    package var editingObstacle: EditingObstacle?

    /// Makes the facts about a terminal.
    package init(
      name: String?, colors: Int, columns: Int?, rows: Int?, usesUnicode: Bool,
      editingObstacle: EditingObstacle?
    ) {
      self.name = name
      self.colors = colors
      self.columns = columns
      self.rows = rows
      self.usesUnicode = usesUnicode
      self.editingObstacle = editingObstacle
    }
  }

  /// A plugin of the program.
  package struct Plugin: Sendable, Equatable {
    /// The owner in `owner.command`.
    package var name: String
    /// What it is for.
    package var summary: String
    /// How many commands it has.
    package var commands: Int

    /// Makes the facts about a plugin.
    package init(name: String, summary: String, commands: Int) {
      self.name = name
      self.summary = summary
      self.commands = commands
    }
  }

  /// Where `use` finds modules.
  package struct Library: Sendable, Equatable {
    /// What named a folder.
    package enum Origin: String, Sendable {
      /// `--stdlib`.
      case option
      /// `MNL_STDLIB`.
      case environment
      /// The place where the program is installed.
      case installed
    }

    /// A folder of modules.
    package struct Folder: Sendable, Equatable {
      /// Where it is.
      package var path: String
      /// What named it.
      package var origin: Origin
      /// Whether it is there.
      package var exists: Bool

      /// Makes the facts about a folder.
      package init(path: String, origin: Origin, exists: Bool) {
        self.path = path
        self.origin = origin
        self.exists = exists
      }
    }

    /// The folders, in the order in which they are searched; then come the program's own modules.
    package var folders: [Folder]
    /// The names of all modules.
    package var modules: [String]

    /// Makes the facts about a library.
    package init(folders: [Folder], modules: [String]) {
      self.folders = folders
      self.modules = modules
    }
  }

  /// A file of the user.
  package struct UserFile: Sendable, Equatable {
    /// Where it is or would be.
    package var path: String
    /// Whether it is there.
    package var exists: Bool
    /// Why it cannot be written, in the words of the system; nil if it can.
    package var obstacle: String?

    /// Makes the facts about a file.
    package init(path: String, exists: Bool, obstacle: String?) {
      self.path = path
      self.exists = exists
      self.obstacle = obstacle
    }
  }

  /// A folder that is searched for data sets.
  package struct DataFolder: Sendable, Equatable {
    /// Whose it is.
    package var place: DataSet.Place
    /// Where it is.
    package var path: String
    /// Whether it is there.
    package var exists: Bool
    /// The data sets that lie in it.
    package var names: [String]

    /// Makes the facts about a folder.
    package init(place: DataSet.Place, path: String, exists: Bool, names: [String]) {
      self.place = place
      self.path = path
      self.exists = exists
      self.names = names
    }
  }
}
