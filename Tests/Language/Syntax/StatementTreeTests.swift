import Testing

@Suite struct StatementTreeTests {
  static let cases = TreeCase.read(
    #"""
    let x = 3
      (let x 3)
    let x = load mnist
      (let x (call load 'mnist))
    let x = not $a
      (let x (not $a))
    set x = $x + 1
      (set x (+ $x 1))
    let 学习率 = 0.1
      (let 学习率 0.1)
    if $a { eval } else if $b { train } else { }
      (if $a {(call eval)} else-if $b {(call train)} else {})
    for i in 1..3 { print $i; break }
      (for i (.. 1 3) {(call print $i) (break)})
    while true { continue }
      (while true {(continue)})
    try { load x } catch e { print $e }
      (try {(call load 'x)} e {(call print $e)})
    try { load x } catch { }
      (try {(call load 'x)} _ {})
    use nets
      (use "nets")
    use ./nets.mnl
      (use "./nets.mnl")
    use "my nets"
      (use "my nets")
    param dataset: mnist|fashion-mnist|digits = mnist  ## data set to read
      (param dataset:mnist|fashion-mnist|digits = 'mnist help="data set to read")
    param epochs: int 1..1000 = 6
      (param epochs:int 1..1000 = 6)
    param a: float > 0 = 1e-4
      (param a:float 0<.. = 0.0001)
    param b: float 0<..1
      (param b:float 0<..1)
    param c: float 0..<1
      (param c:float 0..<1)
    param d: float ..10
      (param d:float ..10)
    param e: float 1..
      (param e:float 1..)
    param f: float 0<..<1
      (param f:float 0<..<1)
    param g: int -5..-1 = -3
      (param g:int -5..-1 = -3)
    param h
      (param h)
    param i? : text = "a b"
      (param i?:text = (text "a b"))
    param j: list = [1, -2, "a", true]
      (param j:list = [1, -2, (text "a"), true])
    param k: duration 1s..2h = 30s
      (param k:duration 1s..7200s = 30s)
    param l: size = 64MB
      (param l:size = 64000000B)
    def f() { }
      (def f () help="" {})
    def f(a, b: int = 3, c...) { return $a }
      (def f (a, b:int = 3, c...) help="" {(return $a)})
    ## Reads.⏎## Twice.⏎def g(⏎  x: tensor  ## images⏎  w?: tensor⏎) {⏎  return (eval)⏎}
      (comment ## Reads.) (comment ## Twice.) (def g (x:tensor help="images", w?:tensor) \#
    help="Reads.\nTwice." {(return (group (call eval)))})
    def a.b(x) { return }
      (def a.b (x) help="" {(return)})
    ⏎⏎# a⏎⏎load x # b⏎# c
      (comment # a) (call load 'x) (behind # b)
      (comment # c)
    if true {⏎# a⏎load x # b⏎# c⏎}
      (if true {(comment # a) (call load 'x) (behind # b) (comment # c)})
    load x;  # why⏎load y
      (call load 'x) (behind # why)
      (call load 'y)
    let n-inputs = 28; let max-time = 28     # a row
      (let n-inputs 28)
      (let max-time 28) (behind # a row)
    """#)

  @Test("reads statements", arguments: cases)
  func tree(_ sample: TreeCase) throws { try sample.check() }
}
