import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// LightGBM's C library (c_api.h, version 4), found and opened when first asked for, so that all
/// else runs without it.
public final class LightGBMLibrary: @unchecked Sendable {
    // Function pointers are set once and never written again; LightGBM's own state is per handle.
    typealias Handle = UnsafeMutableRawPointer
    typealias CText = UnsafePointer<CChar>

    typealias CreateDataset = @convention(c) (
        UnsafeRawPointer, Int32, Int32, Int32, Int32, CText, Handle?,
        UnsafeMutablePointer<Handle?>
    ) -> Int32
    typealias SetField = @convention(c) (Handle, CText, UnsafeRawPointer, Int32, Int32) -> Int32
    typealias SetNames = @convention(c) (Handle, UnsafePointer<CText?>, Int32) -> Int32
    typealias CreateBooster = @convention(c) (
        Handle, CText, UnsafeMutablePointer<Handle?>
    ) -> Int32
    typealias AddValidation = @convention(c) (Handle, Handle) -> Int32
    typealias Update = @convention(c) (Handle, UnsafeMutablePointer<Int32>) -> Int32
    typealias Evaluate = @convention(c) (
        Handle, Int32, UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Double>
    ) -> Int32
    typealias SaveText = @convention(c) (
        Handle, Int32, Int32, Int32, Int64, UnsafeMutablePointer<Int64>,
        UnsafeMutablePointer<CChar>?
    ) -> Int32
    typealias Free = @convention(c) (Handle) -> Int32
    typealias LastError = @convention(c) () -> CText?

    public let path: String
    let createDataset: CreateDataset
    let setField: SetField
    let setNames: SetNames
    let freeDataset: Free
    let createBooster: CreateBooster
    let addValidation: AddValidation
    let update: Update
    let evaluate: Evaluate
    let saveText: SaveText
    let freeBooster: Free
    private let lastError: LastError

    /// Opens the library at `path`, or where `candidates` finds one.
    public init(at path: String? = nil) throws(TrainingRefusal) {
        let places = path.map { [$0] } ?? Self.candidates()
        var handle: UnsafeMutableRawPointer?
        var opened = ""
        for place in places where handle == nil {
            handle = dlopen(place, RTLD_NOW | RTLD_LOCAL)
            opened = place
        }
        guard let handle else {
            throw TrainingRefusal(
                "LightGBM's library lib_lightgbm.so is not there: run bin/setup, or pip install "
                    + "lightgbm, and name it with COMMONS_LIGHTGBM=/path/lib_lightgbm.so")
        }
        func symbol<T>(_ name: String, _ type: T.Type) throws(TrainingRefusal) -> T {
            guard let address = dlsym(handle, "LGBM_" + name) else {
                throw TrainingRefusal("\(opened) has no LGBM_\(name): LightGBM 4 is needed")
            }
            return unsafeBitCast(address, to: type)
        }
        self.path = opened
        createDataset = try symbol("DatasetCreateFromMat", CreateDataset.self)
        setField = try symbol("DatasetSetField", SetField.self)
        setNames = try symbol("DatasetSetFeatureNames", SetNames.self)
        freeDataset = try symbol("DatasetFree", Free.self)
        createBooster = try symbol("BoosterCreate", CreateBooster.self)
        addValidation = try symbol("BoosterAddValidData", AddValidation.self)
        update = try symbol("BoosterUpdateOneIter", Update.self)
        evaluate = try symbol("BoosterGetEval", Evaluate.self)
        saveText = try symbol("BoosterSaveModelToString", SaveText.self)
        freeBooster = try symbol("BoosterFree", Free.self)
        lastError = try symbol("GetLastError", LastError.self)
    }

    /// COMMONS_LIGHTGBM alone when it is set; else what `bin/setup` installs, beside the executable
    /// or the current folder, and then what the system's loader knows.
    static func candidates() -> [String] {
        if let named = ProcessInfo.processInfo.environment["COMMONS_LIGHTGBM"] { return [named] }
        let files = FileManager.default
        var folders = [files.currentDirectoryPath]
        var executable = URL(filePath: Bundle.main.executablePath ?? CommandLine.arguments[0])
            .resolvingSymlinksInPath()
        for _ in 0..<5 {
            executable.deleteLastPathComponent()
            folders.append(executable.path)
        }
        var found: [String] = []
        for folder in folders {
            let library = folder + "/.build/python/lib"
            for version in (try? files.contentsOfDirectory(atPath: library)) ?? [] {
                let place = "\(library)/\(version)/site-packages/lightgbm/lib/lib_lightgbm.so"
                if files.fileExists(atPath: place) { found.append(place) }
            }
        }
        return found + ["lib_lightgbm.so"]
    }

    func check(_ status: Int32) throws(TrainingRefusal) {
        guard status != 0 else { return }
        throw TrainingRefusal("LightGBM: " + (lastError().map { String(cString: $0) } ?? "failed"))
    }
}
