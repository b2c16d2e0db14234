/// What somebody asks of the server that owns a data folder.
struct SocketRequest: Codable, Equatable {
    /// Of the program that asks; another one may mean something else by the same words.
    let version: String
    /// The database that is meant, without a password.
    let database: String
    /// The command line without the program's name.
    let arguments: [String]
    let showsProgress: Bool
}
