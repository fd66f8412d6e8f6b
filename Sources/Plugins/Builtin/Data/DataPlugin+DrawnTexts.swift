import MNLData
import MNLDiagnostics
import MNLRuntime

// Texts that are drawn: what comes next, and of which class is it?
extension DataPlugin {
  var loadStories: PluginCommand {
    let declaration = CommandDeclaration(
      "load stories", "Draws short stories: which character comes next?",
      details: """
        Each story is a line of three sentences. Much follows from what stands before: `he` or \
        `she` from the name, the animal and what it is like from the first sentence. What does not \
        follow is drawn evenly, so that it is known, and said, with how few bits a character can be \
        told at best. The text is cut into pieces of `steps` characters, as by `load text`; `sample` \
        goes on with a story.
        """,
      parameters: Self.sizes(steps: 96, in: Stories.steps, train: 1500),
      returns: .value(.kind("data")),
      examples: [
        .init(
          "load stories train=60 test=12; show count=2; model lstm 16; train epochs=1; eval; "
            + "sample 40 prime=\"Anna has \"", "A model that writes")
      ],
      seeAlso: ["load text", "sample", "load reviews", "load reber", "train"])
    return Self.noted(declaration) { (sizes, seed, goesOn) throws(DataError) in
      let drawn = try Stories.make(sizes, seed: seed, goesOn: goesOn)
      let bits = drawn.leastBits.text(significant: 3)
      return (
        drawn.data,
        "\(drawn.characters) characters, none of which can be told with less than \(bits) bits on "
          + "average"
      )
    }
  }

  var loadReviews: PluginCommand {
    let declaration = CommandDeclaration(
      "load reviews", "Draws reviews: good or bad?",
      details: """
        Each review is a sentence or two, read word by word. Single words do not tell of which \
        class it is: `not` turns what follows, and what comes after `but` counts, not what stands \
        before. To guess is right half of the time. A model that was made for them tells the class \
        of other lines: `predict text`.
        """,
      parameters: Self.sizes(steps: 24, in: Reviews.steps, train: 3000),
      returns: .value(.kind("data")),
      examples: [
        .init(
          "load reviews train=120 test=24; show count=3; model lstm 8; train epochs=1; eval",
          "A model that tells the class of a text")
      ],
      seeAlso: ["load text", "predict text", "load stories", "show", "train"])
    return Self.command(declaration) { (sizes, seed, goesOn) throws(DataError) in
      try Reviews.make(sizes, seed: seed, goesOn: goesOn)
    }
  }
}
