import PitaDiagnostics
import PitaEvidence
import PitaPlatforms

extension DevicePlan: JSONConvertible {
    /// The device's part of the plan as JSON.
    public var json: JSONValue {
        [
            "device": .string(device), "address": .string(address), "platform": .string(platform),
            "role": .string(role),
            "template": .string(template), "facts": facts.json, "mode": mode.json,
            "managed_digest": .string(managedDigest.description), "commands": .list(change.commands),
            "reverse": .list(change.reverse), "before": change.before.json, "after": change.after.json,
            "differences": .list(change.differences), "warnings": .array(change.warnings.map { .string($0.message) }),
            "irreversible": .array(change.irreversible.map(JSONValue.string)), "saving": .list(saving),
            "rollback_guard": rollbackGuard?.json ?? .null, "undo": undo?.json ?? .null, "checks": .list(checks),
        ]
    }

    /// Reads what ``json`` wrote.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        let change = DeviceChange(
            commands: try reader.parts("commands"), reverse: try reader.parts("reverse"),
            before: try reader.part("before"), after: try reader.part("after"),
            differences: try reader.parts("differences"),
            warnings: try reader.strings("warnings").map { Diagnostic($0, severity: .warning) },
            irreversible: try reader.strings("irreversible"))
        self.init(
            device: try reader.string("device"), address: try reader.string("address"),
            platform: try reader.string("platform"), role: try reader.string("role"),
            template: try reader.string("template"), facts: try reader.part("facts"), mode: try reader.part("mode"),
            managedDigest: try reader.digest("managed_digest"), change: change,
            rollbackGuard: try reader.optionalPart("rollback_guard"), saving: try reader.parts("saving"),
            undo: try reader.optionalPart("undo"), checks: try reader.parts("checks"))
        try reader.finish()
    }
}

extension DeviceUndo: JSONConvertible {
    /// What undoing needs as JSON.
    public var json: JSONValue { ["rollback_guard": rollbackGuard?.json ?? .null, "saving": .list(saving)] }

    /// Reads what ``json`` wrote.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        self.init(rollbackGuard: try reader.optionalPart("rollback_guard"), saving: try reader.parts("saving"))
        try reader.finish()
    }
}

extension DeviceCommand: JSONConvertible {
    /// The command as JSON.
    public var json: JSONValue {
        [
            "text": .string(text), "input": .text(input),
            "object": object.map { ["section": .string($0.section), "key": .string($0.key)] } ?? .null,
            "from": mark.map {
                ["file": .string($0.file), "line": .number($0.line), "column": .number($0.column)]
            } ?? .null,
        ]
    }

    /// Reads what ``json`` wrote.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        var object: ObjectID?
        if let value = try reader.optional("object") {
            var reader = try JSONObjectReader(value, path: path + ".object")
            object = ObjectID(section: try reader.string("section"), key: try reader.string("key"))
            try reader.finish()
        }
        var mark: SourceMark?
        if let value = try reader.optional("from") {
            var reader = try JSONObjectReader(value, path: path + ".from")
            mark = SourceMark(
                file: try reader.string("file"), line: try reader.integer("line"), column: try reader.integer("column"))
            try reader.finish()
        }
        self.init(try reader.string("text"), input: try reader.text("input"), object: object, mark: mark)
        try reader.finish()
    }
}

extension ObjectDifference: JSONConvertible {
    /// The difference as JSON.
    public var json: JSONValue {
        [
            "section": .string(id.section), "key": .string(id.key), "before": before.map(JSONValue.texts) ?? .null,
            "after": after.map(JSONValue.texts) ?? .null,
        ]
    }

    /// Reads what ``json`` wrote.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        self.init(
            id: ObjectID(section: try reader.string("section"), key: try reader.string("key")),
            before: try reader.optionalDictionary("before"), after: try reader.optionalDictionary("after"))
        try reader.finish()
    }
}

extension DeviceFacts: JSONConvertible {
    /// The facts as JSON.
    public var json: JSONValue {
        [
            "name": .string(name), "model": .string(model), "serial": .text(serial), "version": .string(version),
            "other": .texts(other),
        ]
    }

    /// Reads what ``json`` wrote.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        self.init(
            name: try reader.string("name"), model: try reader.string("model"), serial: try reader.text("serial"),
            version: try reader.string("version"), other: try reader.dictionary("other"))
        try reader.finish()
    }
}

extension ChangeMode: JSONConvertible {
    /// `merge`, `exact`, or `{"replace": SCOPE}`.
    public var json: JSONValue {
        switch self {
        case .merge: "merge"
        case .exact: "exact"
        case .replace(let scope): ["replace": .string(scope.description)]
        }
    }

    /// Reads what ``json`` wrote.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        if json == "merge" {
            self = .merge
        } else if json == "exact" {
            self = .exact
        } else if let scope = json["replace"]?.stringValue.flatMap({ ReplaceScope($0) }) {
            self = .replace(scope)
        } else {
            throw EvidenceError(.malformed, "`\(path)` is no mode of change")
        }
    }
}
