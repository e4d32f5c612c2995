import PitaDiagnostics
import PitaEvidence
import PitaInventory
import PitaPlanning

/// A check of the whole office: its inventory, and its playbooks and templates on every device that they can come to change.
public struct OfficeCheck: Sendable {
    private let office: Office
    private let trial: OfficeTrial.Result
    /// What is wrong with playbooks that could not be read.
    private let unreadable: [Diagnostic]

    /// Checks an office whose inventory has been validated; no device is asked.
    public init(_ workplace: Workplace) throws {
        office = workplace.office
        var playbooks: [Playbook] = []
        var found: [Diagnostic] = []
        for name in workplace.playbookNames {
            do {
                playbooks.append(try workplace.playbook(name).playbook)
            } catch let error as Diagnostics {
                found += error.items
            }
        }
        unreadable = found
        trial = OfficeTrial.run(playbooks, office: office, library: try workplace.templates())
    }

    /// What would refuse a plan, and what deserves a look, in the order in which it is printed.
    public var findings: [Diagnostic] { office.warnings + trial.warnings + errors }

    /// What would refuse a plan.
    public var errors: [Diagnostic] { unreadable + trial.errors }

    /// How much was checked, and which variables no template reads.
    public var summaryLines: [String] {
        let warnings = office.warnings.count + trial.warnings.count
        let summary =
            "\(office.name): \(office.segments.count) segments, \(office.devices.count) devices, \(office.links.count) links,"
            + " \(office.users.count) people in \(office.files.count) files; \(trial.playbooks) playbooks tried on all"
            + " their devices: \(errors.isEmpty ? "no" : "\(errors.count)") errors, \(warnings) warnings"
        guard !trial.unread.isEmpty else { return [summary] }
        let names = trial.unread.map { "\($0.path) (\($0.mark.file):\($0.mark.line))" }
        return [summary, "Read by no template: " + names.joined(separator: ", ")]
    }

    /// The same for programs.
    public var json: JSONValue {
        [
            "office": .string(office.name), "segments": .number(office.segments.count),
            "devices": .number(office.devices.count), "links": .number(office.links.count),
            "people": .number(office.users.count), "files": .number(office.files.count),
            "playbooks": .number(trial.playbooks), "renderings": .number(trial.renderings),
            "errors": .array(errors.map { .string($0.description) }),
            "warnings": .array((office.warnings + trial.warnings).map { .string($0.description) }),
            "unread_variables": .array(
                trial.unread.map { ["name": .string($0.path), "from": .string("\($0.mark.file):\($0.mark.line)")] }),
        ]
    }
}
