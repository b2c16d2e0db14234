import CodePhotographs
import Foundation
import Proof
import Wire

// usage: CodeBenchmark VECTORS FOLDER COUNT
// Makes COUNT photographs of each kind and size in FOLDER (PGM), reads each, and prints a line of
// JSON for each: its file, kind, what was wanted and found, and the milliseconds it took.
let arguments = CommandLine.arguments
guard arguments.count == 4, let count = Int(arguments[3]) else {
    print("usage: CodeBenchmark VECTORS FOLDER COUNT")
    exit(64)
}
let folder = URL(filePath: arguments[2])
let vectors = try JSONValue.parse([UInt8](Data(contentsOf: URL(filePath: arguments[1]))))

func grid(_ size: String) -> ModuleGrid? {
    for item in vectors["codes"]?.array ?? [] {
        guard let version = item["version"]?.integer, let level = item["level"]?.string,
            "\(version)\(level)" == size,
            let packed = item["modules"]?.string.flatMap({ Base64URL.decode($0) })
        else { continue }
        let dimension = 17 + 4 * Int(version)
        let modules = (0..<dimension * dimension).map { index -> Bool in
            packed[index / 8] & UInt8(0x80) >> UInt8(index % 8) != 0
        }
        return ModuleGrid(dimension: dimension, modules: modules)
    }
    return nil
}

func text(_ code: ReadCode?) -> String? {
    if case .text(let text) = code?.content { text } else { nil }
}

var place = 0
for family in Family.families {
    for size in family.sizes {
        guard let grid = grid(size), let wanted = text(ReadCode(grid)) else {
            preconditionFailure("no vector \(size)")
        }
        for number in 1...count {
            let picture = family.photograph(number: number, dimension: grid.dimension)
                .picture(of: grid)
            place += 1
            let name = "\(place).pgm"
            try Data("P5 \(picture.width) \(picture.height) 255\n".utf8 + picture.pixels)
                .write(to: folder.appending(path: name))
            let start = clock()
            let codes = CodeReader.read(picture)
            let milliseconds = Double(clock() - start) / Double(CLOCKS_PER_SEC) * 1_000
            var writer = JSONWriter()
            writer.beginObject()
            for (key, value) in [("file", name), ("kind", family.name), ("wanted", wanted)] {
                writer.key(named: key)
                writer.string(value)
            }
            writer.key("found")
            writer.beginArray()
            for code in codes { writer.string(text(code) ?? "") }
            writer.endArray()
            writer.key("milliseconds")
            writer.double(milliseconds)
            writer.endObject()
            print(String(decoding: writer.bytes, as: UTF8.self))
        }
    }
}
