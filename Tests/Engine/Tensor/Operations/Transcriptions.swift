import Glibc

/// The logistic function, by the C library.
func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

/// The hyperbolic tangent, by the C library.
func tanh(_ x: Double) -> Double { Glibc.tanh(x) }
