/// Walks several columns side by side: GETBULK with all open columns in one PDU, GETNEXT where an agent wants it.
struct WalkWork: Work {
    private struct Column {
        let root: [UInt32]
        var isDone = false
        var values: [VarBind] = []

        var last: OID { values.last?.oid ?? OID(root) }
    }

    /// What an answer may weigh, so that it fits a datagram that no router on an Ethernet path fragments.
    static let answerOctets = 1472
    /// What an answer weighs beside its values: headers of SNMPv2c, or of SNMPv3 roughly.
    static let answerOverhead = 40
    /// More in one answer only makes a lost one dearer.
    static let mostRepetitions = 50

    private var columns: [Column]
    private var asked: [Int] = []
    private var width: Int
    private var usesBulk: Bool
    private var repetitions: Int
    /// The largest number of rows that a request since the last answer asked for: a late answer may have them.
    private var mostAsked = 0
    private let isFixed: Bool
    private let limit: Int
    private var count = 0

    init(columns: [OID], manner: SNMPManner, bulk: Bool) {
        self.columns = columns.map { Column(root: $0.numbers) }
        width = min(columns.count, manner.maxVarBinds)
        usesBulk = bulk && manner.bulk
        isFixed = manner.maxRepetitions != nil
        let room = (Self.answerOctets - Self.answerOverhead) / (max(1, width) * 22)
        repetitions = manner.maxRepetitions ?? min(max(room, 10), 25)
        limit = manner.walkLimit
    }

    var result: [[VarBind]] { columns.map(\.values) }

    var bases: [[UInt32]] { asked.map { columns[$0].root } }

    mutating func request() -> Request? {
        asked.removeAll(keepingCapacity: true)
        for index in columns.indices where !columns[index].isDone && asked.count < width { asked.append(index) }
        guard !asked.isEmpty else { return nil }
        mostAsked = max(mostAsked, usesBulk ? repetitions : 1)
        return Request(
            kind: usesBulk ? .getBulk(maxRepetitions: repetitions) : .getNext, oids: asked.map { columns[$0].last })
    }

    mutating func accept(_ answer: Answer) throws(Fault) {
        defer { mostAsked = 0 }
        guard answer.errorStatus == 0 else { return try refuse(answer) }
        guard !answer.varBinds.isEmpty else { throw Fault(code: .badAnswer, detail: "an answer without values") }
        guard answer.varBinds.count <= asked.count * mostAsked else {
            throw Fault(
                code: .badAnswer,
                detail: "\(answer.varBinds.count) values came, at most \(asked.count * mostAsked) were asked for")
        }
        var position = 0
        for varBind in answer.varBinds {
            try Self.take(varBind, into: &columns[asked[position]], count: &count, limit: limit)
            position = position + 1 == asked.count ? 0 : position + 1
        }
        adapt(to: answer)
    }

    private static func take(
        _ varBind: VarBind, into column: inout Column, count: inout Int, limit: Int
    ) throws(Fault) {
        guard !column.isDone else { return }
        if varBind.value.isMissing {
            column.isDone = true
            return
        }
        let isAfter = column.values.last.map { varBind.oid > $0.oid } ?? (varBind.oid > OID(column.root))
        guard isAfter else {
            throw Fault(code: .notIncreasing, detail: "\(varBind.oid) came after \(column.last)")
        }
        guard varBind.oid.isDescendant(of: column.root) else {
            column.isDone = true
            return
        }
        guard count < limit else {
            throw Fault(code: .tooManyValues, detail: "more than \(limit) values below \(OID(column.root))")
        }
        count += 1
        column.values.append(varBind)
    }

    /// Doubles while answers come full, up to what fits a datagram of the size these values have.
    private mutating func adapt(to answer: Answer) {
        guard usesBulk, !isFixed, answer.varBinds.count == asked.count * repetitions else { return }
        let rowOctets = max(1, (answer.octets - Self.answerOverhead) / repetitions)
        let fitting = (Self.answerOctets - Self.answerOverhead) / rowOctets
        repetitions = max(1, min(repetitions * 2, fitting, Self.mostRepetitions))
    }

    private mutating func refuse(_ answer: Answer) throws(Fault) {
        switch answer.errorStatus {
        case 1:
            if usesBulk, repetitions > 1 {
                repetitions /= 2
            } else if usesBulk {
                usesBulk = false
            } else if asked.count > 1 {
                width = max(1, asked.count / 2)
            } else {
                throw Fault(code: .tooBig, detail: asked.first.map { "after \(columns[$0].last)" } ?? "")
            }
        case 2:
            // SNMPv1 says noSuchName where SNMPv2 says endOfMibView.
            if asked.indices.contains(answer.errorIndex - 1) {
                columns[asked[answer.errorIndex - 1]].isDone = true
            } else if asked.count == 1 {
                columns[asked[0]].isDone = true
            } else {
                width = 1
            }
        default:
            guard usesBulk else { throw Fault(code: .agentError, detail: Fault.status(answer.errorStatus)) }
            // Agents with a broken GETBULK answer genErr to it and GETNEXT well.
            usesBulk = false
        }
    }

    mutating func unanswered(isLast: Bool) {
        guard usesBulk else { return }
        if isLast, count == 0 {
            // Some agents drop every GETBULK without a word.
            usesBulk = false
        } else if !isFixed {
            repetitions = max(1, repetitions / 2)
        }
    }
}
