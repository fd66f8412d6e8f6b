import MNLDiagnostics

/// What a call calls.
enum Callee {
  /// A command of a plugin.
  case plugin(RegisteredCommand)
  /// A `def` of a script.
  case definition(DefinedCommand)

  /// What is known of it.
  var declaration: CommandDeclaration {
    switch self {
    case .plugin(let command): command.declaration
    case .definition(let command): command.declaration
    }
  }
}

/// The values that one parameter gets in a call.
struct BoundArgument {
  /// One value as written.
  struct Item {
    /// What the run evaluates.
    let node: any Node
    /// Where it stands, the parameter's name included if it is given.
    let span: SourceSpan
    /// Whether the checker has already turned it into what the command will see.
    let isAccepted: Bool
    /// What the command will see, or a stand-in for it, if it is known before anything runs.
    var foreseen: Value?
  }

  /// What is known of the parameter.
  let parameter: ParameterDeclaration
  /// From the first of its arguments to the last, names included.
  let span: SourceSpan
  /// One item, or any number for a variadic parameter.
  let items: [Item]
  /// Whether a list or a range gives a variadic parameter all its values: `units=[128, 64]`.
  let spreads: Bool

  /// Evaluates the items and turns them into what the command will see.
  func value(in frame: Frame, site: CallSite) throws(RunFailure) -> Value {
    guard case .variadic(let least) = parameter.presence else {
      return try accepted(items[0], in: frame, site: site)
    }
    var values: [Value] = []
    for item in items {
      if spreads, !item.isAccepted {
        let value = try item.node.value(in: frame)
        guard case .list(let list) = value else {
          values.append(try accept(value, item.span, in: frame, site: site))
          continue
        }
        for element in list {
          values.append(try accept(element, item.span, in: frame, site: site))
        }
      } else {
        values.append(try accepted(item, in: frame, site: site))
      }
    }
    guard values.count >= least else {
      throw RunFailure(site.diagnostic(parameter.missing(in: site.name)))
    }
    do throws(CommandFailure) {
      // One more, so that every list that can be written can also be given to `print`.
      return try List(values).checked(deepest: List.deepest + 1)
    } catch {
      throw RunFailure(site.diagnostic(error))
    }
  }

  private func accepted(
    _ item: Item, in frame: Frame, site: CallSite
  ) throws(RunFailure) -> Value {
    let value = try item.node.value(in: frame)
    return item.isAccepted ? value : try accept(value, item.span, in: frame, site: site)
  }

  private func accept(
    _ value: Value, _ span: SourceSpan, in frame: Frame, site: CallSite
  ) throws(RunFailure) -> Value {
    do throws(CommandFailure) {
      return try parameter.accept(value, home: frame.interpreter.home)
    } catch {
      throw RunFailure(site.diagnostic(error, at: span))
    }
  }
}

/// A call of a command that is known before anything runs.
final class CallNode: Node {
  private let callee: Callee
  private let arguments: [BoundArgument]
  private let site: CallSite
  private lazy var given = arguments.map(\.parameter.name)
  /// The arguments of every call, where all of them are known before anything runs.
  private var prepared: Arguments?

  /// Makes a call; arguments are evaluated in the order in which they are given here.
  init(_ callee: Callee, _ arguments: [BoundArgument], at site: CallSite) {
    self.callee = callee
    self.arguments = arguments
    self.site = site
  }

  /// Evaluates the arguments and calls the command.
  func value(in frame: Frame) throws(RunFailure) -> Value {
    try frame.interpreter.call(callee, try bound(in: frame), at: site)
  }

  private func bound(in frame: Frame) throws(RunFailure) -> Arguments {
    if let prepared { return prepared }
    var values = callee.declaration.defaults
    for argument in arguments {
      values[argument.parameter.name] = try argument.value(in: frame, site: site)
    }
    let bound = Arguments(values, given: given)
    let isConstant = arguments.allSatisfy { argument in
      argument.items.allSatisfy { $0.isAccepted && $0.node is LiteralNode }
    }
    if isConstant { prepared = bound }
    return bound
  }
}

/// A call whose second word only the run can tell: `load $dataset`.
final class ChosenCallNode: Node {
  private let family: CommandFamily
  private let word: any Node
  private let wordSpan: SourceSpan
  private let arguments: [BoundArgument]
  private let site: CallSite

  /// Makes a call of one of a family; the arguments are for what all of it shares.
  init(
    _ family: CommandFamily, word: any Node, at wordSpan: SourceSpan,
    _ arguments: [BoundArgument], at site: CallSite
  ) {
    self.family = family
    self.word = word
    self.wordSpan = wordSpan
    self.arguments = arguments
    self.site = site
  }

  /// Evaluates the word, then the arguments, and calls the command of that word.
  func value(in frame: Frame) throws(RunFailure) -> Value {
    let value = try word.value(in: frame)
    guard case .text(let text) = value else {
      throw RunFailure(
        Diagnostic(
          .wrongType, "the second word of '\(family.first)' must be text", at: wordSpan,
          label: "got \(value.described)"))
    }
    guard let command = family[text] else {
      throw RunFailure(.unknownSecondWord(text, of: family, at: wordSpan))
    }
    let name = "\(family.first) \(text)"
    let site = CallSite(name: name, span: site.span, arguments: site.arguments)
    let given = arguments.map(\.parameter.name)
    var values = command.declaration.defaults
    for argument in arguments {
      // The relatives share names and types, but limits and defaults are each one's own.
      guard let parameter = command.declaration.parameter(argument.parameter.name) else { continue }
      let own = BoundArgument(
        parameter: parameter, span: argument.span,
        items: argument.items.map {
          BoundArgument.Item(node: $0.node, span: $0.span, isAccepted: false)
        }, spreads: argument.spreads)
      values[parameter.name] = try own.value(in: frame, site: site)
    }
    for parameter in command.declaration.parameters where !given.contains(parameter.name) {
      guard parameter.isCompulsory else { continue }
      throw RunFailure(site.diagnostic(parameter.missing(in: name)))
    }
    return try frame.interpreter.call(
      .plugin(command), Arguments(values, given: given), at: site)
  }
}

extension Diagnostic {
  /// A second word that no command of the family has.
  static func unknownSecondWord(
    _ word: String, of family: CommandFamily, at span: SourceSpan
  ) -> Diagnostic {
    let near = Vocabulary.secondWords(of: family).nearest(to: word)
      .map { "\(family.first) \($0)" }
    return Diagnostic(
      .unknownCommand, "unknown command '\(family.first) \(word.brief)'", at: span,
      help: near.map(Candidates.suggestion) ?? family.choices,
      change: near.map { .replacing(span, with: $0) } ?? .advice)
  }
}
