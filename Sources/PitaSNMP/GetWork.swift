/// Reads named values, in as many GETs as the agent's answers need.
struct GetWork: Work {
    private let oids: [OID]
    private var values: [SNMPValue?]
    private var next = 0
    private var chunk: Int
    private var asked: [Int] = []

    init(oids: [OID], maxVarBinds: Int) {
        self.oids = oids
        values = .init(repeating: nil, count: oids.count)
        chunk = max(1, maxVarBinds)
    }

    var result: [[VarBind]] { [zip(oids, values).map { VarBind($0, $1 ?? .noSuchObject) }] }

    mutating func request() -> Request? {
        asked.removeAll(keepingCapacity: true)
        while next < oids.count, values[next] != nil { next += 1 }
        var index = next
        while index < oids.count, asked.count < chunk {
            if values[index] == nil { asked.append(index) }
            index += 1
        }
        return asked.isEmpty ? nil : Request(kind: .get, oids: asked.map { oids[$0] })
    }

    mutating func accept(_ answer: Answer) throws(Fault) {
        switch answer.errorStatus {
        case 0: try take(answer.varBinds)
        case 1:
            guard asked.count > 1 else { throw Fault(code: .tooBig, detail: asked.first.map { "\(oids[$0])" } ?? "") }
            chunk = max(1, asked.count / 2)
        case 2:
            // SNMPv1 has no exceptions: the whole PDU fails because of one name.
            if asked.indices.contains(answer.errorIndex - 1) {
                values[asked[answer.errorIndex - 1]] = .noSuchObject
            } else if asked.count == 1 {
                values[asked[0]] = .noSuchObject
            } else {
                chunk = 1
            }
        default:
            let at = asked.indices.contains(answer.errorIndex - 1) ? " at \(oids[asked[answer.errorIndex - 1]])" : ""
            throw Fault(code: .agentError, detail: Fault.status(answer.errorStatus) + at)
        }
    }

    private mutating func take(_ varBinds: [VarBind]) throws(Fault) {
        guard varBinds.count == asked.count else {
            throw Fault(code: .badAnswer, detail: "\(asked.count) values asked for, \(varBinds.count) came")
        }
        for (index, varBind) in zip(asked, varBinds) where varBind.oid != oids[index] {
            throw Fault(code: .badAnswer, detail: "asked for \(oids[index]), \(varBind.oid) came")
        }
        for (index, varBind) in zip(asked, varBinds) {
            if case .endOfMibView = varBind.value {
                throw Fault(code: .badAnswer, detail: "endOfMibView in answer to a GET of \(varBind.oid)")
            }
            values[index] = varBind.value
        }
    }

    var bases: [[UInt32]] { [] }

    mutating func unanswered(isLast: Bool) {}
}
