/// A file that was named and cannot be used: a failure of that item, not of the command's usage.
struct UnusableFile: Error, CustomStringConvertible {
    let description: String
}
