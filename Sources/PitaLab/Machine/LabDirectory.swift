import Foundation

/// Where a lab keeps its things.
struct LabDirectory: Sendable {
    /// An absolute path.
    let root: String

    init(_ path: String) {
        let absolute = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        root = URL(fileURLWithPath: absolute).standardized.path
    }

    func path(_ name: String) -> String { root + "/" + name }
    func device(_ name: String, _ file: String) -> String { root + "/devices/" + name + "/" + file }
    func truth(_ name: String) -> String { root + "/truth/" + name + ".log" }

    var office: String { path("office.json") }
    var userKey: String { path("id_ed25519") }
    var knownHosts: String { path("known_hosts") }
    /// Processes that live until `down`: pid, start time, what.
    var processes: String { path("processes") }
    var keeperReady: String { path("keeper.ready") }
    /// Requests to the keeper: one empty file `NAME` each, to restart a device.
    var restarts: String { path("restarts") }
    /// One file a device with scheduler entries: when the next is due, in monotonic seconds.
    var due: String { path("due") }

    /// The environment entry by which processes of this lab are known.
    static let markName = "PITA_LAB_MARK"

    func mark(_ device: String = "") -> String { root + "#" + device }

    func loadOffice() throws -> Office {
        guard let data = FileManager.default.contents(atPath: office) else {
            throw LabError("no lab in \(root): start one with `pita-lab up --directory \(root)`")
        }
        return try JSONDecoder().decode(Office.self, from: data)
    }

    func loadDevice(_ name: String) throws -> LabDevice {
        // Read for every session: one small file, not the whole office.
        guard !name.contains("/"), let data = FileManager.default.contents(atPath: device(name, "device.json")) else {
            throw LabError("no device \(name) in a lab in \(root)")
        }
        return try JSONDecoder().decode(LabDevice.self, from: data)
    }

    func make(_ names: [String]) throws {
        for name in names {
            try FileManager.default.createDirectory(
                atPath: name, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
    }

    /// Remembers a process that `down` has to end.
    func remember(_ pid: pid_t, _ what: String) {
        guard let started = ProcessTable.startTime(pid) else { return }
        StateFile.append("\(pid) \(started) \(what)", to: processes)
    }
}

/// What the lab made up for itself: pass phrases, the seed, how it was started.
struct LabSecrets: Codable, Sendable {
    var authentication: String
    var privacy: String
    var community: String
    var seed: UInt64

    static func path(_ directory: LabDirectory) -> String { directory.path("secrets.json") }

    static func load(_ directory: LabDirectory) throws -> LabSecrets {
        guard let data = FileManager.default.contents(atPath: path(directory)) else {
            throw LabError("no lab in \(directory.root)")
        }
        return try JSONDecoder().decode(LabSecrets.self, from: data)
    }

    static func random(_ seed: UInt64) -> LabSecrets {
        func phrase(_ length: Int) -> String {
            let letters = Array("abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789")
            return String((0..<length).compactMap { _ in letters.randomElement() })
        }
        return LabSecrets(authentication: phrase(20), privacy: phrase(20), community: "lab" + phrase(12), seed: seed)
    }
}
