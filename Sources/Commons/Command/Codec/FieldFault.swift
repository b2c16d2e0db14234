/// One thing wrong with a request: where and what.
public struct FieldFault: Error, Sendable, Hashable {
    public enum Place: Sendable, Hashable {
        /// JSON pointer (RFC 6901) into the body; the empty text is the whole body.
        case body(String)
        /// A path or query parameter, by name.
        case parameter(String)
    }

    public let place: Place
    /// What is wrong and what would be right, in plain words.
    public let detail: String
    /// The same for programs, where it has a name.
    public let code: FaultCode?

    public init(_ place: Place, _ detail: String, _ code: FaultCode? = nil) {
        self.place = place
        self.detail = detail
        self.code = code
    }
}

/// The request cannot be understood: every fault that was found, not only the first.
public struct InvalidRequest: Error, Sendable, Hashable {
    public let faults: [FieldFault]

    public init(_ faults: [FieldFault]) { self.faults = faults }
}

extension InvalidRequest: CustomStringConvertible {
    /// What the command line says.
    public var description: String {
        faults.map { fault in
            switch fault.place {
            case .body(let pointer): pointer.isEmpty ? fault.detail : "\(pointer) \(fault.detail)"
            case .parameter(let name): "\(name) \(fault.detail)"
            }
        }.joined(separator: "; ") + " (invalid_request)"
    }
}
