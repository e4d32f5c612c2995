import PitaCapacity
import PitaDevices
import PitaEvidence
import PitaInventory
import PitaNetwork
import PitaRecords
import PitaSNMP

/// The office's policy in the words of the capacity room.
enum CapacityPolicies {
    /// The policy that `pita.yaml` declares.
    static func policy(of office: Office) throws -> PitaCapacity.CapacityPolicy {
        let declared = office.policy.capacity
        let policy = PitaCapacity.CapacityPolicy(
            name: "pita.yaml", commitRatio: try ratio(declared.commitRatio), headroom: try ratio(declared.headroom),
            windowSeconds: Int(declared.window.components.seconds),
            minimumWindowSeconds: Int(declared.minimumWindow.components.seconds),
            minimumSamples: declared.minimumSamples,
            bucketSeconds: Int(declared.interval.components.seconds), coverage: try ratio(declared.coverage),
            percentile: Int(declared.percentile))
        try policy.validated()
        return policy
    }

    /// An exact ratio from the decimal that the policy writes.
    static func ratio(_ number: Double) throws -> Ratio {
        guard let ratio = Ratio(number.description) else {
            throw OperationError("`\(number)` is no ratio", hint: "write at most six decimals in pita.yaml")
        }
        return ratio
    }
}

extension PitaCapacity.CounterSample {
    /// A sample as the store keeps it.
    init(_ row: PitaRecords.CounterSample) {
        self.init(
            sequence: UInt64(clamping: row.sequence), timeMs: row.at, elapsedMs: nil, inOctets: row.inOctets,
            outOctets: row.outOctets, width: row.bits == 64 ? .bits64 : .bits32,
            interfaceIndex: UInt32(clamping: row.interfaceIndex), uptimeTicks: UInt32(clamping: row.uptimeCentiseconds),
            engineBoots: row.engineBoots.map { UInt32(clamping: $0) },
            engineTime: row.engineTime.map { UInt32(clamping: $0) },
            discontinuityTicks: UInt32(clamping: row.discontinuity),
            speed: row.speed.map { Bandwidth(bitsPerSecond: UInt64(clamping: $0)) },
            source: "\(row.device):\(row.interface)")
    }
}

extension PitaRecords.CounterSample {
    /// A reading as the store keeps it; `nil` for one that failed.
    init?(_ reading: LinkReading, at: Int64) {
        guard case .success(let counters) = reading.counters else { return nil }
        self.init(
            device: reading.device, interface: reading.interface, at: at, sequence: at,
            uptimeCentiseconds: Int64(counters.uptimeTicks), discontinuity: Int64(counters.discontinuityTicks ?? 0),
            inOctets: counters.inOctets, outOctets: counters.outOctets, bits: counters.width == .bits64 ? 64 : 32,
            speed: counters.speed.map { Int64(clamping: $0.bitsPerSecond) },
            interfaceIndex: Int64(counters.identity.index), engineBoots: counters.engineBoots.map(Int64.init),
            engineTime: counters.engineTime.map(Int64.init))
    }
}

extension BandwidthPair {
    /// Rounded down to what people write in a letter: whole Mbit/s from 1 Mbit/s on, else whole kbit/s.
    fileprivate var readable: BandwidthPair {
        func rounded(_ rate: Bandwidth) -> Bandwidth {
            let unit: UInt64 = rate.bitsPerSecond >= 1_000_000 ? 1_000_000 : 1000
            return Bandwidth(bitsPerSecond: rate.bitsPerSecond / unit * unit)
        }
        return BandwidthPair(download: rounded(download), upload: rounded(upload))
    }
}

extension CapacityRecord {
    /// A verdict as plans and records carry it.
    init(_ verdict: CapacityVerdict, at time: LocalTime) {
        let policy = verdict.policy
        self.init(
            verdict: Verdict(rawValue: verdict.availability.rawValue) ?? .tooLittleData,
            requested: verdict.new.description, allocated: verdict.old.description,
            grantable: verdict.availability == .tersedia ? nil : verdict.grantable.readable.description,
            tightestLink: verdict.tightest?.link,
            policy: "jendela \(policy.windowSeconds) detik, paling sedikit \(policy.minimumWindowSeconds) detik, selang"
                + " \(policy.bucketSeconds) detik, cakupan \(policy.coverage), rasio komitmen \(policy.commitRatio),"
                + " batas beban terukur \(policy.headroom), persentil \(policy.percentile)",
            measuredAt: time,
            links: verdict.links.flatMap { link in
                [Self.direction(link, link.download, .download), Self.direction(link, link.upload, .upload)]
            })
    }

    private static func direction(
        _ link: LinkFinding, _ finding: DirectionFinding, _ direction: CapacityLinkRecord.Direction
    ) -> CapacityLinkRecord {
        let capacity = direction == .download ? link.capacity?.download : link.capacity?.upload
        let samples = link.usage.map { "\($0.sampleCount) sampel" } ?? "tanpa sampel"
        return CapacityLinkRecord(
            link: link.link, direction: direction, contract: capacity?.bitsPerSecond ?? 0,
            allocated: finding.allocated, added: Int(clamping: finding.added),
            percentile: finding.measuredLoad.map { Int(clamping: $0) },
            coveragePerMille: link.usage.map { Int($0.coverage.millionths / 1000) } ?? 0,
            committed: .init(finding.committed), measured: .init(finding.measured), source: samples)
    }
}

extension CapacityLinkRecord.Test {
    /// What a test came to; one that was not needed is passed.
    init(_ outcome: TestOutcome) {
        switch outcome {
        case .passed, .notNeeded: self = .passed
        case .failed: self = .failed
        case .noData: self = .undecided
        }
    }
}
