import PitaDiagnostics
import PitaNetwork
import PitaYAML

/// A line between two devices, or between a device and the internet.
public struct Link: Sendable, Identifiable {
    /// Its name, unique in the office.
    public let name: String
    /// What it is.
    public let kind: LinkKind
    /// The end nearer to the OPD.
    public let from: LinkEnd
    /// The end nearer to the internet.
    public let to: LinkEnd
    /// What the contract gives in each direction, as the OPD sees it; `nil`: the reported speed counts.
    public let capacity: BandwidthPair?
    /// Where its use is measured; `nil`: nowhere.
    public let counters: LinkCounters?
    let node: Node
    let body: Node

    /// The name.
    public var id: String { name }
    /// Where it is described.
    public var mark: SourceMark { node.mark }
}

/// What a link is.
public enum LinkKind: String, CaseIterable, Sendable {
    /// To the internet.
    case isp
    /// Between devices of the backbone.
    case trunk
    /// Between a segment and the backbone.
    case access
}

/// One end of a link.
public struct LinkEnd: Sendable, Hashable, CustomStringConvertible {
    /// The device; `internet` for the outside.
    public let device: String
    /// The interface; `nil` for the outside.
    public let interface: String?

    /// The word that stands for the outside.
    public static let outside = LinkEnd(device: "internet", interface: nil)

    /// Whether it is the internet, no device of the office.
    public var isOutside: Bool { self == .outside }

    /// Reads `rtr-inti:ether1` or `internet`; `nil` when a side is missing or the device is no host name.
    public init?(_ text: String) {
        if text == Self.outside.device {
            self = .outside
            return
        }
        let sides = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard sides.count == 2, HostName(sides[0]) != nil, InterfaceName.isValid(sides[1]) else { return nil }
        self.init(device: sides[0], interface: sides[1])
    }

    private init(device: String, interface: String?) {
        self.device = device
        self.interface = interface
    }

    /// `device:interface`, or `internet`.
    public var description: String { interface.map { "\(device):\($0)" } ?? device }
}

/// Names of interfaces as the platforms of this house have them.
enum InterfaceName {
    /// One word of visible ASCII without quotes, at most 64 octets: what every platform takes without quoting trouble.
    static func isValid(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"\"'`\\$;[]{}".utf8.contains($0) }
    }
}

/// Where the use of a link is measured.
public struct LinkCounters: Sendable, Hashable {
    /// The device that is asked.
    public let device: String
    /// Its interface.
    public let interface: String
    /// Which of the interface's counters is the download as the OPD sees it.
    public let download: CounterDirection
    /// The other one.
    public var upload: CounterDirection { download == .in ? .out : .in }
}

/// A direction of an interface's counters (IF-MIB).
public enum CounterDirection: String, CaseIterable, Sendable {
    /// `ifHCInOctets`.
    case `in`
    /// `ifHCOutOctets`.
    case out
}
