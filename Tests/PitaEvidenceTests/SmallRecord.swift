import PitaEvidence

/// A record with one of everything, for tests of its form and its chain.
enum SmallRecord {
    static func time(_ seconds: Int64) -> LocalTime {
        LocalTime(unixMilliseconds: 1_795_230_245_123 + seconds * 1000, zone: .wita, clockSynchronised: false)
    }

    static func make(_ position: ChainPosition, note: String = "catatan") -> BeritaAcara {
        BeritaAcara(
            kind: .work, position: position, documentNumber: "BA/\(position.number)/\(position.year)",
            office: RecordOffice(name: "Diskominfo", place: "Contoh"), madeAt: time(0), pitaVersion: "1.0.0",
            request: RequestReference(
                number: "1/2026", letter: nil, letterDate: nil, segment: "disdik", agency: "Dinas Pendidikan",
                subject: "x"),
            plan: PlanReference(
                digest: Digest(of: "p"), title: "t", playbook: "p.yaml", playbookDigest: Digest(of: "y"),
                parameters: ["segment": "disdik"]),
            concerns: RecordReference(number: "3/2026", digest: Digest(of: "r")),
            parties: [
                Party(
                    role: .approver, person: "kasi", name: "Kasi", title: "Kepala Seksi", employeeNumber: nil,
                    actingLetter: "800/1", signature: Digest(of: "s"), at: time(1))
            ],
            approvals: [
                Approval(
                    kind: .breakGlass, person: "kasi", at: time(1), expires: nil, reason: "darurat", overrides: ["x"],
                    signature: Digest(of: "s"))
            ],
            devices: [device],
            capacity: CapacityRecord(
                verdict: .tooLittleData, requested: "50M/20M", allocated: "20M/10M", grantable: "30M/20M",
                tightestLink: "l", policy: "p", measuredAt: time(2),
                links: [
                    CapacityLinkRecord(
                        link: "l", direction: .upload, contract: .max, allocated: 9_007_199_254_740_993, added: -5,
                        percentile: nil, coveragePerMille: 993, committed: .failed, measured: .undecided, source: "snmp"
                    )
                ]),
            allocation: AllocationRenewal(
                segment: "disdik", before: "1M/1M", after: "2M/1M", file: "f", digestBefore: Digest(of: "a"),
                digestAfter: Digest(of: "b"), isRenewed: false),
            outcome: .partial, notes: [Note(kind: .recovered, text: note, at: time(3))])
    }

    static let device = DeviceRecord(
        name: "rtr-inti", segment: nil, model: "CCR", serial: nil, platform: "routeros", version: "7.16.1",
        address: "127.20.0.1",
        startedAt: time(0), endedAt: nil, rollbackSeconds: 120,
        commands: [
            CommandRecord(purpose: .change, text: "/queue \"x\"\n", input: "a\nb", state: .unanswered, answer: nil)
        ],
        differences: [DifferenceRecord(object: "/queue simple x", before: nil, after: ["max-limit": "1M/2M"])],
        verification: [VerificationRecord(check: "c", source: "snmp", expected: "up", observed: "down", passed: false)],
        outcome: .unknown, explanation: "e")

    /// A sound chain; the year changes in its middle.
    static func chain(_ count: Int, key: OfficeKey) throws -> [SealedRecord] {
        var records: [SealedRecord] = []
        for index in 0..<count {
            let isNewYear = index >= count / 2
            let position = ChainPosition(
                sequence: index + 1, year: isNewYear ? 2027 : 2026,
                number: isNewYear ? index - count / 2 + 1 : index + 1,
                previous: records.last?.digest)
            records.append(try SealedRecord(sealing: make(position, note: "n\(index)"), with: key))
        }
        return records
    }
}
