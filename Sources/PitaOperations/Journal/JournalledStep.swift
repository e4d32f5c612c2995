import PitaDevices
import PitaEvidence
import PitaRecords

/// One step as the store keeps it: written and read here alone, and read only in the form that is written.
enum JournalledStep: Sendable, Equatable {
    /// A step of the push as a whole.
    case office(OfficeStep)
    /// A step towards a device.
    case device(String, PushStep, isUndoing: Bool, boot: BootTime)

    /// A time by the clock of this machine's boot, which nobody can step.
    struct BootTime: Sendable, Equatable {
        /// The kernel's id of the boot.
        let id: String
        /// Milliseconds since the boot.
        let milliseconds: Int64

        /// Now.
        static var now: BootTime {
            let clock = LeaseClock.now()
            return BootTime(id: clock.bootID, milliseconds: clock.bootMilliseconds)
        }
    }

    /// The device; `nil` for a step of the push as a whole.
    var device: String? {
        switch self {
        case .office: nil
        case .device(let device, _, _, _): device
        }
    }

    /// Its place in the order of a push.
    var place: JournalStep {
        switch self {
        case .office(let step): step.place
        case .device(_, let step, _, _): step.place
        }
    }

    /// What the store keeps of it beside device and place, in canonical JSON.
    var payload: [UInt8] {
        switch self {
        case .office(let step): step.json.canonical
        case .device(_, let step, let isUndoing, let boot):
            JSONValue.object([
                "undoing": .bool(isUndoing), "boot_id": .string(boot.id),
                "boot_milliseconds": .integer(boot.milliseconds), "step": step.json,
            ]).canonical
        }
    }

    /// The step of an entry; throws when the entry is not in the form that ``payload`` writes.
    init(_ entry: JournalEntry) throws(EvidenceError) {
        let json: JSONValue
        do {
            json = try JSONValue(parsing: entry.payload)
        } catch {
            throw EvidenceError(.malformed, "`payload` is no JSON: \(error.message)")
        }
        if let device = entry.device {
            var reader = try JSONObjectReader(json, path: "payload")
            self = .device(
                device, try reader.part("step"), isUndoing: try reader.bool("undoing"),
                boot: BootTime(
                    id: try reader.string("boot_id"),
                    milliseconds: Int64(try reader.integer("boot_milliseconds", in: 0...Int.max))))
            try reader.finish()
        } else {
            self = .office(try OfficeStep(json: json, path: "payload"))
        }
        guard place == entry.step else {
            throw EvidenceError(.malformed, "`payload.step` belongs to \(place.name), not to \(entry.step.name)")
        }
    }

    /// A step of the push as a whole.
    init(_ step: OfficeStep) { self = .office(step) }

    /// A step towards a device, now.
    init(_ step: PushStep, device: String, isUndoing: Bool) {
        self = .device(device, step, isUndoing: isUndoing, boot: .now)
    }

}

extension PushStep {
    /// Its place in the order of a push.
    var place: JournalStep {
        switch self {
        case .preImage, .notStarted: .preImage
        case .intent: .intent
        case .armed: .armed
        case .rollingBack, .waiting: .command
        case .sending(let purpose, _, _), .answered(let purpose, _, _, _), .withheld(let purpose, _):
            switch purpose {
            case .arm, .verifyArmed: .armed
            case .change, .rollback: .command
            case .cancel, .save: .confirmed
            }
        case .readBack, .snmp, .snmpFailed, .checked, .verifiedAgain: .readBack
        case .confirming, .confirmed, .rolledBack: .confirmed
        }
    }
}
