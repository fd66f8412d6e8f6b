import Testing

@Suite struct CommandTreeTests {
  static let cases = TreeCase.read(
    #"""
    load mnist
      (call load 'mnist)
    train epochs=6 rate=1e-3
      (call train epochs=6 rate=0.001)
    train epochs = 6 for=2min
      (call train epochs=6 for=120s)
    model lstm 128 64
      (call model 'lstm 128 64)
    learn.train epochs=6
      (call learn.train epochs=6)
    load ./data/*.csv ../x ~/y /z/q.txt *.png _a v1.5 a:b c/d?
      (call load './data/*.csv '../x '~/y '/z/q.txt '*.png '_a 'v1.5 'a:b 'c/d?)
    train -2 rate=-0.001 [-1, 2] true false none
      (call train -2 rate=-0.001 [-1, 2] true false none)
    seed 1; load digits; eval
      (call seed 1)
      (call load 'digits)
      (call eval)
    optimizer (adam rate=$rate)
      (call optimizer (group (call adam rate=$rate)))
    print $r.for $r.a-b[$i + 1].c
      (call print $r.for $r.a-b[(+ $i 1)].c)
    train for if=1 let none=2 true
      (call train 'for if=1 'let none=2 true)
    print a# comment
      (call print 'a) (behind # comment)
    return-value
      (call return-value)
    print 1 \⏎  2
      (call print 1 2)
    print (eval⏎  data=$x # why⏎  )
      (comment # why) (call print (group (call eval data=$x)))
    print a-b a_b a1
      (call print 'a-b 'a_b 'a1)
    print "a" 'b' $c (d e) [$f]
      (call print (text "a") (text "b") $c (group (call d 'e)) [$f])
    print 1..6 1s..5min
      (call print (.. 1 6) (.. 1s 300s))
    print -1..-2
      (call print (.. -1 -2))
    """#)

  @Test("reads commands", arguments: cases)
  func tree(_ sample: TreeCase) throws { try sample.check() }
}
