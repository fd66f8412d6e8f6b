package import MNLDiagnostics
package import MNLSyntax

/// What stands behind `use`.
package struct ModuleRequest: Sendable {
  /// A name, or the path of a file.
  package let text: String
  /// What errors call the text that says `use`: the path of a file, `-c`, `<stdin>`, `In[1]`.
  package let user: String

  /// Makes a request.
  package init(_ text: String, from user: String) {
    self.text = text
    self.user = user
  }

  /// Whether it is the path of a file, by `/` or `.mnl` in it, rather than a name.
  package var isPath: Bool { text.contains("/") || text.hasSuffix(".mnl") }
}

/// The text of a module, read but not yet checked.
package struct ModuleText {
  /// By what its commands are called in full: `tasks`.
  package let name: String
  /// What is the same for two requests exactly if they mean the same module.
  package let identity: String
  /// One line: what it is for, without a full stop; empty if it does not say so.
  package let summary: String
  /// Its cells.
  package let scripts: [Script]

  /// Makes a text.
  package init(name: String, identity: String, summary: String, scripts: [Script]) {
    self.name = name
    self.identity = identity
    self.summary = summary
    self.scripts = scripts
  }
}

/// What came of looking for a module.
package enum ModuleSearch {
  /// It is there.
  case found(ModuleText)
  /// It is in none of these places.
  case missing(places: [String])
  /// Its text cannot be read: what is wrong with it.
  case faulty([Diagnostic])
}

/// Where modules come from: files, and the library that is part of the program.
package protocol ModuleFinder {
  /// The names that `use` finds without a path, in the order of the alphabet.
  var names: [String] { get }

  /// Looks for a module and reads it.
  func find(_ request: ModuleRequest) -> ModuleSearch
}

/// A finder that knows no modules.
package struct NoModules: ModuleFinder {
  /// Makes one.
  package init() {}

  /// None.
  package var names: [String] { [] }

  /// Finds nothing, nowhere.
  package func find(_ request: ModuleRequest) -> ModuleSearch { .missing(places: []) }
}
