import Foundation
import TestSupport
import Testing

/// A segment's allocation as a device has it, in bit/s: read from the lab, not over SSH and not by Pita's parsers.
struct Shaping: Hashable, Sendable, CustomStringConvertible {
    let download: Int
    /// `nil` where the device shapes download only.
    let upload: Int?

    var description: String { upload.map { "\(download)/\($0)" } ?? "\(download)" }

    /// Whether the device has this allocation.
    func matches(_ allocation: Allocation) -> Bool {
        download == allocation.download && (upload ?? allocation.upload) == allocation.upload
    }
}

/// An allocation, `50M/20M`.
struct Allocation: Hashable, Sendable, CustomStringConvertible {
    let download: Int
    let upload: Int

    init(kilobits download: Int, _ upload: Int) { (self.download, self.upload) = (download * 1000, upload * 1000) }

    init(megabits download: Int, _ upload: Int) { self.init(kilobits: download * 1000, upload * 1000) }

    /// As the command line takes it.
    var description: String { Self.text(download) + "/" + Self.text(upload) }

    private static func text(_ bits: Int) -> String {
        bits % 1_000_000 == 0 ? "\(bits / 1_000_000)M" : "\(bits / 1000)k"
    }
}

extension LabOffice {
    /// What the device really has; one that restarts is waited for.
    func truth(_ device: String) async throws -> String {
        let limit = ContinuousClock.now + .seconds(300)
        var answer = try await pitaLab("truth", device)
        while answer.status != 0, answer.all.contains("is not running"), ContinuousClock.now < limit {
            try await Task.sleep(for: .milliseconds(100))
            answer = try await pitaLab("truth", device)
        }
        try #require(answer.status == 0, "\(answer.all)")
        return answer.output
    }

    /// How the device really shapes the segment.
    func shaping(_ device: String, _ segment: String) async throws -> Shaping {
        // A device that restarts shapes nothing until its boot unit has run.
        let limit = ContinuousClock.now + .seconds(300)
        while true {
            let text = try await truth(device)
            let found: Shaping? =
                switch device {
                case "sw-dist-utara": openvswitch(text, segment)
                case "rtr-dinkes": linux(text)
                case Self.cisco: cisco(text, segment)
                case Self.huawei: huawei(text, segment)
                case Self.juniper: juniper(text, segment)
                case Self.arista: dialect(text, out: "shape rate ", into: "police rate ")
                case Self.ruijie: dialect(text, out: "rate-limit output ", into: "rate-limit input ")
                default: routeros(text, segment)
                }
            if let found { return found }
            try #require(ContinuousClock.now < limit, "\(device) does not shape \(segment):\n\(text)")
            try await Task.sleep(for: .milliseconds(200))
        }
    }

    private func routeros(_ text: String, _ segment: String) -> Shaping? {
        let line = text.split(whereSeparator: \.isNewline).first { $0.contains("name=pita-\(segment) ") }
        let words = line?.split(separator: " ") ?? []
        let limit =
            words.first { $0.hasPrefix("max-limit=") }?.dropFirst("max-limit=".count).split(separator: "/") ?? []
        guard limit.count == 2, let upload = bits(limit[0]), let download = bits(limit[1]) else { return nil }
        return Shaping(download: download, upload: upload)
    }

    /// The policies at the uplink of a switch: what goes out is shaped, what comes in is policed.
    func cisco(_ text: String, _ segment: String) -> Shaping? {
        func rate(_ policy: String, _ words: String) -> Int? {
            let lines = text.split(whereSeparator: \.isNewline)
            let body = lines.drop { $0 != "policy-map \(policy)" }.dropFirst().prefix { $0.hasPrefix(" ") }
            let line = body.map { $0.drop { $0 == " " } }.first { $0.hasPrefix(words) }
            return line?.dropFirst(words.count).split(separator: " ").first.flatMap { Int($0) }
        }
        guard let upload = rate("PM-\(segment)-OUT", "shape average "),
            let download = rate("PM-\(segment)-IN", "police cir "),
            text.contains(" service-policy input PM-\(segment)-IN"),
            text.contains(" service-policy output PM-\(segment)-OUT")
        else { return nil }
        return Shaping(download: download, upload: upload)
    }

    /// The policers of a switch, in lines of `set`.
    private func juniper(_ text: String, _ segment: String) -> Shaping? {
        func rate(_ direction: String) -> Int? {
            let words = "policer pita-\(segment)-\(direction) if-exceeding bandwidth-limit "
            guard let range = text.firstRange(of: words) else { return nil }
            return bits(text[range.upperBound...].prefix { !$0.isWhitespace }.uppercased())
        }
        guard let download = rate("download"), let upload = rate("upload") else { return nil }
        return Shaping(download: download, upload: upload)
    }

    /// The limits of a switch of Arista or Ruijie at its uplink, in kbit/s.
    private func dialect(_ text: String, out: String, into: String) -> Shaping? {
        func rate(_ words: String) -> Int? {
            let line = text.split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " } }.first {
                $0.hasPrefix(words)
            }
            return line?.dropFirst(words.count).split(separator: " ").first.flatMap { Int($0) }.map { $0 * 1000 }
        }
        guard let upload = rate(out), let download = rate(into) else { return nil }
        return Shaping(download: download, upload: upload)
    }

    func huawei(_ text: String, _ segment: String) -> Shaping? {
        func rate(_ words: String) -> Int? {
            let line = text.split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " } }.first {
                $0.hasPrefix(words)
            }
            return line?.dropFirst(words.count).split(separator: " ").first.flatMap { Int($0) }.map { $0 * 1000 }
        }
        guard let upload = rate("qos lr outbound cir "), let download = rate("car cir "),
            text.contains(" traffic-policy pita-\(segment) inbound")
        else { return nil }
        return Shaping(download: download, upload: upload)
    }

    private func linux(_ text: String) -> Shaping? {
        var rates: [Substring: Int] = [:]
        var interface: Substring = ""
        for line in text.split(whereSeparator: \.isNewline) {
            if line.hasPrefix("# ") { interface = line.dropFirst(2) }
            let words = line.split(separator: " ")
            guard line.hasPrefix("class htb 1:10 "), let place = words.firstIndex(of: "rate") else { continue }
            rates[interface] = bits(words[place + 1].replacing("bit", with: ""))
        }
        guard let download = rates["lan0"], let upload = rates["wan0"] else { return nil }
        return Shaping(download: download, upload: upload)
    }

    /// The queue that the port's QoS row names, through the references of the tables.
    private func openvswitch(_ text: String, _ segment: String) -> Shaping? {
        let tables = text.split(whereSeparator: \.isNewline).compactMap { line in
            (try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: Any]
        }
        func rows(_ headings: [String]) -> [[Any]] {
            let table = tables.first { Set(headings).isSubset(of: Set($0["headings"] as? [String] ?? [])) }
            let all = table?["headings"] as? [String] ?? []
            let data = table?["data"] as? [[Any]] ?? []
            return data.map { row in headings.map { name in all.firstIndex(of: name).map { row[$0] } ?? "" } }
        }
        func reference(_ value: Any) -> String? {
            let pair = value as? [Any]
            return pair?.first as? String == "uuid" ? pair?.last as? String : nil
        }
        func map(_ value: Any) -> [[Any]] { (value as? [Any])?.last as? [[Any]] ?? [] }
        let port = rows(["name", "qos"]).first { $0[0] as? String == "p-\(segment)" }
        guard let qos = port.flatMap({ reference($0[1]) }) else { return nil }
        let row = rows(["_uuid", "queues"]).first { reference($0[0]) == qos }
        guard let queue = row.flatMap({ map($0[1]).first?.last }).flatMap(reference) else { return nil }
        let settings =
            rows(["_uuid", "other_config"]).first { reference($0[0]) == queue }
            ?? tables.compactMap { table in
                (table["data"] as? [[Any]])?.first {
                    reference($0[0]) == queue && map($0[1]).contains { $0.first as? String == "max-rate" }
                }
            }.first
        let rate = settings.flatMap { map($0[1]).first { $0.first as? String == "max-rate" }?.last as? String }
        return rate.flatMap(Int.init).map { Shaping(download: $0, upload: nil) }
    }

    private func bits(_ text: some StringProtocol) -> Int? {
        let factors: [Character: Int] = ["k": 1000, "K": 1000, "M": 1_000_000, "G": 1_000_000_000]
        guard let last = text.last else { return nil }
        guard let factor = factors[last] else { return Int(text) }
        return Int(text.dropLast()).map { $0 * factor }
    }

    /// Sets faults on a device; without names its faults are cleared.
    func fault(_ device: String, _ names: String...) async throws {
        let words = ["fault", device] + (names.isEmpty ? ["clear"] : names)
        let answer = try await Child.run([Programs.path("pita-lab")] + words + ["--directory", lab])
        try #require(answer.status == 0, "\(answer.all)")
    }

    /// What the lab has written down of a device: one line for each session's command, fault and effect.
    private func log(_ device: String) async throws -> [Substring] {
        let answer = try await pitaLab("log", device)
        try #require(answer.status == 0, "\(answer.all)")
        return answer.output.split(separator: "\n")
    }

    /// How often a device has started.
    func boots(_ device: String) async throws -> Int {
        try await log(device).count { $0.contains("\"event\":\"boot\"") && $0.contains("\"text\":\"up\"") }
    }

    /// Does something, and waits until the lab has written down more of a device, or the child has ended. What a device never
    /// sees, as a client that turns back at its host key, is waited for at most two seconds.
    func waitForMore(of device: String, while child: Child, after start: () -> Void) async throws {
        let before = try await log(device).count
        start()
        var looks = 0
        while looks < 20, !child.hasEnded, try await log(device).count == before {
            try await Task.sleep(for: .milliseconds(100))
            looks += 1
        }
    }

    /// Takes away what a device kept that only said it had disarmed the way back; else it keeps the next push out until
    /// it has fired.
    func forgetWayBack(_ device: String) async throws {
        if [Self.cisco, Self.huawei, Self.juniper].contains(device) { return try forgetConsoleWayBack(device) }
        let shell = ["rtr-dinkes", "sw-dist-utara", Self.edge].contains(device)
        try await ssh(
            device, shell ? "rm -f \"${PITA_DEVICE_STATE:-/run/pita}\"/pita-back-*" : "/system scheduler remove [find]")
    }

    /// What pushes left on a device that nobody takes away: ways back, and sessions that wait for no timer.
    func leftovers(of device: String) async throws -> [Substring] {
        switch device {
        case Self.arista:
            let answer = try await answer(of: device, "show configuration sessions detail")
            try #require(answer.contains("Maximum number of pending sessions"), "\(answer)")
            return answer.split(whereSeparator: \.isNewline).filter { line in
                let words = line.split(separator: " ")
                return words.contains("pending") && words.contains { $0.hasPrefix("pita-") }
            }
        // What stands there of a way back ends by itself, or is the device's one for all.
        case Self.cisco, Self.huawei, Self.juniper, Self.ruijie: return []
        case "rtr-dinkes", "sw-dist-utara", Self.edge:
            let files = "\"${PITA_DEVICE_STATE:-/run/pita}\"/pita-back-*.sh"
            return try await answer(of: device, "ls \(files) 2>/dev/null; true").split(whereSeparator: \.isNewline)
        default:
            return try await truth(device).split(whereSeparator: \.isNewline).filter { $0.contains("pita-back-") }
        }
    }

    /// A device's answer; one that restarts is waited for.
    private func answer(of device: String, _ command: String) async throws -> String {
        var answer = try await sshAnswer(device, command)
        let limit = ContinuousClock.now + .seconds(300)
        while answer.status != 0, ContinuousClock.now < limit {
            try await Task.sleep(for: .milliseconds(200))
            answer = try await sshAnswer(device, command)
        }
        try #require(answer.status == 0, "\(answer.all)")
        return answer.output
    }

    /// Runs a command on a device behind Pita's back.
    func ssh(_ device: String, _ command: String) async throws {
        let answer = try await sshAnswer(device, command)
        try #require(answer.status == 0, "\(answer.all)")
    }

    /// What a device answers to a command behind Pita's back, or the end of the connection.
    func sshAnswer(_ device: String, _ command: String) async throws -> Child.Ended {
        try await Child.run([
            "/usr/bin/ssh", "-F", "none", "-i", lab + "/id_ed25519", "-o", "UserKnownHostsFile=\(lab)/known_hosts",
            "-o",
            "GlobalKnownHostsFile=none", "-o", "BatchMode=yes", "-o", "LogLevel=ERROR", "-p", "10022",
            Self.address(Self.devices[device] ?? 0), command,
        ])
    }
}
