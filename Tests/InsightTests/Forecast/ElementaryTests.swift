import Foundation
import Testing

@testable import Insight

@Suite("Elementary functions agree with the system's mathematics library")
struct ElementaryTests {
    @Test("Logarithm, exponential, sine and cosine to 13 digits")
    func agrees() {
        for step in 1...2_000 {
            let value = Double(step) * 0.137
            #expect(abs(Elementary.log(value) - Foundation.log(value)) < 1e-13)
            #expect(abs(Elementary.log(1 / value) - Foundation.log(1 / value)) < 1e-13)
            let power = Elementary.exp(-value / 10) / Foundation.exp(-value / 10)
            #expect(abs(power - 1) < 1e-13)
            let (sine, cosine) = Elementary.sineAndCosine(value * (step.isMultiple(of: 2) ? 1 : -1))
            let angle = value * (step.isMultiple(of: 2) ? 1 : -1)
            #expect(abs(sine - Foundation.sin(angle)) < 1e-13)
            #expect(abs(cosine - Foundation.cos(angle)) < 1e-13)
        }
        #expect(Elementary.log(0) == -.infinity && Elementary.log(-1).isNaN)
    }

    @Test("The exponential holds from -700 to 700; below it is 0, above it stays")
    func exponential() {
        for step in -70_000...70_000 where step % 37 == 0 || step.magnitude > 69_900 {
            let value = Double(step) / 100
            let ratio = Elementary.exp(value) / Foundation.exp(value)
            #expect(abs(ratio - 1) < 1e-14, "\(value)")
        }
        let edge = 700.0
        for value: Double in [-edge.nextUp, -700.5, -709.9, -710, -1e300, -.infinity] {
            #expect(Elementary.exp(value) == 0, "\(value)")
        }
        for value: Double in [edge.nextUp, 700.5, 709.9, 710, 1e300, .infinity] {
            #expect(Elementary.exp(value) == Elementary.exp(edge), "\(value)")
        }
        #expect(Elementary.exp(0) == 1 && Elementary.exp(.nan).isNaN)
    }

    @Test("Normal equations give back the coefficients that made the rows")
    func regression() {
        var equations = NormalEquations(width: 3)
        for step in 0..<50 {
            let row = [1, Double(step), Double(step * step % 17)]
            equations.add(row, 2 + 0.5 * row[1] - 3 * row[2])
        }
        let solution = equations.solved(penalties: [0, 0, 0])
        for (value, truth) in zip(solution, [2, 0.5, -3]) { #expect(abs(value - truth) < 1e-9) }
    }
}
