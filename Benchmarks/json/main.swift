import Commons
import Foundation
import Wire

// usage: swift run -c release JSONBenchmark [--seconds 2]
//
// Megabytes of JSON a second, read and written, ours beside Foundation's in turn: the list of 50
// invoices that the home page asks for.

let arguments = CommandLine.arguments
let place = arguments.firstIndex(of: "--seconds")
let seconds = place.flatMap { Double(arguments.dropFirst($0 + 1).first ?? "") } ?? 2

let listing = InvoiceListing.sample
let bytes = try WireEncoder.encode(listing)
let data = Data(bytes)
let tree = try JSONValue.parse(bytes)
let object = try JSONSerialization.jsonObject(with: data)
let decoder = JSONDecoder()
decoder.keyDecodingStrategy = .convertFromSnakeCase
let encoder = JSONEncoder()
encoder.keyEncodingStrategy = .convertToSnakeCase

guard try WireDecoder().decode(InvoiceListing.self, from: bytes) == listing,
    try decoder.decode(InvoiceListing.self, from: data) == listing
else {
    FileHandle.standardError.write(Data("The two readers do not agree.\n".utf8))
    exit(1)
}

/// Megabytes a second, the best of three turns.
func rate(_ work: () throws -> Int) rethrows -> Double {
    var best = 0.0
    for _ in 1...3 {
        let clock = ContinuousClock()
        let start = clock.now
        let end = start.advanced(by: .seconds(seconds / 3))
        var count = 0
        while clock.now < end { count += try work() }
        let milliseconds: Double = start.duration(to: clock.now) / Duration.milliseconds(1)
        best = max(best, Double(count) / milliseconds / 1_000)
    }
    return best
}

func compare(_ name: String, _ ours: () throws -> Int, _ theirs: () throws -> Int) rethrows {
    let (mine, other) = (try rate(ours), try rate(theirs))
    let columns = [mine, other, mine / other].map {
        String(format: "%10.1f", $0)
    }
    print(name.padding(toLength: 34, withPad: " ", startingAt: 0) + columns.joined())
}

print("\(bytes.count) bytes; megabytes a second:          ours Foundation's     ratio")
try compare("read to values (a Decodable)") {
    try WireDecoder().decode(InvoiceListing.self, from: bytes).items.count > 0 ? bytes.count : 0
} _: {
    try decoder.decode(InvoiceListing.self, from: data).items.count > 0 ? data.count : 0
}
try compare("read to a tree") {
    try JSONValue.parse(bytes) == .null ? 0 : bytes.count
} _: {
    try JSONSerialization.jsonObject(with: data) is NSNull ? 0 : data.count
}
try compare("write values (an Encodable)") {
    try WireEncoder.encode(listing).count
} _: {
    try encoder.encode(listing).count
}
try compare("write a tree") {
    tree.bytes.count
} _: {
    try JSONSerialization.data(withJSONObject: object).count
}
