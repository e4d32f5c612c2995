import PitaEvidence
import PitaRecords
import Testing

/// What every store must do, whatever engine it stands on. A store's own suite calls it with a factory.
struct RecordStoreContract {
    let makeStore: @Sendable () throws -> any RecordStore

    func everything() async throws {
        try await plansAreKeptOnceAndNeverChange()
        try await aPlanHasOneOpenApproval()
        try await breakGlassTakesTwoPeople()
        try await anEmergencyIsCountersignedOnce()
        try await aRejectionAndTheStatusOfItsPlanAreOne()
        try await twoApprovalsAtOnceLeaveOne()
        try await journalIsInOrder()
        try await sealingIsGaplessAndChained()
        try await aFailedSealLeavesNoGap()
        try await requestsKeepEveryVersion()
        try await samplesComeByWindow()
        try await leasesExcludeAndExpire()
        try await auditsAndTimingsAreFound()
    }

    private func kind(_ body: () async throws -> Void) async -> RecordsError.Kind? {
        do {
            try await body()
            return nil
        } catch { return (error as? RecordsError)?.kind }
    }

    private func plan(_ text: String, subject: String? = nil) -> StoredPlan {
        StoredPlan(bytes: Array(text.utf8), createdAt: 1, planner: "staf", subject: subject, status: "new")
    }

    private func plansAreKeptOnceAndNeverChange() async throws {
        let store = try makeStore()
        for number in 0..<25 {
            try await store.addPlan(plan("p\(number)", subject: number.isMultiple(of: 2) ? "disdik" : nil))
        }
        try await store.addPlan(plan("p3"))
        let found = try #require(try await store.plan(Digest(of: "p3")))
        #expect(found == plan("p3"))
        #expect(try await store.plan(Digest(of: "none")) == nil)
        var seen: [String] = []
        var page = Page(limit: 4)
        repeat {
            let part = try await store.plans(status: "new", subject: "disdik", page: page)
            seen += part.items.map { String(decoding: $0.bytes, as: UTF8.self) }
            page.after = part.next
        } while page.after != nil
        #expect(seen == stride(from: 24, through: 0, by: -2).map { "p\($0)" })
        try await store.setPlanStatus(found.digest, from: ["new"], to: "approved")
        #expect(await kind { try await store.setPlanStatus(found.digest, from: ["new"], to: "x") } == .conflict)
        #expect(await kind { try await store.setPlanStatus(Digest(of: "none"), from: ["new"], to: "x") } == .notFound)
        #expect(
            try await store.plans(status: "approved", subject: nil, page: .first).items.map(\.digest) == [found.digest])
        #expect(
            await kind {
                try await store.addPlan(StoredPlan(bytes: [], createdAt: 1, planner: "", subject: nil, status: ""))
            } == .invalid)
    }

    private func decision(
        _ plan: Digest, _ kind: StoredDecision.Kind, _ person: String, expires: Int64? = 1000, at: Int64 = 1,
        record: Digest? = nil
    ) -> StoredDecision {
        StoredDecision(
            plan: plan, kind: kind, person: person, role: "kasi", bytes: Array("d\(person)\(at)".utf8), signature: "s",
            at: at, expiresAt: expires, record: record)
    }

    private func aPlanHasOneOpenApproval() async throws {
        let store = try makeStore()
        let digest = Digest(of: "a")
        #expect(await kind { try await store.addDecision(decision(digest, .approval, "x"), now: 1) } == .notFound)
        try await store.addPlan(plan("a"))
        func standing(_ now: Int64) async throws -> [String] {
            try await store.standingApprovals(plan: digest, now: now).map(\.person)
        }
        #expect(try await standing(1) == [])
        try await store.addDecision(decision(digest, .approval, "kasi"), now: 1)
        #expect(try await standing(999) == ["kasi"])
        #expect(try await standing(1000) == [])
        #expect(
            await kind { try await store.addDecision(decision(digest, .approval, "kabid"), now: 999) } == .conflict)
        try await store.addDecision(decision(digest, .approval, "kabid", expires: 5000, at: 1000), now: 1000)
        #expect(try await standing(2000) == ["kabid"])
        let rejection = decision(digest, .rejection, "kadis", expires: nil)
        #expect(await kind { try await store.addDecision(rejection, now: 2000) } == .invalid)
        try await store.reject(rejection, now: 2000, from: ["new"], to: "rejected")
        #expect(try await standing(2000) == [])
        #expect(await kind { try await store.addDecision(decision(digest, .approval, "kasi"), now: 9000) } == .conflict)
        #expect(try await store.decisions(plan: digest).map(\.person) == ["kasi", "kabid", "kadis"])
    }

    private func breakGlassTakesTwoPeople() async throws {
        let store = try makeStore()
        let digest = Digest(of: "emergency")
        try await store.addPlan(plan("emergency"))
        func broken(_ person: String, expires: Int64? = 1000, at: Int64 = 1) async -> RecordsError.Kind? {
            await kind {
                try await store.addDecision(decision(digest, .breakGlass, person, expires: expires, at: at), now: at)
            }
        }
        #expect(await broken("staf") == .invalid, "the planner")
        #expect(await broken("kabid", expires: nil) == .invalid, "without an end")
        #expect(await broken("kabid") == nil)
        #expect(await broken("kabid", at: 2) == .conflict)
        try await store.addDecision(decision(digest, .approval, "kasi"), now: 1)
        #expect(await broken("kadis", at: 2) == nil)
        #expect(await broken("sekretaris", at: 3) == .conflict)
        let standing = try await store.standingApprovals(plan: digest, now: 999)
        #expect(standing.map(\.person) == ["kabid", "kasi", "kadis"])
        #expect(await broken("sekretaris", expires: 5000, at: 1000) == nil)
        #expect(try await store.standingApprovals(plan: digest, now: 1000).map(\.person) == ["sekretaris"])
    }

    private func anEmergencyIsCountersignedOnce() async throws {
        let store = try makeStore()
        let key = try OfficeKey.generate(comment: "")
        let digest = Digest(of: "p")
        try await store.addPlan(plan("p"))
        try await store.addDecision(decision(digest, .breakGlass, "kabid"), now: 1)
        var records: [Digest] = []
        for isEmergency in [false, true, true] {
            let stored = try await store.seal(year: 2026, at: 1, subject: nil) { position in
                var record = TinyRecord.make(position)
                if isEmergency { record.kind = .breakGlass }
                return try SealedRecord(sealing: record, with: key)
            }
            records.append(stored.sealed.digest)
        }
        func open() async throws -> [Digest] {
            try await store.emergencies(open: true, subject: nil, page: .first).items.map(\.sealed.digest)
        }
        func countersigned(_ record: Digest?, _ person: String) async -> RecordsError.Kind? {
            await kind {
                let signed = decision(digest, .countersignature, person, expires: nil, record: record)
                try await store.addDecision(signed, now: 1)
            }
        }
        #expect(try await open() == [records[2], records[1]])
        #expect(await countersigned(nil, "kasi") == .invalid, "of no record")
        #expect(await countersigned(records[0], "kasi") == .invalid, "of a normal record")
        #expect(await countersigned(Digest(of: "none"), "kasi") == .invalid)
        #expect(await countersigned(records[1], "kabid") == .invalid, "took part")
        #expect(try await store.countersignature(record: records[1]) == nil)
        #expect(await countersigned(records[1], "kasi") == nil)
        #expect(await countersigned(records[1], "kadis") == .conflict)
        #expect(try await store.countersignature(record: records[1])?.person == "kasi")
        #expect(try await open() == [records[2]])
        #expect(try await store.emergencies(open: false, subject: nil, page: .first).items.count == 2)
        #expect(try await store.verifyChain(officeKeys: [key.publicKey], exportedHeads: []).isSound)
    }

    private func aRejectionAndTheStatusOfItsPlanAreOne() async throws {
        let store = try makeStore()
        let plan = plan("a")
        let rejection = decision(plan.digest, .rejection, "kadis", expires: nil)
        func reject() async -> RecordsError.Kind? {
            await kind { try await store.reject(rejection, now: 1, from: ["new"], to: "rejected") }
        }
        #expect(await reject() == .notFound)
        try await store.addPlan(plan)
        try await store.addDecision(decision(plan.digest, .approval, "kasi"), now: 1)
        try await store.setPlanStatus(plan.digest, from: ["new"], to: "applying")
        #expect(await reject() == .conflict)
        #expect(try await store.decisions(plan: plan.digest).map(\.kind) == [.approval])
        #expect(try await store.standingApprovals(plan: plan.digest, now: 1).map(\.person) == ["kasi"])
        try await store.setPlanStatus(plan.digest, from: ["applying"], to: "new")
        #expect(await reject() == nil)
        #expect(try await store.plan(plan.digest)?.status == "rejected")
        #expect(await reject() == .conflict)
        #expect(try await store.decisions(plan: plan.digest).count == 2)
        let approval = decision(plan.digest, .approval, "kabid")
        #expect(await kind { try await store.reject(approval, now: 1, from: ["rejected"], to: "new") } == .invalid)
    }

    private func twoApprovalsAtOnceLeaveOne() async throws {
        let store = try makeStore()
        for round in 0..<20 {
            try await store.addPlan(plan("r\(round)"))
            let digest = Digest(of: "r\(round)")
            let won = await withTaskGroup(of: Bool.self) { group in
                for person in ["kasi", "kabid", "kadis"] {
                    group.addTask {
                        await kind { try await store.addDecision(decision(digest, .approval, person), now: 1) } == nil
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(won == 1)
            #expect(try await store.decisions(plan: digest).count == 1)
        }
    }

    private func journalIsInOrder() async throws {
        let store = try makeStore()
        var last: Int64 = 0
        for step in JournalStep.allCases {
            let sequence = try await store.appendJournal(
                push: "p1", device: step > .lock ? "rtr-inti" : nil, step: step, payload: Array(step.name.utf8), at: 5)
            #expect(sequence > last)
            last = sequence
        }
        _ = try await store.appendJournal(push: "p2", device: nil, step: .lock, payload: [], at: 6)
        _ = try await store.appendJournal(push: "p2", device: "rtr-inti", step: .intent, payload: [0, 255], at: 7)
        let first = try await store.journal(push: "p1", page: Page(limit: 7))
        let second = try await store.journal(push: "p1", page: Page(after: first.next, limit: 7))
        #expect((first.items + second.items).map(\.step) == JournalStep.allCases)
        #expect(second.next == nil)
        #expect(try await store.journal(push: "p2", page: .first).items.last?.payload == [0, 255])
        let open = try await store.openPushes()
        #expect(open.map(\.push) == ["p2"])
        #expect(open.first?.startedAt == 6)
        #expect(
            await kind { _ = try await store.appendJournal(push: "p1", device: nil, step: .freed, payload: [], at: 9) }
                == .invalid)
    }

    private func sealingIsGaplessAndChained() async throws {
        let store = try makeStore()
        let key = try OfficeKey.generate(comment: "")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<50 {
                group.addTask {
                    _ = try await store.seal(year: index < 25 ? 2026 : 2027, at: 1, subject: "s\(index % 2)") {
                        position in
                        try SealedRecord(sealing: TinyRecord.make(position), with: key)
                    }
                }
            }
            try await group.waitForAll()
        }
        let head = try #require(try await store.chainHead())
        #expect(head.position.sequence == 50)
        for year in [2026, 2027] {
            #expect(try await store.record(year: year, number: 25) != nil)
            #expect(try await store.record(year: year, number: 26) == nil)
        }
        #expect(try await store.record(sequence: 50) == head)
        #expect(try await store.record(digest: head.sealed.digest) == head)
        #expect(try await store.records(subject: "s1", page: Page(limit: 1000)).items.count == 25)
        #expect(try await store.verifyChain(officeKeys: [key.publicKey], exportedHeads: []).isSound)
        let told = TinyRecord.head(head, plus: 1)
        try await store.addExportedHead(told, destination: "/mnt/usb", at: 3)
        #expect(try await store.exportedHeads(page: .first).items.first?.head == told)
        let report = try await store.verifyChain(officeKeys: [key.publicKey], exportedHeads: [])
        #expect(report.findings.map(\.kind) == [.tailCut])
    }

    private func aFailedSealLeavesNoGap() async throws {
        struct Refused: Error {}
        let store = try makeStore()
        let key = try OfficeKey.generate(comment: "")
        #expect(
            await kind { _ = try await store.seal(year: 2026, at: 1, subject: nil) { _ in throw Refused() } } == .other)
        let misplaced = await kind {
            _ = try await store.seal(year: 2026, at: 1, subject: nil) { _ in
                try SealedRecord(
                    sealing: TinyRecord.make(ChainPosition(sequence: 9, year: 2026, number: 9, previous: nil)),
                    with: key)
            }
        }
        #expect(misplaced == .invalid)
        let sealed = try await store.seal(year: 2026, at: 1, subject: nil) {
            try SealedRecord(sealing: TinyRecord.make($0), with: key)
        }
        #expect(sealed.position == ChainPosition(sequence: 1, year: 2026, number: 1, previous: nil))
    }

    private func requestsKeepEveryVersion() async throws {
        let store = try makeStore()
        for index in 1...3 {
            let opened = try await store.openRequest(
                year: 2026, state: "masuk", subject: "disdik", person: "opd", at: 1
            ) { Array("\($0)".utf8) }
            #expect(opened.number == RequestNumber(year: 2026, number: index))
        }
        let number = try #require(RequestNumber("2/2026"))
        let next = try await store.advanceRequest(
            number, from: 1, state: "disposisi", subject: "disdik", person: "kadis", bytes: [1], at: 2)
        #expect(next.version == 2)
        #expect(
            await kind {
                _ = try await store.advanceRequest(
                    number, from: 1, state: "x", subject: nil, person: "y", bytes: [2], at: 3)
            } == .conflict)
        #expect(try await store.request(number) == next)
        #expect(try await store.requestHistory(number).map(\.state) == ["masuk", "disposisi"])
        #expect(
            try await store.requests(state: "masuk", subject: "disdik", page: .first).items.map(\.number.number) == [
                3, 1,
            ])
        #expect(
            try await store.requests(state: nil, subject: nil, page: .first).items.map(\.number.number) == [2, 3, 1])
        #expect(RequestNumber("0/2026") == nil)
    }

    private func samplesComeByWindow() async throws {
        let store = try makeStore()
        func sample(_ index: Int64, _ interface: String = "ether1") -> CounterSample {
            CounterSample(
                device: "rtr-inti", interface: interface, at: index * 300_000, sequence: index,
                uptimeCentiseconds: index, discontinuity: 0, inOctets: .max - UInt64(index), outOctets: UInt64(index),
                bits: 64, speed: index == 3 ? nil : 1_000_000_000)
        }
        try await store.addSamples((0..<100).map { sample($0) } + [sample(1, "ether2")])
        try await store.addSamples([sample(5)])
        var found: [CounterSample] = []
        var page = Page(limit: 30)
        repeat {
            let part = try await store.samples(
                device: "rtr-inti", interface: "ether1", from: 300_000, until: 90 * 300_000, page: page)
            found += part.items
            page.after = part.next
        } while page.after != nil
        #expect(found == (1..<90).map { sample($0) })
        #expect(try await store.sampleSources().map(\.count) == [100, 1])
        #expect(try await store.removeSamples(before: 50 * 300_000, atMost: 30) == 30)
        #expect(try await store.removeSamples(before: 50 * 300_000, atMost: 1000) == 21)
        #expect(try await store.sampleSources().map(\.first) == [50 * 300_000])
    }

    private func leasesExcludeAndExpire() async throws {
        let store = try makeStore()
        var clock = LeaseClock(wallMilliseconds: 1_000_000, bootID: "b", bootMilliseconds: 5000)
        let mine = try await store.acquireLeases(
            ["rtr-b", "rtr-a"], holder: "staf1@host", purpose: "push-1", seconds: 60, clock: clock)
        #expect(mine.map(\.device) == ["rtr-a", "rtr-b"])
        let refused = await kind {
            _ = try await store.acquireLeases(
                ["rtr-c", "rtr-b"], holder: "staf2", purpose: "push-2", seconds: 60, clock: clock)
        }
        #expect(refused == .leaseHeld(mine[1]))
        #expect(try await store.leases().count == 2)
        // Ten years on the wall clock free nothing while the machine has not been restarted.
        clock.wallMilliseconds += 315_360_000_000
        #expect(
            await kind {
                _ = try await store.acquireLeases(["rtr-a"], holder: "x", purpose: "y", seconds: 1, clock: clock)
            } != nil)
        let longer = try await store.renewLeases(mine, seconds: 120, clock: clock)
        clock.bootMilliseconds += 119_000
        #expect(
            await kind {
                _ = try await store.acquireLeases(["rtr-a"], holder: "x", purpose: "y", seconds: 1, clock: clock)
            } != nil)
        clock.bootMilliseconds += 2000
        let taken = try await store.acquireLeases(["rtr-a"], holder: "x", purpose: "y", seconds: 60, clock: clock)
        #expect(taken[0].token > longer[1].token)
        #expect(await kind { _ = try await store.renewLeases(longer, seconds: 60, clock: clock) } == .conflict)
        try await store.releaseLeases(longer)
        #expect(try await store.leases().map(\.holder) == ["x"])
        try await store.releaseLeases(taken)
        #expect(try await store.leases().isEmpty)
        #expect(
            await kind { _ = try await store.acquireLeases(["a"], holder: "x", purpose: "y", seconds: 0, clock: clock) }
                == .invalid)
        let racers = clock
        for round in 0..<50 {
            let won = await withTaskGroup(of: Bool.self) { group in
                for racer in 0..<2 {
                    group.addTask {
                        await kind {
                            _ = try await store.acquireLeases(
                                ["d\(round)"], holder: "\(racer)", purpose: "p", seconds: 60, clock: racers)
                        } == nil
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(won == 1)
        }
    }

    private func auditsAndTimingsAreFound() async throws {
        let store = try makeStore()
        for index in 0..<5 {
            _ = try await store.addAudit(
                StoredAudit(
                    subject: "rtr-\(index % 2)", outcome: index == 4 ? "drift" : "ok", bytes: [UInt8(index)],
                    at: Int64(index)))
        }
        #expect(try await store.audits(subject: "rtr-0", outcome: nil, page: .first).items.map(\.at) == [4, 2, 0])
        #expect(try await store.audits(subject: nil, outcome: "drift", page: .first).items.map(\.bytes) == [[4]])
        try await store.addTiming(PushTiming(device: "rtr-0", commands: 3, milliseconds: 100, at: 1))
        try await store.addTiming(PushTiming(device: "rtr-0", commands: 3, milliseconds: 300, at: 2))
        #expect(try await store.lastTiming(device: "rtr-0", commands: 3)?.milliseconds == 300)
        #expect(try await store.lastTiming(device: "rtr-0", commands: 4) == nil)
        #expect(try await store.checkIntegrity().isEmpty)
    }
}
