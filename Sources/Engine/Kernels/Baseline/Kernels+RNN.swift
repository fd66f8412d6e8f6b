package import MNLKernels

// The formulas are those of `RNN` of `MNLTensor`.
extension Kernels {
  package static func advanceRNN(_ step: CellStep, rectifies: Bool) {
    if rectifies {
      let zero = Lanes(repeating: 0)
      step.forEachPlace { place in
        // A NaN stays one.
        let sum = step.gates.lanes(place.gate)
        step.hidden.store(chosen(zero, where: sum .< zero, else: sum), at: place.state)
      }
    } else {
      step.forEachPlace { place in
        step.hidden.store(vectorTangent(step.gates.lanes(place.gate)), at: place.state)
      }
    }
  }

  package static func retreatRNN(_ step: CellStep, rectifies: Bool) {
    let (zero, one) = (Lanes(repeating: 0), Lanes(repeating: 1))
    step.forEachPlace { place in
      let hidden = step.hidden.lanes(place.state)
      let gradient = step.hiddenGradient.lanes(place.state)
      let slope =
        rectifies ? chosen(one, where: hidden .> zero, else: zero) : one - hidden * hidden
      step.gates.store(gradient * slope, at: place.gate)
      step.hiddenGradient.store(zero, at: place.state)
    }
  }
}
