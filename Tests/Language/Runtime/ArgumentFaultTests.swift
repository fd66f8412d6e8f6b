import MNLDiagnostics
import MNLEvents
import MNLRuntime
import Testing

/// What is wrong with a call is found before anything runs, and said at the right place.
@Suite struct ArgumentFaultTests {
  static let names = [
    Fault(
      "E0201", "trian epochs=2", at: "trian", "unknown command 'trian'",
      help: "did you mean `train`?"),
    Fault("E0201", "wibble", at: "wibble", "unknown command 'wibble'"),
    Fault(
      "E0201", "test.trian", at: "test.trian", "unknown command 'test.trian'",
      help: "did you mean `test.train`?"),
    Fault(
      "E0201", "let n = 1; n", at: "n", "unknown command 'n'",
      help: "use `$n` for the value of the variable"),
    Fault(
      "E0201", "load mnits", at: "load mnits", "unknown command 'load mnits'",
      help: "did you mean `load mnist`?"),
    Fault(
      "E0201", "load cifar", at: "load cifar", "unknown command 'load cifar'",
      help: "the choices are `load digits`, `load mnist`"),
    Fault(
      "E0205", "load", at: "load", "'load' needs a second word",
      help: "the choices are `load digits`, `load mnist`"),
    Fault(
      "E0202", "train epoch=3", at: "epoch", "'train' has no parameter 'epoch'",
      help: "did you mean `epochs`?"),
    Fault(
      "E0202", "sum 1 2 wibble=3", at: "wibble", "'sum' has no parameter 'wibble'",
      help: "its parameters are `a`, `b`"),
    Fault(
      "E0202", "load mnist train=5", at: "train", "'load mnist' has no parameter 'train'",
      help: "its parameters are `dir`, `seed`"),
    Fault(
      "E0202", "let d = \"mnist\"; load $d train=5", at: "train",
      "'load' has no parameter 'train'",
      help: "only what all of them share is allowed here; write the word itself, as in "
        + "`load digits`"),
    Fault(
      "E0205", "sum 1", at: "sum 1", "'sum' needs 'b': a float", help: "add `b=…`: second number"),
    Fault(
      "E0205", "model lstm classes=3", at: "model lstm classes=3",
      "'model lstm' needs 'units': an int", help: "add `units=…`: cells of each layer"),
    Fault(
      "E0206", "sum 1 2 3", at: "3", "'sum' takes at most 2 values, got 3",
      help: "leave out `3`"),
    Fault(
      "E0206", "train 6", at: "6", "'train' takes no values without a name, got 1",
      help: "name the parameter, as in `epochs=6`"),
    Fault(
      "E0206", "train careful", at: "careful", "'train' takes no values without a name, got 1",
      help: "name the parameter, as in `mode=careful`"),
    Fault(
      "E0206", "train [1]", at: "[1]", "'train' takes no values without a name, got 1",
      help: "leave out `[1]`"),
    Fault(
      "E0207", "train epochs=1 epochs=2", at: "epochs=2", "epochs is given twice",
      label: "given before", help: "leave one of them out"),
    Fault(
      "E0207", "model lstm 8 units=[3]", at: "8", "units is given twice",
      label: "here without its name", help: "leave one of them out"),
  ]

  static let values = [
    Fault(
      "E0203", "train epochs=6 rate=-0.001", at: "rate=-0.001", "rate must be above 0",
      label: "got -0.001", help: "leave `rate` out to use the default, 0.001"),
    Fault(
      "E0203", "train epochs=0", at: "epochs=0", "epochs must be from 1 to 1000", label: "got 0",
      help: "leave `epochs` out to use the default, 1"),
    Fault(
      "E0203", "train for=20ms", at: "for=20ms", "for must be at least 1s", label: "got 20ms"),
    Fault(
      "E0203", "train mode=fats", at: "mode=fats", "mode must be fast or careful",
      label: "got fats", help: "did you mean `fast`?"),
    Fault(
      "E0203", "train mode=\"slowly\"", at: "mode=\"slowly\"", "mode must be fast or careful",
      label: "got slowly", help: "leave `mode` out to use the default, fast"),
    Fault(
      "E0203", "model lstm 8 0", at: "0", "units must be from 1 to 10000", label: "got 0"),
    Fault(
      "E0203", "model lstm units=[8, 0]", at: "units=[8, 0]", "units must be from 1 to 10000",
      label: "got 0"),
    Fault(
      "E0204", "train epochs=six", at: "epochs=six", "epochs must be an int",
      label: "got the word six"),
    Fault(
      "E0204", "let hidden = 5; model lstm hidden", at: "hidden", "units must be an int",
      label: "got the word hidden", help: "use `$hidden`"),
    Fault(
      "E0204", "train epochs=\"six\"", at: "epochs=\"six\"", "epochs must be an int",
      label: "got the text \"six\""),
    Fault(
      "E0204", "train epochs=1e2", at: "epochs=1e2", "epochs must be an int", label: "got 100.0",
      help: "write it as a whole number: `100`"),
    Fault(
      "E0204", "train epochs=30s", at: "epochs=30s", "epochs must be an int", label: "got 30s"),
    Fault(
      "E0204", "train for=30", at: "for=30", "for must be a duration", label: "got 30",
      help: "give it a unit, such as `30s` or `5min`"),
    Fault(
      "E0204", "train memory=64", at: "memory=64", "memory must be a size", label: "got 64",
      help: "give it a unit, such as `64MB`"),
    Fault(
      "E0204", "train quiet=1", at: "quiet=1", "quiet must be a bool", label: "got 1"),
    Fault(
      "E0204", "train epochs=none", at: "epochs=none", "epochs must be an int", label: "got none",
      help: "leave `epochs` out to use the default, 1"),
    Fault(
      "E0204", "print hello", at: "hello", "a bare word is no value here",
      label: "got the word hello",
      help: "put text into quotes: `\"hello\"`"),
    Fault(
      "E0204", "fail 5", at: "5", "text must be text", label: "got 5",
      help: "put it into quotes: `\"5\"`"),
    Fault(
      "E0204", "train optimizer=adm", at: "optimizer=adm", "optimizer must be an optimizer",
      label: "got the word adm", help: "did you mean `adam`?"),
    Fault(
      "E0204", "train optimizer=tensor", at: "optimizer=tensor",
      "optimizer must be an optimizer",
      label: "got the command tensor, which gives a tensor", help: "such are `adam`"),
    Fault(
      "E0204", "train optimizer=sum", at: "optimizer=sum", "optimizer must be an optimizer",
      label: "got the command sum, which gives a float", help: "such are `adam`"),
    Fault(
      "E0204", "print 7 div", at: "div", "a bare word is no value here", label: "got the word div",
      help: "put the expression into parentheses"),
    Fault(
      "E0204", "let r = train; train epochs=$r", at: "epochs=$r", "epochs must be an int",
      label: "got a record"),
    Fault(
      "E0204", "let d = 5; load $d", at: "$d", "the second word of 'load' must be text",
      label: "got 5"),
  ]

  @Test("names what is wrong with names, parameters and numbers of values", arguments: names)
  func namesAreChecked(_ fault: Fault) throws {
    let bench = try Bench()
    let diagnostics = try bench.check(fault.source)
    #expect(diagnostics.count == 1)
    fault.expect(try #require(diagnostics.first))
    #expect(bench.sink.events.isEmpty)
  }

  @Test("names what is wrong with the values of parameters", arguments: values)
  func valuesAreChecked(_ fault: Fault) throws {
    let diagnostics = try Bench().check(fault.source)
    #expect(diagnostics.count == 1)
    fault.expect(try #require(diagnostics.first))
  }

  @Test(
    "finds at run time what only the run can know",
    arguments: [
      Fault(
        "E0203", "let n = (echo 0); train epochs=$n", at: "epochs=$n",
        "epochs must be from 1 to 1000", label: "got 0",
        help: "leave `epochs` out to use the default, 1"),
      Fault(
        "E0204", "model lstm 8 (echo \"x\")", at: "(echo \"x\")", "units must be an int",
        label: "got the text \"x\""),
      Fault(
        "E0204", "train optimizer=(echo 3)", at: "optimizer=(echo 3)",
        "optimizer must be an optimizer", label: "got 3"),
      Fault(
        "E0201", "load (echo \"mnits\")", at: "(echo \"mnits\")", "unknown command 'load mnits'",
        help: "did you mean `load mnist`?"),
      Fault(
        "E0204", "load (echo 3)", at: "(echo 3)", "the second word of 'load' must be text",
        label: "got 3"),
      Fault(
        "E0205", "model lstm units=(echo [])", at: "model lstm units=(echo [])",
        "'model lstm' needs 'units': an int", help: "add `units=…`: cells of each layer"),
      Fault(
        "E0205", "model (echo \"lstm\")", at: "model (echo \"lstm\")",
        "'model lstm' needs 'units': an int", help: "add `units=…`: cells of each layer"),
      Fault("E0301", "fail \"too small\"", at: "\"too small\"", "too small"),
    ])
  func runTimeValues(_ fault: Fault) throws {
    let bench = try Bench()
    #expect(try bench.check(fault.source).isEmpty)
    let failure = try bench.failure(fault.source)
    #expect(failure.status == .failed)
    fault.expect(failure.diagnostic)
  }

  @Test(
    "takes what is right",
    arguments: [
      ("train epochs=3 rate=1", "train epochs=3 rate=1.0"),
      ("train mode=careful quiet=true", "train mode=careful quiet=true"),
      ("train mode=\"careful\"", "train mode=careful"),
      ("train for=2min memory=64MB", "train for=2min memory=64MB"),
      ("train to=~/models", "train to=/home/ada/models"),
      ("train to=\"~/a b\"", "train to=/home/ada/a b"),
      ("train to=a/~/b", "train to=a/~/b"),
      ("train steps=1..3", "train steps=[1, 2, 3]"),
      ("train optimizer=adam", "train optimizer=adam 0.01"),
      ("train optimizer=(adam rate=1)", "train optimizer=adam 1.0"),
      ("let my-adam = (adam rate=2); train optimizer=$my-adam", "train optimizer=adam 2.0"),
      ("train optimizer=none", "train optimizer=none"),
      ("test.train epochs=2", "train epochs=2"),
      ("let e = 20%; train rate=$e", "train rate=0.2"),
    ])
  func accepted(_ source: String, _ output: String) throws {
    let bench = try Bench()
    #expect(try bench.check(source).isEmpty)
    try bench.run(source)
    #expect(bench.output == output + "\n")
  }

  @Test(
    "finds commands of two words by the longest match",
    arguments: [
      ("load digits", "load digits seed=1\n"), ("load \"digits\" seed=4", "load digits seed=4\n"),
      ("test.load digits", "load digits seed=1\n"),
      ("let d = \"mnist\"; load $d seed=3", "load mnist seed=3\n"),
      ("for d in [\"mnist\", \"digits\"] { load $d }", "load mnist seed=1\nload digits seed=1\n"),
    ])
  func twoWords(_ source: String, _ output: String) throws {
    let bench = try Bench()
    #expect(try bench.check(source).isEmpty)
    try bench.run(source)
    #expect(bench.output == output)
  }

  @Test(
    "gives a variadic parameter the remaining values, or a list by name",
    arguments: [
      ("model lstm 128 64", "128-64"), ("model lstm units=[128, 64]", "128-64"),
      ("model lstm units=7 classes=2", "7"), ("let u = [3, 4]; model lstm units=$u", "3-4"),
      ("let n = (echo 5); model lstm $n classes=2 6", "5-6"),
    ])
  func variadic(_ source: String, _ summary: String) throws {
    let bench = try Bench()
    #expect(try bench.check(source).isEmpty)
    try bench.run(source)
    #expect(bench.results == [summary])
  }
}
