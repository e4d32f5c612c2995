import PitaEvidence
import PitaPlatforms

/// Something that a device holds and the inventory does not take.
public struct AdoptionRemark: Sendable, Hashable {
    /// The lines of the device's config that say it, without secrets; empty where the want of them is meant.
    public let lines: [String]
    /// Why it was not taken, in one line.
    public let reason: String
    /// What a person does about it, in one line.
    public let advice: String

    init(_ objects: [ObjectID], _ reason: String, advice: String) {
        (lines, self.reason, self.advice) = (objects.map(\.description), reason, advice)
    }

    /// The reason with its lines.
    public var sentence: String { lines.isEmpty ? reason : "\(lines.joined(separator: "; ")): \(reason)" }

    /// The remark for programs.
    public var json: JSONValue {
        ["lines": .list(lines), "reason": .string(reason), "advice": .string(advice)]
    }
}
