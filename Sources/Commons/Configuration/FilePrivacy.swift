import Foundation

/// Who besides its owner can reach the files of an installation. Each is made for its owner alone,
/// whatever the umask; what is there already may have been made otherwise.
public enum FilePrivacy {
    /// What an installation puts into its data folder, and a file system or an operator for it.
    private static let own: Set<String> = [
        Configuration.fileName, IssuerFile.name, "secret", "objects", "commons.sqlite",
        "commons.sqlite-wal", "commons.sqlite-shm", "commons.sqlite.owner", "commons.socket",
        "demo-sign-in.json", "lost+found",
    ]

    /// Whether others may read, write or enter. A link is as open as what it leads to.
    public static func isOpen(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & 0o077 != 0
    }

    /// Takes the data folder from others, when it holds nothing that is not the installation's: a
    /// folder that was made by hand for it, and no home or system folder that was named as one.
    public static func narrow(dataFolder folder: String) {
        guard isOpen(folder),
            let names = try? FileManager.default.contentsOfDirectory(atPath: folder),
            names.allSatisfy({ own.contains($0) || $0.hasPrefix("commons.socket.") })
        else { return }
        var status = stat()
        guard stat(folder, &status) == 0 else { return }
        _ = chmod(folder, status.st_mode & 0o7700)
    }

    /// The data folder itself and what an installation keeps in it, where others can reach it. A
    /// configuration is not among them: it is refused where it is open and holds a secret.
    public static func openFiles(of folder: String) -> [String] {
        let kept = own.subtracting([Configuration.fileName, "lost+found"]).sorted()
        return ([folder] + kept.map { "\(folder)/\($0)" }).filter(isOpen)
    }
}
