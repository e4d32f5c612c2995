import PitaNetwork

/// ifOperStatus (RFC 2863).
public enum OperStatus: Int, Sendable {
    /// Passes packets.
    case up = 1
    /// Does not.
    case down
    /// In a test mode.
    case testing
    /// Cannot be told.
    case unknown
    /// Waits for an event, as a dial-up line does.
    case dormant
    /// A component is missing.
    case notPresent
    /// Down because of what it stands on.
    case lowerLayerDown
}

/// Which interface of an agent is meant, as found.
public struct InterfaceIdentity: Hashable, Sendable {
    /// Which object bore the name.
    public enum Match: String, Sendable, CaseIterable {
        /// ifName, the name on the command line.
        case ifName
        /// ifDescr, the long name of older agents.
        case ifDescr
        /// ifAlias, the operator's comment.
        case ifAlias

        var column: OID {
            switch self {
            case .ifName: InterfaceMIB.name
            case .ifDescr: InterfaceMIB.descr
            case .ifAlias: InterfaceMIB.alias
            }
        }
    }

    /// ifIndex; the agent may renumber at a restart.
    public let index: UInt32
    /// The name that was asked for.
    public let name: String
    /// Which object bore it.
    public let matchedBy: Match

    /// An interface as found.
    public init(index: UInt32, name: String, matchedBy: Match) {
        self.index = index
        self.name = name
        self.matchedBy = matchedBy
    }
}

/// The counters of one interface, read in one PDU with the clocks that tell a restart.
public struct InterfaceCounters: Hashable, Sendable {
    /// How wide the octet counters are.
    public enum Width: Int, Sendable {
        /// ifInOctets, ifOutOctets: they wrap within minutes on a fast line.
        case bits32 = 32
        /// ifHCInOctets, ifHCOutOctets.
        case bits64 = 64
    }

    /// Which interface.
    public let identity: InterfaceIdentity
    /// Octets received since the counter began.
    public let inOctets: UInt64
    /// Octets sent since the counter began.
    public let outOctets: UInt64
    /// How wide both are.
    public let width: Width
    /// sysUpTime in 1/100 s: the agent's, wraps after 497 days.
    public let uptimeTicks: UInt32
    /// snmpEngineBoots, where the agent shows it.
    public let engineBoots: UInt32?
    /// snmpEngineTime in seconds, where the agent shows it.
    public let engineTime: UInt32?
    /// ifHighSpeed, or ifSpeed below 1 Mbit/s; `nil` when the agent says 0 (unknown or down).
    public let speed: Bandwidth?
    /// Whether it passes packets.
    public let operStatus: OperStatus
    /// ifCounterDiscontinuityTime in 1/100 s of sysUpTime; RouterOS has none.
    public let discontinuityTicks: UInt32?
    /// The ifIndex under which it was known before, when it has another now.
    public let renumberedFrom: UInt32?
}

/// What an agent says of an interface, without counters.
public struct InterfaceSummary: Hashable, Sendable {
    /// ifIndex.
    public let index: UInt32
    /// ifName; empty where the agent has none.
    public let name: String
    /// ifDescr.
    public let descr: String
    /// ifAlias; empty where the agent has none.
    public let alias: String
    /// ifHighSpeed in whole Mbit/s; `nil` for 0.
    public let speed: Bandwidth?
    /// Whether it passes packets.
    public let operStatus: OperStatus
}

/// What an agent says of itself (SNMPv2-MIB).
public struct SystemFacts: Hashable, Sendable {
    /// sysDescr; Cisco's has several lines.
    public let descr: String
    /// sysObjectID: the maker and model.
    public let objectID: OID
    /// sysName.
    public let name: String
    /// sysUpTime in 1/100 s.
    public let uptimeTicks: UInt32
}
