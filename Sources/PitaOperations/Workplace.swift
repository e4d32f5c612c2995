import Foundation
import PitaDevices
import PitaDiagnostics
import PitaEvidence
import PitaInventory
import PitaJinja
import PitaPlanning
import PitaPlatforms
import PitaRecords
import PitaSNMP
import PitaSSH

/// An office at work: its directory, what is read from it, and the state beside it.
///
/// Everything is opened when it is first asked for, so that a command that needs no store makes none.
public actor Workplace {
    /// The directory that holds `Inventory/pita.yaml`, absolute.
    public nonisolated let directory: String
    /// The inventory, validated.
    public nonisolated let office: Office
    /// What the process was started with.
    public nonisolated let environment: [String: String]
    /// How the clock is read.
    public nonisolated let clock: OfficeClock

    /// The pinned host keys.
    nonisolated let pins: PinnedHosts
    /// The SSH clients.
    nonisolated let transports: DeviceTransports

    private var openStore: (any RecordStore)?
    private var openKey: OfficeKey?
    private var openConnector: DeviceConnector?
    private var openSNMP: SNMPClient?

    /// The office of `directory`; with `nil` the one found upwards from where the process was called.
    public init(directory: String?, environment: [String: String]) throws {
        let start = directory ?? environment["PITA_PROJECT"] ?? FileManager.default.currentDirectoryPath
        let absolute = URL(fileURLWithPath: start).standardizedFileURL.path
        guard let found = Office.find(from: absolute) else {
            throw Diagnostics(
                "there is no office at \(start): no Inventory/pita.yaml in it or above it",
                hint: "name the directory with --project DIR, or PITA_PROJECT")
        }
        self.directory = found
        self.environment = environment
        office = try Office.load(directory: found, knownPlatforms: Set(PlatformCatalogue.names))
        clock = OfficeClock(zone: office.zone)
        pins = PinnedHosts(directory: found)
        transports = DeviceTransports(directory: found)
    }

    /// The same office with the inventory and the pins read anew; store, key and clients are shared.
    private init(reloading other: isolated Workplace) throws {
        directory = other.directory
        environment = other.environment
        office = try Office.load(directory: other.directory, knownPlatforms: Set(PlatformCatalogue.names))
        clock = OfficeClock(zone: office.zone)
        pins = PinnedHosts(directory: other.directory)
        transports = other.transports
        openStore = other.openStore
        openKey = other.openKey
        openSNMP = other.openSNMP
    }

    /// The same office with the inventory as it is on disk now.
    public func reloaded() throws -> Workplace { try Workplace(reloading: self) }

    /// The directory of the store, the office's key and work files.
    nonisolated var stateDirectory: String { absolute(office.state.directory) }

    /// ``stateDirectory`` with who may use it; throws when this machine does not know the group.
    nonisolated func state() throws -> StateDirectory { try StateDirectory(office.state, path: stateDirectory) }

    /// A path of the inventory made absolute: relative to the office's directory.
    public nonisolated func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : directory + "/" + path
    }

    /// The record store; made on first use.
    public func store() throws -> any RecordStore {
        if let openStore { return openStore }
        let state = try state()
        let store = try SQLiteRecordStore(
            path: try state.prepare() + "/pita.sqlite", options: SQLiteOptions(sharedGroup: state.group?.id))
        openStore = store
        return store
    }

    /// The office's own key, which seals records; generated on first use.
    public func officeKey() throws -> OfficeKey {
        if let openKey { return openKey }
        let key = try state().officeKey(comment: office.shortName)
        openKey = key
        return key
    }

    /// The public halves of the office's key, the present one and any older ones (`office_ed25519*.pub`): by them records
    /// are checked. Nothing is generated; without a key there is nothing to check by.
    public nonisolated func officePublicKeys() throws -> [PitaEvidence.SSHPublicKey] {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: stateDirectory)) ?? [])
            .filter { $0.hasPrefix("office_ed25519") && $0.hasSuffix(".pub") }.sorted()
        return try names.map { name in
            try PitaEvidence.SSHPublicKey(line: try BoundedFile.text(stateDirectory + "/" + name, limit: 64 << 10))
        }
    }

    /// Opens sessions to devices with the credentials that the inventory refers to.
    public func connector() -> DeviceConnector {
        if let openConnector { return openConnector }
        let resolver = CredentialResolver(environment: environment, directory: directory)
        let pins = pins
        let connector = DeviceConnector(resolver: resolver, transports: transports) { path throws(DeviceError) in
            try pins.hosts(path)
        }
        openConnector = connector
        return connector
    }

    /// The SNMP client, one for the process.
    public func snmp() -> SNMPClient {
        if let openSNMP { return openSNMP }
        let client = SNMPClient()
        openSNMP = client
        return client
    }

    /// Every template below `Templates/`.
    public nonisolated func templates() throws -> TemplateLibrary {
        TemplateLibrary(try OfficeFiles.templates(in: directory + "/Templates"))
    }

    /// The names of the office's playbooks, sorted.
    nonisolated var playbookNames: [String] { OfficeFiles.playbooks(in: directory + "/Playbooks") }

    /// A playbook by its name, or by the path of its file, with the digest of the file.
    public nonisolated func playbook(_ name: String) throws -> (playbook: Playbook, digest: Digest) {
        let (file, bytes) = try OfficeFiles.playbook(name, in: directory + "/Playbooks")
        let playbook = try Playbook.parse(bytes, file: file)
        // A plan keeps the name, and is applied only if the name still leads to the same file.
        let stem = (file as NSString).lastPathComponent.split(separator: ".").first.map(String.init) ?? ""
        guard playbook.name == stem else {
            throw Diagnostics(
                "\(file) names itself `\(playbook.name)`",
                hint: "a playbook's name is that of its file: `name: \(stem)`")
        }
        return (playbook, Digest(of: bytes))
    }
}
