import Foundation

/// The Unix-domain socket of a data folder, for its owner's user alone.
///
/// A socket's path has at most 107 bytes and a folder's may have more, so the folder is opened and
/// the socket reached through `/proc/self/fd`.
enum FolderSocket {
    static let name = "commons.socket"

    /// A socket that is bound and not yet in its place; nobody can connect to it.
    struct Bound {
        let descriptor: CInt
        fileprivate let draft: String
        fileprivate let place: String

        /// Puts it, listening by now, in the place of one that a crash left behind.
        func publish() throws(SocketFault) {
            guard rename(draft, place) == 0 else {
                throw FolderSocket.fault("\(place) cannot be made")
            }
        }
    }

    static func bind(in folder: String) throws(SocketFault) -> Bound {
        let draft = "\(name).\(getpid())"
        unlink(folder + "/" + draft)
        let descriptor = try make()
        do throws(SocketFault) {
            let result = try reaching(draft, in: folder) { address, size in
                Foundation.bind(descriptor, address, size)
            }
            // Before anybody can connect, because nobody listens yet.
            guard result == 0, chmod(folder + "/" + draft, 0o600) == 0 else {
                throw fault("\(folder)/\(draft) cannot be made")
            }
        } catch {
            close(descriptor)
            throw error
        }
        return Bound(
            descriptor: descriptor, draft: folder + "/" + draft, place: folder + "/" + name)
    }

    /// Nil when nobody listens there.
    static func connect(in folder: String) throws(SocketFault) -> CInt? {
        guard access(folder + "/" + name, F_OK) == 0 else { return nil }
        let descriptor = try make()
        var reason: CInt = 0
        let result = try reaching(name, in: folder) { address, size in
            let result = Foundation.connect(descriptor, address, size)
            reason = errno
            return result
        }
        if result == 0 { return descriptor }
        close(descriptor)
        // Refused: a crash left it behind. Missing: the server has just gone.
        if reason == ECONNREFUSED || reason == ENOENT { return nil }
        throw SocketFault("\(folder)/\(name): \(String(cString: strerror(reason))).")
    }

    /// Removes the socket unless another server has put its own there.
    static func remove(from folder: String, ifStill inode: UInt64) {
        if Self.inode(in: folder) == inode { unlink(folder + "/" + name) }
    }

    static func inode(in folder: String) -> UInt64? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: folder + "/" + name)
        return (attributes?[.systemFileNumber] as? NSNumber)?.uint64Value
    }

    /// The user at the other end, as the kernel knows it.
    static func peer(of descriptor: CInt) -> uid_t? {
        var peer = PeerCredentials()
        var size = socklen_t(MemoryLayout<PeerCredentials>.size)
        return getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 ? peer.user : nil
    }

    private static func make() throws(SocketFault) -> CInt {
        let type = CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(AF_UNIX, type, 0)
        guard descriptor >= 0 else { throw fault("There is no local socket") }
        return descriptor
    }

    private static func reaching(
        _ name: String, in folder: String,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> CInt
    ) throws(SocketFault) -> CInt {
        let opened = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard opened >= 0 else { throw fault(folder) }
        defer { close(opened) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let path = Array("/proc/self/fd/\(opened)/\(name)".utf8)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    fileprivate static func fault(_ what: String) -> SocketFault {
        SocketFault("\(what): \(String(cString: strerror(errno))).")
    }
}

/// `struct ucred` of unix(7), which C hides behind _GNU_SOURCE.
struct PeerCredentials {
    var process: pid_t = 0
    var user: uid_t = .max
    var group: gid_t = .max
}
