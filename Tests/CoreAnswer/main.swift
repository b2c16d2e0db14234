import Browser
import Foundation

// usage: CoreAnswer FUNCTION < INPUT > ANSWER
// What a function of the core answers natively. Tests/browser/score_vectors.py puts the same input
// to the WebAssembly build and compares.
let arguments = CommandLine.arguments
guard arguments.count == 2, let function = CoreFunction(rawValue: arguments[1]) else {
    let names = CoreFunction.allCases.map(\.rawValue).joined(separator: ", ")
    FileHandle.standardError.write(Data("usage: CoreAnswer FUNCTION, one of \(names)\n".utf8))
    exit(64)
}
let input = try FileHandle.standardInput.readToEnd() ?? Data()
try FileHandle.standardOutput.write(contentsOf: Data(function.answer(to: [UInt8](input))))
