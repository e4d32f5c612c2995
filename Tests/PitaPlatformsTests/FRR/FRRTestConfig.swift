import Foundation
import PitaDiagnostics
import Testing

@testable import PitaPlatforms

/// The lines of `Fixtures/frr/rules.txt`, round by round.
struct FRRTestConfig {
    /// One round: lines that may stand beside each other.
    struct Round {
        let name: String
        /// What stands there before.
        var setup = ""
        /// The blocks' lines, and those in them.
        var lines: [Line] = []
        /// Lines that take back many at once, and entries without a number: said beside the others.
        var beside = ""
        /// Lines of IPv4 unicast that another family does not have.
        var missing: [String] = []

        /// The config in which each line has its first value, or its second where it has one.
        func text(_ text: (Line) -> String?) -> String {
            lines.compactMap { line in text(line).map { "\(line.indent)\($0)\n" } }.joined()
        }
    }

    struct Line {
        let indent: String
        let first: String
        /// What takes its place; `nil` where nothing does.
        let second: String?
        let isHead: Bool

        /// The line that takes the first one back.
        var undone: String { isHead ? first : first.hasPrefix("no ") ? String(first.dropFirst(3)) : "no \(first)" }
    }

    /// The rounds.
    ///
    /// - Parameter directory: where the files lie that lines of a log name.
    static func rounds(in directory: String = "/tmp") throws -> [Round] {
        var rounds: [Round] = []
        let text = try FRRViewTests.fixture("rules.txt").replacing("/tmp/", with: "\(directory)/")
            .split(separator: "\n").map(String.init)
        for (number, raw) in text.enumerated() where !raw.hasPrefix("#") {
            if raw.hasPrefix("== ") {
                rounds.append(Round(name: String(raw.dropFirst(3))))
            } else if raw.hasPrefix("< ") {
                rounds[rounds.count - 1].setup += "\(raw.dropFirst(2))\n"
            } else if raw.hasPrefix("+ ") {
                rounds[rounds.count - 1].beside += "\(raw.dropFirst(2))\n"
            } else {
                let indent = String(raw.prefix { $0 == " " })
                let next = number + 1 < text.count ? text[number + 1] : ""
                let sides = raw.trimmingCharacters(in: .whitespaces).split(separator: " => ").map(String.init)
                let isHead = next.prefix { $0 == " " }.count > indent.count
                rounds[rounds.count - 1].lines.append(
                    Line(indent: indent, first: sides[0], second: sides.count > 1 ? sides[1] : nil, isHead: isHead))
            }
        }
        return rounds + families(rounds)
    }

    /// Rounds of BGP's other families: what they have of the lines of IPv4 unicast, and what they alone have.
    private static func families(_ rounds: [Round]) -> [Round] {
        guard let bgp = rounds.first(where: { $0.name == "bgp" }),
            let start = bgp.lines.firstIndex(where: { $0.first == "address-family ipv4 unicast" }),
            let end = bgp.lines.firstIndex(where: { $0.first == "address-family ipv6 unicast" })
        else { return [] }
        let unicast = bgp.lines[(start + 1)..<end].filter { !$0.first.contains("activate") }
        let own: [(family: String, lines: [(String, String?)])] = [
            ("ipv4 multicast", []), ("ipv4 labeled-unicast", []),
            ("ipv4 vpn", [("network 10.7.0.0/16 rd 65000:1 label 5", "network 10.7.0.0/16 rd 65000:1 label 6")]),
            ("ipv4 flowspec", [("local-install eth0", nil)]), ("ipv6 unicast", []), ("ipv6 multicast", []),
            ("ipv6 labeled-unicast", []),
            (
                "ipv6 vpn",
                [("network 2001:db8:7::/48 rd 65000:1 label 5", "network 2001:db8:7::/48 rd 65000:1 label 6")]
            ),
            ("ipv6 flowspec", [("local-install eth0", nil)]), ("l2vpn evpn", []),
        ]
        return own.map { family, lines in
            var round = Round(name: "bgp \(family)", setup: bgp.setup)
            // A neighbour takes part in one of the two.
            if family == "ipv4 labeled-unicast" {
                round.setup += " address-family ipv4 unicast\n  no neighbor 10.0.0.2 activate\n"
            }
            let section = "\(FRRGrammar.bgp) > address-family \(family)"
            let shared = unicast.map { line in
                Line(
                    indent: "  ", first: spelled(line.first, family), second: line.second.map { spelled($0, family) },
                    isHead: false)
            }
            let isVPN = family.hasSuffix(" vpn")
            let others: [(String, String?)] =
                lines + [("neighbor 10.0.0.2 activate", nil)] + (isVPN ? [("no bgp retain route-target all", nil)] : [])
            round.lines =
                [
                    Line(indent: "", first: "router bgp 65001", second: nil, isHead: true),
                    Line(indent: " ", first: "address-family \(family)", second: nil, isHead: true),
                ] + shared.filter { isKnown($0.first, in: section) }
                + others.map { Line(indent: "  ", first: $0, second: $1, isHead: false) }
            round.missing = shared.filter { !isKnown($0.first, in: section) }.map(\.first)
            return round
        }
    }

    private static func isKnown(_ line: String, in section: String) -> Bool {
        let words = line.split(separator: " ").filter { $0 != "no" }
        return FRRGrammar.grammar.rule(of: words, in: section) != nil
    }

    /// A line of IPv4 unicast as another family has it.
    private static func spelled(_ line: String, _ family: String) -> String {
        guard family.hasPrefix("ipv6") else { return line }
        let words = line.split(separator: " ").map { word -> String in
            let parts = word.split { $0 == "." || $0 == "/" }
            return parts.count == 5 ? "2001:db8:\(parts[0])\(parts[1])::/48" : String(word)
        }
        return words.joined(separator: " ").replacing("redistribute rip", with: "redistribute ripng")
            .replacing(" backdoor", with: " route-map B")
    }

    /// Whether an exact config may lack an object: what is left alone stays.
    static func isOurs(_ id: ObjectID) -> Bool {
        let alone = FRRTable.leftAlone.map { $0.rule.form.head.joined(separator: " ") }
        return id.section != FRRGrammar.kernel && !alone.contains(id.section)
    }
}
