import Foundation
import Insight

// How many photographs of the same paper are alike, and how many of other papers: two folders of
// grey pictures (PGM), where equal names are one paper. `run.py` makes them and calls this.

func pagePrint(_ path: String) -> PicturePrint? {
    guard let content = FileManager.default.contents(atPath: path) else { return nil }
    var numbers: [Int] = []
    var place = 2
    let bytes = Array(content)
    while numbers.count < 3, place < bytes.count {
        guard bytes[place] > 0x20 else {
            place += 1
            continue
        }
        let end = bytes[place...].firstIndex { $0 <= 0x20 } ?? bytes.count
        numbers.append(Int(String(decoding: bytes[place..<end], as: UTF8.self)) ?? 0)
        place = end
    }
    guard numbers.count == 3, bytes.count - place - 1 == numbers[0] * numbers[1] else { return nil }
    return PicturePrint(
        greys: Array(bytes[(place + 1)...]), width: numbers[0], height: numbers[1])
}

guard CommandLine.arguments.count == 3 else {
    print("usage: likeness FOLDER FOLDER")
    exit(64)
}
let folders = Array(CommandLine.arguments.dropFirst())
let names = try FileManager.default.contentsOfDirectory(atPath: folders[0]).sorted()
let clock = ContinuousClock()
var prints: [(name: String, first: PicturePrint, second: PicturePrint)] = []
let making = clock.measure {
    for name in names {
        guard let first = pagePrint("\(folders[0])/\(name)"),
            let second = pagePrint("\(folders[1])/\(name)")
        else { continue }
        prints.append((name, first, second))
    }
}
var same = 0
var others = 0
var pairs = 0
let comparing = clock.measure {
    for (index, one) in prints.enumerated() {
        if one.first.likeness(to: one.second) >= PicturePrint.sameThousandths { same += 1 }
        for other in prints[(index + 1)...] {
            pairs += 1
            if one.first.likeness(to: other.first) >= PicturePrint.sameThousandths { others += 1 }
        }
    }
}
func milliseconds(_ duration: Duration, _ count: Int) -> String {
    let parts = duration.components
    let seconds = Double(parts.seconds) + Double(parts.attoseconds) / 1e18
    return String(format: "%.3f", 1000 * seconds / Double(max(count, 1)))
}
print("photographs of the same paper that are alike: \(same) of \(prints.count)")
print("pairs of other papers that are alike: \(others) of \(pairs)")
print("milliseconds a print: \(milliseconds(making, 2 * prints.count))")
print("milliseconds a comparison: \(milliseconds(comparing, pairs + prints.count))")
