import PitaEvidence
import PitaPlanning
import PitaRecords

/// A step of a push as a whole.
enum OfficeStep: Sendable, Equatable {
    /// J0: the push `push` applies this plan.
    case plan(Digest, push: String)
    /// J1: the plan is approved by these statements.
    case approval([Decision])
    /// J2: these names (devices, and `link:NAME` where allocations are counted) are locked by `holder`.
    case lock(names: [String], holder: String)
    /// J2: the journal comes from a backup, so that the push may have gone on after its last step.
    case fromBackup
    /// J6: everything that was confirmed is rolled back, for this reason.
    case undoAll(reason: String)
    /// J9: an allocation is renewed in this inventory file, whose digest changes.
    case renewed(file: String, before: Digest, after: Digest)
    /// J10: the berita acara `number` is sealed.
    case sealed(number: String, record: Digest)
    /// J11: the devices are free again, since the push has ended.
    case freed(BeritaAcara.Outcome)
    /// J11: the devices are free again, since the plan was no longer open; nothing was sent.
    case refused(reason: String)

    /// Its place in the order of a push.
    var place: JournalStep {
        switch self {
        case .plan: .plan
        case .approval: .approval
        case .lock, .fromBackup: .lock
        case .undoAll: .command
        case .renewed: .renewed
        case .sealed: .sealed
        case .freed, .refused: .freed
        }
    }
}

extension OfficeStep: JSONConvertible {
    /// The step as the journal keeps it, told apart by `step`.
    var json: JSONValue {
        switch self {
        case .plan(let plan, let push):
            ["step": "plan", "plan": .string(plan.description), "push": .string(push)]
        case .approval(let decisions): ["step": "approval", "decisions": .list(decisions)]
        case .lock(let names, let holder): ["step": "lock", "names": .list(names), "holder": .string(holder)]
        case .fromBackup: ["step": "from-backup"]
        case .undoAll(let reason): ["step": "undo-all", "reason": .string(reason)]
        case .renewed(let file, let before, let after):
            [
                "step": "renewed", "file": .string(file), "before": .string(before.description),
                "after": .string(after.description),
            ]
        case .sealed(let number, let record):
            ["step": "sealed", "number": .string(number), "record": .string(record.description)]
        case .freed(let outcome): ["step": "freed", "outcome": .string(outcome.rawValue)]
        case .refused(let reason): ["step": "refused", "reason": .string(reason)]
        }
    }

    /// Reads what ``json`` wrote.
    init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        let name = try reader.string("step")
        switch name {
        case "plan": self = .plan(try reader.digest("plan"), push: try reader.string("push"))
        case "approval": self = .approval(try reader.parts("decisions"))
        case "lock": self = .lock(names: try reader.strings("names"), holder: try reader.string("holder"))
        case "from-backup": self = .fromBackup
        case "undo-all": self = .undoAll(reason: try reader.string("reason"))
        case "renewed":
            self = .renewed(
                file: try reader.string("file"), before: try reader.digest("before"),
                after: try reader.digest("after"))
        case "sealed": self = .sealed(number: try reader.string("number"), record: try reader.digest("record"))
        case "freed": self = .freed(try reader.choice("outcome"))
        case "refused": self = .refused(reason: try reader.string("reason"))
        default: throw EvidenceError(.malformed, "`\(path).step` is `\(name)`, which is no step of a push")
        }
        try reader.finish()
    }
}
