/// The objects of IF-MIB, SNMPv2-MIB and SNMP-FRAMEWORK-MIB that are read here (RFC 2863, RFC 3418, RFC 3411).
enum InterfaceMIB {
    static let sysDescr: OID = [1, 3, 6, 1, 2, 1, 1, 1, 0]
    static let sysObjectID: OID = [1, 3, 6, 1, 2, 1, 1, 2, 0]
    static let sysUpTime: OID = [1, 3, 6, 1, 2, 1, 1, 3, 0]
    static let sysName: OID = [1, 3, 6, 1, 2, 1, 1, 5, 0]
    static let engineBoots: OID = [1, 3, 6, 1, 6, 3, 10, 2, 1, 2, 0]
    static let engineTime: OID = [1, 3, 6, 1, 6, 3, 10, 2, 1, 3, 0]

    static let descr = entry(2)
    static let speed = entry(5)
    static let operStatus = entry(8)
    static let inOctets = entry(10)
    static let outOctets = entry(16)
    static let name = extended(1)
    static let hcInOctets = extended(6)
    static let hcOutOctets = extended(10)
    static let highSpeed = extended(15)
    static let alias = extended(18)
    static let discontinuityTime = extended(19)

    private static func entry(_ column: UInt32) -> OID { [1, 3, 6, 1, 2, 1, 2, 2, 1, column] }
    private static func extended(_ column: UInt32) -> OID { [1, 3, 6, 1, 2, 1, 31, 1, 1, 1, column] }
}
