import Foundation

/// What an operator has chosen. A flag wins over the environment, the environment over the file
/// `commons.conf` in the data folder, the file over the default.
public struct Configuration: Sendable, CustomStringConvertible {
    /// Where everything lives that is not said to live elsewhere.
    public let folder: String
    private let values: [Setting: String]
    private let origins: [Setting: Origin]

    public enum Origin: String, Sendable { case flag, environment, file, standard }

    public static let fileName = "commons.conf"
    /// The variable that names the data folder when no `--data` is given.
    public static let folderVariable = "COMMONS_DATA_FOLDER"
    public static let standardFolder = "var"

    /// - Parameters:
    ///   - folder: from `--data`; nil: the environment's, or `var` here.
    ///   - flags: what the command line gave, by setting.
    /// - Throws: `ConfigurationFault`, naming file and line.
    public init(
        folder: String? = nil, flags: [Setting: String] = [:],
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(ConfigurationFault) {
        let folder = folder ?? environment[Self.folderVariable] ?? Self.standardFolder
        self.folder = URL(fileURLWithPath: folder).standardizedFileURL.path
        let file = try Self.read(self.folder + "/" + Self.fileName)
        var values: [Setting: String] = [:]
        var origins: [Setting: Origin] = [:]
        for setting in Setting.all {
            let found: (String, Origin)? =
                if let value = flags[setting] {
                    (value, .flag)
                } else if let value = environment[setting.variable], !value.isEmpty {
                    (value, .environment)
                } else if let value = file[setting.name] {
                    (value, .file)
                } else {
                    setting.standard.map { ($0, .standard) }
                }
            values[setting] = found?.0
            origins[setting] = found?.1
        }
        self.values = values
        self.origins = origins
    }

    public subscript(setting: Setting) -> String? { values[setting] }

    /// The value, for settings that have a default.
    public func text(_ setting: Setting) throws(ConfigurationFault) -> String {
        guard let value = values[setting] else {
            throw ConfigurationFault("\(setting.name) is not set; \(setting.meaning)")
        }
        return value
    }

    public func number(
        _ setting: Setting, in range: ClosedRange<Int>
    ) throws(ConfigurationFault) -> Int {
        let text = try text(setting)
        guard let number = Int(text), range.contains(number) else {
            throw fault(setting, "\(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    public func truth(_ setting: Setting) throws(ConfigurationFault) -> Bool {
        switch try text(setting) {
        case "yes", "true", "1": return true
        case "no", "false", "0": return false
        default: throw fault(setting, "yes or no")
        }
    }

    public func choice<Choice: RawRepresentable & CaseIterable>(
        _ setting: Setting, of type: Choice.Type
    ) throws(ConfigurationFault) -> Choice where Choice.RawValue == String {
        let text = try text(setting)
        guard let choice = Choice(rawValue: text) else {
            throw fault(setting, type.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return choice
    }

    /// Every setting with its value and where that came from; secrets only as "set" or "not set".
    public var description: String {
        Setting.all.map { setting in
            let shown =
                setting.isSecret
                ? (values[setting] == nil ? "not set" : "set, not shown")
                : values[setting] ?? "not set"
            let origin = origins[setting].map { " (\($0.rawValue))" } ?? ""
            return "\(setting.name) = \(shown)\(origin)"
        }.joined(separator: "\n")
    }

    private func fault(_ setting: Setting, _ wanted: String) -> ConfigurationFault {
        let origin = origins[setting]?.rawValue ?? "standard"
        return ConfigurationFault("\(setting.name) (from the \(origin)) must be: \(wanted)")
    }

    /// Lines `name = value`; `#` begins a comment line.
    private static func read(_ path: String) throws(ConfigurationFault) -> [String: String] {
        guard FileManager.default.fileExists(atPath: path) else { return [:] }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw ConfigurationFault("\(path) cannot be read as text")
        }
        let known = Set(Setting.all.map(\.name))
        let isOpen = FilePrivacy.isOpen(path)
        var values: [String: String] = [:]
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            let line = line.trimmingCharacters(in: .whitespaces)
            if line.isEmpty || line.hasPrefix("#") { continue }
            let parts = line.split(separator: "=", maxSplits: 1)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            guard parts.count == 2, known.contains(parts[0]) else {
                throw ConfigurationFault("\(path):\(index + 1) is not a known `name = value`")
            }
            guard !isOpen || !Setting.holdsSecret(parts[0], parts[1]) else {
                throw ConfigurationFault(
                    "\(path):\(index + 1) says \(parts[0]), which is secret, and others can read "
                        + "the file; run chmod 600 on it")
            }
            guard values.updateValue(parts[1], forKey: parts[0]) == nil else {
                throw ConfigurationFault("\(path):\(index + 1) says \(parts[0]) a second time")
            }
        }
        return values
    }
}

/// What is wrong with the configuration, without the value of a secret.
public struct ConfigurationFault: Error, Sendable, Hashable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
}
