import MNLDiagnostics
import MNLNotebook
import Testing

@Suite struct MarkdownTests {
  private func notebook(_ script: String) throws -> Notebook {
    Notebook(try Document(named: "a.mnl", bytes: Array(script.utf8)))
  }

  private func read(_ text: String) throws -> Notebook {
    try NotebookImport(named: "a.md", bytes: Array(text.utf8), format: .markdown).notebook
  }

  private let script = """
    #!/usr/bin/env mnl
    # ---
    # jupyter:
    #   jupytext:
    #     notebook_metadata_filter: title,-jupytext.text_representation
    #   title: T
    # ---

    # %% [markdown]
    # # Words
    # and *more*

    # %% [markdown] name="second"
    # ```sh
    # ls
    # ```

    # %% Sums name="sums" tags=["slow"]
    print 1
    #> 1
    print 2

    #> 2
    #>
    #> three

    # %% [raw] x=1
    # raw ``` text

    # %%
    print 3

    """

  private let page = """
    ---
    jupyter:
      jupytext:
        executable: /usr/bin/env mnl
        notebook_metadata_filter: title,-jupytext.text_representation
      title: T
    ---

    # Words
    and *more*

    <!-- %% [markdown] name="second" -->

    ```sh
    ls
    ```

    ```mnl Sums name="sums" tags=["slow"]
    print 1
    ```

    ```text expected
    1
    ```

    ```mnl [continued]
    print 2

    ```

    ```text expected
    2

    three
    ```

    ```mnl [raw] x=1
    raw ``` text
    ```

    ```mnl
    print 3
    ```

    """

  @Test("writes explanations as they are, code in fences, what is expected below it")
  func written() throws {
    #expect(MarkdownWriter.text(of: try notebook(script)) == page)
  }

  @Test("reads what it writes as the same notebook")
  func back() throws {
    #expect(try PercentWriter.text(of: read(page), named: "a.mnl") == script)
  }

  @Test("takes the blocks of any Markdown file for cells if their language is mnl")
  func foreign() throws {
    let notebook = try read(
      "# Title\r\n\r\nWords.\r\n\r\n```mnl\r\nprint 1\r\n```\r\n~~~python\r\n```mnl\r\n~~~\r\n")
    #expect(
      notebook.cells == [
        NotebookCell(.markdown, "# Title\n\nWords."), NotebookCell(.code, "print 1"),
        NotebookCell(.markdown, "~~~python\n```mnl\n~~~"),
      ])
    #expect(try PercentWriter.text(of: notebook, named: "").hasPrefix("# %% [markdown]\n"))
  }

  @Test("shows what cells put out in place of what is expected, and does not read it")
  func outputs() throws {
    var cell = NotebookCell(.code, "print 1\n#> 1")
    cell.outputs = [
      .stream(name: "stdout", text: "1\n"),
      .result(NotebookBundle([.init("text/plain", .text("```"))]), number: 1),
      .error(name: "E0201", message: "no", lines: ["error", "here"]),
    ]
    let text = MarkdownWriter.text(of: Notebook(metadata: [], cells: [cell]))
    #expect(
      text == """
        ```mnl
        print 1
        #> 1
        ```

        ```text output
        1
        ```

        ````text output
        ```
        ````

        ```text output
        error
        here
        ```

        """)
    #expect(try read(text).cells == [NotebookCell(.code, "print 1\n#> 1")])
  }

  @Test("reads a block that is never closed to the end")
  func open() throws {
    #expect(try read("```mnl\nprint 1").cells == [NotebookCell(.code, "print 1")])
  }

  @Test(
    "an explanation that looks like a cell, or would swallow the next one, comes back as it was",
    arguments: [
      "```mnl\nprint 1\n```", "~~~mnl =", "<!-- %% [md] -->", "```", "~~~ text\nopen",
      "````\n```mnl\n```\n````", "```text output\n1\n```",
    ])
  func explanations(_ source: String) throws {
    let cells = [
      NotebookCell(.code, "print 1"), NotebookCell(.markdown, source),
      NotebookCell(.code, "print 2"),
    ]
    let page = MarkdownWriter.text(of: Notebook(metadata: [], cells: cells))
    #expect(try read(page).cells == cells)
  }

  @Test("names the line of settings that cannot be read")
  func faults() throws {
    for (text, code, line) in [
      ("a\n\n```mnl a=1 a=2\n```\n", DiagnosticCode.malformedCell, 3),
      ("<!-- %% [pdf] -->\n", .malformedCell, 1),
      ("```mnl [continued]\n1\n```\n", .malformedCell, 1), ("---\na\n---\n", .malformedHeader, 2),
    ] {
      let failure = try #require(throws: DocumentFailure.self) { try read(text) }
      #expect(failure.diagnostics[0].code == code)
      let span = try #require(failure.diagnostics[0].primary?.span)
      #expect(span.file.line(at: span.range.lowerBound) == line)
    }
  }
}
