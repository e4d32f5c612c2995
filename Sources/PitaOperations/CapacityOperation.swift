import PitaCapacity
import PitaDevices
import PitaDiagnostics
import PitaEvidence
import PitaInventory
import PitaNetwork
import PitaPlanning
import PitaRecords

/// A check of *ketersediaan bandwidth* with everything that led to it.
public struct CapacityCheck: Sendable {
    /// The verdict with its figures, exact.
    public let verdict: CapacityVerdict
    /// The same as a plan and a berita acara carry it.
    public let record: CapacityRecord
}

/// Takes samples of the links' counters, and says whether bandwidth is there.
public struct CapacityOperation: Sendable {
    private let workplace: Workplace
    private let events: EventSink

    /// Capacity in an office.
    public init(workplace: Workplace, events: @escaping EventSink) {
        self.workplace = workplace
        self.events = events
    }

    /// Whether a planned allocation may be given.
    ///
    /// What counts as given already is the inventory's figure only while it is what the last berita acara renewed it to:
    /// a figure that was written into the file first would else pass without a check. A figure that equals the plan's
    /// while devices still have to change has not been given at all.
    func check(_ planned: PlannedAllocation) async throws -> CapacityCheck {
        var given = planned.old == planned.new ? BandwidthPair.nothing : planned.old
        if let recorded = try await recordedAllocation(of: planned.segment), planned.old != planned.new {
            given = BandwidthPair(
                download: min(given.download, recorded.download), upload: min(given.upload, recorded.upload))
        }
        return try await check(segment: planned.segment, to: planned.new, given: given)
    }

    /// What the last renewal on record left the segment with.
    private func recordedAllocation(of segment: String) async throws -> BandwidthPair? {
        let records = try await workplace.store().records(subject: segment, page: Page(limit: 100))
        for stored in records.items {
            if let renewal = try stored.sealed.beritaAcara().allocation, renewal.isRenewed {
                return BandwidthPair(renewal.after)
            }
        }
        return nil
    }

    /// Whether the segment's allocation may become `new`, from the samples in the store.
    ///
    /// - Parameter given: what it has already; `nil` for what the inventory says.
    public func check(
        segment name: String, to new: BandwidthPair, given: BandwidthPair? = nil
    ) async throws -> CapacityCheck {
        let office = workplace.office
        guard let segment = office.segment(name) else {
            throw Diagnostics(
                "no segment `\(name)` in the inventory", hint: Suggestion.hint(for: name, among: office.segmentNames))
        }
        let policy = try CapacityPolicies.policy(of: office)
        let now = workplace.clock.now
        let old = given ?? segment.allocation
        var path: [CapacityLink] = []
        for link in office.links(of: segment) {
            path.append(
                try await capacityLink(link, of: (segment: name, given: old), policy: policy, now: now.unixMilliseconds)
            )
        }
        let weight = try CapacityPolicies.ratio(office.policy.capacity.weight(of: segment.serviceClass))
        let request = CapacityRequest(segment: name, old: old, new: new, weight: weight, path: path)
        let verdict = try CapacityVerdict(request: request, policy: policy)
        return CapacityCheck(verdict: verdict, record: CapacityRecord(verdict, at: now))
    }

    private func capacityLink(
        _ link: Link, of asker: (segment: String, given: BandwidthPair), policy: PitaCapacity.CapacityPolicy, now: Int64
    ) async throws -> CapacityLink {
        let office = workplace.office
        var usage: UsageFinding?
        var speed: Bandwidth?
        if let counters = link.counters {
            let samples = try await samples(of: counters, from: now - Int64(policy.windowSeconds) * 1000, until: now)
            speed = samples.last?.speed
            let direction: DownloadCounter = counters.download == .in ? .inOctets : .outOctets
            usage = UsageFinding(samples: samples, downloadIs: direction, nowMs: now, policy: policy)
        }
        let allocations = try office.allocations(crossing: link).map { share in
            LinkAllocation(
                segment: share.segment, bandwidth: share.segment == asker.segment ? asker.given : share.allocation,
                weight: try CapacityPolicies.ratio(share.classWeight))
        }
        return CapacityLink(
            id: link.name, contract: link.capacity, reportedSpeed: speed, allocations: allocations, usage: usage)
    }

    private func samples(
        of counters: LinkCounters, from: Int64, until: Int64
    ) async throws -> [PitaCapacity.CounterSample] {
        let store = try await workplace.store()
        var samples: [PitaCapacity.CounterSample] = []
        var page: Page? = Page(limit: 1000)
        while let current = page {
            let rows = try await store.samples(
                device: counters.device, interface: counters.interface, from: from, until: until, page: current)
            samples += rows.items.map { PitaCapacity.CounterSample($0) }
            page = rows.next.map { Page(after: $0, limit: 1000) }
        }
        return samples
    }

    /// One link's sample, as a row.
    public struct SampleRow: TableRow {
        /// What was read, or why not.
        public let reading: LinkReading

        /// The headings.
        public static let columns = ["LINK", "DEVICE", "INTERFACE", "IN OCTETS", "OUT OCTETS", "SPEED", "STATE"]
        /// The cells, one for each heading.
        public var cells: [String] {
            let place = [reading.link, reading.device, reading.interface]
            switch reading.counters {
            case .success(let counters):
                return place + [
                    "\(counters.inOctets)", "\(counters.outOctets)", counters.speed?.description ?? "-",
                    "\(counters.operStatus)",
                ]
            case .failure(let error): return place + ["-", "-", "-", error.cause]
            }
        }
        /// The row as JSON.
        public var json: JSONValue {
            var fields: [String: JSONValue] = [
                "link": .string(reading.link), "device": .string(reading.device),
                "interface": .string(reading.interface),
            ]
            switch reading.counters {
            case .success(let counters):
                fields["in_octets"] = .string(String(counters.inOctets))
                fields["out_octets"] = .string(String(counters.outOctets))
                fields["speed"] = .text(counters.speed?.description)
            case .failure(let error): fields["error"] = .string(error.cause)
            }
            return .object(fields)
        }
    }

    /// Takes one sample of every link and keeps those that could be read.
    public func sample() async throws -> [SampleRow] {
        let office = workplace.office
        let links = office.linkNames.compactMap { office.link($0) }
        // Opened first: no device is asked for what could not be kept.
        let store = try await workplace.store()
        events(.began(work: "sampling", devices: links.count))
        let reader = LinkCounterReader(client: await workplace.snmp(), connector: await workplace.connector())
        let start = workplace.clock.now.unixMilliseconds
        let readings = await reader.read(links, office: office)
        let samples = readings.compactMap { reading in
            PitaRecords.CounterSample(reading, at: start + Int64(reading.after / .milliseconds(1)))
        }
        try await store.addSamples(samples)
        for reading in readings {
            if case .failure(let error) = reading.counters { events(.note(error.description)) }
        }
        return readings.map { SampleRow(reading: $0) }
    }
}

extension BandwidthPair {
    /// No bandwidth in either direction.
    static let nothing = BandwidthPair(
        download: Bandwidth(bitsPerSecond: 0), upload: Bandwidth(bitsPerSecond: 0))
}
