import Foundation
import Storage

// usage: storage-benchmark LOCATION... [--seconds 3] [--rounds 3] [--callers 64]
//
// Durable postings a second on one hot account at each location: every posting is a journal row,
// an idempotency row and a change of the balance. One by one is the same engine with groups of
// one; both run in turn, so that they see the same machine. Then reads of a list of 50 rows.

let arguments = Array(CommandLine.arguments.dropFirst())

func option(_ name: String, _ standard: Int) -> Int {
    guard let place = arguments.firstIndex(of: name), place + 1 < arguments.count else {
        return standard
    }
    return Int(arguments[place + 1]) ?? standard
}

let seconds = option("--seconds", 3)
let rounds = option("--rounds", 3)
let callers = option("--callers", 64)
let optionNames = ["--seconds", "--rounds", "--callers"]
let locations = arguments.enumerated().filter { place, text in
    !text.hasPrefix("--") && (place == 0 || !optionNames.contains(arguments[place - 1]))
}.map(\.element)

if locations.isEmpty {
    FileHandle.standardError.write(
        Data("usage: storage-benchmark LOCATION... [--seconds N] [--rounds N] [--callers N]\n".utf8)
    )
    exit(64)
}

func measure(_ text: String) async throws {
    let benchmark = Benchmark(
        location: try DatabaseLocation(text), callers: callers, seconds: seconds)
    var alone: [Double] = []
    var grouped: [Double] = []
    for _ in 0..<rounds {
        alone.append(try await benchmark.postings(group: 1).rate)
        let round = try await benchmark.postings(group: 256)
        grouped.append(round.rate)
        print("  group size \(String(format: "%.1f", round.groupSize))")
    }
    let lists = try await benchmark.lists()
    let (one, many) = (Benchmark.median(alone), Benchmark.median(grouped))
    print(
        "\(benchmark.location.engine.rawValue): one by one \(Int(one))/s, grouped \(Int(many))/s, "
            + "ratio \(String(format: "%.1f", many / one)); lists of 50 rows \(Int(lists))/s")
}

for text in locations {
    do {
        try await measure(text)
    } catch {
        FileHandle.standardError.write(Data("\(error)\n".utf8))
        exit(1)
    }
}
