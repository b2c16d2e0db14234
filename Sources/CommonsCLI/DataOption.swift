import ArgumentParser
import Commons

/// `--data DIR`, common to every verb that touches an installation.
struct DataOption: ParsableArguments {
    @Option(help: "The data folder; COMMONS_DATA_FOLDER or ./var when not given.")
    var data: String?

    func configuration(flags: [Setting: String?] = [:]) throws -> Configuration {
        try Configuration(folder: data, flags: flags.compactMapValues { $0 })
    }
}
