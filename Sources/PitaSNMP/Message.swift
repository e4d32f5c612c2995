internal import CNetSNMP
import PitaNetwork

/// A received message, out of the library's memory.
struct Message {
    var version = 0
    var community: [UInt8] = []
    /// 1 noAuthNoPriv, 2 authNoPriv, 3 authPriv.
    var level: Int32 = 0
    var requestID: Int
    var messageID: Int
    var command: Int32
    var answer: Answer

    /// `nil` when a value has a type or a size that RFC 2578 does not know.
    init?(_ pdu: UnsafeMutablePointer<netsnmp_pdu>, octets: Int, bases: [[UInt32]] = []) {
        requestID = pdu.pointee.reqid
        messageID = pdu.pointee.msgid
        command = pdu.pointee.command
        var varBinds: [VarBind] = []
        var next = pdu.pointee.variables
        var count = 0
        while let variable = next {
            count += 1
            next = variable.pointee.next_variable
        }
        varBinds.reserveCapacity(count)
        next = pdu.pointee.variables
        while let variable = next {
            let base = bases.isEmpty ? [] : bases[varBinds.count % bases.count]
            guard let name = Self.name(variable, base: base), let value = Self.value(variable) else { return nil }
            varBinds.append(VarBind(name, value))
            next = variable.pointee.next_variable
        }
        guard let status = Int(exactly: pdu.pointee.errstat), let index = Int(exactly: pdu.pointee.errindex) else {
            return nil
        }
        answer = Answer(errorStatus: status, errorIndex: index, varBinds: varBinds, octets: octets)
    }

    private static func name(_ variable: UnsafePointer<netsnmp_variable_list>, base: [UInt32]) -> OID? {
        let count = variable.pointee.name_length
        guard let name = variable.pointee.name, count == base.count + 1, !base.isEmpty,
            name[count - 1] <= UInt(UInt32.max),
            base.withUnsafeBufferPointer({ numbers in numbers.indices.allSatisfy { UInt(numbers[$0]) == name[$0] } })
        else { return identifier(variable.pointee.name, count: count) }
        return OID(base: base, last: UInt32(truncatingIfNeeded: name[count - 1]))
    }

    private static func identifier(_ numbers: UnsafePointer<oid>?, count: Int) -> OID? {
        guard let numbers, (0...OID.longest).contains(count) else { return nil }
        var isNarrow = true
        let result = [UInt32](unsafeUninitializedCapacity: count) { target, written in
            for index in 0..<count {
                if numbers[index] > UInt(UInt32.max) { isNarrow = false }
                target.initializeElement(at: index, to: UInt32(truncatingIfNeeded: numbers[index]))
            }
            written = count
        }
        return isNarrow ? OID(result) : nil
    }

    private static func value(_ variable: UnsafePointer<netsnmp_variable_list>) -> SNMPValue? {
        switch variable.pointee.type {
        case 0x02: variable.pointee.val.integer.flatMap { Int32(exactly: $0.pointee) }.map(SNMPValue.integer)
        case 0x41: unsigned(variable).map(SNMPValue.counter32)
        case 0x42, 0x47: unsigned(variable).map(SNMPValue.gauge)
        case 0x43: unsigned(variable).map(SNMPValue.timeTicks)
        case 0x46:
            variable.pointee.val.counter64.map {
                .counter64(
                    UInt64(truncatingIfNeeded: $0.pointee.high) << 32 | UInt64($0.pointee.low & 0xFFFF_FFFF))
            }
        case 0x04: octets(variable).map(SNMPValue.octets)
        case 0x06:
            identifier(variable.pointee.val.objid, count: variable.pointee.val_len / MemoryLayout<oid>.size).map(
                SNMPValue.oid)
        case 0x40: address(variable)
        case 0x44, 0x45, 0x78...0x7B: octets(variable).map(SNMPValue.opaque)
        case 0x05: .null
        case 0x80: .noSuchObject
        case 0x81: .noSuchInstance
        case 0x82: .endOfMibView
        default: nil
        }
    }

    private static func unsigned(_ variable: UnsafePointer<netsnmp_variable_list>) -> UInt32? {
        variable.pointee.val.integer.map { UInt32(truncatingIfNeeded: $0.pointee) }
    }

    private static func octets(_ variable: UnsafePointer<netsnmp_variable_list>) -> [UInt8]? {
        guard variable.pointee.val_len > 0 else { return [] }
        return variable.pointee.val.string.map {
            Array(UnsafeBufferPointer(start: $0, count: variable.pointee.val_len))
        }
    }

    private static func address(_ variable: UnsafePointer<netsnmp_variable_list>) -> SNMPValue? {
        guard let octets = octets(variable), octets.count == 4 else { return nil }
        return .ipAddress(Address(family: .ipv4, bits: octets.reduce(0) { $0 << 8 | UInt128($1) }))
    }
}
