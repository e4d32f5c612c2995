import PitaEvidence
import PitaNetwork

extension Plan: JSONConvertible {
    /// The form of this room's plans; a reader refuses any other.
    static let format = 3

    /// The plan as JSON, everything that it is: what is not in here is not in the digest.
    public var json: JSONValue {
        [
            "kind": "pita-plan", "format": .number(Self.format), "made_at": madeAt.json,
            "pita_version": .string(pitaVersion), "planner": .string(planner), "request": .text(request),
            "inputs": inputs.json, "devices": .list(devices), "allocation": allocation?.json ?? .null,
            "capacity": capacity?.json ?? .null, "rollback_seconds": rollbackSeconds.map { .number($0) } ?? .null,
            "verify_snmp": .bool(verifiesBySNMP), "rollout": rollout.json, "window": window?.json ?? .null,
            "expires": expires.map { .integer($0) } ?? .null,
        ]
    }

    /// Reads what ``json`` wrote; refuses anything that is not exactly a plan.
    public init(json: JSONValue, path: String = "plan") throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        guard try reader.string("kind") == "pita-plan", try reader.integer("format") == Self.format else {
            throw EvidenceError(.malformed, "this is no plan of format \(Self.format)")
        }
        self.init(
            madeAt: try reader.part("made_at"), pitaVersion: try reader.string("pita_version"),
            planner: try reader.string("planner"), request: try reader.text("request"),
            inputs: try reader.part("inputs"), devices: try reader.parts("devices"),
            allocation: try reader.optionalPart("allocation"), capacity: try reader.optionalPart("capacity"),
            rollbackSeconds: try reader.optionalInteger("rollback_seconds"),
            verifiesBySNMP: try reader.bool("verify_snmp"), rollout: try reader.part("rollout"),
            window: try reader.optionalPart("window"), expires: try reader.optional("expires")?.integerValue)
        try reader.finish()
        // What reads as the same plan but is written otherwise would be a second text under one digest.
        guard self.json == json else {
            throw EvidenceError(.malformed, "the plan is not written in the one form that a plan has")
        }
    }
}

extension PlanInputs: JSONConvertible {
    /// The inputs as JSON.
    public var json: JSONValue {
        [
            "playbook": .string(playbook), "title": .string(title),
            "playbook_digest": .string(playbookDigest.description),
            "parameters": .texts(parameters), "templates": .texts(templates.mapValues(\.description)),
            "variables": .texts(variables.mapValues(\.description)), "host_keys": .texts(hostKeys),
            "limit": limit.map { .array($0.map(JSONValue.string)) } ?? .null,
        ]
    }

    /// Reads what ``json`` wrote.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        self.init(
            playbook: try reader.string("playbook"), title: try reader.string("title"),
            playbookDigest: try reader.digest("playbook_digest"), parameters: try reader.dictionary("parameters"),
            limit: try reader.optional("limit") == nil ? nil : try reader.strings("limit"),
            templates: try Self.digests(try reader.dictionary("templates"), "\(path).templates"),
            variables: try Self.digests(try reader.dictionary("variables"), "\(path).variables"),
            hostKeys: try reader.dictionary("host_keys"))
        try reader.finish()
    }

    private static func digests(_ texts: [String: String], _ path: String) throws(EvidenceError) -> [String: Digest] {
        var digests: [String: Digest] = [:]
        for (name, text) in texts {
            guard let digest = Digest(text) else { throw EvidenceError(.malformed, "`\(path).\(name)` is no digest") }
            digests[name] = digest
        }
        return digests
    }
}

extension PlannedAllocation: JSONConvertible {
    /// The renewal as JSON.
    public var json: JSONValue {
        [
            "segment": .string(segment), "file": .string(file), "old": .string(old.description),
            "new": .string(new.description), "weight": .string(weight),
        ]
    }

    /// Reads what ``json`` wrote.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        guard let old = BandwidthPair(try reader.string("old")), let new = BandwidthPair(try reader.string("new"))
        else {
            throw EvidenceError(.malformed, "`\(path)` holds no bandwidth pair")
        }
        self.init(
            segment: try reader.string("segment"), file: try reader.string("file"), old: old, new: new,
            weight: try reader.string("weight"))
        try reader.finish()
    }
}
