/// The check of *ketersediaan bandwidth* on which the approval rests.
public struct CapacityRecord: Hashable, Sendable {
    /// The three verdicts.
    public enum Verdict: String, Sendable, CaseIterable {
        /// The bandwidth is there.
        case available = "tersedia"
        /// It is not.
        case unavailable = "tidak-tersedia"
        /// Too little was measured to say.
        case tooLittleData = "data-tidak-cukup"
    }

    /// The verdict.
    public var verdict: Verdict
    /// What was asked for, `50M/20M`.
    public var requested: String
    /// What the segment had, `20M/10M`.
    public var allocated: String
    /// What could be granted instead; `nil` when the request could.
    public var grantable: String?
    /// The link that decides.
    public var tightestLink: String?
    /// The policy in one line: window, coverage, ratios.
    public var policy: String
    /// When it was checked.
    public var measuredAt: LocalTime
    /// The figures, by link and direction.
    public var links: [CapacityLinkRecord]

    /// The check of *ketersediaan bandwidth* on which the approval rests.
    public init(
        verdict: Verdict, requested: String, allocated: String, grantable: String?, tightestLink: String?,
        policy: String, measuredAt: LocalTime, links: [CapacityLinkRecord]
    ) {
        self.verdict = verdict
        self.requested = requested
        self.allocated = allocated
        self.grantable = grantable
        self.tightestLink = tightestLink
        self.policy = policy
        self.measuredAt = measuredAt
        self.links = links
    }
}

extension CapacityRecord: JSONConvertible {
    /// An object with every member of the value.
    public var json: JSONValue {
        [
            "verdict": .string(verdict.rawValue), "requested": .string(requested), "allocated": .string(allocated),
            "grantable": .text(grantable), "tightest_link": .text(tightestLink), "policy": .string(policy),
            "measured_at": measuredAt.json, "links": .list(links),
        ]
    }

    /// Reads ``json``.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        verdict = try reader.choice("verdict")
        requested = try reader.string("requested")
        allocated = try reader.string("allocated")
        grantable = try reader.text("grantable")
        tightestLink = try reader.text("tightest_link")
        policy = try reader.string("policy")
        measuredAt = try reader.part("measured_at")
        links = try reader.parts("links")
        try reader.finish()
    }
}

/// The figures of one link in one direction, in bit/s.
public struct CapacityLinkRecord: Hashable, Sendable {
    /// The two directions.
    public enum Direction: String, Sendable, CaseIterable {
        /// Towards the OPD.
        case download
        /// From the OPD.
        case upload
    }

    /// The result of one test.
    public enum Test: String, Sendable, CaseIterable {
        /// It fits.
        case passed = "memenuhi"
        /// It does not.
        case failed = "melampaui"
        /// Too little was measured to say.
        case undecided = "data-tidak-cukup"
    }

    /// The link: `rtr-inti:ether1`.
    public var link: String
    /// The direction, as the OPD sees it.
    public var direction: Direction
    /// C: the link's contract capacity.
    public var contract: UInt64
    /// A: the sum of the allocations that cross it, weighted.
    public var allocated: UInt64
    /// D: what the request adds, weighted.
    public var added: Int
    /// U: the 95th percentile of the measured rates; `nil` without enough data.
    public var percentile: Int?
    /// How much of the window has data, in thousandths.
    public var coveragePerMille: Int
    /// Whether A + D fits.
    public var committed: Test
    /// Whether U + D fits.
    public var measured: Test
    /// Where the figures come from.
    public var source: String

    /// The figures of one link in one direction, in bit/s.
    public init(
        link: String, direction: Direction, contract: UInt64, allocated: UInt64, added: Int, percentile: Int?,
        coveragePerMille: Int, committed: Test, measured: Test, source: String
    ) {
        self.link = link
        self.direction = direction
        self.contract = contract
        self.allocated = allocated
        self.added = added
        self.percentile = percentile
        self.coveragePerMille = coveragePerMille
        self.committed = committed
        self.measured = measured
        self.source = source
    }
}

extension CapacityLinkRecord: JSONConvertible {
    /// An object with every member of the value.
    public var json: JSONValue {
        [
            "link": .string(link), "direction": .string(direction.rawValue), "contract": .number(contract),
            "allocated": .number(allocated), "added": .number(added),
            "percentile": percentile.map(JSONValue.number) ?? .null, "coverage_per_mille": .number(coveragePerMille),
            "committed": .string(committed.rawValue), "measured": .string(measured.rawValue), "source": .string(source),
        ]
    }

    /// Reads ``json``.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        link = try reader.string("link")
        direction = try reader.choice("direction")
        contract = try reader.unsigned("contract")
        allocated = try reader.unsigned("allocated")
        added = try reader.integer("added")
        percentile = try reader.optionalInteger("percentile")
        coveragePerMille = try reader.integer("coverage_per_mille")
        committed = try reader.choice("committed")
        measured = try reader.choice("measured")
        source = try reader.string("source")
        try reader.finish()
    }
}
