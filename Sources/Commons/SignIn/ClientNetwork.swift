import Foundation

/// The network that stands for a client: the address itself for IPv4, the first 64 bits for IPv6,
/// of which every household and every rented machine has all the rest to itself.
public enum ClientNetwork {
    /// - Parameter address: also with a port, in brackets, or with a zone, as proxies write it.
    ///   What is no address stands for itself.
    public static func of(_ address: String) -> String {
        let host = host(of: address)
        var parsed = in6_addr()
        guard inet_pton(AF_INET6, host, &parsed) == 1 else { return host }
        let bytes = withUnsafeBytes(of: &parsed) { Array($0) }
        // IPv4 in the clothes of IPv6: as a socket for both writes it, and as NAT64 does.
        let isIPv4 = [mapped, translated].contains { bytes.starts(with: $0) }
        if isIPv4 { return bytes[12...].map { String($0) }.joined(separator: ".") }
        return stride(from: 0, to: 8, by: 2).map { place in
            String(UInt16(bytes[place]) << 8 | UInt16(bytes[place + 1]), radix: 16)
        }.joined(separator: ":") + "::/64"
    }

    private static let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
    private static let translated: [UInt8] = [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]

    private static func host(of address: String) -> String {
        var host = Substring(address)
        if host.hasPrefix("[") {
            host = host.dropFirst().prefix { $0 != "]" }
        } else if host.count(where: { $0 == ":" }) == 1 {
            host = host.prefix { $0 != ":" }
        }
        return String(host.prefix { $0 != "%" })
    }
}
