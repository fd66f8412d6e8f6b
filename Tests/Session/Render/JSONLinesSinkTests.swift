import MNLDiagnostics
import MNLEvents
import MNLRender
import Testing

@Suite struct JSONLinesSinkTests {
  /// What is written for events, without the head of each line, which is checked here.
  private func lines(_ events: [Event]) -> String {
    let output = MemoryOutput()
    let sink = JSONLinesSink(output: output, now: { 0 }, wall: { 1_795_464_555_104 })
    sink.cellName = { _ in "cell 2" }
    for event in events { sink.receive(event) }
    return output.text.split(separator: "\n").enumerated().map { index, line in
      let head = #"{"v":1,"seq":\#(index + 1),"ts":"2026-11-23T20:09:15.104Z","type":"#
      #expect(line.hasPrefix(head))
      return line.dropFirst(head.count) + "\n"
    }.joined()
  }

  @Test("writes the stream of a run, one object a line")
  func stream() {
    let expected = #"""
      "run_start","file":"a.mnl","title":"T","cells":3,"params":{"epochs":"2"},\#
      "origins":{"epochs":"default"},"seed":1,"threads":2}
      "cell_start","cell":1,"name":"train","title":"Train","silent":false}
      "progress","cell":1,"id":"train","label":"epoch 1 of 2","done":10,"total":100,\#
      "unit":"sequences","rate":12345.6,"eta_s":61.2,"metrics":{"loss":0.51234,"accuracy":0.9},\#
      "final":false}
      "progress","cell":1,"id":"train","label":"epoch 1 of 2","done":100,"total":100,\#
      "unit":"sequences","rate":12345.6,"eta_s":null,"metrics":{"loss":0.25},"final":true}
      "metric","cell":1,"name":"loss","value":0.25,"split":"train","epoch":1,"step":null}
      "output","cell":1,"text":"done\n"}
      "result","cell":1,"data":{"text/plain":"42"}}
      "cell_end","cell":1,"status":"ok","duration_s":12.34}
      "cell_start","cell":2,"name":null,"title":"Eval","silent":false}
      "diagnostic","cell":2,"severity":"error","code":"E0201","message":"unknown command 'evla'",\#
      "file":"a.mnl","line":5,"column":1,"end_line":5,"end_column":5,"label":"",\#
      "place":"cell 2","notes":[],"help":"did you mean 'eval'?","edits":[],"calls":[]}
      "cell_end","cell":2,"status":"failed","duration_s":0.004}
      "cell_end","cell":3,"status":"pending","duration_s":0.0}
      "run_end","status":"failed","exit":1,"duration_s":12.5}

      """#
    #expect(lines(EventStream.events) == expected)
  }

  @Test("writes displays as data")
  func displays() {
    let table = Table(
      columns: [.init("a", unit: "s")], rows: [[.empty], [.number(0.5, digits: 2)]])
    let images = Images(height: 0, width: 0, pixels: [], captions: [])
    let expected = #"""
      "display","data":{"text/plain":"t","application/vnd.mnl.table+json":\#
      {"columns":[{"title":"a","unit":"s"}],"rows":[[null],[0.5]]},\#
      "application/vnd.mnl.images+json":{"height":0,"width":0,"pixels":[],"captions":[]}}}

      """#
    let bundle = DisplayBundle(text: "t", data: [.table(table), .images(images)])
    #expect(lines([.display(bundle)]) == expected)
  }

  @Test("writes all parts of a report, and what the shades of a matrix say")
  func report() {
    let matrix = Matrix(
      rowTitle: "r", rowNames: ["a"], columnTitle: "c", columnNames: ["b"], values: [[2]],
      shading: .rowShare)
    let bundle = DisplayBundle(
      text: "short",
      data: [
        .report([DisplayBundle(text: "t"), DisplayBundle(text: "m", data: [.matrix(matrix)])])
      ])
    let expected = #"""
      "application/vnd.mnl.report+json":{"parts":[\#
      {"text/plain":"t"},{"text/plain":"m","application/vnd.mnl.matrix+json":\#
      {"rowTitle":"r","rowNames":["a"],"columnTitle":"c","columnNames":["b"],"values":[[2.0]],\#
      "shading":"row-share"}}]}}}

      """#
    let line = lines([.result(bundle)])
    #expect(line.hasSuffix(expected))
    #expect(line.hasPrefix(#""result","data":{"text/plain":"short","image/svg+xml":"<svg "#))
    #expect(line.count(of: "<svg") == 1)
  }

  @Test("writes images as PNG beside their data")
  func images() {
    let images = Images(height: 1, width: 2, pixels: [[0, 255]], captions: [])
    let line = lines([.display(DisplayBundle(text: "t", data: [.images(images)]))])
    #expect(line.contains(#""image/png":"iVBORw0KGgo"#))
    #expect(line.contains(#""height":1,"width":2,"pixels":[[0,255]],"captions":[]}"#))
    #expect(!line.contains("svg"))
  }

  @Test("escapes control characters, quotes and backslashes, and nothing else")
  func escapes() {
    let text = "\"\\\u{1b}\u{9b}\r\té数"
    #expect(lines([.output(text)]) == #""output","text":"\"\\\u001b\u009b\r\té数"}"# + "\n")
  }

  @Test("writes a number that is not finite as null")
  func notFinite() {
    #expect(lines([.metric(Metric(name: "loss", value: .nan))]).contains(#""value":null"#))
  }

  @Test("writes progress at most five times a second, and always what is final")
  func throttled() {
    let output = MemoryOutput()
    let clock = HandClock()
    let sink = JSONLinesSink(output: output, now: { clock.time })
    for step in 0..<10 {
      clock.time = 100 + Double(step) * 0.0625
      sink.receive(
        .progress(
          Progress(id: "a", label: "", done: step, total: 9, unit: "", isFinal: step == 9)))
    }
    let lines = output.text.split(separator: "\n")
    #expect(lines.map { $0.contains(#""final":true"#) } == [false, false, false, true])
  }
}

extension String {
  /// How often another text is in it.
  fileprivate func count(of part: String) -> Int {
    split(separator: part, omittingEmptySubsequences: false).count - 1
  }
}
