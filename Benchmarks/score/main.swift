import Foundation
import Insight

// usage: ScoreBenchmark MODEL ROWS MODE SECONDS [OUTPUT]
// ROWS: little-endian doubles, one row behind another. MODE: batch, single, contributions,
// contribution. Prints rows a second on one core; OUTPUT receives the last answers as doubles.
let arguments = CommandLine.arguments
guard arguments.count >= 5, let seconds = Double(arguments[4]) else {
    print("usage: ScoreBenchmark MODEL ROWS MODE SECONDS [OUTPUT]")
    exit(64)
}
let model = try LightGBMModel(text: [UInt8](Data(contentsOf: URL(filePath: arguments[1]))))
let ensemble = TreeEnsemble(model)
let bytes = try Data(contentsOf: URL(filePath: arguments[2]))
let rows = bytes.withUnsafeBytes { [Double]($0.bindMemory(to: Double.self)) }
let width = ensemble.featureCount
let count = rows.count / width

let run: () throws -> [Double]
switch arguments[3] {
case "batch":
    run = { ensemble.rawScores(rows) }
case "single":
    run = {
        let memory = TreeEnsemble.RowMemory(for: ensemble)
        var answers = [Double](repeating: 0, count: count)
        rows.withUnsafeBufferPointer { rows in
            guard let start = rows.baseAddress else { return }
            for row in 0..<count {
                answers[row] = ensemble.rawScore(start + row * width, using: memory)
            }
        }
        return answers
    }
case "contributions", "contribution":
    let attribution = try PathAttribution(ensemble)
    let step = arguments[3] == "contribution" ? 1 : count
    run = {
        let memory = PathAttribution.Memory(for: attribution)
        var answers = [Double](repeating: 0, count: count * (width + 1))
        rows.withUnsafeBufferPointer { rows in
            answers.withUnsafeMutableBufferPointer { answers in
                guard let start = rows.baseAddress, let target = answers.baseAddress else { return }
                for row in stride(from: 0, to: count, by: step) {
                    attribution.contributions(
                        start + row * width, count: step, into: target + row * (width + 1),
                        using: memory)
                }
            }
        }
        return answers
    }
default:
    print("unknown mode \(arguments[3])")
    exit(64)
}

var answers = try run()
var rounds = 0
let clock = ContinuousClock()
let start = clock.now
while rounds == 0 || clock.now - start < .seconds(seconds) {
    answers = try run()
    rounds += 1
}
let elapsed = (clock.now - start) / .seconds(1)
print(Double(count * rounds) / elapsed)
if arguments.count > 5 {
    try answers.withUnsafeBytes { Data($0) }.write(to: URL(filePath: arguments[5]))
}
