import PitaNetwork

/// A value as an agent sends it (RFC 2578 types and RFC 3416 exceptions).
public enum SNMPValue: Hashable, Sendable {
    /// INTEGER, Integer32.
    case integer(Int32)
    /// Gauge32, Unsigned32.
    case gauge(UInt32)
    /// Counter32; wraps at 2^32.
    case counter32(UInt32)
    /// Counter64; never wraps in practice.
    case counter64(UInt64)
    /// TimeTicks, 1/100 s; wraps after 497 days.
    case timeTicks(UInt32)
    /// OCTET STRING.
    case octets([UInt8])
    /// OBJECT IDENTIFIER.
    case oid(OID)
    /// IpAddress (IPv4).
    case ipAddress(Address)
    /// Opaque, not looked into.
    case opaque([UInt8])
    /// NULL.
    case null
    /// The agent does not know the object.
    case noSuchObject
    /// The agent knows the object, but not this instance.
    case noSuchInstance
    /// There is nothing after this in what the agent shows.
    case endOfMibView

    /// Whether it says that there is no value.
    public var isMissing: Bool {
        switch self {
        case .noSuchObject, .noSuchInstance, .endOfMibView: true
        default: false
        }
    }

    /// The number, of whatever numeric type; `nil` for a negative one and for what is no number.
    public var number: UInt64? {
        switch self {
        case .integer(let value): UInt64(exactly: value)
        case .gauge(let value), .counter32(let value), .timeTicks(let value): UInt64(value)
        case .counter64(let value): value
        default: nil
        }
    }

    /// Octets as text: UTF-8 (broken sequences are replaced), without trailing NULs; `nil` for what is no OCTET STRING.
    public var text: String? {
        guard case .octets(let octets) = self else { return nil }
        let end = octets.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0
        return String(decoding: octets[..<end], as: UTF8.self)
    }

    /// What the type is called in RFC 2578 and RFC 3416, for messages.
    public var typeName: String {
        switch self {
        case .integer: "Integer32"
        case .gauge: "Gauge32"
        case .counter32: "Counter32"
        case .counter64: "Counter64"
        case .timeTicks: "TimeTicks"
        case .octets: "OCTET STRING"
        case .oid: "OBJECT IDENTIFIER"
        case .ipAddress: "IpAddress"
        case .opaque: "Opaque"
        case .null: "NULL"
        case .noSuchObject: "noSuchObject"
        case .noSuchInstance: "noSuchInstance"
        case .endOfMibView: "endOfMibView"
        }
    }
}

/// One name and its value.
public struct VarBind: Hashable, Sendable {
    /// The name, instance included.
    public let oid: OID
    /// The value.
    public let value: SNMPValue

    /// A name and its value.
    public init(_ oid: OID, _ value: SNMPValue) {
        self.oid = oid
        self.value = value
    }
}
