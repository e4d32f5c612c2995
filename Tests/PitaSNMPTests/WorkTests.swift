import Testing

@testable import PitaSNMP

@Suite struct GetWorkTests {
    static let oids: [OID] = (1...5).map { [1, 3, 6, 1, $0] }

    static func answer(_ varBinds: [VarBind], status: Int = 0, index: Int = 0) -> Answer {
        Answer(errorStatus: status, errorIndex: index, varBinds: varBinds, octets: 100)
    }

    /// Answers each request well, after `spoil` had its chance.
    static func run(_ work: inout GetWork, spoil: (Request) -> Answer?) throws -> Int {
        var count = 0
        while let request = work.request() {
            count += 1
            try #require(count < 50)
            try work.accept(spoil(request) ?? answer(request.oids.map { VarBind($0, .integer(1)) }))
        }
        return count
    }

    @Test func asksInPiecesOfWhatTheAgentBears() throws {
        var work = GetWork(oids: Self.oids, maxVarBinds: 2)
        #expect(try Self.run(&work) { _ in nil } == 3)
        #expect(work.result == [Self.oids.map { VarBind($0, .integer(1)) }])
    }

    @Test func halvesWhenTheAnswerIsTooBig() throws {
        var work = GetWork(oids: Self.oids, maxVarBinds: 24)
        let count = try Self.run(&work) { $0.oids.count > 1 ? Self.answer([], status: 1) : nil }
        #expect(count == 2 + 5)
        var hopeless = GetWork(oids: Self.oids, maxVarBinds: 24)
        #expect(throws: Fault.self) { try Self.run(&hopeless) { _ in Self.answer([], status: 1) } }
    }

    @Test func anSNMPv1NoSuchNameCostsOnlyThatName() throws {
        var work = GetWork(oids: Self.oids, maxVarBinds: 24)
        _ = try Self.run(&work) { request in
            request.oids.firstIndex(of: Self.oids[2]).map { Self.answer([], status: 2, index: $0 + 1) }
        }
        #expect(work.result[0].map(\.value.isMissing) == [false, false, true, false, false])
        var vague = GetWork(oids: Self.oids, maxVarBinds: 24)
        _ = try Self.run(&vague) { request in
            request.oids.contains(Self.oids[2]) ? Self.answer([], status: 2, index: 0) : nil
        }
        #expect(vague.result[0].map(\.value.isMissing) == [false, false, true, false, false])
    }

    @Test func refusesOtherNamesOtherCountsAndErrors() {
        let good = Self.oids.map { VarBind($0, .integer(1)) }
        for (bad, code) in [
            (Self.answer(Array(good.reversed())), SNMPError.Code.badAnswer),
            (Self.answer(Array(good.dropLast())), .badAnswer),
            (Self.answer(good + good), .badAnswer), (Self.answer([]), .badAnswer),
            (Self.answer(good.map { VarBind($0.oid, .endOfMibView) }), .badAnswer),
            (Self.answer(good, status: 5, index: 3), .agentError), (Self.answer(good, status: 99), .agentError),
            (Self.answer(good, status: -1, index: -5), .agentError),
        ] {
            var work = GetWork(oids: Self.oids, maxVarBinds: 24)
            _ = work.request()
            let fault = #expect(throws: Fault.self) { try work.accept(bad) }
            #expect(fault?.code == code)
        }
    }
}

@Suite struct WalkWorkTests {
    static let column: OID = [1, 3, 6, 1, 2]

    /// An agent with `rows` rows in each column, that answers at most `most` values at once.
    static func walk(
        _ work: inout WalkWork, rows: UInt32, most: Int = .max, spoil: (Request) -> Answer? = { _ in nil }
    ) throws -> [Request] {
        var requests: [Request] = []
        while let request = work.request() {
            requests.append(request)
            try #require(requests.count < 20_000)
            try work.accept(spoil(request) ?? answer(request, rows: rows, most: most))
        }
        return requests
    }

    static func answer(_ request: Request, rows: UInt32, most: Int) -> Answer {
        var repetitions = 1
        if case .getBulk(let count) = request.kind { repetitions = count }
        var current = request.oids
        var varBinds: [VarBind] = []
        for _ in 0..<repetitions {
            for index in current.indices where varBinds.count < most {
                let number = current[index].numbers
                let row = number.count > column.count + 1 ? number[column.count + 1] : 0
                let root = OID(Array(number.prefix(column.count + 1)))
                if row < rows {
                    current[index] = root.appending(row + 1)
                    varBinds.append(VarBind(current[index], .integer(Int32(row) + 1)))
                } else {
                    varBinds.append(VarBind(root, .endOfMibView))
                }
            }
        }
        return Answer(errorStatus: 0, errorIndex: 0, varBinds: varBinds, octets: 40 + 22 * varBinds.count)
    }

    static func work(_ columns: UInt32, _ manner: SNMPManner = .init(), bulk: Bool = true) -> WalkWork {
        WalkWork(columns: (1...columns).map { column.appending($0) }, manner: manner, bulk: bulk)
    }

    @Test(arguments: [1, 3, 7, 58, 1000]) func readsEveryRowWhateverFitsTheAnswer(most: Int) throws {
        var work = Self.work(4)
        _ = try Self.walk(&work, rows: 100, most: most)
        #expect(work.result.map(\.count) == [100, 100, 100, 100])
        for (index, values) in work.result.enumerated() {
            #expect(values.map(\.oid) == (1...100).map { Self.column.appending(UInt32(index + 1), $0) })
        }
    }

    @Test func repetitionsGrowToWhatFitsADatagram() throws {
        var work = Self.work(1)
        let requests = try Self.walk(&work, rows: 400)
        #expect(requests.first?.kind == .getBulk(maxRepetitions: 25))
        #expect(requests.last?.kind == .getBulk(maxRepetitions: 50))
        var wide = Self.work(4)
        #expect(try Self.walk(&wide, rows: 48).count == 4)
    }

    @Test func aFixedSizeStays() throws {
        var work = Self.work(1, SNMPManner(maxRepetitions: 7))
        #expect(try Self.walk(&work, rows: 70).allSatisfy { $0.kind == .getBulk(maxRepetitions: 7) })
    }

    @Test func tooBigHalvesThenGoesOneByOne() throws {
        var work = Self.work(4)
        let requests = try Self.walk(&work, rows: 5) { request in
            request.oids.count > 1 ? Answer(errorStatus: 1, errorIndex: 0, varBinds: [], octets: 40) : nil
        }
        #expect(work.result.map(\.count) == [5, 5, 5, 5])
        #expect(requests.last?.kind == .getNext)
    }

    @Test func anAgentThatRefusesBulkIsAskedWithGetNext() throws {
        var work = Self.work(2)
        _ = try Self.walk(&work, rows: 9) { request in
            if case .getBulk = request.kind {
                Answer(errorStatus: 5, errorIndex: 0, varBinds: [], octets: 40)
            } else {
                nil
            }
        }
        #expect(work.result.map(\.count) == [9, 9])
        var never = Self.work(2, SNMPManner(bulk: false))
        #expect(try Self.walk(&never, rows: 9).allSatisfy { $0.kind == .getNext })
    }

    @Test func silenceMakesItModestAndAtLastOneByOne() {
        var work = Self.work(1)
        #expect(work.request()?.kind == .getBulk(maxRepetitions: 25))
        work.unanswered(isLast: false)
        #expect(work.request()?.kind == .getBulk(maxRepetitions: 12))
        work.unanswered(isLast: true)
        #expect(work.request()?.kind == .getNext)
    }

    @Test func anSNMPv1EndOfTableEndsTheColumn() throws {
        for index in [0, 1] {
            var work = Self.work(2, bulk: false)
            _ = try Self.walk(&work, rows: 9) { request in
                let isAtEnd = request.oids.contains {
                    $0.numbers.last == 9 && $0.numbers.count == Self.column.count + 2
                }
                return isAtEnd ? Answer(errorStatus: 2, errorIndex: index, varBinds: [], octets: 40) : nil
            }
            #expect(work.result.map(\.count) == [9, 9])
        }
    }

    @Test func whatGoesBackwardsOrStandsStillIsAFault() {
        for second: UInt32 in [5, 4] {
            var work = Self.work(1)
            _ = work.request()
            let values = [5, second].map { VarBind(Self.column.appending(1, $0), .integer(1)) }
            let fault = #expect(throws: Fault.self) {
                try work.accept(Answer(errorStatus: 0, errorIndex: 0, varBinds: values, octets: 90))
            }
            #expect(fault?.code == .notIncreasing)
        }
    }

    @Test func anEndlessTableStopsAtTheLimit() {
        var work = Self.work(1)
        let fault = #expect(throws: Fault.self) { try Self.walk(&work, rows: .max) }
        #expect(fault?.code == .tooManyValues)
        #expect(work.result[0].count == 10_000)
    }

    @Test func moreThanAskedForOrNothingIsAFault() {
        for count in [0, 26] {
            var work = Self.work(1)
            _ = work.request()
            let values = (0..<count).map { VarBind(Self.column.appending(1, UInt32($0 + 1)), .integer(1)) }
            let fault = #expect(throws: Fault.self) {
                try work.accept(Answer(errorStatus: 0, errorIndex: 0, varBinds: values, octets: 90))
            }
            #expect(fault?.code == .badAnswer)
        }
    }
}
