/// Numbers of bytes as people read them.
public enum ByteCount {
    /// `20 MiB` where it is a whole number of them, else `1000 bytes`.
    public static func text(_ bytes: Int) -> String {
        let mebibyte = 1 << 20
        return bytes >= mebibyte && bytes % mebibyte == 0
            ? "\(bytes / mebibyte) MiB" : "\(bytes) bytes"
    }
}
