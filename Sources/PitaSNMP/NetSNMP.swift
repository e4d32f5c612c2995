internal import CNetSNMP
import Glibc
import PitaDiagnostics
import PitaNetwork

/// net-snmp as a coder of messages: BER, and the user-based security model. The one owner of the library's state.
///
/// Only the engine's thread holds one. Sockets, time-outs and matching are the engine's, because the library's own
/// accept an answer from another address and block on SNMPv3 discovery.
final class NetSNMP {
    /// Tags of PDUs (RFC 3416, section 3).
    enum Tag {
        static let get: Int32 = 0xA0
        static let getNext: Int32 = 0xA1
        static let response: Int32 = 0xA2
        static let getBulk: Int32 = 0xA5
        static let report: Int32 = 0xA8
    }

    private let session: UnsafeMutablePointer<netsnmp_session>
    private var buffer: UnsafeMutablePointer<u_char>?
    private var capacity = 0
    /// Room for a community, used again for each message.
    private let community = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 256)

    /// Starts the library: no MIB files, no configuration, no state on disk, no output.
    init() {
        let library = NETSNMP_DS_LIBRARY_ID
        // The library makes directories that are missing; below a device there can be none.
        let nowhere = "/dev/null"
        netsnmp_register_loghandler(NETSNMP_LOGHANDLER_NONE, LOG_DEBUG)
        for flag in [
            NETSNMP_DS_LIB_DONT_READ_CONFIGS, NETSNMP_DS_LIB_DONT_PERSIST_STATE,
            NETSNMP_DS_LIB_DISABLE_PERSISTENT_LOAD, NETSNMP_DS_LIB_DISABLE_PERSISTENT_SAVE,
        ] {
            netsnmp_ds_set_boolean(library, Int32(flag), 1)
        }
        netsnmp_ds_set_string(library, NETSNMP_DS_LIB_MIBDIRS, nowhere)
        netsnmp_ds_set_string(library, NETSNMP_DS_LIB_PERSISTENT_DIR, nowhere)
        netsnmp_ds_set_string(library, NETSNMP_DS_LIB_CONFIGURATION_DIR, nowhere)
        init_snmp("pita")
        session = .allocate(capacity: 1)
        snmp_sess_init(session)
        session.pointee.isAuthoritative = 0
        session.pointee.rcvMsgMaxSize = 65_507
        session.pointee.sndMsgMaxSize = 65_507
    }

    /// The octets of a v1 or v2c message.
    func encode(_ request: Request, id: Int32, version: Int, community: Secret) throws(Fault) -> [UInt8] {
        guard let pdu = pdu(for: request, id: id) else { throw Fault(code: .system, detail: "out of memory") }
        defer { snmp_free_pdu(pdu) }
        pdu.pointee.version = version
        let octets = community.withRevealed { Array($0.utf8) }
        pdu.pointee.community = Self.copy(octets)
        pdu.pointee.community_len = octets.count
        session.pointee.version = version
        return try build(pdu)
    }

    /// The octets of a v3 message.
    func encode(_ request: Request, id: Int32, as state: UserState) throws(Fault) -> [UInt8] {
        guard let pdu = pdu(for: request, id: id) else { throw Fault(code: .system, detail: "out of memory") }
        defer { snmp_free_pdu(pdu) }
        session.pointee.version = 3
        pdu.pointee.version = 3
        pdu.pointee.msgid = Int(id)
        pdu.pointee.securityModel = 3
        if case .probe = request.kind {
            pdu.pointee.securityLevel = 1
            pdu.pointee.securityName = strdup("")
            pdu.pointee.contextName = strdup("")
            return try build(pdu)
        }
        pdu.pointee.securityLevel = state.level
        pdu.pointee.securityName = strdup(state.user.name)
        pdu.pointee.securityNameLen = state.user.name.utf8.count
        pdu.pointee.contextName = strdup(state.user.context)
        pdu.pointee.contextNameLen = state.user.context.utf8.count
        pdu.pointee.securityEngineID = Self.copy(state.engineID)
        pdu.pointee.securityEngineIDLen = state.engineID.count
        pdu.pointee.contextEngineID = Self.copy(state.engineID)
        pdu.pointee.contextEngineIDLen = state.engineID.count
        return try state.installed { () throws(Fault) in try build(pdu) }
    }

    private func pdu(for request: Request, id: Int32) -> UnsafeMutablePointer<netsnmp_pdu>? {
        let tag =
            switch request.kind {
            case .get, .probe: Tag.get
            case .getNext: Tag.getNext
            case .getBulk: Tag.getBulk
            }
        guard let pdu = snmp_pdu_create(tag) else { return nil }
        pdu.pointee.reqid = Int(id)
        if case .getBulk(let repetitions) = request.kind {
            // The structure keeps non-repeaters and max-repetitions in the fields of the error.
            pdu.pointee.errstat = 0
            pdu.pointee.errindex = repetitions
        }
        for oid in request.oids {
            let numbers = oid.numbers
            withUnsafeTemporaryAllocation(of: CNetSNMP.oid.self, capacity: numbers.count) { name in
                for (index, number) in numbers.enumerated() { name[index] = UInt(number) }
                _ = snmp_add_null_var(pdu, name.baseAddress, numbers.count)
            }
        }
        return pdu
    }

    private func build(_ pdu: UnsafeMutablePointer<netsnmp_pdu>) throws(Fault) -> [UInt8] {
        if buffer == nil {
            capacity = 4096
            buffer = malloc(capacity)?.assumingMemoryBound(to: u_char.self)
        }
        var offset = 0
        session.pointee.s_snmp_errno = 0
        guard snmp_build(&buffer, &capacity, &offset, session, pdu) == 0, let buffer, offset <= capacity else {
            throw Fault(code: .badRequest, detail: Self.words(session.pointee.s_snmp_errno))
        }
        return Array(UnsafeBufferPointer(start: buffer + capacity - offset, count: offset))
    }

    /// What a v1 or v2c datagram holds; `bases` says what the names in answer to a request id likely begin with.
    func decode(
        community octets: UnsafeMutableBufferPointer<UInt8>, bases: (Int) -> [[UInt32]]
    ) -> Message? {
        guard let pdu = snmp_pdu_create(0) else { return nil }
        defer { snmp_free_pdu(pdu) }
        var rest = octets.count
        var version = 0
        var length = community.count
        guard let body = snmp_comstr_parse(octets.baseAddress, &rest, community.baseAddress, &length, &version),
            (0...255).contains(length)
        else { return nil }
        pdu.pointee.version = version
        guard snmp_pdu_parse(pdu, body, &rest) == 0,
            var message = Message(pdu, octets: octets.count, bases: bases(pdu.pointee.reqid))
        else { return nil }
        message.version = version
        message.community = Array(community[..<length])
        return message
    }

    /// What a v3 datagram holds, its authenticity and timeliness checked; or the library's error number.
    func decode(
        v3 octets: UnsafeMutableBufferPointer<UInt8>, as state: UserState, bases: [[UInt32]]
    ) -> Result<Message, LibraryFault> {
        session.pointee.version = 3
        session.pointee.s_snmp_errno = 0
        guard let pdu = snmp_pdu_create(0) else { return .failure(LibraryFault(number: 0)) }
        defer { snmp_free_pdu(pdu) }
        var rest = octets.count
        let result = state.installed { snmpv3_parse(pdu, octets.baseAddress, &rest, nil, session) }
        guard result == 0 else {
            return .failure(LibraryFault(number: result == -1 ? session.pointee.s_snmp_errno : result))
        }
        guard var message = Message(pdu, octets: octets.count, bases: bases) else {
            return .failure(LibraryFault(number: 0))
        }
        message.version = 3
        message.level = pdu.pointee.securityLevel
        return .success(message)
    }

    /// A copy that the library frees.
    static func copy(_ octets: [UInt8]) -> UnsafeMutablePointer<UInt8>? {
        guard let copy = malloc(max(1, octets.count))?.assumingMemoryBound(to: UInt8.self) else { return nil }
        for (index, octet) in octets.enumerated() { copy[index] = octet }
        return copy
    }

    /// What the library calls one of its error numbers.
    static func words(_ number: Int32) -> String {
        snmp_api_errstring(number).map { String(cString: $0) } ?? "error \(number)"
    }
}

/// An error number of the library.
struct LibraryFault: Error {
    let number: Int32

    var isNotInTimeWindow: Bool { number == SNMPERR_USM_NOTINTIMEWINDOW || number == SNMPERR_NOT_IN_TIME_WINDOW }
    var isAuthentication: Bool {
        number == SNMPERR_USM_AUTHENTICATIONFAILURE || number == SNMPERR_AUTHENTICATION_FAILURE
    }
}
