package import MNLDiagnostics
import MNLEvents
package import MNLNotebook
package import MNLRuntime
import MNLSyntax

/// A text that is to be a document.
package struct DocumentSource {
  /// What the user calls it: a path, `-c`, `<stdin>`.
  let name: String
  /// The text; it may be anything.
  let bytes: [UInt8]

  /// Makes a source.
  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

/// A document that has been read, and checked if it is to run.
package struct PreparedDocument {
  /// The document.
  package let document: Document
  /// The trees of its code cells, in their order.
  let scripts: [Script]
  /// What the user should know although it can run.
  let warnings: [Diagnostic]
  /// Which cells are to run.
  let plan: RunPlan
  /// What becomes of each code cell.
  let roles: [CellRole]
}

/// A document that cannot run: everything that is wrong with it.
package struct RefusedDocument: Error {
  /// The name of the source.
  package let name: String
  /// The faults.
  package let diagnostics: [Diagnostic]

  /// Makes a refusal.
  package init(name: String, diagnostics: [Diagnostic]) {
    self.name = name
    self.diagnostics = diagnostics
  }

  /// The refusal of a file that cannot be read or written.
  package init(_ failure: SourceFailure) {
    self.init(name: failure.name, diagnostics: [failure.diagnostic])
  }
}

extension Session {
  /// Faults that are shown of one document.
  private static let diagnosticLimit = 10

  /// Reads, parses and checks a document without running any of it.
  ///
  /// - Parameters:
  ///   - source: The text.
  ///   - overrides: The values given from outside.
  ///   - plan: Which cells are to run.
  /// - Returns: What `run` takes.
  /// - Throws: `RefusedDocument` with all that is wrong, ten faults at most.
  package func prepare(
    _ source: DocumentSource, overrides: [ParameterOverride] = [], plan: RunPlan = RunPlan()
  ) throws(RefusedDocument) -> PreparedDocument {
    let document = try read(source, overrides: overrides, plan: plan)
    let cells = document.document.codeCells
    let running = document.roles.indices.filter { !document.roles[$0].isLeftOut }
    var diagnostics = interpreter.check(
      running.map { document.scripts[$0] }, overrides: overrides,
      isWhole: running.count == cells.count,
      tolerating: Set(running.indices.filter { cells[running[$0]].mayFail }))
    diagnostics += running.compactMap { cells[$0].timeoutFault(in: document.document.file) }
    if plan.expectedOutput != .ignored {
      diagnostics += running.flatMap { index in
        OutputCheck.misplaced(
          in: cells[index], document.scripts[index], of: document.document.file)
      }
    }
    guard !diagnostics.contains(where: { $0.severity == .error }) else {
      throw refusal(source.name, diagnostics)
    }
    return PreparedDocument(
      document: document.document, scripts: document.scripts,
      warnings: document.document.warnings + diagnostics, plan: plan, roles: document.roles)
  }

  /// Reads and parses a document, which is enough to list what it holds.
  ///
  /// - Throws: `RefusedDocument` with what is wrong with the text, or an override of a parameter that
  ///   it does not declare.
  package func prepareListing(
    of source: DocumentSource, overrides: [ParameterOverride] = []
  ) throws(RefusedDocument) -> PreparedDocument {
    let document = try read(source, overrides: overrides)
    let faults = interpreter.faultsOfOverrides(for: document.scripts)
    guard faults.isEmpty else { throw refusal(source.name, faults) }
    return document
  }

  private func read(
    _ source: DocumentSource, overrides: [ParameterOverride], plan: RunPlan = RunPlan()
  ) throws(RefusedDocument) -> PreparedDocument {
    let document: Document
    do throws(DocumentFailure) {
      document = try Document(named: source.name, bytes: source.bytes)
    } catch {
      throw refusal(source.name, error.diagnostics)
    }
    remember(document)
    interpreter.setOverrides(overrides)
    let scripts: [Script]
    do throws(DocumentFailure) {
      scripts = try document.parsedCells()
    } catch {
      throw refusal(source.name, error.diagnostics)
    }
    return PreparedDocument(
      document: document, scripts: scripts, warnings: [], plan: plan,
      roles: try plan.roles(of: document, scripts))
  }

  private func refusal(_ name: String, _ diagnostics: [Diagnostic]) -> RefusedDocument {
    RefusedDocument(name: name, diagnostics: Array(diagnostics.prefix(Self.diagnosticLimit)))
  }

  /// Tells why a document did not run; the run that never was has the exit code 2.
  package func refuse(_ refused: RefusedDocument) -> ExitCode {
    start(refused.name, nil, cellCount: 0, [])
    report(refused.diagnostics)
    return end(.failed, .unusable, seconds: 0)
  }
}
