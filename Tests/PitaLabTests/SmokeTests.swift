import Foundation
import TestSupport
import Testing

@testable import PitaLab

/// Starts a small lab with the built program, talks to it with the system's clients, and stops it.
@Suite(.serialized) struct SmokeTests {
    let program: String
    let directory: String
    let net: String

    init() throws {
        program = try Programs.path("pita-lab")
        directory = NSTemporaryDirectory() + "pita-lab-smoke-\(getpid())"
        net = "127.23.\(getpid() / 250 % 250).\(getpid() % 250 / 8 * 8)"
    }

    func address(_ number: Int) -> String {
        let cut = net.split(separator: ".")
        return cut.dropLast().joined(separator: ".") + ".\((Int(cut[3]) ?? 0) + number)"
    }

    func lab(_ words: String...) throws -> (status: Int32, text: String) {
        try Launch.output([program] + words + ["--directory", directory])
    }

    func environment(_ name: String) -> String {
        let lines = (StateFile.text(directory + "/environment") ?? "").split(separator: "\n")
        return lines.first { $0.hasPrefix("export \(name)=") }.map { String($0.dropFirst(name.utf8.count + 8)) } ?? ""
    }

    func ssh(_ address: String, _ command: String) throws -> (status: Int32, text: String) {
        try Launch.output([
            "ssh", "-F", "none", "-i", directory + "/id_ed25519", "-o", "UserKnownHostsFile=\(directory)/known_hosts",
            "-o",
            "GlobalKnownHostsFile=none", "-o", "StrictHostKeyChecking=yes", "-o", "BatchMode=yes", "-o",
            "ConnectTimeout=10",
            "-o", "LogLevel=ERROR", "-p", "10022", address, command,
        ])
    }

    func get(_ address: String, _ oid: String, community: Bool = false) throws -> String {
        let user =
            community
            ? ["-v2c", "-c", environment("PITA_SNMP_COMMUNITY")]
            : [
                "-v3", "-u", "pita", "-l", "authPriv", "-a", "SHA-256", "-A", environment("PITA_SNMP_AUTH"), "-x",
                "AES",
                "-X", environment("PITA_SNMP_PRIV"),
            ]
        let variables = ["MIBS": "", "SNMP_PERSISTENT_DIR": directory + "/client", "SNMPCONFPATH": "/nowhere"]
        return try Launch.output(["snmpget", "-Oqv"] + user + [address + ":10161", oid], environment: variables).text
    }

    func office() throws -> String {
        let names = ["rtr-disdik": 1, "rtr-dlh": 2, "rtr-dinkes": 3, "sw-dinkes": 4]
        let devices = ExampleOffice.bundled.devices.filter { names[$0.name] != nil }.map { device in
            var device = device
            device.address = address(names[device.name] ?? 0)
            return device
        }
        let file = directory + ".office"
        try JSONEncoder().encode(Office(devices: devices)).write(to: URL(fileURLWithPath: file))
        return file
    }

    @Test func `a small lab starts, answers real clients, and leaves nothing`() throws {
        let file = try office()
        defer { unlink(file) }
        let start = try lab("up", "--office", file)
        defer { _ = try? lab("down", "--purge") }
        #expect(start.status == 0, "\(start.text)")
        #expect(try ssh(address(1), ":put [/system identity get name]").text == "rtr-disdik\r\n")
        #expect(try ssh(address(2), "/export").text.contains("by RouterOS 6.49.17\r\n"))
        #expect(try get(address(1), ".1.3.6.1.2.1.1.5.0").contains("rtr-disdik"))
        #expect(try get(address(2), ".1.3.6.1.4.1.14988.1.1.4.4.0", community: true).contains("6.49.17"))
        try scheduler()
        try faults()
        if geteuid() == 0 { try peers() }
        let marked = LabDirectory.markName + "=" + LabDirectory(directory).mark()
        #expect(try lab("down", "--purge").status == 0)
        #expect(
            !ProcessTable.all().contains {
                ProcessTable.startTime($0) != nil && ProcessTable.hasEnvironmentPrefix($0, marked)
            })
        #expect(access(directory, F_OK) != 0)
    }

    private func scheduler() throws {
        let device = address(1)
        let before = try lab("truth", "rtr-disdik").text
        let event =
            "/system scheduler remove [find where name=\\\"way-back\\\"]; /queue simple set [find name=\\\"pita-disdik\\\"] max-limit=10M/20M"
        _ = try ssh(device, "/system scheduler add name=way-back interval=1s on-event=\"\(event)\"")
        _ = try ssh(device, "/queue simple set [find name=\"pita-disdik\"] max-limit=25M/50M")
        let deadline = Clocks.monotonic() + 300
        while try lab("truth", "rtr-disdik").text != before, Clocks.monotonic() < deadline {}
        #expect(try lab("truth", "rtr-disdik").text == before)
        #expect(try lab("log", "rtr-disdik").text.contains("\"event\":\"fire\""))
    }

    private func faults() throws {
        let device = address(1)
        #expect(try lab("fault", "rtr-disdik", "host-key").status == 0)
        #expect(try ssh(device, ":put 1").text.contains("HOST IDENTIFICATION HAS CHANGED"))
        _ = try lab("fault", "rtr-disdik", "clear")
        _ = try lab("fault", "rtr-disdik", "drop-after=1")
        #expect(try ssh(device, "/system note set note=applied; :put 2").status == 255)
        #expect(try ssh(device, ":put [/system note get note]").text == "applied\r\n")
        _ = try lab("fault", "rtr-disdik", "lie")
        _ = try ssh(device, "/system note set note=never")
        #expect(try ssh(device, ":put [/system note get note]").text == "applied\r\n")
        _ = try lab("fault", "rtr-disdik", "clear")
    }

    private func peers() throws {
        let (router, exchange) = (address(3), address(4))
        #expect(try ssh(router, "tc class show dev lan0").text.contains("class htb 1:10 parent 1:1 prio 0 rate 20Mbit"))
        #expect(try ssh(router, "exit 7").status == 7)
        #expect(try get(router, ".1.3.6.1.2.1.1.5.0").contains("rtr-dinkes"))
        #expect(
            try ssh(router, "touch $PITA_DEVICE_STATE/x && ls /run/pita 2>&1; mkdir -p /run/pita && ls -d /run/pita")
                .text.contains("/run/pita\n"))
        #expect(access("/run/pita", F_OK) != 0)
        #expect(try ssh(exchange, "ovs-vsctl --timeout=5 get port p1 tag").text == "120\n")
        #expect(try lab("truth", "sw-dinkes").text.contains("\"p4\",120"))
    }
}
