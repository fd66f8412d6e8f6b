import Testing

@Suite struct ExpressionTreeTests {
  static let cases = TreeCase.read(
    #"""
    (eval).accuracy
      (show (group (call eval)).accuracy)
    (load mnist).train[0].images
      (show (group (call load 'mnist)).train[0].images)
    100
      (show 100)
    10_000
      (show 10000)
    1e-3
      (show 0.001)
    -2
      (show -2)
    20%
      (show 0.2)
    12.5%
      (show 0.125)
    30s
      (show 30s)
    500ms
      (show 0.5s)
    2000ms
      (show 2s)
    1.5h
      (show 5400.0s)
    64MB
      (show 64000000B)
    2GiB
      (show 2147483648B)
    0B
      (show 0B)
    9223372036854775807
      (show 9223372036854775807)
    -9223372036854775808
      (show -9223372036854775808)
    1E5
      (show 100000.0)
    true
      (show true)
    not true
      (show (not true))
    not not $a
      (show (not (not $a)))
    --2
      (show (- -2))
    - 2
      (show -2)
    -2^2
      (show (- (^ 2 2)))
    2^-2
      (show (^ 2 -2))
    2^3^4
      (show (^ 2 (^ 3 4)))
    1 + 2 * 3 - 4
      (show (- (+ 1 (* 2 3)) 4))
    1 - 2 - 3
      (show (- (- 1 2) 3))
    $a @ $b + $c
      (show (+ (@ $a $b) $c))
    $a div 2 mod 3
      (show (mod (div $a 2) 3))
    $a-1
      (show (- $a 1))
    $a-b
      (show $a-b)
    $a < $b and not $c == 3 or $d in [1, 2]
      (show (or (and (< $a $b) (not (== $c 3))) (in $d [1, 2])))
    1..$n - 1
      (show (.. 1 (- $n 1)))
    $x in 1..6
      (show (in $x (.. 1 6)))
    ($a or $b) and $c
      (show (and (group (or $a $b)) $c))
    []
      (show [])
    [1, [2, 3], "a",]
      (show [1, [2, 3], (text "a")])
    [⏎1⏎,⏎2⏎]
      (show [1, 2])
    "epoch {$epoch}: Acc = {$acc}"
      (show (text "epoch " {$epoch} ": Acc = " {$acc}))
    "{$a:>8.2}{$b:.1%}{$c:<10}{$d:%}{(eval).accuracy:.4}"
      (show (text {$a:>8.2} {$b:.1%} {$c:<10} {$d:%} {(group (call eval)).accuracy:.4}))
    ""
      (show (text))
    ''
      (show (text))
    "{"{$a}"}"
      (show (text {(text {$a})}))
    "训练 {$次数}"
      (show (text "训练 " {$次数}))
    $x
      (show $x)
    $a.b.c
      (show $a.b.c)
    (cosine warmup=100)
      (show (group (call cosine warmup=100)))
    (1 + 2) * 3
      (show (* (group (+ 1 2)) 3))
    1e3 == 1000
      (show (== 1000.0 1000))
    $a != $b
      (show (!= $a $b))
    "x" + "y"
      (show (+ (text "x") (text "y")))
    "a\n\t\"\\\u{1F600}{{}}'"
      (show (text "a\n\t\"\\😀{}\'"))
    'raw \n {x}'
      (show (text "raw \\n {x}"))
    """#)

  @Test("reads expressions", arguments: cases)
  func tree(_ sample: TreeCase) throws { try sample.check() }
}
