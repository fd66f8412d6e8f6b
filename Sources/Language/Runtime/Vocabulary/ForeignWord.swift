import MNLSyntax

/// A word of other languages, typed out of habit, and what `mnl` has for it.
struct ForeignWord {
  /// What helps.
  let help: String
  /// The word of `mnl` that takes its place as it stands; nil if the line has to be written anew.
  let replacement: String?

  /// What the first word of a line means elsewhere; nil for one that is not known.
  init?(command word: String) {
    if let own = Self.values[word] {
      self.init(help: "write `\(own)`", replacement: own)
    } else if let own = Self.keywords[word] {
      self.init(help: "write `\(own)`", replacement: own)
    } else if let help = Self.habits[word] {
      self.init(help: help, replacement: nil)
    } else {
      return nil
    }
  }

  /// `var x = 1`: a word that binds a variable elsewhere, before one name with a value.
  init?(binding command: Command) {
    guard ["var", "const", "val", "local", "auto"].contains(command.name.text),
      command.arguments.count == 1, command.arguments[0].name != nil
    else { return nil }
    self.init(help: "write `let`", replacement: "let")
  }

  private init(help: String, replacement: String?) {
    self.help = help
    self.replacement = replacement
  }

  /// The type that is called so elsewhere; nil if none is.
  static func type(_ word: String) -> String? { types[word.lowercased()] }

  private static let values = [
    "None": "none", "null": "none", "nil": "none", "undefined": "none", "True": "true",
    "TRUE": "true", "False": "false", "FALSE": "false",
  ]

  private static let keywords = [
    "echo": "print", "puts": "print", "println": "print", "import": "use", "include": "use",
    "require": "use", "assert": "expect", "fit": "train", "throw": "fail", "raise": "fail",
    "printf": "print", "len": "length", "evaluate": "eval", "describe": "summary",
  ]

  private static let habits = [
    "exit": "leave the prompt with Ctrl-D; a script ends with its last line",
    "quit": "leave the prompt with Ctrl-D; a script ends with its last line",
    "var": "bind a variable with `let name = …`", "const": "bind a variable with `let name = …`",
    "local": "bind a variable with `let name = …`", "auto": "bind a variable with `let name = …`",
    "global": "read an outer variable as `$name`; a `def` gives a new value with `return`",
    "lambda": "declare a command: `def name() { … }`", "del": "a variable ends with its block",
    "pass": "leave it out: a block may be empty", "end": "a block ends with `}`",
    "from": "write `use` and the name of a module",
    "val": "bind a variable with `let name = …`",
    "function": "declare a command: `def name() { … }`",
    "func": "declare a command: `def name() { … }`", "fn": "declare a command: `def name() { … }`",
    "fun": "declare a command: `def name() { … }`", "man": "ask `help`, or `help train`",
    "ls": "`mnl` runs no shell commands", "cd": "`mnl` runs no shell commands",
    "cat": "`mnl` runs no shell commands",
  ]

  private static let types = [
    "integer": "int", "long": "int", "double": "float", "number": "float", "real": "float",
    "boolean": "bool", "string": "text", "str": "text", "file": "path", "array": "list",
    "time": "duration",
  ]
}
