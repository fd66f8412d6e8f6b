package import MNLDiagnostics
import MNLSyntax

/// The modules of a session: each is read and checked once, whoever uses it.
package final class ModuleLibrary {
  private let finder: any ModuleFinder
  private let registry: Registry
  private var modules: [String: Module?] = [:]
  /// The modules that are being loaded, each used by the one before it.
  private var loading: [(name: String, identity: String)] = []

  /// Why a module cannot be used.
  struct Failure: Error {
    /// The faults, in the module's text or at the `use`; none if they have been told before.
    let diagnostics: [Diagnostic]
  }

  /// Makes a library whose modules call the commands of a registry.
  ///
  /// - Parameters:
  ///   - finder: Where modules come from.
  ///   - registry: The commands of plugins.
  package init(_ finder: any ModuleFinder, registry: Registry) {
    self.finder = finder
    self.registry = registry
  }

  /// The names that `use` finds without a path, in the order of the alphabet.
  package var names: [String] { finder.names }

  /// The modules that are found without a path, without those that have faults.
  ///
  /// - Complexity: O(n) for n bytes of their texts when it is first asked for.
  package var all: [Module] {
    names.compactMap {
      try? module(Name($0, span: SourceSpan(SourceFile(name: "", text: ""), 0..<0)))
    }
  }

  /// The texts of the modules that were loaded so far, in the order of their names.
  package var files: [SourceFile] {
    modules.values.compactMap { $0?.commands.first?.definition.name.span.file }
      .sorted { $0.name < $1.name }
  }

  /// A command of a module that is found without a path, by its name or its full name.
  func command(_ name: String) -> DefinedCommand? {
    all.lazy.flatMap(\.names).first { $0.name == name }?.command
  }

  /// The module that brings a command, for help; nil if none does.
  func module(bringing command: String) -> Module? {
    all.first { $0.names.contains { $0.name == command } }
  }

  /// Loads a module, if it is not loaded yet.
  ///
  /// - Parameter name: What stands behind `use`.
  /// - Returns: The module.
  /// - Throws: `Failure` with what is wrong.
  func module(_ name: Name) throws(Failure) -> Module {
    let request = ModuleRequest(name.text, from: name.span.file.name)
    switch finder.find(request) {
    case .missing(let places): throw Failure(diagnostics: [missing(name, places)])
    case .faulty(let faults): throw Failure(diagnostics: faults.map { used($0, by: name) })
    case .found(let text):
      if let known = modules[text.identity] {
        guard let known else { throw Failure(diagnostics: []) }
        return known
      }
      if let first = loading.firstIndex(where: { $0.identity == text.identity }) {
        throw Failure(diagnostics: [circle(name, loading[first...].map(\.name) + [text.name])])
      }
      return try load(text, usedBy: name)
    }
  }

  private func load(_ text: ModuleText, usedBy name: Name) throws(Failure) -> Module {
    loading.append((text.name, text.identity))
    defer { loading.removeLast() }
    let checker = Checker(registry: registry, modules: self)
    let faults = checker.module(text.scripts).filter { $0.severity == .error }
    guard faults.isEmpty else {
      modules[text.identity] = .some(nil)
      throw Failure(diagnostics: faults.map { used($0, by: name) })
    }
    let commands = text.scripts.flatMap(\.statements).compactMap { statement in
      if case .def(let definition) = statement.kind {
        return checker.definitions[definition.name.text]
      }
      return nil
    }
    let module = Module(text, commands: commands, scope: checker.definitions)
    modules[text.identity] = module
    return module
  }

  private func missing(_ name: Name, _ places: [String]) -> Diagnostic {
    let known = Vocabulary(registry, definitions: [:], modules: self).modules
    let near = known.nearest(to: name.text)
    var fault = Diagnostic(
      .unknownModule, "there is no module '\(name.text)'", at: name.span,
      help: near.map(Candidates.suggestion),
      change: near.map { .replacing(name.span, with: $0) } ?? .advice)
    fault.notes = places.map { "it is not in \($0)" }
    return fault
  }

  private func circle(_ name: Name, _ path: [String]) -> Diagnostic {
    Diagnostic(
      .circularModules, "the module '\(path[0])' uses itself: " + path.joined(separator: ", "),
      at: name.span, help: "move what both need into a module of its own")
  }

  /// A fault of a module with where it is used, if it stands in another text.
  private func used(_ fault: Diagnostic, by name: Name) -> Diagnostic {
    guard fault.primary?.span.file !== name.span.file, !name.span.file.name.isEmpty else {
      return fault
    }
    var fault = fault
    let start = name.span.file.position(at: name.span.range.lowerBound)
    fault.notes.append(
      "the module '\(name.text)' is used in \(name.span.file.name):\(start.line):\(start.column)")
    return fault
  }
}
