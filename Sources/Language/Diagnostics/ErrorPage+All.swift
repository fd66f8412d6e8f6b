// Written by scripts/handbook from docs/errors; not to be edited.

// swift-format-ignore-file

extension ErrorPage {
  /// The pages of all codes, in their order.
  package static let all: [ErrorPage] = [
    ErrorPage(
      101, "a character that the language has no use for",
      #"""
      Outside of quotes and comments only letters, digits, blanks and the signs of
      the language have a meaning. A character from a word processor, such as a dash
      or a curly quote, is easily pasted in.

      ```mnl-error
      # error E0101
      let n = 3 – 1
      ```

      Replace it by the sign that is meant.

      ```mnl
      let n = 3 - 1
      ```
      """#),
    ErrorPage(
      102, "bytes that are no text",
      #"""
      A script is UTF-8, without NUL bytes. A file in another encoding, or one that
      is not a script at all, is refused before anything runs.

      ```sh-error
      # error E0102
      printf 'print \"\377\"\n' > bad.mnl; mnl bad.mnl
      ```

      Save it as UTF-8, or name the right file.
      """#),
    ErrorPage(
      103, "a text without its closing quote",
      #"""
      A text begins and ends on one line, with the same kind of quote.

      ```mnl-error
      # error E0103
      print "no end
      ```

      Close it on the same line.

      ```mnl
      print "an end"
      ```
      """#),
    ErrorPage(
      104, "a number that is none",
      #"""
      A number has digits, perhaps a `.` with digits on both sides, an exponent, and
      a unit stuck to it: `30s 5min 2h 64MB 20%`.

      ```mnl-error
      # error E0104
      let t = 5minutes
      ```

      Write it with a unit that there is, or without one.

      ```mnl
      let t = 5min
      ```
      """#),
    ErrorPage(
      105, "something else belongs here",
      #"""
      The line was understood up to the marked place; what stands there cannot
      follow. Often a blank, an operator or a parenthesis is missing.

      ```mnl-error
      # error E0105
      let = 3
      ```

      The message says what may stand there.

      ```mnl
      let n = 3
      ```
      """#),
    ErrorPage(
      106, "the text ends inside something open",
      #"""
      A block, a list or a group was opened and never closed. The prompt asks for
      more lines instead.

      ```mnl-error
      # error E0106
      if true {
        print "yes"
      ```

      Close it.

      ```mnl
      if true {
        print "yes"
      }
      ```
      """#),
    ErrorPage(
      107, "nested too deeply",
      #"""
      Groups, lists and blocks may lie in each other 200 deep.

      ```sh-error
      # error E0107
      python3 -c "print('let n = ' + '(' * 300 + '1' + ')' * 300)" > deep.mnl; mnl deep.mnl
      ```

      Give the inner parts names with `let`.
      """#),
    ErrorPage(
      108, "a line longer than 1 MiB",
      #"""
      A line has at most 1,048,576 bytes.

      ```sh-error
      # error E0108
      python3 -c "print('# ' + 'x' * 1100000)" > long.mnl; mnl long.mnl
      ```

      Break it, or read the data from a file.
      """#),
    ErrorPage(
      109, "a sign that other languages use",
      #"""
      `|`, `&`, `!`, `>` into a file and the like have no meaning on purpose: no
      pipes, no shell, no background jobs.

      ```mnl-error
      # error E0109
      eval | print
      ```

      Put a command whose result is a value of another into parentheses.

      ```mnl
      load digits train=120 test=24
      model lstm 4
      print (eval).accuracy
      ```
      """#),
    ErrorPage(
      110, "a `{…}` in a text that cannot be read",
      #"""
      In a text with double quotes, `{` begins an expression, perhaps with a form
      after a colon: `{$x:.3}`.

      ```mnl-error
      # error E0110
      print "{1:wide}"
      ```

      Write braces that are meant as such twice, or use single quotes.

      ```mnl
      print "{1 + 2} and {{braces}}"
      ```
      """#),
    ErrorPage(
      111, "two values without a blank between them",
      #"""
      Values of a command are separated by blanks.

      ```mnl-error
      # error E0111
      load digits[0]
      ```

      Put a blank between them, or bind the result and pick from that.

      ```mnl
      let d = load digits train=120 test=24
      show $d.train[0]
      ```
      """#),
    ErrorPage(
      112, "a statement in the wrong place",
      #"""
      `param`, `def` and `use` stand at the top level; `break` and `continue` in a
      loop; `return` in a `def`.

      ```mnl-error
      # error E0112
      break
      ```

      Move it, or take it away.

      ```mnl
      for k in 1..3 { if $k == 2 { break } }
      ```
      """#),
    ErrorPage(
      113, "a script that cannot be read",
      #"""
      There is no file of that name, it is a folder, or it may not be read.

      ```sh-error
      # error E0113
      mnl nosuch.mnl
      ```

      Look at the name, and at the folder you are in.
      """#),
    ErrorPage(
      114, "a name longer than 255 bytes",
      #"""
      Names of variables, parameters and commands have at most 255 bytes.

      ```sh-error
      # error E0114
      python3 -c "print('let ' + 'n' * 300 + ' = 1')" > name.mnl; mnl name.mnl
      ```

      Choose a shorter one.
      """#),
    ErrorPage(
      115, "a `def` with too many parameters",
      #"""
      A `def` takes at most 255 parameters.

      ```sh-error
      # error E0115
      python3 -c "print('def f(' + ', '.join(f'p{i}' for i in range(300)) + ') { print 1 }')" > many.mnl; mnl many.mnl
      ```

      Take a list instead.
      """#),
    ErrorPage(
      201, "there is no such command",
      #"""
      No plugin declares it, and no `def` of the script. Names are never shortened.

      ```mnl-error
      # error E0201
      trian epochs=1
      ```

      The nearest name is suggested; `help` lists all.

      ```mnl
      help search training
      ```
      """#),
    ErrorPage(
      202, "the command has no such parameter",
      #"""
      The name before a `=` is not one of its parameters.

      ```mnl-error
      # error E0202
      load digits train=120 tset=24
      ```

      `help` with the name of the command lists its parameters.

      ```mnl
      help load digits
      ```
      """#),
    ErrorPage(
      203, "a value that is not allowed",
      #"""
      The value is of the right type, but beyond the limits of the parameter, or not
      one of its words.

      ```mnl-error
      # error E0203
      load digits train=120 test=24
      model lstm 8
      train rate=-0.001
      ```

      The message says what is allowed; so does the help of the parameter.

      ```mnl
      help train.rate
      ```
      """#),
    ErrorPage(
      204, "a value of another type",
      #"""
      A parameter takes values of one type, and nothing is converted silently but an
      int to a float. A bare word is a text, never a variable: those have a `$`.

      ```mnl-error
      # error E0204
      model lstm hundred
      ```

      Give a value of the type that the message names.

      ```mnl
      let hundred = 100
      model lstm $hundred
      ```
      """#),
    ErrorPage(
      205, "a value is missing",
      #"""
      The command cannot do without one of its parameters.

      ```mnl-error
      # error E0205
      model lstm
      ```

      Give it; `help` shows a line that works.

      ```mnl
      model lstm 100
      ```
      """#),
    ErrorPage(
      206, "more values than the command takes",
      #"""
      All its parameters have their values already. A sum or product as a value has
      to be in parentheses.

      ```mnl-error
      # error E0206
      seed 1 2
      ```

      Take values away, or name the parameter.

      ```mnl
      seed 1
      ```
      """#),
    ErrorPage(
      207, "a parameter given twice",
      #"""
      Each parameter is given once, by name or by place.

      ```mnl-error
      # error E0207
      load digits train=120 train=240 test=24
      ```

      Leave one of the two out.

      ```mnl
      load digits train=240 test=24
      ```
      """#),
    ErrorPage(
      208, "a variable that nothing binds",
      #"""
      `let` binds a variable in its block and in the blocks within; a `def` sees its
      parameters and the top level.

      ```mnl-error
      # error E0208
      print "{$total}"
      ```

      Bind it before, or look at its name.

      ```mnl
      let total = 3
      print "{$total}"
      ```
      """#),
    ErrorPage(
      209, "the script has no such `param`",
      #"""
      `--set` names a parameter that the script does not declare.

      ```sh-error
      # error E0209
      echo 'param epochs: int = 1; print $epochs' > s.mnl; mnl run s.mnl --set epoch=2
      ```

      `mnl run s.mnl --params-help` lists them.
      """#),
    ErrorPage(
      210, "declared twice",
      #"""
      A `param`, a `def` or a parameter of a `def` has a name that is taken.

      ```mnl-error
      # error E0210
      param n: int = 1
      param n: int = 2
      print $n
      ```

      Give one of them another name.

      ```mnl
      param n: int = 1
      param m: int = 2
      print ($n + $m)
      ```
      """#),
    ErrorPage(
      211, "a declaration that contradicts itself",
      #"""
      The default does not fit the type or the limits, or limits stand at a type
      that has none.

      ```mnl-error
      # error E0211
      param n: int 1..5 = 9
      print $n
      ```

      Make them fit.

      ```mnl
      param n: int 1..9 = 9
      print $n
      ```
      """#),
    ErrorPage(
      212, "there is no such type",
      #"""
      A type is `int float bool text path duration size list any`, words separated
      by `|`, or a kind of object that a plugin declares.

      ```mnl-error
      # error E0212
      param n: integer = 3
      print $n
      ```

      Name one that there is.

      ```mnl
      param n: int = 3
      print $n
      ```
      """#),
    ErrorPage(
      213, "there is no such field",
      #"""
      Records and objects have the fields that `help` lists with what a command
      returns.

      ```mnl-error
      # error E0213
      let s = status
      print $s.sead
      ```

      The nearest name is suggested.

      ```mnl
      let s = status
      print $s.seed
      ```
      """#),
    ErrorPage(
      214, "a name that is taken",
      #"""
      A command belongs to one plugin or to one module. Of two plugins that declare
      the same name neither is loaded half: the message names both. A module whose
      command has the name of another one is not used.

      ```sh-error
      # error E0214
      echo 'def train() { }' > mine.mnl; mnl -c 'use "mine.mnl"'
      ```

      Give the command of the module another name. Of two plugins, take one away, or
      ask its author for another name.
      """#),
    ErrorPage(
      215, "a module that `use` does not find",
      #"""
      `use` loads a module of definitions by its name.

      ```mnl-error
      # error E0215
      use nosuch
      ```

      Look at the name, and at the places that the message lists.
      """#),
    ErrorPage(
      216, "a file that must exist does not",
      #"""
      The check looks for files that are read before anything runs.

      ```mnl-error
      # error E0216
      open nosuch.safetensors
      ```

      Look at the name, and at the folder you are in.
      """#),
    ErrorPage(
      217, "there is no such help",
      #"""
      `help` knows commands, parameters, plugins, errors and the language.

      ```mnl-error
      # error E0217
      help nosuch
      ```

      Search for a word instead.

      ```mnl
      help search training
      ```
      """#),
    ErrorPage(
      218, "a `param` that nothing reads",
      #"""
      A warning: the script declares a parameter that changes nothing.

      ```mnl-warning
      # warning E0218
      param epochs: int = 6
      print "hello"
      ```

      Read it, or take it away.

      ```mnl
      param epochs: int = 6
      print "{$epochs} epochs"
      ```
      """#),
    ErrorPage(
      219, "a statement that no run can reach",
      #"""
      A warning: `return`, `break` or `continue` before it always leaves the block.

      ```mnl-warning
      # warning E0219
      for k in 1..3 {
        break
        print "never"
      }
      ```

      Take it away, or move it up.

      ```mnl
      for k in 1..3 {
        print "once"
        break
      }
      ```
      """#),
    ErrorPage(
      220, "modules that use each other in a circle",
      #"""
      A module is complete only when those that it uses are. Where two use each
      other, neither can come first.

      ```sh-error
      # error E0220
      echo 'use "./b.mnl"' > a.mnl; echo 'use "./a.mnl"' > b.mnl; mnl a.mnl
      ```

      Move what both need into a module of its own, which both use.
      """#),
    ErrorPage(
      221, "a file of parameters that cannot be read",
      #"""
      The file of `--params` is a JSON object: names of `param`s with numbers, texts,
      `true`, `false`, `null` or lists of such.

      ```sh-error
      # error E0221
      printf "[1]\n" > p.json; printf "param n = 1\nprint \$n\n" > s.mnl
      mnl run s.mnl --params p.json
      ```

      Write it as `{"n": 2}`.
      """#),
    ErrorPage(
      301, "a command failed",
      #"""
      What a command was asked for cannot be done, or a script says so with `fail`.

      ```mnl-error
      # error E0301
      fail "no luck today"
      ```

      The message says why; `try` can catch it.
      """#),
    ErrorPage(
      302, "a value of the wrong kind",
      #"""
      An operator or a statement takes other kinds of values. Text and numbers are
      never converted silently, and a condition is `true` or `false`.

      ```mnl-error
      # error E0302
      let a = [1, "x"]
      print ($a[1] + 1)
      ```

      Look at what the value is: show it.

      ```mnl
      let a = [1, 2]
      print ($a[1] + 1)
      ```
      """#),
    ErrorPage(
      303, "a number that cannot be",
      #"""
      Division by zero, or a whole number beyond 64 bits.

      ```mnl-error
      # error E0303
      let zero = 0
      print (1 div $zero)
      ```

      Test the value before, or compute with floats.

      ```mnl
      let two = 2
      print (1 div $two)
      ```
      """#),
    ErrorPage(
      304, "an index outside of a list",
      #"""
      Elements are counted from 0, so the last one has the index `length - 1`.

      ```mnl-error
      # error E0304
      let sizes = [100, 50, 10]
      let k = 3
      print $sizes[$k]
      ```

      Count from 0.

      ```mnl
      let sizes = [100, 50, 10]
      print $sizes[2]
      ```
      """#),
    ErrorPage(
      305, "calls nested too deeply",
      #"""
      A `def` may call others, and itself, up to 200 deep.

      ```mnl-error
      # error E0305
      def again() { again }
      again
      ```

      Make sure that a call ends without calling itself.

      ```mnl
      def down(n: int) {
        if $n > 0 { down ($n - 1) }
      }
      down 3
      ```
      """#),
    ErrorPage(
      306, "an expectation does not hold",
      #"""
      `expect` says what must be so. The run stops with exit 3, and `try` cannot
      catch it.

      ```mnl-error
      # error E0306
      expect (1 + 1 == 3) "arithmetic"
      ```

      Look at the values that the message shows.

      ```mnl
      expect (1 + 1 == 2) "arithmetic"
      ```
      """#),
    ErrorPage(
      307, "the run was stopped",
      #"""
      Ctrl-C or SIGTERM asked for it. What was done so far is kept: an interrupted
      training goes on with plain `train`.

      ```sh-error
      # error E0307
      timeout -s INT 1 mnl -c 'while true { }'
      ```

      Nothing is wrong.
      """#),
    ErrorPage(
      308, "nothing is current",
      #"""
      The command works on the current model or data, and there are none.

      ```mnl-error
      # error E0308
      eval
      ```

      Make or load them first, or name them: `eval model=$m data=$d`.

      ```mnl
      load digits train=120 test=24
      model lstm 4
      eval
      ```
      """#),
    ErrorPage(
      309, "a file that cannot be written",
      #"""
      The folder does not exist or may not be written to, or the disk is full. What
      was there before is unchanged.

      ```mnl-error
      # error E0309
      model lstm 4
      load digits train=120 test=24
      train epochs=1 batch=20
      save /nosuch/folder/m.safetensors
      ```

      Choose another place.
      """#),
    ErrorPage(
      310, "a file that is not what it should be",
      #"""
      It can be read, but it is damaged, incomplete, or of another kind.

      ```sh-error
      # error E0310
      echo nonsense > m.safetensors; mnl -c 'open m.safetensors'
      ```

      Name the right file, or write it anew.
      """#),
    ErrorPage(
      311, "lists nested too deeply",
      #"""
      Lists may lie in lists 200 deep.

      ```mnl-error
      # error E0311
      let l = [1]
      for k in 1..300 { set l = [$l] }
      ```

      Keep the values in one list.
      """#),
    ErrorPage(
      312, "a value that would be too large",
      #"""
      A list may have 10,000,000 values, those in lists within it included, and a
      text 64 MiB.

      ```mnl-error
      # error E0312
      let t = "0123456789"
      for k in 1..30 { set t = "{$t}{$t}" }
      ```

      Keep less, or keep it in a tensor.
      """#),
    ErrorPage(
      313, "a cell that ran out of time",
      #"""
      A cell may run as long as its `timeout=` says, in seconds, or else `--timeout`;
      without both, for ever.

      ```sh-error
      # error E0313
      printf "while true { }\n" > s.mnl; mnl run s.mnl --timeout 0.2
      ```

      Allow it more, or let it do less. What it did until then is kept; the exit code
      is 124.
      """#),
    ErrorPage(
      401, "data that were found nowhere",
      #"""
      The data set lies in none of the places that are searched, and may not be
      downloaded.

      ```sh-error
      # error E0401
      MNL_DATA_PATH= XDG_CACHE_HOME=$PWD mnl -c 'load mnist offline=true'
      ```

      Name its folder with `dir=`, or let it be downloaded.
      """#),
    ErrorPage(
      402, "a folder that is not there",
      #"""
      The folder given with `dir=` disappeared before it was read. A folder that is
      missing from the beginning is found by the check: E0216.

      ```sh-error
      # error E0402
      mkdir d
      mnl -c 'print "go"; for k in 1..10000000 { }; load mnist dir=d' > out &
      until grep -q go out; do sleep 0.05; done
      rmdir d; wait $!
      ```

      Look at its name.
      """#),
    ErrorPage(
      403, "a file where a folder should be",
      #"""
      The folder given with `dir=` became a file before it was read. A file that is in
      its place from the beginning is found by the check: E0216.

      ```sh-error
      # error E0403
      mkdir d
      mnl -c 'print "go"; for k in 1..10000000 { }; load mnist dir=d' > out &
      until grep -q go out; do sleep 0.05; done
      rmdir d; touch d; wait $!
      ```

      Name the folder in which the file lies.
      """#),
    ErrorPage(
      404, "a file of the data set is missing",
      #"""
      The folder has some of its files, but not all. Each may be packed (`.gz`) or
      not.

      ```sh-error
      # error E0404
      rm data/train-labels-idx1-ubyte.gz
      mnl -c 'load mnist dir=data'
      ```

      Add the file, or let the data set be downloaded.
      """#),
    ErrorPage(
      405, "a folder where a file should be",
      #"""
      In the place of a file there is a folder of its name.

      ```sh-error
      # error E0405
      rm data/train-images-idx3-ubyte.gz; mkdir data/train-images-idx3-ubyte.gz
      mnl -c 'load mnist dir=data'
      ```

      Put the file there.
      """#),
    ErrorPage(
      406, "no ordinary file",
      #"""
      A file of the data set is a pipe, a device or the like.

      ```sh-error
      # error E0406
      rm data/train-images-idx3-ubyte.gz; mkfifo data/train-images-idx3-ubyte.gz
      mnl -c 'load mnist dir=data'
      ```

      Put the file there.
      """#),
    ErrorPage(
      407, "a file that cannot be read",
      #"""
      The file is there, but the system refuses to read it: often for want of
      permission.

      ```sh-error
      # error E0407
      mkdir d
      for name in train-images-idx3 train-labels-idx1 t10k-images-idx3 t10k-labels-idx1
      do ln -s /proc/self/mem d/$name-ubyte; done
      mnl -c 'load mnist dir=d'
      ```

      Give yourself the right to read it: `chmod u+r FILE`.
      """#),
    ErrorPage(
      408, "an empty file",
      #"""
      A file of the data set has no bytes: often a download that broke off.

      ```sh-error
      # error E0408
      : > data/train-images-idx3-ubyte.gz
      mnl -c 'load mnist dir=data'
      ```

      Fetch it again.
      """#),
    ErrorPage(
      409, "a file of another kind",
      #"""
      The first bytes say what an IDX file holds. Here they say something else:
      perhaps images and labels were exchanged, or a page of a web server was saved
      in its place.

      ```sh-error
      # error E0409
      echo '<html>not found</html>' > data/train-images-idx3-ubyte.gz
      mnl -c 'load mnist dir=data'
      ```

      Fetch it again.
      """#),
    ErrorPage(
      410, "a packed file that breaks off",
      #"""
      The file ends before what it packs does.

      ```sh-error
      # error E0410
      head -c 5000 data/train-images-idx3-ubyte.gz > part; mv part data/train-images-idx3-ubyte.gz
      mnl -c 'load mnist dir=data'
      ```

      Fetch it again.
      """#),
    ErrorPage(
      411, "a packed file that is damaged",
      #"""
      Its bytes contradict each other, or the checksum at its end.

      ```sh-error
      # error E0411
      python3 -c 'import sys; p = sys.argv[1]; b = bytearray(open(p, "rb").read()); b[-8] ^= 255; open(p, "wb").write(b)' data/train-images-idx3-ubyte.gz
      mnl -c 'load mnist dir=data'
      ```

      Fetch it again.
      """#),
    ErrorPage(
      412, "a file with fewer records than it says",
      #"""
      The head of an IDX file says how many records follow; there are fewer.

      ```sh-error
      # error E0412
      gunzip data/train-images-idx3-ubyte.gz; head -c 5000 data/train-images-idx3-ubyte > part; mv part data/train-images-idx3-ubyte
      mnl -c 'load mnist dir=data'
      ```

      Fetch it again.
      """#),
    ErrorPage(
      413, "bytes behind the last record",
      #"""
      The file goes on behind as many records as its head says.

      ```sh-error
      # error E0413
      gunzip data/train-images-idx3-ubyte.gz; echo more >> data/train-images-idx3-ubyte
      mnl -c 'load mnist dir=data'
      ```

      Fetch it again.
      """#),
    ErrorPage(
      414, "a size that cannot be",
      #"""
      The head of the file tells of more than a data set may have. Nothing is
      allocated for it.

      ```sh-error
      # error E0414
      python3 -c 'import struct, gzip; open("data/train-images-idx3-ubyte.gz", "wb").write(gzip.compress(struct.pack(">4I", 2051, 4000000000, 28, 28)))'
      mnl -c 'load mnist dir=data'
      ```

      Fetch it again.
      """#),
    ErrorPage(
      415, "a file without records",
      #"""
      The head of the file says that it holds none.

      ```sh-error
      # error E0415
      python3 -c 'import struct, gzip; open("data/train-images-idx3-ubyte.gz", "wb").write(gzip.compress(struct.pack(">4I", 2051, 0, 28, 28)))'
      mnl -c 'load mnist dir=data'
      ```

      Name the folder of a data set that has some.
      """#),
    ErrorPage(
      416, "not as many labels as examples",
      #"""
      Each image, or each sequence, has a label; the two files do not belong together.

      ```sh-error
      # error E0416
      python3 -c 'import struct, gzip; open("data/train-labels-idx1-ubyte.gz", "wb").write(gzip.compress(struct.pack(">2I", 2049, 119) + bytes(119)))'
      mnl -c 'load mnist dir=data'
      ```

      Fetch both again, or write both anew.
      """#),
    ErrorPage(
      417, "a label outside of the classes",
      #"""
      Labels are counted from 0 up to the number of classes less one.

      ```sh-error
      # error E0417
      python3 -c 'import struct, gzip; open("data/train-labels-idx1-ubyte.gz", "wb").write(gzip.compress(struct.pack(">2I", 2049, 120) + bytes(119) + bytes([10])))'
      mnl -c 'load mnist dir=data'
      ```

      The message has file, index and byte.
      """#),
    ErrorPage(
      418, "images of another size",
      #"""
      All images of a data set have one size: for MNIST and its like 28 x 28 pixels.

      ```sh-error
      # error E0418
      python3 -c 'import struct, gzip; open("data/train-images-idx3-ubyte.gz", "wb").write(gzip.compress(struct.pack(">4I", 2051, 120, 14, 14) + bytes(120 * 196)))'
      mnl -c 'load mnist dir=data'
      ```

      Bring them to the size that the message names.
      """#),
    ErrorPage(
      419, "a file other than the published one",
      #"""
      Its form is right, but its SHA-256 is not that of the published file. In a
      folder of yours that is a warning; what was downloaded has to be right.

      ```sh-warning
      # warning E0419
      mnl -c 'load mnist dir=data'
      ```

      If you made the data yourself, all is well. Else fetch it again.
      """#),
    ErrorPage(
      420, "a batch larger than the data",
      #"""
      A batch has at least one example, and not more than there are.

      ```mnl-error
      # error E0420
      let d = load digits train=120 test=24
      let b = next-batch $d.train 500
      ```

      Take smaller batches.

      ```mnl
      let d = load digits train=120 test=24
      let b = next-batch $d.train 50
      ```
      """#),
    ErrorPage(
      421, "a size that is not allowed",
      #"""
      A data set can be made with sizes within limits.

      ```mnl-error
      # error E0421
      load adding steps=10 within=20
      ```

      The message says which are allowed.
      """#),
    ErrorPage(
      422, "loading was stopped",
      #"""
      Ctrl-C stopped a data set from being loaded. The one before, if there was one,
      is still current.

      Nothing is wrong.
      """#),
    ErrorPage(
      423, "a place in the data that is not theirs",
      #"""
      Where a training was in its data was kept for other data: the numbers of
      examples differ.

      Load the data that it was trained on.
      """#),
    ErrorPage(
      424, "a download that failed everywhere",
      #"""
      No mirror gave the file. The message says of each what went wrong.

      ```sh-error
      # error E0424
      MNL_DATA_PATH= XDG_CACHE_HOME=$PWD MNL_MIRRORS=http://127.0.0.1:9/ mnl -c 'load mnist'
      ```

      Look at the connection, or name other mirrors: `MNL_MIRRORS`. What arrived is
      kept.
      """#),
    ErrorPage(
      425, "a download that was stopped",
      #"""
      Ctrl-C stopped it. What arrived is kept, and the next try goes on from there.

      Nothing is wrong.
      """#),
    ErrorPage(
      426, "a mirror that failed",
      #"""
      One mirror did not give the right file; the next one is tried. A warning, not
      an error.

      ```sh-warning
      # warning E0426, and error E0424 since there is no other mirror
      MNL_MIRRORS='http://127.0.0.1:9,http://127.0.0.1:8' XDG_CACHE_HOME=$PWD mnl -c 'load mnist'
      ```

      Nothing needs to be done if another one helps.
      """#),
    ErrorPage(
      427, "addresses that are none",
      #"""
      `MNL_MIRRORS` holds base addresses that begin with `http://` or `https://`,
      separated by commas.

      ```sh-error
      # error E0427
      MNL_DATA_PATH= XDG_CACHE_HOME=$PWD MNL_MIRRORS=nowhere mnl -c 'load mnist'
      ```

      Write them in full.
      """#),
    ErrorPage(
      428, "the cache cannot be written",
      #"""
      Downloads are kept in `$XDG_CACHE_HOME/mnl/data`; the message says what is in
      the way there.

      ```sh-error
      # error E0428
      : > file; MNL_DATA_PATH= XDG_CACHE_HOME=$PWD/file mnl -c 'load mnist'
      ```

      Make room, or name another place: `XDG_CACHE_HOME`.
      """#),
    ErrorPage(
      429, "a damaged file in the cache",
      #"""
      A file in the cache is not what was downloaded. It is named, and fetched anew
      where that is allowed.

      ```sh-error
      # error E0429
      mkdir -p mnl/data; cp -r data mnl/data/mnist
      XDG_CACHE_HOME=$PWD mnl -c 'load mnist offline=true'
      ```

      Nothing needs to be done where it can be fetched.
      """#),
    ErrorPage(
      430, "a table that is not well formed",
      #"""
      A row has another number of fields than the first one, a quote is open, text follows a
      closing quote, or there are bytes that no text has. The message says in which line and
      column, both counted from 1.

      ```sh-error
      # error E0430
      printf 'size,kind\n1.5,a\n2.5,b,c\n' > table.csv
      mnl -c 'load csv table.csv'
      ```

      A field that holds the delimiter, a line end or a quote stands in quotes, and a quote
      within it is written twice: `"say ""so"""`. Files of other encodings are turned into UTF-8
      by `iconv -f latin1 -t utf-8`.
      """#),
    ErrorPage(
      431, "a column that is not there",
      #"""
      A parameter of `load csv` names a column that the table does not have.

      ```sh-error
      # error E0431
      printf 'size,kind\n1.5,a\n2.5,b\n' > table.csv
      mnl -c 'load csv table.csv target=knd'
      ```

      Columns are named by the first row of the table; where that has no names, they are called
      `column-1`, `column-2` and so on.
      """#),
    ErrorPage(
      432, "a field that does not fit its column",
      #"""
      A column of numbers has something else, a number is beyond all bounds, a time cannot be
      read, or what is asked for is missing. Which columns are of numbers is found out from the
      first 10,000 rows, and never changed silently later. The message says in which line and
      column of the file, both counted from 1.

      ```sh-error
      # error E0432
      printf 'size,weight\n1.5,2\n1e999,3\n' > table.csv
      mnl -c 'load csv table.csv'
      ```

      A text that stands for nothing is named by `missing`, and a column that only looks like
      numbers by `text`:

      ```sh
      printf 'size,code,kind\n1.5,1,a\n?,2,b\n2.5,3,a\n3.5,1,b\n' > table.csv
      mnl -c 'load csv table.csv missing=["?"] text=["code"] test=0.25 validation=0'
      ```
      """#),
    ErrorPage(
      433, "data of which no examples can be made",
      #"""
      The data are well formed, but there are too few examples, only one class or too many, a table
      has two columns of one name, or the numbers would have no room.

      ```sh-error
      # error E0433
      printf 'size,kind\n1.5,a\n2.5,a\n' > table.csv
      mnl -c 'load csv table.csv'
      ```

      What is asked for is the last column, unless `target` names another:

      ```sh
      printf 'kind,size\na,1.5\nb,2.5\na,3.5\nb,4.5\n' > table.csv
      mnl -c 'load csv table.csv target=kind test=0.5 validation=0'
      ```
      """#),
    ErrorPage(
      434, "an array that is not well formed",
      #"""
      The file is none that numpy's `save` or `savez` wrote, none in the form of MNIST, it breaks off, is
      damaged, claims more than it can hold, or has elements that are neither finite numbers nor texts.
      Objects of Python are refused, for to read them is to run what they say. The message says at which
      byte.

      ```sh-error
      # error E0434
      printf 'not numpy' > x.npy
      mnl -c 'load npy x.npy x.npy'
      ```

      What is saved as numbers can be read: `numpy.save("x.npy", array.astype("float32"))`.
      """#),
    ErrorPage(
      435, "an array that is not there",
      #"""
      An archive has no array of a name. Those that are meant are named by `inputs`, `targets`,
      `test-inputs` and `test-targets`.

      ```sh-error
      # error E0435
      python3 -c 'import zipfile; zipfile.ZipFile("a.npz", "w").writestr("xs.npy", "")'
      mnl -c 'load npz a.npz inputs=x'
      ```

      The message tells the names that there are.
      """#),
    ErrorPage(
      436, "a file of series that is not well formed",
      #"""
      The series do not have the form in which the UEA and UCR archives keep them: the header says
      something else than what follows, dimensions or lines differ in length, a value is no number, or a
      class is none that the header names. The message says in which line and column, both counted from 1.

      ```sh-error
      # error E0436
      printf '@classLabel true a b\n@data\n1,2,3:a\n1,2,x:b\n' > waves.ts
      mnl -c 'load series waves.ts'
      ```

      A missing value is written as `?` or `NaN`. Values with times beside them are not read: write the
      values alone, one for each step.
      """#),
    ErrorPage(
      437, "an image that is not well formed",
      #"""
      The file is no PNG, PGM or PPM, breaks off, has a wrong checksum, or its pixels do not unpack
      to what its header says. The message says at which byte, counted from 0.

      ```sh-error
      # error E0437
      mkdir -p pictures/one pictures/two
      printf 'P2 2 1 255 0 255' > pictures/one/a.pgm
      printf 'P2 2 1 255 0' > pictures/two/a.pgm
      mnl -c 'load images pictures'
      ```

      Write it anew with another program; other formats, such as JPEG, are converted to PNG first.
      """#),
    ErrorPage(
      438, "images of different sizes",
      #"""
      A network reads images of one size. The message names two files with the size of each, or the
      size for which the model was made.

      ```sh-error
      # error E0438
      mkdir -p pictures/one pictures/two
      printf 'P2 2 1 255 0 255' > pictures/one/a.pgm
      printf 'P2 1 1 255 0' > pictures/two/a.pgm
      mnl -c 'load images pictures'
      ```

      `size` scales all of them, as `fit=true` does for `predict images`:

      ```sh
      mkdir -p pictures/one pictures/two
      printf 'P2 2 1 255 0 255' > pictures/one/a.pgm
      printf 'P2 1 1 255 0' > pictures/two/a.pgm
      mnl -c 'load images pictures size=2 test=0 validation=0'
      ```
      """#),
    ErrorPage(
      439, "a file whose labels are not found",
      #"""
      `load idx` finds the labels of `X-images-idx3-ubyte` in `X-labels-idx1-ubyte` beside it, packed
      with gzip or not. The file has another name, or there are no such labels. The message says which
      names were tried.

      ```sh-error
      # error E0439
      printf '\0\0\10\1\0\0\0\2\1\2' > things
      mnl -c 'load idx things'
      ```

      Name them:

      ```sh
      printf '\0\0\10\1\0\0\0\2\1\2' > things
      mnl -c 'load idx things labels=things test=0 validation=0'
      ```
      """#),
    ErrorPage(
      440, "a text that is not well formed",
      #"""
      Bytes that are not UTF-8, a zero byte, or, with `labels=true`, a line that does not begin with a
      class and a tab. The message says in which line and column, both counted from 1; the column
      counts bytes.

      ```sh-error
      # error E0440
      printf 'good\tso nice\nso dull\n' > reviews.tsv
      mnl -c 'load text reviews.tsv labels=true'
      ```

      Files of other encodings are turned into UTF-8 by `iconv -f latin1 -t utf-8`.
      """#),
    ErrorPage(
      601, "shapes that do not fit",
      #"""
      Tensors have shapes, and each operation asks for some that fit each other. The
      message shows them all.

      ```mnl-error
      # error E0601
      let a = constant 1.0 shape=[2, 3]
      let b = constant 1.0 shape=[2, 3]
      let c = matmul $a $b
      ```

      Change one of them, with `reshape` for instance.

      ```mnl
      let a = constant 1.0 shape=[2, 3]
      let b = constant 1.0 shape=[3, 2]
      let c = matmul $a $b
      ```
      """#),
    ErrorPage(
      602, "a number that is none",
      #"""
      The loss or a gradient is infinite or not a number, and the data are the
      reason: an example holds such a number. Nothing was updated.

      ```mnl-error
      # error E0602
      let x = placeholder [2]
      let w = variable [100, 100]
      let loss = sum ($w * $x)
      let step = minimize sgd $loss
      run (initialize)
      run $step feed=[[$x, [1e38, 1e38]]]
      ```

      The message names the row. Take it out, or mend it.
      """#),
    ErrorPage(
      603, "a placeholder without a value",
      #"""
      What is computed depends on a placeholder, and each run has to give it a
      value.

      ```mnl-error
      # error E0603
      let x = placeholder [none, 2]
      run $x
      ```

      Feed it.

      ```mnl
      let x = placeholder [none, 2]
      run $x feed=[[$x, [[1.0, 2.0]]]]
      ```
      """#),
    ErrorPage(
      604, "a variable without a value",
      #"""
      Variables of a graph get their first values from `initialize`, which is run
      like any other node.

      ```mnl-error
      # error E0604
      let w = variable (constant 1.0 shape=[2])
      run $w
      ```

      Run it first.

      ```mnl
      let w = variable (constant 1.0 shape=[2])
      run (initialize)
      run $w
      ```
      """#),
    ErrorPage(
      605, "a loss that nothing can minimise",
      #"""
      It depends on no variable, or only through operations that have no gradient,
      such as `argmax`.

      ```mnl-error
      # error E0605
      let step = minimize adam (constant 1.0)
      ```

      Build it from variables, through operations that have gradients.

      ```mnl
      let w = variable (constant 1.0)
      let step = minimize adam (mean ($w * $w))
      ```
      """#),
    ErrorPage(
      606, "a level that this CPU lacks",
      #"""
      `MNL_CPU` forces a level of the kernels: `baseline`, `avx2` or `avx512`. What
      the CPU cannot do is refused.

      ```sh-error
      # error E0606
      MNL_CPU=avx1024 mnl -c 'load digits train=120 test=24; model lstm 4; train'
      ```

      Take it away: the best level is chosen at the start.
      """#),
    ErrorPage(
      607, "a training that diverges",
      #"""
      The steps were so large that the loss grew out of all proportion, or a weight
      became infinite. The model has the last good weights again.

      ```mnl-error
      # error E0607
      load digits train=120 test=24
      model lstm 8
      train epochs=3 rate=1000 optimizer=sgd
      ```

      Train with a smaller `rate`, or with `clip=1`.

      ```mnl
      load digits train=120 test=24
      model lstm 8
      train epochs=1 batch=20 rate=0.003 clip=1
      ```
      """#),
    ErrorPage(
      701, "a cell marker that cannot be read",
      #"""
      A cell begins with `# %%` at the beginning of a line, perhaps with a title, a
      kind in brackets and settings.

      ```sh-error
      # error E0701
      printf '# %%%% [mark\nprint 1\n' > s.mnl; mnl s.mnl
      ```

      Write it as `# %% title name="x"`.
      """#),
    ErrorPage(
      702, "a header that cannot be read",
      #"""
      A notebook may begin with a header between two lines `# ---`, as Jupytext
      writes it.

      ```sh-error
      # error E0702
      printf '# ---\n# jupyter\nprint 1\n' > s.mnl; mnl s.mnl
      ```

      Close it, or take it away.
      """#),
    ErrorPage(
      703, "two cells of one name",
      #"""
      The name of a cell is how the command line and the records of runs speak of it,
      so a document has each name once.

      ```sh-error
      # error E0703
      printf '# %%%% name="a"\nprint 1\n\n# %%%% name="a"\nprint 2\n' > s.mnl; mnl s.mnl
      ```

      Give one of the two another name.
      """#),
    ErrorPage(
      704, "a cell marker that is indented",
      #"""
      A line `# %%` begins a cell only in the first column. Other notebook tools would
      begin a cell at an indented one, too, so that the same file would be two
      different notebooks; therefore it is refused. It stands in a block, as a rule,
      where no cell can begin.

      ```mnl-error
      # error E0704
      if true {
        # %% one
        print 1
      }
      ```

      Close the block first, or word the comment in another way.

      ```mnl
      if true {
        # one
        print 1
      }
      ```
      """#),
    ErrorPage(
      705, "a tag that is nearly one with a meaning",
      #"""
      Tags may be any words. Some have a meaning, and a cell with a tag that is almost
      such a word runs as if it had none: this warning says so.

      ```mnl-warning
      # warning E0705
      # %% tags=["raises-exeption"]
      print 1
      ```

      Write the tag that is meant, or one that is less like it.

      ```mnl
      # %% tags=["slow"]
      print 1
      ```
      """#),
    ErrorPage(
      706, "a file that is no notebook of Jupyter",
      #"""
      A file `.ipynb` is JSON: an object with a list of cells. This one is not, or it
      was cut off; the message says where reading it ended.

      ```sh-error
      # error E0706
      printf '{"cells": [' > n.ipynb; mnl convert n.ipynb n.mnl
      ```

      Get the file again. If it is a script, convert it from the format that it has:
      `mnl convert --from mnl FILE OUT.ipynb`.
      """#),
    ErrorPage(
      707, "a notebook in another version of its format",
      #"""
      Notebooks of Jupyter are read if they are of nbformat 4, which all programs have
      written since 2015.

      ```sh-error
      # error E0707
      printf '{"nbformat": 3, "worksheets": []}' > n.ipynb; mnl convert n.ipynb n.mnl
      ```

      `jupyter nbconvert --to notebook --inplace FILE` brings an older one up to date.
      """#),
    ErrorPage(
      708, "a notebook in another language",
      #"""
      The code of the notebook is in a language that `mnl` does not run. It is
      converted all the same: explanations stay explanations, and code becomes raw
      cells, to be rewritten by hand.

      ```sh-warning
      # warning E0708
      printf '{"nbformat": 4, "cells": [], "metadata": {"kernelspec": {"language": "python"}}}' > n.ipynb
      mnl convert n.ipynb n.mnl
      ```
      """#),
    ErrorPage(
      709, "files inside of a notebook",
      #"""
      A notebook of Jupyter can have pictures inside of its cells. A script cannot, so
      they are written into a folder beside it, to which the text then points.

      ```sh-warning
      # warning E0709
      printf '{"nbformat": 4, "metadata": {}, "cells": [{"cell_type": "markdown", "metadata": {},
        "source": "![](attachment:a.png)", "attachments": {"a.png": {"image/png": "AAEC"}}}]}' > n.ipynb
      mnl convert n.ipynb n.mnl
      ```

      Move the folder together with the script.
      """#),
    ErrorPage(
      710, "a file of which nobody says what it is to be",
      #"""
      The ending of a file says the format of the notebook in it: `.mnl`, `.ipynb`,
      `.md`, `.html`. A page is written and never read.
      This one has another ending, or it is a stream and has none.

      ```sh-error
      # error E0710
      printf 'print 1\n' > s.txt; mnl convert s.txt s.ipynb
      ```

      Say the format: `mnl convert --from mnl s.txt s.ipynb`.
      """#),
    ErrorPage(
      711, "a notebook that a script cannot hold",
      #"""
      A script says by comments where cells begin and what they are called. A cell
      whose text looks like such a comment, or whose settings cannot be written as one,
      would be read as something else than it is.

      ```sh-error
      # error E0711
      printf '{"nbformat": 4, "metadata": {}, "cells": [{"cell_type": "code", "metadata": {},
        "source": "# %%%% x\\nprint 1", "outputs": []}]}' > n.ipynb
      mnl convert n.ipynb n.mnl
      ```

      Change that cell in the program that wrote the notebook.
      """#),
    ErrorPage(
      721, "a cell that is not there",
      #"""
      `--from`, `--to` and `--only` name cells of code by their `name=`, or by their
      number, from 1; -1 is the last one.

      ```sh-error
      # error E0721
      printf "print 1\n" > s.mnl; mnl run s.mnl --from train
      ```

      `mnl run FILE --list` lists the cells.
      """#),
    ErrorPage(
      722, "an output that differs from what is expected",
      #"""
      With `--verify` what a cell shows is compared with the `#>` lines below it.

      ```sh-error
      # error E0722
      printf "print (1 + 2)\n#> 4\n" > s.mnl
      mnl run s.mnl --verify
      ```

      If the new output is right, `--update` writes it into the file.
      """#),
    ErrorPage(
      723, "expected output that cannot be compared",
      #"""
      `#>` lines stand at the top level of a cell, below what they are about: inside
      of a block nobody could say which round of a loop is meant.

      ```sh-error
      # error E0723
      printf "for k in 1..2 {\n  print \$k\n#> 1\n}\n" > s.mnl; mnl run s.mnl --verify
      ```

      Put them below the `}`.
      """#),
    ErrorPage(
      724, "a cell that was to fail and did not",
      #"""
      A cell with the tag `raises-exception` shows a mistake on purpose. One that runs
      well is worth a warning: what it shows is no longer what its author meant.

      ```sh-warning
      # warning E0724
      printf "# %%%% tags=[\"raises-exception\"]\nprint 1\n" > s.mnl; mnl s.mnl
      ```

      Take the tag away, or make the cell fail again.
      """#),
    ErrorPage(
      731, "a folder for a run that holds something already",
      #"""
      `--run-dir` names the folder for the record of a run. It must not be there yet, or be empty:
      nothing that was there is ever written over, and two runs never write into one folder.

      ```sh-error
      # error E0731
      mkdir record; echo kept > record/notes.txt; echo 'print 1' > script.mnl
      mnl run script.mnl --run-dir record
      ```

      Name a folder that is not there yet; or leave `--run-dir` out, so that the run gets a folder of
      its own.

      ```sh
      echo 'print 1' > script.mnl
      mnl run script.mnl --run-dir record-2
      ```
      """#),
    ErrorPage(
      732, "a run that is not recorded",
      #"""
      The record of a run cannot be written, because the place is read-only, full, or was taken away. It
      is a warning: the script runs all the same, and says so once. Where the folder was asked for by
      `--run-dir`, exit code 0 becomes 1.

      ```sh-warning
      # warning E0732
      echo 'print 1' > script.mnl; echo > state
      XDG_STATE_HOME=$PWD/state mnl run script.mnl
      ```

      Make room or give the right to write, let `XDG_STATE_HOME` or `--run-dir` name another place, or
      keep no records with `--no-record`.

      ```sh
      echo 'print 1' > script.mnl
      mnl run script.mnl --no-record
      ```
      """#),
    ErrorPage(
      733, "a run that is not on record",
      #"""
      A run is named by its id, by the beginning of an id that no other has, by its label, or by the path
      of its folder. There is none of that name, more than one, or the folder holds no record that this
      version can read; or what is asked of runs is no fact of theirs.

      ```sh-error
      # error E0733
      echo 'print 1' > script.mnl; mnl run script.mnl
      mnl runs diff 1999 2000
      ```

      `mnl runs` lists those that there are, and `mnl runs --cols all` all that is known of them:

      ```sh
      echo 'print 1' > script.mnl; mnl run script.mnl
      mnl runs; mnl runs --cols id,status
      ```
      """#),
    ErrorPage(
      741, "a run that cannot be resumed",
      #"""
      `--resume RUN` goes on with a run of the same script that was stopped or killed. A run of
      another script cannot be gone on with, nor one that still goes on.

      ```sh-error
      # error E0741
      echo 'print 1' > a.mnl; echo 'print 2' > b.mnl
      mnl a.mnl --run-dir ./r; mnl b.mnl --resume ./r
      ```

      `mnl runs` lists the runs with their scripts.
      """#),
    ErrorPage(
      742, "a snapshot that is not used",
      #"""
      While a script runs, snapshots of it are kept in its record. `--resume` uses the latest one
      that is whole, and that still belongs to the script: what stands before it, the
      parameters, the seed and the version of `mnl` must be the same. What is not used is
      told, and the run goes on from an older one, or from the beginning.

      ```sh-warning
      # warning E0742
      echo 'print 1' > s.mnl; mnl s.mnl --run-dir ./r
      echo 'print 2' > s.mnl; mnl s.mnl --resume ./r
      ```

      Nothing is lost: the old run is as it was.
      """#),
    ErrorPage(
      743, "a script that does not do again what it did",
      #"""
      A run is resumed by running its script again, with the results of costly commands taken
      from the record. If the script then calls other commands than it did, something that it
      reads was changed: a data set, a file, a model that it opens.

      Run it without `--resume`.
      """#),
    ErrorPage(
      744, "a run of which no snapshots can be kept",
      #"""
      Something that a command returned cannot be kept, or the folder of the run cannot be
      written. The run goes on; if it is stopped, it can be resumed from the last snapshot
      before that.
      """#),
    ErrorPage(
      901, "a bug in mnl",
      #"""
      Something happened that never should. It is our mistake, not yours.

      Please report it, with the script that shows it.
      """#),
  ]
}
