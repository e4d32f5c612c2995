import PitaDiagnostics
import PitaNetwork
import TestSupport
import Testing

@testable import PitaCapacity

@Suite struct CapacityVerdictTests {
    static func rate(_ text: String) -> Bandwidth { Bandwidth(text) ?? Bandwidth(bitsPerSecond: 0) }
    static func pair(_ text: String) -> BandwidthPair {
        BandwidthPair(text) ?? BandwidthPair(download: rate("0"), upload: rate("0"))
    }

    /// Eight days of a steady load.
    static func usage(_ download: UInt64, _ upload: UInt64) -> UsageFinding {
        let start: Int64 = 1_699_999_200_000
        let samples = (0...UInt64(8 * 24)).map { (hour: UInt64) -> CounterSample in
            let time = start + Int64(hour) * 3_600_000
            let ticks = UInt32(100_000 + hour * 360_000)
            return CounterSample(
                sequence: hour, timeMs: time, inOctets: hour * 450 * download, outOctets: hour * 450 * upload,
                interfaceIndex: 1, uptimeTicks: ticks)
        }
        var policy = CapacityPolicy.standard
        policy.maximumGapSeconds = 7200
        return UsageFinding(
            samples: samples, downloadIs: .inOctets, nowMs: start + 8 * 86_400_000, policy: policy)
    }

    static func link(
        _ id: String, _ contract: String?, others: String = "0/0", own: String? = nil, load: (UInt64, UInt64)? = (0, 0)
    ) -> CapacityLink {
        var allocations = [LinkAllocation(segment: "lain", bandwidth: pair(others))]
        if let own { allocations.append(LinkAllocation(segment: "disdik", bandwidth: pair(own))) }
        return CapacityLink(
            id: id, contract: contract.map(pair), allocations: allocations, usage: load.map { usage($0.0, $0.1) })
    }

    static func verdict(_ old: String, _ new: String, _ path: [CapacityLink]) throws -> CapacityVerdict {
        try CapacityVerdict(
            request: CapacityRequest(segment: "disdik", old: pair(old), new: pair(new), path: path), policy: .standard)
    }

    @Test func whatFitsCommittedAndMeasuredIsThere() throws {
        let verdict = try Self.verdict(
            "20M/10M", "50M/20M",
            [Self.link("uplink", "100M/100M", others: "50M/50M", own: "20M/10M", load: (50_000_000, 8))])
        #expect(verdict.availability == .tersedia)
        #expect(verdict.reasons.isEmpty)
        #expect(verdict.links[0].download.allocated == 70_000_000)
        #expect(verdict.links[0].download.added == 30_000_000)
        #expect(verdict.links[0].download.measuredLoad == 50_000_000)
        #expect(verdict.links[0].download.measuredLimit == 80_000_000)
        #expect(verdict.tightest == Tightest(link: "uplink", direction: .download, test: .committed, margin: 0))
        #expect(verdict.grantable == Self.pair("50M/50M"))
    }

    @Test func oneBitTooMuchIsNotThere() throws {
        let path = [Self.link("uplink", "100M/100M", others: "50M/50M", own: "20M/10M", load: (0, 0))]
        let verdict = try Self.verdict("20M/10M", "50000001/20M", path)
        #expect(verdict.availability == .tidakTersedia)
        #expect(verdict.tightest?.margin == -1)
        #expect(verdict.grantable.download == Self.rate("50M"))
        #expect(
            verdict.reasons == ["uplink download: committed 70000000 + 30000001 bit/s is above the limit 100000000"])
    }

    @Test func theMeasuredLoadMayRefuseWhatTheContractAllows() throws {
        let path = [Self.link("uplink", "100M/100M", own: "20M/10M", load: (60_000_000, 8))]
        let verdict = try Self.verdict("20M/10M", "50M/10M", path)
        #expect(verdict.availability == .tidakTersedia)
        #expect(verdict.links[0].download.committed == .passed)
        #expect(verdict.links[0].download.measured == .failed)
        #expect(verdict.links[0].upload.measured == .notNeeded)
        #expect(verdict.grantable == Self.pair("40M/10M"))
    }

    @Test func lackingDataIsSaidAndNeverTakenForNoLoad() throws {
        let verdict = try Self.verdict(
            "20M/10M", "30M/10M", [Self.link("uplink", "100M/100M", own: "20M/10M", load: nil)])
        #expect(verdict.availability == .dataTidakCukup)
        #expect(verdict.grantable == Self.pair("100M/10M"))
        #expect(verdict.grantableIsProvisional)
        #expect(verdict.reasons == ["uplink download: nothing was measured"])
    }

    @Test func aFailedTestWeighsMoreThanLackingData() throws {
        let path = [
            Self.link("akses", nil, own: "20M/10M", load: nil), Self.link("uplink", "25M/25M", own: "20M/10M"),
        ]
        let verdict = try Self.verdict("20M/10M", "30M/10M", path)
        #expect(verdict.availability == .tidakTersedia)
        #expect(verdict.reasons.contains("akses download: the link's capacity is unknown; nothing was measured"))
        #expect(verdict.tightest?.link == "uplink")
    }

    @Test func aDecreaseIsAlwaysThere() throws {
        let path = [Self.link("uplink", nil, others: "900M/900M", own: "20M/10M", load: nil)]
        let verdict = try Self.verdict("20M/10M", "10M/10M", path)
        #expect(verdict.availability == .tersedia)
        #expect(verdict.grantable == Self.pair("10M/10M"))
        #expect(verdict.tightest == nil)
        #expect(!verdict.grantableIsProvisional)
    }

    @Test func theReportedSpeedServesWhereThereIsNoContract() throws {
        var link = Self.link("uplink", nil, own: "20M/10M")
        link.reportedSpeed = Self.rate("1G")
        let verdict = try Self.verdict("20M/10M", "30M/10M", [link])
        #expect(verdict.links[0].capacitySource == .reportedSpeed)
        #expect(verdict.availability == .tersedia)
    }

    @Test func contradictoryFiguresAreRefused() {
        let wrong = [
            [], [Self.link("a", "1G/1G", own: "10M/10M")], [Self.link("a", "1G/1G")],
            [Self.link("a", "1G/1G", own: "20M/10M"), Self.link("a", "1G/1G", own: "20M/10M")],
        ]
        for path in wrong {
            #expect(throws: Diagnostics.self) { try Self.verdict("20M/10M", "30M/10M", path) }
        }
    }

    @Test func aPolicyWithoutSenseIsRefused() {
        for policy in [
            CapacityPolicy(headroom: Ratio(millionths: 0)), CapacityPolicy(windowSeconds: 60, bucketSeconds: 300),
            CapacityPolicy(percentile: 0), CapacityPolicy(percentile: 101), CapacityPolicy(coverage: .highest),
            CapacityPolicy(bucketSeconds: .max), CapacityPolicy(minimumWindowSeconds: -1),
        ] {
            #expect(throws: Diagnostics.self) { try policy.validated() }
        }
    }

    /// Random paths and requests against the formula computed anew, and against neighbouring requests.
    @Test func verdictsFollowTheFormulaAreMonotoneAndTheGrantIsTheLargest() throws {
        var generator = SeededGenerator(seed: 7)
        let loads = (0..<20).map { _ in
            Self.usage(.random(in: 0...120_000_000, using: &generator), .random(in: 0...120_000_000, using: &generator))
        }
        for _ in 0..<3000 {
            let request = Self.request(&generator, loads)
            let verdict = try CapacityVerdict(request: request, policy: .standard)
            #expect(verdict.availability == Self.expected(request))
            var bigger = request
            bigger.new = BandwidthPair(
                download: Bandwidth(bitsPerSecond: request.new.download.bitsPerSecond + 1_000_000),
                upload: request.new.upload)
            let next = try CapacityVerdict(request: bigger, policy: .standard)
            if verdict.availability == .tidakTersedia, request.new.download > request.old.download {
                #expect(next.availability == .tidakTersedia)
            }
            if next.availability == .tersedia { #expect(verdict.availability == .tersedia) }
            try Self.checkGrant(verdict, request)
        }
    }

    static func request(_ generator: inout SeededGenerator, _ loads: [UsageFinding]) -> CapacityRequest {
        func pair(_ range: ClosedRange<UInt64>) -> BandwidthPair {
            BandwidthPair(
                download: Bandwidth(bitsPerSecond: .random(in: range, using: &generator)),
                upload: Bandwidth(bitsPerSecond: .random(in: range, using: &generator)))
        }
        let old = pair(0...20_000_000)
        let weight = Ratio(
            millionths: [1_000_000, 500_000, 333_333, 2_000_001, 0].randomElement(using: &generator) ?? 0)
        let path = (0..<Int.random(in: 1...3, using: &generator)).map { number in
            var link = CapacityLink(
                id: "l\(number)", allocations: [LinkAllocation(segment: "disdik", bandwidth: old, weight: weight)])
            for other in 0..<Int.random(in: 0...3, using: &generator) {
                link.allocations.append(
                    LinkAllocation(
                        segment: "s\(other)", bandwidth: pair(0...40_000_000),
                        weight: Ratio(millionths: .random(in: 0...1_500_000, using: &generator))))
            }
            if Int.random(in: 0..<10, using: &generator) > 0 { link.contract = pair(10_000_000...200_000_000) }
            if Int.random(in: 0..<10, using: &generator) > 0 { link.usage = loads.randomElement(using: &generator) }
            return link
        }
        return CapacityRequest(segment: "disdik", old: old, new: pair(0...60_000_000), weight: weight, path: path)
    }

    /// The formula of the office's rules, in exact millionths, written down a second time.
    static func expected(_ request: CapacityRequest) -> Availability {
        var isLacking = false
        for (old, new, direction) in [
            (request.old.download, request.new.download, TrafficDirection.download),
            (request.old.upload, request.new.upload, .upload),
        ] where new > old {
            let added = Int128(new.bitsPerSecond - old.bitsPerSecond) * Int128(request.weight.millionths)
            for link in request.path {
                guard let contract = link.contract else {
                    isLacking = true
                    continue
                }
                let capacity = Int128(contract.rate(direction).bitsPerSecond)
                var committed = added
                for other in link.allocations {
                    committed += Int128(other.bandwidth.rate(direction).bitsPerSecond) * Int128(other.weight.millionths)
                }
                if committed > capacity * 1_000_000 { return .tidakTersedia }
                guard let usage = link.usage,
                    let load = direction == .download ? usage.downloadPercentile : usage.uploadPercentile
                else {
                    isLacking = true
                    continue
                }
                if Int128(load.bitsPerSecond) * 1_000_000 + added > capacity * 800_000 { return .tidakTersedia }
            }
        }
        return isLacking ? .dataTidakCukup : .tersedia
    }

    static func checkGrant(_ verdict: CapacityVerdict, _ request: CapacityRequest) throws {
        for direction in TrafficDirection.allCases where request.new.rate(direction) > request.old.rate(direction) {
            func isRefused(_ bits: UInt64) throws -> Bool {
                var trial = request
                let rate = Bandwidth(bitsPerSecond: bits)
                trial.new =
                    direction == .download
                    ? BandwidthPair(download: rate, upload: request.old.upload)
                    : BandwidthPair(download: request.old.download, upload: rate)
                return try CapacityVerdict(request: trial, policy: .standard).availability == .tidakTersedia
            }
            let granted = verdict.grantable.rate(direction)
            #expect(try !isRefused(granted.bitsPerSecond))
            if granted < Bandwidth.highest, verdict.links.contains(where: { $0.capacity != nil }) {
                #expect(try isRefused(granted.bitsPerSecond + 1))
            }
        }
    }
}

@Suite struct RatioTests {
    @Test(arguments: [
        ("0.8", 800_000), ("1", 1_000_000), ("0.000001", 1), ("1000", 1_000_000_000), ("12.50", 12_500_000),
    ])
    func readsDecimals(text: String, millionths: UInt32) {
        #expect(Ratio(text)?.millionths == millionths)
        #expect(Ratio(text).flatMap { Ratio($0.description) } == Ratio(text))
    }

    @Test(arguments: ["", ".", ".5", "1.", "-1", "+1", "1e3", "1000.000001", "0.0000001", "1,5", "99999", "0x1"])
    func refusesTheRest(text: String) { #expect(Ratio(text) == nil) }
}
