/// One PDU to send.
struct Request: Equatable {
    /// Which PDU.
    enum Kind: Equatable {
        case get
        case getNext
        case getBulk(maxRepetitions: Int)
        /// An empty reportable GET without a user, by which an agent tells its engine id (RFC 3414, section 4).
        case probe
    }

    var kind: Kind
    var oids: [OID]
}

/// What one PDU brought.
struct Answer: Equatable {
    /// RFC 3416 error-status, 0 for none.
    var errorStatus: Int
    /// RFC 3416 error-index, from 1.
    var errorIndex: Int
    var varBinds: [VarBind]
    /// How long the whole datagram was.
    var octets: Int
}

/// Why a piece of work cannot go on.
struct Fault: Error, Equatable {
    var code: SNMPError.Code
    var detail = ""
    var hint: String?

    /// The words of RFC 3416 for an error status.
    static func status(_ number: Int) -> String {
        let words = [
            "noError", "tooBig", "noSuchName", "badValue", "readOnly", "genErr", "noAccess", "wrongType", "wrongLength",
            "wrongEncoding", "wrongValue", "noCreation", "inconsistentValue", "resourceUnavailable", "commitFailed",
            "undoFailed", "authorizationError", "notWritable", "inconsistentName",
        ]
        return words.indices.contains(number) ? words[number] : "error status \(number)"
    }
}

/// A piece of work as a state machine: it says what to send next and takes the answers. It knows no socket and no clock.
protocol Work {
    /// The next PDU; `nil` when all is done.
    mutating func request() -> Request?
    /// Takes the answer to the last request.
    mutating func accept(_ answer: Answer) throws(Fault)
    /// What the names in the answer to the last request likely begin with, by their place in a row; may be empty.
    var bases: [[UInt32]] { get }
    /// The last request was not answered; the next one may be asked for more modestly.
    mutating func unanswered(isLast: Bool)
    /// What was read: one list for each thing asked for.
    var result: [[VarBind]] { get }
}
