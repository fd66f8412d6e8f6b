/// Whole scripts: the tutorial by hand, and in four verbs.
enum Samples {
  static let scripts = [tutorial, verbs]

  static let tutorial = #"""
    #!/usr/bin/env -S mnl run
    # ---
    # jupyter:
    #   jupytext:
    #     notebook_metadata_filter: title,mnl,-jupytext.text_representation
    #   kernelspec:
    #     display_name: mnl
    #     language: mnl
    #     name: mnl
    #   mnl:
    #     format: 1
    #   title: An LSTM reads MNIST row by row
    # ---

    # %% [markdown] name="intro"
    # # An LSTM reads MNIST row by row
    # A picture of 28 by 28 pixels is a sequence of 28 rows. Here the graph is built by hand; \#
    `quickstart.mnl` uses four verbs.

    # %% Parameters name="parameters" tags=["parameters"]
    param dataset: mnist|fashion-mnist|digits = mnist  ## data set to read
    param epochs: int 1..1000 = 6                      ## passes over the training images
    param batch: int 1..10000 = 50                     ## images per training step
    param rate: float > 0 = 1e-4                       ## step size of Adam

    # %% Load the images name="load"
    let mnist = load $dataset

    # %% Sizes name="sizes"
    let n-inputs = 28; let max-time = 28     # a row holds 28 numbers; a picture has 28 rows
    let lstm-size = 100; let n-classes = 10  # hidden units; digits 0 to 9
    let batch-size = $batch
    let n-batch = $mnist.train.num-examples div $batch-size
    print "{$n-batch} batches of {$batch-size} in an epoch"

    # %% Placeholders name="placeholders"
    # A placeholder has a shape but no numbers; `run` feeds them. `none` leaves the batch size open.
    let x = placeholder [none, 784]
    let y = placeholder [none, 10]

    # %% Weights and biases name="weights"
    # A little noise breaks the symmetry; the biases start slightly above zero.
    let weights = variable (truncated-normal [$lstm-size, $n-classes] stddev=0.1)
    let biases = variable (constant 0.1 shape=[$n-classes])

    # %% [markdown] name="dynamic-rnn"
    # ## What `dynamic-rnn` takes
    # `cell`, what happens at one step; `inputs`, shape [batch, steps, features]; `lengths=`, \#
    where sequences differ;
    # `initial=`, the first state (zeros). It returns `outputs`, every hidden state, and \#
    `state`, the last `c` and `h`.

    # %% The network name="rnn"
    ## Reads each image as max-time rows and returns its class probabilities.
    def rnn(
      x: tensor        ## images, [batch, 784]
      weights: tensor  ## [lstm-size, n-classes]
      biases: tensor   ## [n-classes]
    ) {
      let inputs = reshape $x [-1, $max-time, $n-inputs]
      let cell = lstm-cell $lstm-size
      let result = dynamic-rnn $cell $inputs
      return softmax ($result.state.h @ $weights + $biases)
    }

    # %% Prediction, loss, training step, accuracy name="graph"
    # `prediction` is a softmax and cross-entropy applies one more, as in the document: the \#
    loss has the floor 1.4612.
    let prediction = rnn $x $weights $biases
    let loss = mean (cross-entropy logits=$prediction labels=$y)
    let train-step = minimize (adam rate=$rate) $loss
    let correct = equal (argmax $y axis=1) (argmax $prediction axis=1)
    let accuracy = mean (cast $correct to=float)
    let init = initialize

    # %% Train name="train" tags=["slow"]
    run $init
    for epoch in 1..$epochs {
      for step in 1..$n-batch {
        let samples = next-batch $mnist.train $batch-size
        run $train-step feed=[[$x, $samples.images], [$y, $samples.labels]]
      }
      let acc = run $accuracy feed=[[$x, $mnist.test.images], [$y, $mnist.test.labels]]
      print "epoch {$epoch}: Acc = {$acc}"
    }
    """#

  static let verbs = #"""
    # %% Four verbs: parameters name="parameters" tags=["parameters"]
    param dataset: mnist|fashion-mnist|digits = mnist  ## data set to read
    param epochs: int 1..1000 = 6                      ## passes over the training images
    param batch: int 1..10000 = 50                     ## images per training step
    param rate: float > 0 = 1e-3                       ## step size of Adam

    # %% Load name="load"
    load $dataset

    # %% Model name="model"
    model lstm 100

    # %% Train name="train" tags=["slow"]
    train epochs=$epochs batch=$batch rate=$rate

    # %% Evaluate name="eval"
    let result = eval
    print "test accuracy {$result.accuracy:.4}"
    """#
}
