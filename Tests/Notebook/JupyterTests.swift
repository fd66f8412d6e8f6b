import MNLDiagnostics
import MNLNotebook
import Testing

/// Reading and writing `.ipynb` files; that others read the same is for the test step `notebooks`.
@Suite struct JupyterTests {
  private func read(_ text: String) throws -> NotebookImport {
    try NotebookImport(named: "a.ipynb", bytes: Array(text.utf8), format: .jupyter)
  }

  private func refusal(_ text: String) throws -> Diagnostic {
    let failure = try #require(throws: DocumentFailure.self) { try read(text) }
    return failure.diagnostics[0]
  }

  private func notebook(cells: String, metadata: String = "{}") -> String {
    "{\"cells\": [\(cells)], \"metadata\": \(metadata), \"nbformat\": 4, \"nbformat_minor\": 5}"
  }

  private func written(_ script: String) throws -> String {
    JupyterWriter(version: "1.2.3").text(
      of: Notebook(try Document(named: "a.mnl", bytes: Array(script.utf8))))
  }

  @Test("writes a script as nbformat writes notebooks")
  func written() throws {
    #expect(
      try written("# %% Löss name=\"a\" tags=[\"slow\"]\nprint 1\nprint \"ä\"\n") == """
        {
         "cells": [
          {
           "cell_type": "code",
           "execution_count": null,
           "id": "a",
           "metadata": {
            "name": "a",
            "tags": [
             "slow"
            ],
            "title": "Löss"
           },
           "outputs": [],
           "source": [
            "print 1\\n",
            "print \\"ä\\""
           ]
          }
         ],
         "metadata": {
          "jupytext": {
           "notebook_metadata_filter": "-all"
          },
          "kernelspec": {
           "display_name": "mnl",
           "language": "mnl",
           "name": "mnl"
          },
          "language_info": {
           "codemirror_mode": "shell",
           "file_extension": ".mnl",
           "mimetype": "text/x-mnl",
           "name": "mnl",
           "pygments_lexer": "bash",
           "version": "1.2.3"
          }
         },
         "nbformat": 4,
         "nbformat_minor": 5
        }

        """)
  }

  @Test("gives cells ids that follow from their names and contents, and are never the same")
  func ids() throws {
    let text = try written(
      "# %% name=\"ok\"\n1\n\n# %%\n2\n\n# %%\n2\n\n# %% name=\"with blank\"\n2\n")
    let ids = text.split(separator: "\n").filter { $0.contains("\"id\"") }
    #expect(
      ids == [
        "   \"id\": \"ok\",", "   \"id\": \"6c866441\",", "   \"id\": \"6c866441-2\",",
        "   \"id\": \"6c866441-3\",",
      ])
  }

  @Test("keeps what it does not know: of the notebook, of cells and of outputs")
  func unknown() throws {
    let text = notebook(
      cells: """
        {"cell_type": "code", "id": "x", "execution_count": 3, "metadata": {"vendor": {"a": [1, null]}},
         "source": "1", "outputs": [{"output_type": "hologram", "depth": 3}]}
        """, metadata: "{\"authors\": [{\"name\": \"A\"}], \"x\": 1.5}")
    let back = JupyterWriter(version: "1").text(of: try read(text).notebook)
    let again = try read(back).notebook
    #expect(again.metadata["authors"] == .list([.object([.init("name", .text("A"))])]))
    #expect(again.metadata["x"] == .number(1.5))
    #expect(again.cells[0].metadata["vendor"]?["a"] == .list([.int(1), .null]))
    #expect(again.cells[0].executionCount == 3)
    #expect(
      again.cells[0].outputs == [
        .other(.object([.init("depth", .int(3)), .init("output_type", .text("hologram"))]))
      ])
  }

  @Test("reads every kind of output, texts also as lists of lines, and writes them again")
  func outputs() throws {
    let text = notebook(
      cells: """
        {"cell_type": "code", "execution_count": 1, "metadata": {}, "source": ["a\\n", "b"], "outputs": [
          {"output_type": "stream", "name": "stdout", "text": ["x\\n", "y"]},
          {"output_type": "display_data", "metadata": {}, "data":
            {"image/png": "iVBO", "image/svg+xml": ["<svg>\\n", "</svg>"], "text/plain": "p"}},
          {"output_type": "execute_result", "execution_count": 1, "metadata": {"k": 1},
            "data": {"application/vnd.mnl.table+json": ["a"], "text/plain": ["q"]}},
          {"output_type": "error", "ename": "E0203", "evalue": "no", "traceback": ["l1", "l2"]}]}
        """)
    let cell = try read(text).notebook.cells[0]
    #expect(cell.source == "a\nb")
    #expect(
      cell.outputs == [
        .stream(name: "stdout", text: "x\ny"),
        .display(
          NotebookBundle([
            .init("image/png", .text("iVBO")), .init("image/svg+xml", .text("<svg>\n</svg>")),
            .init("text/plain", .text("p")),
          ])),
        .result(
          NotebookBundle(
            [
              .init("application/vnd.mnl.table+json", .list([.text("a")])),
              .init("text/plain", .text("q")),
            ], metadata: [.init("k", .int(1))]), number: 1),
        .error(name: "E0203", message: "no", lines: ["l1", "l2"]),
      ])
    let back = JupyterWriter(version: "1").text(of: Notebook(metadata: [], cells: [cell]))
    #expect(try read(back).notebook.cells == [cell])
  }

  @Test("knows when a cell ran, and a script does not say it")
  func runs() throws {
    var cell = NotebookCell(.code, "print 1")
    let run = NotebookRun(
      started: "2026-11-23T20:09:15.103Z", ended: "2026-11-23T20:09:15.611Z", seconds: 0.508,
      status: "ok")
    cell.run = run
    let text = JupyterWriter(version: "1").text(of: Notebook(metadata: [], cells: [cell]))
    #expect(try read(text).notebook.cells[0].run == run)
    let script = try PercentWriter.text(
      of: Notebook(metadata: [], cells: [cell]), named: "a.mnl")
    #expect(script == "# %%\nprint 1\n")
  }

  @Test("takes code in another language for raw text, and says so")
  func otherLanguage() throws {
    let result = try read(
      notebook(
        cells:
          "{\"cell_type\": \"code\", \"metadata\": {}, \"source\": \"import os\", \"outputs\": []}",
        metadata: "{\"kernelspec\": {\"language\": \"python\", \"name\": \"python3\"}}"))
    #expect(result.notebook.cells.map(\.kind) == [.raw])
    #expect(result.notebook.metadata["kernelspec"] == nil)
    #expect(result.warnings.map(\.code) == [.foreignLanguage])
    #expect(result.warnings[0].message == "the code of 'a.ipynb' is python, which mnl does not run")
  }

  @Test("leaves out what another program injected for one run")
  func injected() throws {
    let result = try read(
      notebook(
        cells: """
          {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": "a", "outputs": []},
          {"cell_type": "code", "metadata": {"tags": ["injected-parameters"]}, "source": "b",
           "outputs": []}
          """))
    #expect(result.notebook.cells.map(\.source) == ["a"])
  }

  @Test(
    "refuses what is no notebook, each with words of its own",
    arguments: [
      ("", "'a.ipynb' is no notebook: it is empty"),
      ("{\"cells\": [", "it ends in the middle: expected a JSON value, found the end of the file"),
      ("{\"cells\": [{\"source\": \"x", "it ends in the middle: a text without its closing quote"),
      ("print 1\n", "is no notebook: expected a JSON value"),
      ("[1]", "is no notebook: it has no number 'nbformat'"),
      ("{\"nbformat\": 4}", "is no notebook: it has no list of 'cells'"),
      ("{\"nbformat\": 4, \"cells\": [3]}", "'cell_type' of its cell 1 is none of code"),
      ("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\"}]}", "its cell 1 has no 'source'"),
      ("{} x", "something stands behind the JSON value"),
      ("{\"a\": 1, \"a\": 2}", "the key 'a' stands here twice"),
    ])
  func refused(text: String, words: String) throws {
    let fault = try refusal(text)
    #expect(fault.code == .notNotebook)
    #expect(fault.message.contains(words), "\(fault.message)")
  }

  @Test("says how to bring an old notebook up to date")
  func old() throws {
    let fault = try refusal("{\"nbformat\": 3, \"worksheets\": []}")
    #expect(fault.code == .foreignNotebookFormat)
    #expect(fault.message == "'a.ipynb' is of nbformat 3, and only 4 can be read")
    #expect(fault.help?.contains("nbconvert") == true)
  }

  @Test("takes files out of cells, whose texts then point to them")
  func attachments() throws {
    func cell(_ name: String, _ base64: String) -> String {
      """
      {"cell_type": "markdown", "metadata": {}, "source": "![x](attachment:\(name))",
       "attachments": {"\(name)": {"image/png": "\(base64)"}}}
      """
    }
    var notebook = try read(
      notebook(
        cells: [
          cell("a b.png", "AAEC"), cell("a b.png", "AAEC"), cell("a b.png", "/w=="),
          cell("../../up", "AA=="),
        ].joined(separator: ","))
    ).notebook
    let files = notebook.takeAttachments(into: "n_files")
    #expect(files.map(\.name) == ["a b.png", "a b-2.png", "_.._up"])
    #expect(files.map(\.bytes) == [[0, 1, 2], [255], [0]])
    #expect(
      notebook.cells.map(\.source) == [
        "![x](n_files/a%20b.png)", "![x](n_files/a%20b.png)", "![x](n_files/a%20b-2.png)",
        "![x](n_files/_.._up)",
      ])
    #expect(notebook.cells.allSatisfy { $0.attachments.isEmpty })
  }
}
