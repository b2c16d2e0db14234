import Commons
import Synchronization
import Wire

/// The bytes of `/openapi.json`, made when somebody first asks: no start of the server waits for
/// them.
final class DescribedAPI: Sendable {
    private let registry: CommandRegistry
    private let made = Mutex<[UInt8]?>(nil)

    init(_ registry: CommandRegistry) {
        self.registry = registry
    }

    func bytes() throws -> [UInt8] {
        try made.withLock { made in
            if let made { return made }
            let bytes = try OpenAPIDocument.make(registry).bytes
            made = bytes
            return bytes
        }
    }
}
