import MNLRuntime
import Testing

@Suite struct VocabularyTests {
  private func bench() throws -> Bench {
    let bench = try Bench()
    try bench.run("## Shout\ndef shout(text: text) { print $text }\nlet d = load digits\nlet n = 3")
    return bench
  }

  @Test("a line may begin with a command of a plugin or a def, each named once")
  func commands() throws {
    let names = try bench().interpreter.vocabulary.commands.names
    #expect(names.contains("shout") && names.contains("load") && names.contains("train"))
    #expect(names.count == Set(names).count)
    #expect(names == names.sorted())
  }

  @Test("candidates say what they stand for")
  func summaries() throws {
    let vocabulary = try bench().interpreter.vocabulary
    func summary(_ name: String) -> String? {
      vocabulary.commands.all.first { $0.text == name }?.summary
    }
    #expect(summary("train") == "Train")
    #expect(summary("shout") == "Shout")
    #expect(summary("load") == "digits, mnist")
  }

  @Test("a second word may follow the first of two, also with the plugin before it")
  func secondWords() throws {
    let vocabulary = try bench().interpreter.vocabulary
    #expect(vocabulary.secondWords(after: "load").names == ["digits", "mnist"])
    #expect(vocabulary.secondWords(after: "test.load").names == ["digits", "mnist"])
    #expect(vocabulary.secondWords(after: "train").all.isEmpty)
    #expect(vocabulary.qualifiedCommands.names.contains("test.train"))
  }

  @Test("the words of a parameter are its choices, or what makes what it wants")
  func words() throws {
    let vocabulary = try bench().interpreter.vocabulary
    let train = try #require(vocabulary.declaration("train", nil)?.command)
    func words(_ name: String) throws -> [String] {
      vocabulary.words(for: try #require(train.parameter(name))).names
    }
    #expect(try words("mode") == ["careful", "fast"])
    #expect(try words("optimizer") == ["adam"])
    #expect(try words("quiet") == ["false", "true"])
    #expect(try words("epochs").isEmpty)
    #expect(Vocabulary.parameters(of: train).names.contains("epochs"))
  }

  @Test("the declaration of a call tells whether its second word belongs to the name")
  func declaration() throws {
    let vocabulary = try bench().interpreter.vocabulary
    #expect(vocabulary.declaration("load", "digits")?.takesSecondWord == true)
    #expect(vocabulary.declaration("train", "fast")?.takesSecondWord == false)
    #expect(vocabulary.declaration("shout", nil)?.command.parameters.map(\.name) == ["text"])
    #expect(vocabulary.declaration("load", nil) == nil)
  }

  @Test("variables and the fields of what they hold are candidates")
  func variables() throws {
    let interpreter = try bench().interpreter
    #expect(interpreter.variableCandidates.names == ["d", "n"])
    #expect(interpreter.variableCandidates.all.last?.summary == "3")
    let data = try #require(interpreter.variables["d"])
    #expect(interpreter.vocabulary.fields(of: data).names == ["name", "train"])
    #expect(interpreter.vocabulary.fields(of: .int(3)).all.isEmpty)
  }

  @Test("the topics of help, the types and the plugins are candidates")
  func others() throws {
    let vocabulary = try bench().interpreter.vocabulary
    for topic in ["load", "load digits", "shout", "test", "search", "error", "language"] {
      #expect(vocabulary.topics.names.contains(topic))
    }
    #expect(vocabulary.types.names.contains("duration") && vocabulary.types.names.contains("data"))
    #expect(vocabulary.modules.names == ["test"])
  }

  @Test("candidates that begin with what is written are found")
  func beginning() throws {
    let commands = try bench().interpreter.vocabulary.commands
    #expect(commands.beginning(with: "tr").map(\.text) == ["train"])
    #expect(commands.beginning(with: "").count == commands.all.count)
    #expect(commands.nearest(to: "trian") == "train")
  }
}
