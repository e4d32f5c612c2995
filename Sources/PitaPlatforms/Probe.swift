import PitaDiagnostics
import PitaNetwork

/// A question about what works from a device, asked on the device after a push. It reads and changes nothing.
public enum Probe: Hashable, Sendable, CustomStringConvertible {
    /// Whether an address answers ICMP echo (RFC 792, RFC 4443): `count` packets (``counts``), a second apart, sent from
    /// `source` where the device has several addresses to choose from.
    case ping(address: Address, count: Int = 3, source: Address? = nil)
    /// Whether the main routing table has a route to exactly this network, and uses it.
    case route(prefix: Prefix)

    /// How many packets a ping may send; a number outside is moved to the nearer end. RouterOS repeats its statistics
    /// after each 20.
    public static let counts = 1...20

    /// The number of packets that is sent for `count`.
    static func clamped(_ count: Int) -> Int { min(max(count, counts.lowerBound), counts.upperBound) }

    /// `ping 10.11.0.2`, `ping 10.11.0.2 from 10.11.0.1`, `route to 10.11.0.0/24`.
    public var description: String {
        switch self {
        case .ping(let address, _, let source): "ping \(address)" + (source.map { " from \($0)" } ?? "")
        case .route(let prefix): "route to \(prefix)"
        }
    }
}

/// What a device's answer to a ``Probe`` says.
public struct ProbeFinding: Hashable, Sendable {
    /// Whether it is proven that what was asked works. An answer that is cut off or can't be read proves nothing.
    public let isPassed: Bool
    /// What was found, for people, fit for a terminal: `3 of 3 packets to 10.11.0.2 were answered`,
    /// `no route to 10.11.0.0/24`.
    public let sentence: String

    /// A finding.
    public init(isPassed: Bool, sentence: String) {
        self.isPassed = isPassed
        self.sentence = sentence
    }

    /// It works.
    static func passed(_ sentence: String) -> ProbeFinding { ProbeFinding(isPassed: true, sentence: sentence) }

    /// It does not work, or it is not proven that it does.
    static func failed(_ sentence: String) -> ProbeFinding { ProbeFinding(isPassed: false, sentence: sentence) }

    /// The finding of an answer that proves nothing.
    static func unreadable(_ probe: Probe, _ why: String) -> ProbeFinding {
        failed("\(probe): \(TerminalText.sanitised(String(why.prefix(200))))")
    }

    /// The finding of a ping from the numbers of its statistics.
    ///
    /// More than half must be answered: the first packet is often lost while the neighbour's link address is looked for.
    static func ping(_ address: Address, sent: Int, received: Int, of count: Int) -> ProbeFinding {
        // Two hosts with one address answer twice.
        guard sent <= count, received <= sent else {
            return failed("\(count) packets to \(address) were wanted, \(sent) sent, \(received) answered")
        }
        let sentence = "\(received) of \(count) packets to \(address) were answered"
        return received * 2 > count ? passed(sentence) : failed(sentence)
    }

    /// The finding of a route that is used, by the gateways or interfaces that it leads to.
    static func route(_ prefix: Prefix, by hops: [String]) -> ProbeFinding {
        let shown = TerminalText.sanitised(String(hops.joined(separator: ", ").prefix(200)))
        return passed("the route to \(prefix) goes by \(shown)")
    }
}
