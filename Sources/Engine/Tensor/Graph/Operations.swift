/// The operations that there are.
package enum Operations {
  /// Every operation, so that a test can demand a gradient check of each.
  package static let all: [any Operation.Type] = [
    Placeholder.self, Constant.self, Variable.self, Reshape.self, MatrixProduct.self,
    Add.self, Subtract.self, Multiply.self, Divide.self, Power.self,
    Negate.self, Exponential.self, Logarithm.self, Rectifier.self, HyperbolicTangent.self,
    Logistic.self, Softmax.self, CrossEntropy.self, SquaredError.self, AbsoluteError.self,
    HuberError.self, BinaryCrossEntropy.self, Sum.self, Mean.self,
    ArgMax.self, Equal.self, NotEqual.self, Less.self, LessOrEqual.self, Greater.self,
    GreaterOrEqual.self, Cast.self, LSTM.self, GRU.self, RNN.self, Dropout.self,
    Reverse.self, Concatenate.self, Maximum.self, WeightedSum.self, LayerNormalisation.self,
    Embedding.self,
    TruncatedNormal.self, Uniform.self,
  ]
}
