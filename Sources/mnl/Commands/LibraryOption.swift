import ArgumentParser
import FoundationEssentials
import MNLBuiltins
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
    var isFolder = false
    guard FileManager.default.fileExists(atPath: stdlib, isDirectory: &isFolder), isFolder else {
      throw ValidationError("'--stdlib' must be a folder, and '\(stdlib)' is none.")
    }
  }

  /// The modules of the option, of the environment, of the place where the program is installed, and
  /// of the program itself, in this order.
  var modules: ModuleFiles {
    let environment = Environment.variables["MNL_STDLIB"].flatMap { $0.isEmpty ? nil : $0 }
    let folders = [stdlib, environment, Self.installed].compactMap { $0 }
    return ModuleFiles(folders: folders, texts: StandardLibrary.modules)
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
