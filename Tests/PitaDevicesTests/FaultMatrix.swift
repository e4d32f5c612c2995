import Foundation
import PitaPlatforms
import Synchronization
import TestSupport
import Testing

@testable import PitaDevices
@testable import PitaLab

/// A device of the matrix, by platform and mechanism.
struct MatrixSite: CustomTestStringConvertible, Sendable {
    let name: String
    let platform: any Platform
    /// What the template makes.
    let text: String
    /// What has to be done before, for the device to have an automatic rollback.
    var saving: [PitaPlatforms.DeviceCommand] = []
    let make: @Sendable () throws -> any WorldDevice

    var testDescription: String { name }

    static let all: [MatrixSite] = [
        routeros, of("ios-router", "ios, config replace"), withoutArchive, of("eos-switch", "eos, commit-confirmed"),
        of("rgos-switch", "rgos, none"), of("vrp5-switch", "vrp, reload"), of("vrp8-switch", "vrp, commit-confirmed"),
        of("junos-router", "junos, commit-confirmed"),
    ].compactMap(\.self)

    private static func of(_ device: String, _ name: String) -> MatrixSite? {
        template(device).flatMap { site(name, $0) }
    }

    private static func template(_ device: String) -> TemplateSite? {
        TemplateSite.all.first { $0.name == "\(device) set" && $0.template.hasSuffix("segment.j2") }
    }

    private static func site(_ name: String, _ template: TemplateSite) -> MatrixSite? {
        guard let text = try? template.text else { return nil }
        return MatrixSite(name: name, platform: template.platform, text: text, saving: template.saving) {
            try ConsoleWorldDevice(template.device, template.platform)
        }
    }

    /// Without an archive IOS rolls back by a restart.
    private static var withoutArchive: MatrixSite? {
        guard var template = template("ios-router") else { return nil }
        template.commands = ["hostname dev-uji"] + template.commands.dropFirst(4)
        template.saving = [PitaPlatforms.DeviceCommand("write memory")]
        return site("ios, reload", template)
    }

    /// A router with what the bandwidth template changes and makes.
    private static let routeros = MatrixSite(
        name: "routeros, timed script", platform: RouterOSPlatform(),
        text: """
            /ip address
            add address="10.11.255.2/30" interface="ether1"
            add address="10.11.0.1/24" interface="ether2"
            /ip route
            add dst-address=0.0.0.0/0 gateway="10.11.255.1"
            /queue simple
            add name="pita-disdik" target=10.11.0.0/24 max-limit=10M/20M comment="pita:disdik"

            """
    ) {
        try RouterWorldDevice(setup: [
            "/ip address add address=10.11.255.2/30 interface=ether1 comment=lama disabled=yes",
            "/queue simple add name=pita-disdik target=10.11.0.0/24 max-limit=5M/5M",
        ])
    }
}

extension WorldFault {
    static let all: [WorldFault] = [
        .refused, .lost(seconds: 10), .lost(seconds: 2000), .unanswered(seconds: 10), .late(seconds: 3),
        .restart(seconds: 60), .kill(seconds: 1), .kill(seconds: 4000), .journal(seconds: 1), .journal(seconds: 4000),
    ]

    /// As the page names it.
    var name: String {
        switch self {
        case .refused: "refused"
        case .lost(let seconds): "not delivered, unreachable \(seconds) s"
        case .unanswered(let seconds): "answer lost, unreachable \(seconds) s"
        case .late(let seconds): "carried out \(seconds) s late"
        case .restart(let seconds): "device restarts, \(seconds) s"
        case .kill(let seconds): "kill -9, recovered after \(seconds) s"
        case .journal(let seconds): "disk full for \(seconds) s"
        }
    }

    /// Whether a push may end without knowing how the device is: it could not be reached, or nothing could be written down.
    var mayLeaveUnknown: Bool {
        switch self {
        case .lost(seconds: 2000), .journal: true
        default: false
        }
    }
}

extension PushStep {
    /// The step as the page names it.
    var momentName: String {
        switch self {
        case .preImage: "read"
        case .notStarted: "not started"
        case .intent: "intent"
        case .sending(let purpose, _, _): "\(purpose.rawValue) sent"
        case .withheld(let purpose, _): "\(purpose.rawValue) withheld"
        case .answered(let purpose, _, _, _): "\(purpose.rawValue) answered"
        case .armed: "armed"
        case .readBack: "read back"
        case .snmp, .snmpFailed: "SNMP"
        case .checked: "checked"
        case .verifiedAgain: "verified again"
        case .confirming: "confirming"
        case .confirmed: "confirmed"
        case .waiting: "waiting"
        case .rollingBack: "rolling back"
        case .rolledBack: "rolled back"
        }
    }
}

/// A row of the page.
struct FaultRow: Hashable, Sendable {
    let device: String
    let fault: String
    let moment: String
    let outcome: String
    /// Seconds.
    var least: Int
    var most: Int

    var line: String {
        "| \(device) | \(fault) | \(moment) | \(outcome) | \(least == most ? "\(least)" : "\(least)-\(most)") |"
    }

    /// Whether only the time may be another.
    func isSame(as other: FaultRow) -> Bool {
        (device, fault, moment, outcome) == (other.device, other.fault, other.moment, other.outcome)
    }

    mutating func widen(by other: FaultRow) { (least, most) = (min(least, other.least), max(most, other.most)) }
}

/// The page that says what is expected: `Documentation/fault-matrix.md`.
enum FaultMatrix {
    private static let path = Programs.checkout + "/Documentation/fault-matrix.md"
    private static let written = Mutex<[String: [FaultRow]]>([:])

    /// Compares the rows of a device with those of the page; with `PITA_MATRIX=write` the page is written instead.
    static func check(_ rows: [FaultRow], of device: String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let lines = text.split(separator: "\n").map(String.init)
        if ProcessInfo.processInfo.environment["PITA_MATRIX"] == "write" {
            let all = written.withLock { written in
                written[device] = rows
                return written
            }
            var head = text.components(separatedBy: "\n").filter { !isRow($0) }
            while head.last?.isEmpty == true { head.removeLast() }
            let table = MatrixSite.all.flatMap { all[$0.name] ?? [] }.map(\.line)
            try (head + table).joined(separator: "\n").appending("\n")
                .write(toFile: path, atomically: true, encoding: .utf8)
            return
        }
        let expected = lines.filter { $0.hasPrefix("| \(device) |") }
        let found = rows.map(\.line)
        for line in Set(found).subtracting(expected).sorted() { Issue.record("not on the page: \(line)") }
        for line in Set(expected).subtracting(found).sorted() { Issue.record("on the page, and not found: \(line)") }
    }

    private static func isRow(_ line: String) -> Bool { MatrixSite.all.contains { line.hasPrefix("| \($0.name) |") } }
}
