import Foundation
import PitaLab
import TestSupport
import Testing

/// A copy of the example office on devices of its own: two segments, their routers, the core and a distribution switch.
///
/// The devices are a lab on addresses that no other test uses. Whatever happens to this process, a watcher ends the lab
/// and removes both directories.
struct LabOffice: Sendable {
    /// The office of the suite that runs.
    @TaskLocal static var current: LabOffice?

    /// The directory that holds everything; removed at the end.
    let directory: String
    /// What `pita` is started with.
    let environment: [String: String]
    /// Whether the Linux router and the Open vSwitch switch run too.
    let hasPeers: Bool

    static let people = ["perencana", "pelaksana", "kasi", "kabid", "kadis"]
    static let devices = [
        "rtr-inti": 1, "sw-dist-utara": 2, "rtr-dinkes": 3, "rtr-disdik": 4, "rtr-bkpsdm": 5, cisco: 6, huawei: 7,
        juniper: 8, edge: 0, "rtr-disdukcapil": 9, arista: 10, ruijie: 11,
        oldCatalyst: 12, oldHuawei: 13,
    ]
    /// The password for full rights on the Cisco switch, whose log-in ends without them.
    static let enable = "kata-sandi-enable"
    /// The switches that are spoken to at a prompt.
    static let cisco = "sw-bkpsdm-2"
    static let huawei = "sw-bkpsdm-3"
    static let juniper = "sw-bkpsdm-4"
    static let arista = "sw-disdukcapil-2"
    static let ruijie = "sw-disdukcapil-3"

    var office: String { directory + "/office" }
    var lab: String { directory + "/lab" }
    var store: String { office + "/.pita/pita.sqlite" }

    /// The address of a device: the number of the process tells runs at the same time apart.
    static func address(_ number: Int) -> String { "127.24.\(getpid() / 15 % 250).\(Int(getpid() % 15 * 16) + number)" }

    /// Runs `body` with an office that is up, and ends it.
    static func with(_ body: @Sendable () async throws -> Void) async throws {
        let directory = NSTemporaryDirectory() + "pita-push-\(getpid())"
        // The watcher reads until the last writer of the pipe is gone: this process, whether it ends or is killed.
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let watcher = try watch(directory, reading: ends[0])
        close(ends[0])
        do {
            let office = try await start(in: directory)
            try await $current.withValue(office) { try await body() }
        } catch {
            close(ends[1])
            _ = try? await watcher.end(within: 60)
            throw error
        }
        close(ends[1])
        _ = try await watcher.end(within: 60)
    }

    private static func watch(_ directory: String, reading: Int32) throws -> Child {
        let script = """
            exec 0<&\(reading) \(reading)<&-
            cat > /dev/null
            '\(try Programs.path("pita-lab"))' down --directory '\(directory)/lab' --purge
            umount -q '\(directory)/office/.pita'
            rm -rf '\(directory)'
            """
        // Only this child inherits the reading end.
        _ = fcntl(reading, F_SETFD, 0)
        defer { _ = fcntl(reading, F_SETFD, FD_CLOEXEC) }
        return try Child.start(["/bin/bash", "-c", script], environment: [:])
    }

    private static func start(in directory: String) async throws -> LabOffice {
        let hasPeers = geteuid() == 0
        if !hasPeers { print("not root: the push is tested on RouterOS devices only") }
        try FileManager.default.createDirectory(atPath: directory + "/office", withIntermediateDirectories: true)
        chmod(directory, 0o755)
        let wanted = ExampleOffice.bundled.devices.filter { devices[$0.name] != nil }.map { device in
            var device = device
            device.address = address(devices[device.name] ?? 0)
            if device.name == cisco { device.enable = enable }
            return device
        }
        let file = directory + "/office.json"
        try JSONEncoder().encode(Office(devices: wanted + oldSwitches)).write(to: URL(fileURLWithPath: file))
        let up = try await Child.run([
            try Programs.path("pita-lab"), "up", "--office", file, "--directory", directory + "/lab", "--no-traffic",
        ])
        try #require(up.status == 0, "\(up.all)")
        var environment: [String: String] = ["HOME": directory]
        for line in try String(contentsOfFile: directory + "/lab/environment", encoding: .utf8).split(separator: "\n") {
            let words = line.dropFirst("export ".count).split(separator: "=", maxSplits: 1).map(String.init)
            if words.count == 2 { environment[words[0]] = words[1] }
        }
        let office = LabOffice(
            directory: directory, environment: environment, hasPeers: hasPeers)
        try await office.furnish()
        return office
    }

    /// Copies the example office, gives its people keys, and enrols the devices.
    private func furnish() async throws {
        for folder in ["Inventory", "Templates", "Playbooks"] {
            let made = try await Child.run(["/bin/cp", "-R", "\(Programs.checkout)/\(folder)", "\(office)/\(folder)"])
            try #require(made.status == 0, "\(made.all)")
        }
        let segments = office + "/Inventory/segments"
        for name in try FileManager.default.contentsOfDirectory(atPath: segments)
        where !["dinkes.yaml", "disdik.yaml", "bkpsdm.yaml", "disdukcapil.yaml"].contains(name) {
            try FileManager.default.removeItem(atPath: segments + "/" + name)
        }
        for (file, number) in [
            ("backbone.yaml", ("127.20.0.1", 1)), ("backbone.yaml", ("127.20.0.2", 2)),
            ("segments/dinkes.yaml", ("127.20.12.1", 3)), ("segments/disdik.yaml", ("127.20.11.1", 4)),
            ("segments/bkpsdm.yaml", ("127.20.15.1", 5)), ("segments/bkpsdm.yaml", ("127.20.15.3", 6)),
            ("segments/bkpsdm.yaml", ("127.20.15.4", 7)), ("segments/bkpsdm.yaml", ("127.20.15.5", 8)),
            ("segments/disdukcapil.yaml", ("127.20.16.1", 9)), ("segments/disdukcapil.yaml", ("127.20.16.3", 10)),
            ("segments/disdukcapil.yaml", ("127.20.16.4", 11)),
        ] {
            try edit("Inventory/" + file) {
                $0.replacing("management: \(number.0)\n", with: "management: \(Self.address(number.1))\n")
            }
        }
        try edit("Inventory/segments/bkpsdm.yaml") {
            let line = "    management: \(Self.address(6))\n"
            return $0.replacing(
                line, with: line + "    connection: {ssh: {enable: {command: [echo, \(Self.enable)]}}}\n")
        }
        // The first of its waves is a router of a segment that is not there.
        try edit("Playbooks/server-dns.yaml") { $0.replacing("canary: rtr-bappeda", with: "canary: rtr-disdik") }
        try await addKeys()
        try edit("Inventory/pita.yaml") { text in
            text.replacing("window: 60s", with: "window: 20m").replacing(
                "minimum_window: 20s", with: "minimum_window: 8s"
            )
            .replacing("policy:\n", with: "policy:\n  push: {settling: 1s}\n")
            .replacing("interval: 10s", with: "interval: 4s").replacing("coverage: 0.8", with: "coverage: 0.01")
        }
        if !hasPeers {
            // What needs root is not there: the distribution switch is left out of the change.
            try edit("Playbooks/kenaikan-bandwidth.yaml") { text in
                text.replacing(
                    "  - devices: path\n    role: distribution\n    templates: {openvswitch: openvswitch/bandwidth.j2}\n",
                    with: "")
            }
        }
        let enrolled = try await pita("host-key", "enrol", reachable.joined(separator: ","), "--yes")
        try #require(enrolled.status == 0, "\(enrolled.all)")
    }

    private func addKeys() async throws {
        try FileManager.default.createDirectory(atPath: directory + "/keys", withIntermediateDirectories: true)
        for person in Self.people + ["stranger"] {
            let made = try await Child.run([
                "/usr/bin/ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", person, "-f", key(person),
            ])
            try #require(made.status == 0, "\(made.all)")
            guard person != "stranger" else { continue }
            let line = try String(contentsOfFile: key(person) + ".pub", encoding: .utf8)
                .trimmingCharacters(in: .newlines)
            try edit("Inventory/users.yaml") { text in
                text.split(separator: "\n", omittingEmptySubsequences: false).map { old in
                    old.contains("- ssh-ed25519 ") && old.hasSuffix(" \(person)") ? "      - \(line)" : String(old)
                }.joined(separator: "\n")
            }
        }
    }

    /// The private key of a person.
    func key(_ person: String) -> String { "\(directory)/keys/\(person)" }

    /// The devices that run.
    var reachable: [String] {
        Self.devices.keys.sorted().filter {
            ![Self.edge, Self.oldCatalyst, Self.oldHuawei].contains($0)
                && (hasPeers || !["rtr-dinkes", "sw-dist-utara"].contains($0))
        }
    }

    /// Edits a file of the office.
    func edit(_ file: String, _ change: (String) -> String) throws {
        let path = office + "/" + file
        let old = try String(contentsOfFile: path, encoding: .utf8)
        let new = change(old)
        try #require(old != new, "nothing to edit in \(file)")
        try new.write(toFile: path, atomically: true, encoding: .utf8)
    }

    /// Edits a file of the office for as long as `body` runs.
    func edited(_ file: String, _ change: (String) -> String, _ body: () async throws -> Void) async throws {
        let path = office + "/" + file
        let old = try String(contentsOfFile: path, encoding: .utf8)
        try edit(file, change)
        do {
            try await body()
        } catch {
            try old.write(toFile: path, atomically: true, encoding: .utf8)
            throw error
        }
        try old.write(toFile: path, atomically: true, encoding: .utf8)
    }

    /// Runs `pita` in the office.
    func pita(_ words: String...) async throws -> Child.Ended { try await startPita(words).end() }

    /// Runs `pita` in the office as a person, with that person's key or another's.
    func pita(as person: String, key: String? = nil, _ words: String...) async throws -> Child.Ended {
        try await startPita(words, as: person, key: key).end()
    }

    /// Starts `pita` in the office.
    ///
    /// - Parameters:
    ///   - wrapper: the words of a program that starts it under some limit.
    ///   - errors: the file that takes its standard error.
    func startPita(
        _ words: [String], as person: String? = nil, key other: String? = nil, adding more: [String: String] = [:],
        through wrapper: [String] = [], errors: String? = nil
    ) throws -> Child {
        try Child.start(
            wrapper + [Programs.path("pita")] + words, environment: variables(person, other).merging(more) { $1 },
            errors: errors)
    }

    /// Starts `pita` in the office on a terminal of its own; what it prints there is the output.
    func startInTerminal(_ words: [String], as person: String) throws -> Child {
        let command = ([try Programs.path("pita")] + words).map { "'\($0)'" }.joined(separator: " ")
        return try Child.start(
            ["/usr/bin/script", "--quiet", "--return", "--flush", "--command", command, "/dev/null"],
            environment: variables(person, nil).merging(["TERM": "xterm"]) { $1 })
    }

    private func variables(_ person: String?, _ key: String?) -> [String: String] {
        var environment = environment
        environment["PITA_PROJECT"] = office
        if let person {
            environment["PITA_USER"] = person
            environment["PITA_KEY"] = self.key(key ?? person)
        }
        return environment
    }

    /// Runs `pita-lab` on the lab.
    func pitaLab(_ words: String...) async throws -> Child.Ended {
        try await Child.run([Programs.path("pita-lab")] + words + ["--directory", lab])
    }
}
