// Written by scripts/handbook from stdlib; not to be edited.

// swift-format-ignore-file

extension StandardLibrary {
  /// The modules by name, in the order of the alphabet.
  package static let modules: [(name: String, text: String)] = [
    ("curriculum", #"""
      # %% [markdown] name="about"
      # # From short memories to long ones
      # What spans two hundred steps is hard to learn from nothing, and easier for who can do it over twenty.

      # %% Longer and longer name="longer"
      ## Learns the adding problem, at first with marks near the end, then farther and farther back.
      ##
      ## One model is trained: at first all happens within the last `from` steps of a sequence, then within twice as many, and
      ## so on up to all `steps`. Returns what `eval` says of the whole problem.
      ## > adding-curriculum steps=10 from=5 train=240 epochs=1 units=8  # Five steps, then ten
      ## > print (adding-curriculum steps=4 from=4 train=120 epochs=1 units=8).loss  # The whole problem at once
      ## See also: load adding, copying-curriculum
      def adding-curriculum(
        steps: int 2..10000 = 160  ## how long a sequence is
        from: int 2..10000 = 10    ## in how many of the last steps all happens at first
        train: int 12.. = 6000     ## how many sequences there are
        epochs: int 1.. = 2        ## passes over the sequences each time
        units: int 1..8192 = 64    ## units of the LSTM layer
        rate: float > 0 = 0.005    ## the step size
      ) {
        load adding steps=$steps train=$train
        model lstm $units forget-bias=chrono
        let reach = $from
        if $reach > $steps {
          set reach = $steps
        }
        let goes-on = true
        while $goes-on {
          load adding steps=$steps within=$reach train=$train
          train epochs=$epochs rate=$rate clip=1
          let result = eval
          print "{$reach} steps back: mean squared error {$result.loss:.5}"
          set goes-on = $reach < $steps
          set reach = $reach * 2
          if $reach > $steps {
            set reach = $steps
          }
        }
        return eval
      }

      ## Learns the copying problem, at first with short waits, then with longer and longer ones.
      ##
      ## One model is trained: at first all happens within the last `from` steps of a sequence, then within twice as many, and
      ## so on up to all `steps`. Returns what `eval` says of the whole problem.
      ## > copying-curriculum steps=14 from=11 train=240 epochs=1 units=8  # A wait of one step, then of four
      ## > print (copying-curriculum steps=11 train=120 epochs=1 units=8).accuracy  # The whole problem at once
      ## See also: load copying, adding-curriculum
      def copying-curriculum(
        steps: int 11..10000 = 48  ## how long a sequence is
        from: int 11..10000 = 12   ## in how many of the last steps all happens at first
        train: int 12.. = 6000     ## how many sequences there are
        epochs: int 1.. = 6        ## passes over the sequences each time
        units: int 1..8192 = 64    ## units of the LSTM layer
        rate: float > 0 = 0.005    ## the step size
      ) {
        load copying steps=$steps train=$train
        model lstm $units forget-bias=chrono
        let reach = $from
        if $reach > $steps {
          set reach = $steps
        }
        let goes-on = true
        while $goes-on {
          load copying steps=$steps within=$reach train=$train
          train epochs=$epochs rate=$rate clip=1
          let result = eval
          print "{$reach} steps back: {$result.accuracy:.4} of the letters"
          set goes-on = $reach < $steps
          set reach = $reach * 2
          if $reach > $steps {
            set reach = $steps
          }
        }
        return eval
      }

      """#),
    ("recipes", #"""
      # %% [markdown] name="about"
      # # Ways to train that take more than one command

      # %% Training name="training"
      ## Trains epoch by epoch until the model is good enough.
      ##
      ## After each epoch the validation examples are counted; those of test play no part. Returns what `eval` says
      ## of the test examples.
      ## > load digits train=300 test=60; model lstm 32; train-until 0.3 most=20 rate=0.01  # Until 30 % are right
      ## > load digits train=120 test=24; model lstm 8; let r = train-until 0.99 most=2; print $r.accuracy  # Two epochs at most
      ## See also: train, eval, train-best
      def train-until(
        target: float 0..1         ## the share of validation examples that is to be right
        most: int 1..100000 = 100  ## after how many epochs to give up
        rate: float > 0 = 0.001    ## the step size
        batch: int 1.. = 50        ## examples in a step
      ) {
        let epochs = 0
        let reached = 0.0
        try {
          set reached = (eval split=validation).accuracy
        } catch problem {
          fail "no accuracy on the validation examples: {$problem.message}"
        }
        while $reached < $target and $epochs < $most {
          train epochs=1 rate=$rate batch=$batch
          set epochs = $epochs + 1
          set reached = (eval split=validation).accuracy
        }
        print "validation accuracy {$reached:.4} after {$epochs} epochs"
        return eval
      }

      ## Trains until the validation loss stops falling, and ends with the best weights.
      ##
      ## The step size rises at the beginning and falls along a cosine, and gradients are kept small: what mostly works,
      ## without a search. Returns what `eval` says of the test examples.
      ## > load digits train=120 test=24; model lstm 8; train-best epochs=3  # Three epochs at most
      ## > load digits train=120 test=24; model lstm 8; print (train-best epochs=2 rate=0.01).accuracy  # The accuracy alone
      ## See also: train, train-until
      def train-best(
        epochs: int 1..100000 = 30  ## how many epochs at most
        rate: float > 0 = 0.003     ## the greatest step size
        batch: int 1.. = 50         ## examples in a step
        patience: int 1.. = 5       ## after how many epochs without a better loss to stop
      ) {
        train epochs=$epochs rate=$rate batch=$batch patience=$patience clip=1 schedule=(cosine warmup=20)
        return eval
      }

      ## Trains the same network from several seeds and tells how much the seed matters.
      ##
      ## Each seed draws other first weights and another order of the examples. Without several of them nobody knows whether
      ## a difference between two networks is more than luck. Returns the accuracies on the test examples.
      ## > load digits train=120 test=24; over-seeds 8 seeds=[1, 2] epochs=1  # Two seeds
      ## > load digits train=120 test=24; let a = over-seeds 8 seeds=[1, 2, 3] epochs=1; print (length $a)  # What it returns
      ## See also: compare, seed
      def over-seeds(
        units: int 1..8192       ## units of the LSTM layer
        seeds: list = [1, 2, 3]  ## the seeds
        epochs: int 1.. = 6      ## passes over the training examples
        rate: float > 0 = 0.001  ## the step size
        batch: int 1.. = 50      ## examples in a step
      ) {
        if (length $seeds) == 0 {
          fail "give at least one seed, as in seeds=[1, 2, 3]"
        }
        let before = (status).seed
        let accuracies = []
        let sum = 0.0
        for number in $seeds {
          seed $number
          if (status).seed != $number {
            fail "--seed fixes the seed, and so all of these would be the same"
          }
          model lstm $units
          train epochs=$epochs rate=$rate batch=$batch
          let accuracy = (eval).accuracy
          set accuracies = $accuracies + [$accuracy]
          set sum = $sum + $accuracy
        }
        seed $before
        let mean = $sum / (length $accuracies)
        let squares = 0.0
        for accuracy in $accuracies {
          set squares = $squares + ($accuracy - $mean) ^ 2
        }
        let deviation = ($squares / (length $accuracies)) ^ 0.5
        print "accuracy {$mean:.4}, standard deviation {$deviation:.4}, of {(length $accuracies)} seeds"
        return $accuracies
      }

      """#),
    ("tables", #"""
      # %% [markdown] name="about"
      # # Networks side by side

      # %% Tables name="tables"
      ## Trains LSTM layers of several sizes on the current data and lists how well they do.
      ##
      ## All start from the same seed and see the same batches. Where two accuracies are close, `compare` tells whether the
      ## difference is more than chance. Returns what `eval` said of each, in their order.
      ## > load digits train=120 test=24; compare-units epochs=1 units=[4, 8]  # Two sizes
      ## > load digits train=120 test=24; let r = compare-units epochs=1 units=[4, 8]; compare $r[0] $r[1]  # Is it chance?
      ## See also: compare, compare-cells
      def compare-units(
        epochs: int 1.. = 6      ## passes over the training examples
        rate: float > 0 = 0.001  ## the step size
        batch: int 1.. = 50      ## examples in a step
        units...: int 1..8192    ## units of each layer
      ) {
        if (length $units) == 0 {
          fail "give at least one number of units, as in units=[50, 100]"
        }
        let results = []
        print " units  parameters  accuracy     loss"
        for count in $units {
          let network = model lstm $count
          train epochs=$epochs rate=$rate batch=$batch
          let result = eval
          print "{$count:6}  {$network.parameters:10}  {$result.accuracy:8.4}  {$result.loss:7.4}"
          set results = $results + [$result]
        }
        return $results
      }

      ## Trains an LSTM, a GRU and a plain recurrent layer on the current data and lists how well they do.
      ##
      ## All have the same number of units, so the LSTM has most parameters. Returns what `eval` said of each, in the
      ## order lstm, gru, rnn.
      ## > load digits train=120 test=24; compare-cells 8 epochs=1  # Three kinds of cell
      ## > load digits train=120 test=24; let r = compare-cells 8 epochs=1; print $r[1].accuracy  # The GRU's
      ## See also: model lstm, model gru, model rnn, compare-units
      def compare-cells(
        units: int 1..8192       ## units of each layer
        epochs: int 1.. = 6      ## passes over the training examples
        rate: float > 0 = 0.001  ## the step size
        batch: int 1.. = 50      ## examples in a step
      ) {
        let results = []
        print "cell  parameters  accuracy     loss"
        for cell in ["lstm", "gru", "rnn"] {
          let network = model $cell $units
          train epochs=$epochs rate=$rate batch=$batch
          let result = eval
          print "{$cell:<4}  {$network.parameters:10}  {$result.accuracy:8.4}  {$result.loss:7.4}"
          set results = $results + [$result]
        }
        return $results
      }

      """#),
    ("tasks", #"""
      # %% [markdown] name="about"
      # # Whole tasks with data of one's own
      # From the data to a figure that can be trusted, with what it has to be compared with beside it.

      # %% Texts name="texts"
      ## Learns to write from the current text, and shows after each epoch how it writes by then.
      ##
      ## The text is one of `load text` or `load stories`. Each sample goes on with `prime`, from the same draws, so that
      ## what differs was learned. Returns what `eval` says of the end of the text.
      ## > load stories train=60 test=12; learn-to-write epochs=2 units=8 length=40  # Two epochs, and what comes of them
      ## > load stories train=60 test=12; print (learn-to-write epochs=1 units=8).bits  # Bits per character
      ## See also: load text, load stories, sample
      def learn-to-write(
        epochs: int 1..10000 = 8        ## passes over the text
        units: int 1..8192 = 128        ## units of the LSTM layer
        rate: float > 0 = 0.005         ## the step size
        batch: int 1.. = 20             ## pieces of text in a step
        prime: text = ""                ## the text that is gone on with
        length: int 1..100000 = 120     ## how much is written each time
        temperature: float 0..10 = 0.7  ## how freely it is written
      ) {
        model lstm $units
        for epoch in 1..$epochs {
          train epochs=1 rate=$rate batch=$batch clip=1
          print "after epoch {$epoch}:"
          print (sample $length prime=$prime temperature=$temperature seed=1)
        }
        return eval
      }

      # %% Tables name="tables"
      ## Tells how far ahead a column of a table can be foreseen, and whether a network does it better than a glance.
      ##
      ## A model is trained for each number of rows in `aheads`; beside its mean absolute error stand those of saying that all
      ## stays as it is, and that all is as it was a season ago. Rows stand in their order in time. Returns what `eval` said
      ## of each.
      ## > try { foresee weather.csv target=temperature season=24 } catch { load seasons days=20 }  # Of hours, a day is a season
      ## > try { foresee sales.csv target=sold season=7 aheads=[1, 7] } catch { load seasons days=20 }  # Of days, a week is
      ## See also: load csv, load seasons, eval
      def foresee(
        file: path                 ## the table
        target: text               ## the column that is foreseen
        season: int 1..            ## after how many rows a season comes back
        steps: int 2..10000 = 48   ## how many rows are read
        aheads: list = [1, 6, 12]  ## how many rows ahead
        units: int 1..8192 = 32    ## units of the GRU layer
        epochs: int 1..10000 = 10  ## passes over the training part
        rate: float > 0 = 0.005    ## the step size
      ) {
        let found = []
        for ahead in $aheads {
          load csv $file target=$target steps=$steps ahead=$ahead season=$season
          model gru $units
          train epochs=$epochs rate=$rate clip=1 schedule=cosine
          let r = eval
          print \
              "{$ahead} ahead: error {$r.mae:.4}, naive {$r.naive.mae:.4}, seasonal {$r.seasonal.mae:.4}"
          set found = $found + [$r]
        }
        return $found
      }

      ## Tells how much worse a model does with groups that it has never seen: other persons, machines or places.
      ##
      ## The rows of a table are divided by chance and then by group; the same network learns from both. What chance says is
      ## too hopeful for who wants to use the model with others. Returns what `eval` said of both, by group and by chance.
      ## > try { judge-strangers people.csv target=kind group=person } catch { load sensors persons=6 windows=6 }  # A row each
      ## > try { judge-strangers motion.csv target=activity group=person steps=32 } catch { load adding train=24 }  # Windows
      ## See also: load csv, load sensors, summary
      def judge-strangers(
        file: path                 ## the table
        target: text               ## the column that is asked for: texts or few whole numbers
        group: text                ## the column by which rows belong together
        steps: int 1..10000 = 1    ## how many rows of a group an example has
        units: int 1..8192 = 32    ## units of the LSTM layer
        epochs: int 1..10000 = 20  ## passes over the training part
        rate: float > 0 = 0.005    ## the step size
      ) {
        let found = []
        for split in ["group", "random"] {
          load csv $file target=$target group=$group steps=$steps split=$split
          model lstm $units
          train epochs=$epochs rate=$rate clip=1 schedule=cosine
          set found = $found + [(eval)]
        }
        print "groups never seen {$found[0].accuracy:.1%}, groups that are known {$found[1].accuracy:.1%}"
        return $found
      }

      """#),
  ]
}
