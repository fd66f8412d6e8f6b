package import MNLKernels

// The formulas are those of `GRU` of `MNLTensor`. Gates: 0 the new value n, 1 reset r, 2 update z,
// 3 what the states add to the new value.
extension Kernels {
  package static func resetGRU(_ step: CellStep) {
    step.forEachPlace { place in
      let at = place.gate(1)
      let r = vectorLogistic(step.gates.lanes(at))
      step.gates.store(r, at: at)
      step.tapes.store(r * step.operand.lanes(place.state), at: place.state)
    }
  }

  package static func advanceGRU(_ step: CellStep, resetsAfter: Bool) {
    // Of its own for each: what is decided in the loop would be decided for every register.
    if resetsAfter {
      advance(step, resetsAfter: true)
    } else {
      advance(step, resetsAfter: false)
    }
  }

  @inline(always)
  private static func advance(_ step: CellStep, resetsAfter: Bool) {
    let (gates, one) = (step.gates, Lanes(repeating: 1))
    step.forEachPlace { place in
      let (atR, atZ, atH) = (place.gate(1), place.gate(2), place.gate(3))
      let c = one + vectorExponential(gates.lanes(atZ), times: -1, limit: 40)
      var (z, added) = (Lanes(repeating: 0), gates.lanes(atH))
      if resetsAfter {
        // One division serves both.
        let b = one + vectorExponential(gates.lanes(atR), times: -1, limit: 40)
        let both = one / (b * c)
        let r = both * c
        z = both * b
        added = r * added
        gates.store(r, at: atR)
      } else {
        z = one / c
      }
      let n = vectorTangent(gates.lanes(place.gate) + added)
      gates.store(n, at: place.gate)
      gates.store(z, at: atZ)
      let previous = step.previous.lanes(place.state)
      step.hidden.store(multiplyAdd(z, previous - n, n), at: place.state)
    }
  }

  package static func retreatGRU(_ step: CellStep, resetsAfter: Bool) {
    let (gates, one) = (step.gates, Lanes(repeating: 1))
    step.forEachPlace { place in
      let (atR, atZ, atH) = (place.gate(1), place.gate(2), place.gate(3))
      let (n, r) = (gates.lanes(place.gate), gates.lanes(atR))
      let (z, added) = (gates.lanes(atZ), gates.lanes(atH))
      let dh = step.hiddenGradient.lanes(place.state)
      let previous = step.previous.lanes(place.state)
      let dn = dh * (one - z) * (one - n * n)
      gates.store(dn, at: place.gate)
      gates.store(dh * (previous - n) * (z * (one - z)), at: atZ)
      if resetsAfter { gates.store(dn * added * (r * (one - r)), at: atR) }
      gates.store(resetsAfter ? dn * r : dn, at: atH)
      step.hiddenGradient.store(dh * z, at: place.state)
    }
  }

  package static func retreatResetGRU(_ step: CellStep) {
    let one = Lanes(repeating: 1)
    step.forEachPlace { place in
      let at = place.gate(1)
      let r = step.gates.lanes(at)
      let gradient = step.operandGradient.lanes(place.state)
      let operand = step.operand.lanes(place.state)
      step.gates.store(gradient * operand * (r * (one - r)), at: at)
      step.operandGradient.store(gradient * r, at: place.state)
    }
  }
}
