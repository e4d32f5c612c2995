import PitaEvidence

/// A realistic record of the example office: the raise of disdik's bandwidth.
enum SampleRecord {
    static let time = LocalTime(unixMilliseconds: 1_795_230_245_123, zone: .wib, clockSynchronised: true)

    static func later(_ seconds: Int64) -> LocalTime {
        LocalTime(unixMilliseconds: time.unixMilliseconds + seconds * 1000, zone: .wib, clockSynchronised: true)
    }

    static func make(at position: ChainPosition) -> BeritaAcara {
        BeritaAcara(
            kind: .work, position: position,
            documentNumber: "000.7.5/00\(position.number)/BA/DISKOMINFO/\(position.year)",
            office: RecordOffice(name: "Dinas Komunikasi dan Informatika Kabupaten Contoh", place: "Contoh"),
            madeAt: later(95),
            pitaVersion: "1.0.0",
            request: RequestReference(
                number: "12/2026", letter: "400.3/118/DISDIK/2026", letterDate: "2026-11-18", segment: "disdik",
                agency: "Dinas Pendidikan", subject: "Penambahan bandwidth untuk asesmen nasional berbasis komputer"),
            plan: PlanReference(
                digest: Digest(of: "plan"), title: "Penambahan bandwidth Dinas Pendidikan menjadi 50M/20M",
                playbook: "Playbooks/penambahan-bandwidth.yaml", playbookDigest: Digest(of: "playbook"),
                parameters: ["segment": "disdik", "bandwidth": "50M/20M"]),
            parties: parties, approvals: approvals, devices: devices, capacity: capacity,
            allocation: AllocationRenewal(
                segment: "disdik", before: "20M/10M", after: "50M/20M", file: "Inventory/segments/disdik.yaml",
                digestBefore: Digest(of: "before"), digestAfter: Digest(of: "after"), isRenewed: true),
            outcome: .succeeded,
            notes: [
                Note(kind: .remark, text: "Segmen disdik telah dimasukkan kembali ke dalam pemantauan.", at: later(90))
            ])
    }

    static let parties = [
        Party(
            role: .applicant, person: "opd-disdik", name: "Pemohon Contoh, S.Pd.", title: "Kepala Dinas Pendidikan",
            employeeNumber: "19700101 199503 1 001", actingLetter: nil, signature: nil, at: nil),
        Party(
            role: .executor, person: "staf1", name: "Staf Contoh, A.Md.Kom.", title: "Pranata Komputer Terampil",
            employeeNumber: "19950505 201903 1 002", actingLetter: nil, signature: Digest(of: "s1"), at: later(1)),
        Party(
            role: .planner, person: "staf2", name: "Perencana Contoh, S.Kom.", title: "Pranata Komputer Ahli Pertama",
            employeeNumber: "19900202 201503 2 003", actingLetter: nil, signature: Digest(of: "s2"), at: later(-7200)),
        Party(
            role: .approver, person: "kasi", name: "Kepala Seksi Contoh, S.T.",
            title: "Kepala Seksi Infrastruktur dan Teknologi", employeeNumber: "19800303 200501 1 004",
            actingLetter: "800/21/2026", signature: Digest(of: "s3"), at: later(-3600)),
    ]

    static let approvals = [
        Approval(
            kind: .approval, person: "kasi", at: later(-3600), expires: later(82_800),
            reason: "Sesuai permohonan; kapasitas tersedia", overrides: [], signature: Digest(of: "s3"))
    ]

    static let capacity = CapacityRecord(
        verdict: .available, requested: "50M/20M", allocated: "20M/10M", grantable: nil,
        tightestLink: "rtr-inti:ether1",
        policy: "jendela 30 hari, cakupan paling sedikit 80%, rasio alokasi 1,0, ruang beban 0,8",
        measuredAt: later(-4000),
        links: [
            link("rtr-inti:ether1", .download, 300_000_000, 220_000_000, 30_000_000, 90_410_000, 993),
            link("rtr-inti:ether1", .upload, 150_000_000, 109_000_000, 10_000_000, 40_128_000, 993),
            link("sw-dist-utara:uplink", .download, 1_000_000_000, 115_000_000, 30_000_000, 45_000_000, 1000),
            link("akses-disdik", .download, 100_000_000, 20_000_000, 30_000_000, 8_123_000, 987),
        ])

    static func link(
        _ name: String, _ direction: CapacityLinkRecord.Direction, _ contract: UInt64, _ allocated: UInt64,
        _ added: Int,
        _ percentile: Int, _ coverage: Int
    ) -> CapacityLinkRecord {
        CapacityLinkRecord(
            link: name, direction: direction, contract: contract, allocated: allocated, added: added,
            percentile: percentile, coveragePerMille: coverage, committed: .passed, measured: .passed, source: "SNMPv3")
    }

    static let devices = [
        device("rtr-inti", nil, "CCR2116-12G-4S+", "HG709ABCDEF", "127.20.0.1"),
        device("rtr-disdik", "disdik", "RB4011iGS+", "D4440EXAMPLE", "127.20.11.1"),
    ]

    static func device(
        _ name: String, _ segment: String?, _ model: String, _ serial: String, _ address: String
    ) -> DeviceRecord {
        let queue = "/queue simple pita-disdik"
        return DeviceRecord(
            name: name, segment: segment, model: model, serial: serial, platform: "routeros", version: "7.16.1",
            address: "\(address):10022", startedAt: later(2), endedAt: later(41), rollbackSeconds: 120,
            commands: [
                CommandRecord(
                    purpose: .arm,
                    text: "/system scheduler add name=pita-kembali-7f3a start-time=startup interval=120s",
                    input: nil, state: .accepted, answer: nil),
                CommandRecord(
                    purpose: .change, text: "/queue simple set [find name=\"pita-disdik\"] max-limit=20000000/50000000",
                    input: nil, state: .accepted, answer: nil),
                CommandRecord(
                    purpose: .disarm, text: "/system scheduler remove [find name=pita-kembali-7f3a]", input: nil,
                    state: .accepted, answer: nil),
            ],
            differences: [
                DifferenceRecord(
                    object: queue, before: ["max-limit": "10M/20M", "target": "10.11.0.0/24"],
                    after: ["max-limit": "20M/50M", "target": "10.11.0.0/24"])
            ],
            verification: [
                VerificationRecord(
                    check: "Konfigurasi dibaca ulang", source: "SSH", expected: "max-limit=20M/50M",
                    observed: "max-limit=20M/50M", passed: true),
                VerificationRecord(
                    check: "Antarmuka ether1 hidup", source: "SNMP", expected: "up", observed: "up", passed: true),
            ], outcome: .confirmed, explanation: nil)
    }
}
