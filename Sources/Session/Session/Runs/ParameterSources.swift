import MNLDiagnostics
import MNLNotebook
package import MNLRuntime
import MNLSyntax

/// Values for the parameters of a script that are written down outside of it.
package enum ParameterSources {
  /// What the names of variables of the environment begin with.
  private static let prefix = "MNL_SET_"

  /// The values that `MNL_SET_name` gives, in the order of the names.
  package static func environment(_ variables: [String: String]) -> [ParameterOverride] {
    variables.filter { $0.key.hasPrefix(prefix) && $0.key.count > prefix.count }
      .sorted { $0.key < $1.key }
      .map { name, text in
        ParameterOverride(
          name: String(name.dropFirst(prefix.count)), text: text, origin: .environment)
      }
  }

  /// The values in a file: a JSON object of names with numbers, texts, `true`, `false`, `null` and
  /// lists of such.
  ///
  /// - Throws: `RefusedDocument` if the file cannot be read or holds something else.
  package static func file(_ path: String) throws(RefusedDocument) -> [ParameterOverride] {
    let bytes: [UInt8]
    do throws(SourceFailure) {
      bytes = try SourceReader.read(path)
    } catch {
      throw RefusedDocument(error)
    }
    let file = SourceFile(name: path, bytes: bytes)
    let value: JSONValue
    do throws(DocumentFailure) {
      value = try JSONValue(file, code: .malformedParameters)
    } catch {
      throw RefusedDocument(name: path, diagnostics: error.diagnostics)
    }
    guard let members = value.members else {
      throw refusal(path, "holds no object", "write `{\"epochs\": 3}`")
    }
    var overrides: [ParameterOverride] = []
    for member in members {
      guard let text = member.value.parameterText else {
        throw refusal(
          path, "gives '\(member.key)' an object", "a parameter is a number, a text or a list")
      }
      guard !overrides.contains(where: { $0.name == member.key }) else {
        throw refusal(path, "gives '\(member.key)' twice", "leave one of them out")
      }
      overrides.append(ParameterOverride(name: member.key, text: text, origin: .file(path)))
    }
    return overrides
  }

  private static func refusal(_ path: String, _ fault: String, _ help: String) -> RefusedDocument {
    RefusedDocument(
      name: path,
      diagnostics: [
        Diagnostic(
          .malformedParameters, "the file of parameters '\(path)' \(fault)", help: help)
      ])
  }
}

extension JSONValue {
  /// The value as `--set` takes it; nil for an object.
  fileprivate var parameterText: String? {
    if case .text(let text) = self { return text }
    return literal
  }

  /// The value as a literal of the language; nil for an object.
  private var literal: String? {
    switch self {
    case .null: return "none"
    case .bool(let bool): return bool ? "true" : "false"
    case .int(let int): return String(int)
    case .number(let number): return Value.float(number).printed
    case .text(let text): return Printer.literal(text)
    case .list(let values):
      let literals = values.compactMap(\.literal)
      return literals.count == values.count ? "[\(literals.joined(separator: ", "))]" : nil
    case .object: return nil
    }
  }
}
