// commons-reader: the one process that opens pictures and PDFs. It reads framed requests on its
// standard input, answers on its standard output, and ends when the input ends.
import Foundation
import Recognition

// How the line reader's training gets its lines; no server starts a reader like this.
if CommandLine.arguments.dropFirst().first == "--strips" {
    exit(StripExport.run(Array(CommandLine.arguments.dropFirst(2))))
}
guard CommandLine.arguments.count == 1 else {
    print("commons-reader takes no arguments: it is started by commons and speaks over a socket.")
    exit(64)
}

// The reader keeps no file, database or socket that the server may have left open for it.
for descriptor in Int32(3)..<1024 { close(descriptor) }
ResourceLimits.settle()
// Libraries print to standard output; the answers go to a descriptor that they do not know.
let answers = fcntl(1, F_DUPFD_CLOEXEC, 3)
dup2(2, 1)

let channel = FrameChannel(input: 0, output: answers)
let desk = ReadingDesk()
do {
    while let frame = try channel.read() {
        try channel.write(desk.answer(frame))
    }
} catch FrameChannel.Fault.closed {
    exit(0)
} catch {
    FileHandle.standardError.write(Data("commons-reader: \(error)\n".utf8))
    exit(1)
}
