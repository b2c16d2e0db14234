import Foundation

/// Whether a folder can hold a database that must survive a crash.
enum DataFolder {
    /// Below this a database that has just been opened would fail at its first writes.
    static let leastFreeBytes: UInt64 = 16 << 20
    /// Below this one that is open is called full, although a small write may find room.
    static let leastToGoOn: UInt64 = 1 << 20

    /// Makes the folder where it is missing and refuses what cannot keep a promise to the disk.
    ///
    /// - Throws: `unusable`, in words that name the folder and what to do.
    static func prepare(_ folder: String) throws(StorageFault) {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw .unusable("Cannot make the folder \(folder): \(reason(error)).")
        }
        if access(folder, W_OK | X_OK) != 0 {
            throw .unusable(
                "The folder \(folder) is not writable for this user (\(getuid())): "
                    + "\(String(cString: strerror(errno))).")
        }
        try refuseNetwork(folder)
        try refuseFull(folder)
    }

    /// Makes the file of a database for its owner alone, before SQLite would make it as the umask
    /// of the process has it, and takes from others what they may do to one that is there. The log
    /// and its index get the mode of the file from SQLite.
    ///
    /// - Throws: `unusable`.
    static func makePrivate(_ path: String) throws(StorageFault) {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            throw .unusable("Cannot open \(path): \(String(cString: strerror(errno))).")
        }
        _ = Foundation.close(file)
        for part in ["", "-wal", "-shm", ".owner"] { narrow(path + part) }
    }

    /// Another user's file stays as it is: `commons doctor` tells.
    static func narrow(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & 0o077 != 0 else { return }
        _ = chmod(path, status.st_mode & 0o7700)
    }

    private static func refuseNetwork(_ folder: String) throws(StorageFault) {
        let mounts = (try? String(contentsOfFile: "/proc/self/mounts", encoding: .utf8)) ?? ""
        if let name = networkName(of: realPath(folder), mounts: mounts) {
            throw .unusable(
                "\(folder) is on a network file system (\(name)). SQLite loses data there. Use a "
                    + "local disk, or PostgreSQL.")
        }
    }

    private static func refuseFull(_ folder: String) throws(StorageFault) {
        if let free = freeBytes(folder), free < leastFreeBytes {
            throw .unusable(
                "The disk of \(folder) is full: \(free >> 10) KiB are free and at least "
                    + "\(leastFreeBytes >> 10) KiB are needed.")
        }
    }

    /// What this user may still write on the disk of a folder; nil where nobody knows.
    static func freeBytes(_ folder: String) -> UInt64? {
        var room = statvfs()
        if statvfs(folder, &room) != 0 { return nil }
        return UInt64(room.f_bavail) * UInt64(room.f_frsize)
    }

    /// The kind of the network file system, or nil for a local one, from the kernel's list of
    /// mounts: statfs(2) has one number for all of FUSE, the list names each kind.
    static func networkName(of folder: String, mounts: String) -> String? {
        let kind = mountKind(of: folder, mounts)
        let remote = [
            "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "ncpfs", "coda", "lustre",
            "glusterfs", "gfs2", "ocfs2",
        ]
        if remote.contains(kind) { return kind }
        let remoteFuse = [
            "sshfs", "s3fs", "rclone", "glusterfs", "gcsfuse", "goofys", "davfs", "smb", "ceph",
            "nfs",
        ]
        let isRemote = kind.hasPrefix("fuse.") && remoteFuse.contains { kind.contains($0) }
        return isRemote ? kind : nil
    }

    private static func mountKind(of folder: String, _ mounts: String) -> String {
        var best = (length: -1, kind: "")
        for line in mounts.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count >= 3 else { continue }
            let point = fields[1].replacing("\\040", with: " ")
            let isInside = folder == point || point == "/" || folder.hasPrefix(point + "/")
            if isInside, point.utf8.count >= best.length {
                best = (point.utf8.count, String(fields[2]))
            }
        }
        return best.kind
    }

    private static func realPath(_ folder: String) -> String {
        URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
    }

    private static func reason(_ error: any Error) -> String {
        let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
        if let cause, cause.domain == NSPOSIXErrorDomain {
            return String(cString: strerror(CInt(cause.code)))
        }
        return error.localizedDescription
    }
}
