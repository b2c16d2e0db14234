/// A business "no": the request was understood and the answer is a stable code with a reason. It
/// undoes the command and reaches the caller as problem+json.
public struct Refusal: Error, Sendable, Equatable {
    public let code: RefusalCode
    /// What happened and what to do now, in plain words, without personal data.
    public let detail: String
    /// JSON pointer to the field at fault, such as `/lines/2/quantity`.
    public let pointer: String?
    /// Which of the faults that one code stands for it is, where there are several.
    public let fault: FaultCode?
    /// All that is wrong, where it is more than one field: lines of a file, checks of a model.
    public let faults: [FieldFault]
    /// Seconds after which it is worth trying again.
    public let retryAfter: Int?

    public init(
        _ code: RefusalCode, _ detail: String, at pointer: String? = nil,
        _ fault: FaultCode? = nil, retryAfter: Int? = nil
    ) {
        self.code = code
        self.detail = detail
        self.pointer = pointer
        self.fault = fault
        self.retryAfter = retryAfter
        faults = pointer.map { [FieldFault(.body($0), detail, fault)] } ?? []
    }

    /// - Parameter faults: at least one; their sentences are the detail.
    init(_ code: RefusalCode, _ faults: [FieldFault]) {
        self.code = code
        self.faults = faults
        detail = faults.map(\.detail).joined(separator: " ")
        pointer = nil
        fault = nil
        retryAfter = nil
    }
}

extension Refusal: CustomStringConvertible {
    /// What the command line says.
    public var description: String { "\(detail) (\(code.name))" }
}

/// Every refusal has one code, one HTTP status, one entry in `docs/errors.md`, and one test. Each
/// noun declares its codes in an extension in its own folder and lists them in `RefusalCode.all`.
public struct RefusalCode: Sendable, Hashable {
    /// Stable text that programs may rely on: `number_taken`.
    public let name: String
    public let status: Int
    /// A short title, the same for every occurrence.
    public let title: String

    public init(_ name: String, _ status: Int, _ title: String) {
        self.name = name
        self.status = status
        self.title = title
    }
}
