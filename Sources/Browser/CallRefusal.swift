import Wire

/// Why a call was not answered.
struct CallRefusal: Error {
    /// Stable and lowercase.
    let code: String
    let message: String
    /// JSON pointer to the member at fault; empty for the whole input.
    let pointer: String

    init(_ code: String, _ message: String, at pointer: String = "") {
        self.code = code
        self.message = message
        self.pointer = pointer
    }

    func write(to writer: inout JSONWriter) {
        writer.key("error")
        writer.beginObject()
        writer.key("code")
        writer.string(code)
        writer.key("message")
        writer.string(message)
        writer.key("pointer")
        writer.string(pointer)
        writer.endObject()
    }
}
