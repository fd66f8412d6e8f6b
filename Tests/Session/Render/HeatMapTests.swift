import MNLEvents
import MNLRender
import Testing

@Suite struct HeatMapTests {
  private func draw(_ matrix: Matrix, _ style: StreamStyle, columns: Int = 80) -> [String] {
    let output = MemoryOutput(columns: columns)
    let sink = TextSink(output: .init(output, style), errors: .init(MemoryOutput(), .file))
    sink.receive(.display(DisplayBundle(text: "as text", data: [.matrix(matrix)])))
    return output.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      .dropLast()
  }

  private func gates(_ shading: Matrix.Shading) -> Matrix {
    Matrix(
      title: "gates", rowTitle: "gate", rowNames: ["input", "forget"], columnTitle: "step",
      columnNames: (1...4).map(String.init), values: [[0, 0.3, 0.6, 1], [-1, -0.6, -0.3, 0]],
      shading: shading)
  }

  @Test("shows shares as shades, with a key and the names of the columns")
  func shares() {
    #expect(
      draw(gates(.unit), .terminal) == [
        "gates", "gate / step  0 ░▒▓█ 1", "input    ▒▒▓▓██", "forget", "       1 2 3 4",
      ])
    #expect(
      draw(gates(.unit), .ascii)[2] == "input    --**@@")
  }

  @Test("tells what is below 0 from what is above, with colours and without")
  func signs() {
    #expect(
      draw(gates(.signed), .terminal) == [
        "gates", "gate / step  -1 ≡=-·░▒▓█ 1", "input    ▒▒▓▓██",
        "forget ≡≡==--", "       1 2 3 4",
      ])
    let colored = draw(gates(.signed), .colorful)
    #expect(colored[2].contains("48;5;45m"))
    #expect(colored[3].contains("48;5;214m"))
  }

  @Test("takes the greatest magnitude for the end of the scale where it is above 1")
  func beyond() {
    var matrix = gates(.signed)
    matrix.values[0][3] = 4
    #expect(draw(matrix, .terminal)[1] == "gate / step  -4 ≡=-·░▒▓█ 4")
    #expect(draw(matrix, .terminal)[2] == "input    ░░░░██")
  }

  @Test("stays within any window", arguments: [8, 12, 20, 30, 40])
  func widths(columns: Int) {
    let wide = Matrix(
      rowTitle: "unit", rowNames: ["0"], columnTitle: "step",
      columnNames: (1...28).map(String.init),
      values: [(0..<28).map { Double($0) / 28 }], shading: .unit)
    for style in [StreamStyle.terminal, .ascii] {
      #expect(draw(wide, style, columns: columns).allSatisfy { $0.count <= columns })
    }
  }

  @Test("writes text where there is no terminal")
  func file() { #expect(draw(gates(.unit), .file) == ["as text"]) }
}
