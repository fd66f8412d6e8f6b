import MNLDiagnostics
import MNLEvents
import MNLSyntax

extension CommandContext {
  /// The handle that a command makes which was written down, as in `adam rate=0.01`.
  ///
  /// The text may come from a file, so nothing else is run than commands that make handles, from
  /// numbers, words and other such commands: they see nothing of the session.
  ///
  /// - Parameters:
  ///   - kind: The kind of handle that it has to be.
  ///   - text: The command with its arguments.
  /// - Returns: The handle.
  /// - Throws: A failure if the text is something else, or the command refuses its arguments.
  package func handle(
    ofKind kind: String, writtenAs text: String
  ) throws(CommandFailure) -> any Handle {
    guard let registry else { preconditionFailure("a context without an interpreter") }
    let file = SourceFile(name: kind, text: "let made = \(text)")
    guard let script = try? Parser.parse(file), script.statements.count == 1,
      case .let(_, .command(let command)) = script.statements[0].kind,
      registry.makes(kind, command)
    else {
      throw CommandFailure(
        .commandFailed, "'\(text.brief)' makes no \(kind)",
        help: "register the plugin that has it")
    }
    let silent = CommandContext(
      settings: SessionSettings(), sink: FanOutSink([]), isInterrupted: { false })
    let interpreter = Interpreter(
      registry: registry, context: silent, contentOfPath: { _ in .unknown })
    do throws(RunFailure) {
      try interpreter.run(script)
    } catch {
      throw CommandFailure(error.diagnostic.code, error.diagnostic.message)
    }
    guard case .handle(let handle)? = interpreter.variables["made"], handle.kind == kind else {
      throw CommandFailure(.commandFailed, "'\(text.brief)' makes no \(kind)")
    }
    return handle
  }
}

extension Registry {
  /// Whether a command does nothing but make a handle of a kind, from plain values and from other
  /// commands of that sort.
  fileprivate func makes(_ kind: String, _ command: Command) -> Bool {
    var arguments = command.arguments[...]
    var found = self.command(CommandName(command.name.text))
    if let word = arguments.first?.value.plainWord, arguments.first?.name == nil,
      let pair = self.command(CommandName(command.name.text, word))
    {
      found = pair
      arguments = arguments.dropFirst()
    }
    guard let declaration = found?.declaration,
      case .value(.kind(kind)) = declaration.returns
    else { return false }
    return arguments.allSatisfy { argument in
      switch argument.value.kind {
      case .number, .bool, .none: return true
      case .word:
        // For a handle, a word would be a call.
        guard let name = argument.name?.text, let parameter = declaration.parameter(name) else {
          return false
        }
        if case .kind = parameter.type { return false }
        return true
      case .group(.command(let inner), let accessors):
        guard accessors.isEmpty, let name = argument.name?.text,
          case .kind(let kind)? = declaration.parameter(name)?.type
        else { return false }
        return makes(kind, inner)
      default: return false
      }
    }
  }
}
