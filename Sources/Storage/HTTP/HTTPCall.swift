/// One HTTP request.
struct HTTPCall: Sendable {
    enum Body: Sendable {
        case bytes([UInt8])
        /// The file at this path, of which this many bytes are sent.
        case file(String, count: Int)
    }

    var method: String
    var url: String
    var headers: [(name: String, value: String)] = []
    var body: Body?
}

/// What a server answered, without the body of a good answer, which goes where the caller says.
struct HTTPReply: Sendable {
    var status: Int
    /// In their order, a name as often as it came.
    var headers: [(name: String, value: String)]
    /// The first 64 KiB of an answer that is not of the 200s.
    var problem: [UInt8]

    var isGood: Bool { (200..<300).contains(status) }

    /// The first one of this name, in whatever case.
    func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}

/// Why no answer came: the host is not there, the connection broke, time was over. Each can pass.
struct HTTPFault: Error, CustomStringConvertible {
    let description: String
}
