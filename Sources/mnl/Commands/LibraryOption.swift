import ArgumentParser
import FoundationEssentials
import MNLBuiltins
import MNLEvents
import MNLSession

/// The option that says where the modules of the library lie.
struct LibraryOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A folder of modules for `use`, before those of MNL_STDLIB and of the program.",
      valueName: "DIR"),
    completion: .directory)
  var stdlib: String?

  /// Refuses what is no folder.
  func validate() throws {
    guard let stdlib else { return }
    guard Self.isFolder(stdlib) else {
      throw ValidationError("'--stdlib' must be a folder, and '\(stdlib)' is none.")
    }
  }

  /// The modules of the option, of the environment, of the place where the program is installed, and
  /// of the program itself, in this order.
  var modules: ModuleFiles {
    ModuleFiles(folders: folders.map(\.path), texts: StandardLibrary.modules)
  }

  /// What `mnl doctor` says of them.
  var report: DoctorReport.Library { .init(folders: folders, modules: modules.names) }

  private var folders: [DoctorReport.Library.Folder] {
    let environment = Environment.variables["MNL_STDLIB"].flatMap { $0.isEmpty ? nil : $0 }
    let named: [(path: String?, origin: DoctorReport.Library.Origin)] = [
      (stdlib, .option), (environment, .environment), (Self.installed, .installed),
    ]
    return named.compactMap { path, origin in
      path.map { .init(path: $0, origin: origin, exists: Self.isFolder($0)) }
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
  }

  /// `share/mnl/stdlib` beside the `bin` in which the program lies; nil if it is not there.
  private static var installed: String? {
    guard let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    else { return nil }
    let prefix = URL(filePath: program).deletingLastPathComponent().deletingLastPathComponent()
    let folder = prefix.appending(path: "share/mnl/stdlib").path
    return FileManager.default.fileExists(atPath: folder) ? folder : nil
  }
}
