import MNLDiagnostics
import MNLNotebook
import Testing

@Suite struct PercentWriterTests {
  private func notebook(_ script: String) throws -> Notebook {
    Notebook(try Document(named: "a.mnl", bytes: Array(script.utf8)))
  }

  private func text(_ notebook: Notebook) throws -> String {
    try PercentWriter.text(of: notebook, named: "a.mnl")
  }

  private func refusal(_ cell: NotebookCell) throws -> String {
    let failure = try #require(throws: DocumentFailure.self) {
      try text(Notebook(metadata: [], cells: [cell]))
    }
    #expect(failure.diagnostics.map(\.code) == [.unwritableCell])
    return failure.diagnostics[0].message
  }

  @Test("writes markers, comments and blank lines in one way only")
  func canonical() throws {
    let loose = """
      print 0


      #%%%   A  title [md] name="b" a-key = 1
      """.replacing(" a-key = 1", with: " a-key=1") + """

        # text
        #
        #more

        # %% tags=["slow"]   name="c"
        print 1


        """
    #expect(
      try text(notebook(loose)) == """
        # %%
        print 0

        # %%% A  title [markdown] a-key=1 name="b"
        # text
        #
        # more

        # %% name="c" tags=["slow"]
        print 1

        """)
  }

  @Test("writes the header with sorted keys and the filter that Jupytext wants")
  func header() throws {
    let notebook = Notebook(
      metadata: [
        .init("title", .text("yes")), .init("language_info", .object([])),
        .init("kernelspec", .object([.init("name", .text("mnl"))])),
      ], cells: [NotebookCell(.code, "print \"ä\"")])
    #expect(
      try text(notebook) == """
        # -*- coding: utf-8 -*-
        # ---
        # jupyter:
        #   jupytext:
        #     notebook_metadata_filter: title,-jupytext.text_representation
        #   kernelspec:
        #     name: mnl
        #   title: 'yes'
        # ---

        # %%
        print "ä"

        """)
    #expect(try self.notebook(text(notebook)).metadata["title"] == .text("yes"))
  }

  @Test("gives no header to a script that has none, also after a trip through .ipynb")
  func noHeader() throws {
    let script = "# %% name=\"a\"\nprint 1\n"
    let there = JupyterWriter(version: "1").text(of: try notebook(script))
    let back = try NotebookImport(named: "", bytes: Array(there.utf8), format: .jupyter).notebook
    #expect(try text(back) == script)
  }

  @Test("refuses what would be read back as something else")
  func refusals() throws {
    #expect(
      try refusal(NotebookCell(.code, "a\n# %%\nb"))
        == "cell 1 cannot stand in 'a.mnl': a line of it begins like '# %%', which would begin another cell"
    )
    #expect(
      try refusal(NotebookCell(.code, "if true {\n  # %% x\n}")).contains("in the first column"))
    #expect(
      try refusal(NotebookCell(.code, "a", metadata: [.init("a b", .int(1))])).contains(
        "its setting 'a b' has other signs"))
    #expect(
      try refusal(NotebookCell(.code, "a", metadata: [.init("tags", .list([.text("a,b")]))]))
        .contains("comma"))
    #expect(try refusal(NotebookCell(.code, "a\0b")).contains("NUL"))
    let twins = ["a", "b"].map { NotebookCell(.code, $0, metadata: [.init("name", .text("x"))]) }
    let failure = try #require(throws: DocumentFailure.self) {
      try text(Notebook(metadata: [], cells: twins))
    }
    #expect(failure.diagnostics[0].message.contains("two cells are named 'x'"))
  }
}
