import PitaDevices
import PitaEvidence
import PitaInventory
import PitaPlanning
import PitaPlatforms
import PitaRecords

/// Puts a push into the words of the berita acara.
struct BeritaAcaraWriter: Sendable {
    let office: Office
    let clock: OfficeClock
    let known: KnownPlan
    let approval: Authorisation
    let execution: SignedDecision?
    let kind: BeritaAcara.Kind

    /// How the whole attempt ended.
    static func outcome(_ reports: [PushReport]) -> BeritaAcara.Outcome {
        var confirmed = 0
        var returned = 0
        for report in reports {
            switch report.outcome {
            case .unknown: return .unknown
            case .confirmed, .unchanged: confirmed += report.problem == nil ? 1 : 0
            case .returned: returned += 1
            case .notStarted: break
            }
        }
        if confirmed == reports.count { return .succeeded }
        if reports.contains(where: { $0.outcome == .confirmed }) { return .partial }
        return returned > 0 ? .returned : .nothingChanged
    }

    func record(
        at position: ChainPosition, madeAt: LocalTime, reports: [PushReport], renewal: AllocationRenewal?, notes: [Note]
    ) -> BeritaAcara {
        let plan = known.plan
        return BeritaAcara(
            kind: approval.isBreakGlass ? .breakGlass : kind, position: position,
            documentNumber: office.numberSeries["berita_acara"]?.text(number: position.number, year: position.year)
                ?? "\(position.number)/\(position.year)", office: RecordOffice(name: office.name, place: office.city),
            madeAt: madeAt,
            pitaVersion: PitaVersion.current, request: request,
            plan: PlanReference(
                digest: known.digest, title: plan.inputs.title, playbook: plan.inputs.playbook,
                playbookDigest: plan.inputs.playbookDigest, parameters: plan.inputs.parameters),
            parties: parties,
            approvals: approval.decisions.map(approvalRecord),
            devices: zip(plan.devices, reports).map { device($0, $1) }, capacity: plan.capacity, allocation: renewal,
            outcome: Self.outcome(reports), notes: notes)
    }

    private func approvalRecord(_ signed: SignedDecision) -> Approval {
        let decision = signed.decision
        return Approval(
            kind: decision.kind == .breakGlass ? .breakGlass : .approval, person: decision.person, at: decision.at,
            expires: decision.expires.map {
                LocalTime(unixMilliseconds: $0, zone: clock.zone, clockSynchronised: decision.at.clockSynchronised)
            },
            reason: decision.reason,
            overrides: decision.lifts.map { $0.words(of: known.plan) }
                + [decision.capacityOverride, decision.irreversibleAccepted].compactMap(\.self),
            signature: signed.signature.digest)
    }

    private var request: RequestReference? {
        guard let number = known.plan.request else { return nil }
        let name = known.plan.allocation?.segment ?? known.plan.inputs.parameters["segment"] ?? ""
        return RequestReference(
            number: number, letter: nil, letterDate: nil, segment: name, agency: office.segment(name)?.agency ?? "",
            subject: known.plan.inputs.title)
    }

    private var parties: [Party] {
        let proposal = known.decisions.last { $0.kind == .proposal }.flatMap { try? $0.signed() }
        var parties = [party(.planner, known.plan.planner, proposal)]
        parties += approval.decisions.map { party(.approver, $0.decision.person, $0) }
        if let execution { parties.append(party(.executor, execution.decision.person, execution)) }
        return parties
    }

    private func party(_ role: Party.Role, _ id: String, _ signed: SignedDecision?) -> Party {
        let title = office.user(id)?.title ?? id
        return Party(
            role: role, person: id, name: title, title: signed?.decision.acting?.title ?? title, employeeNumber: nil,
            actingLetter: signed?.decision.acting?.letter,
            signature: signed?.signature.digest, at: signed?.decision.at)
    }

    private func device(_ plan: DevicePlan, _ report: PushReport) -> DeviceRecord {
        DeviceRecord(
            name: plan.device, segment: office.device(plan.device)?.segment, model: plan.facts.model,
            serial: plan.facts.serial, platform: plan.platform, version: plan.facts.version, address: plan.address,
            startedAt: time(report.startedAt), endedAt: time(report.endedAt), rollbackSeconds: report.rollbackSeconds,
            commands: commands(plan, report),
            differences: plan.change.differences.map {
                DifferenceRecord(object: $0.id.description, before: $0.before, after: $0.after)
            },
            verification: report.checks.map(RecordWords.verification), outcome: Self.outcome(report.outcome),
            explanation: RecordWords.explanation(
                report, irreversible: Self.mayHaveRun(report) ? plan.change.irreversible : []))
    }

    /// Whether a command that changes something was taken, or may have been.
    private static func mayHaveRun(_ report: PushReport) -> Bool {
        report.sent.contains { $0.purpose == .change && $0.rejected == nil }
    }

    private func time(_ milliseconds: Int64?) -> LocalTime? {
        let isSynchronised = clock.now.clockSynchronised
        return milliseconds.map { LocalTime(unixMilliseconds: $0, zone: clock.zone, clockSynchronised: isSynchronised) }
    }

    private static func outcome(_ outcome: DeviceOutcome) -> DeviceRecord.Outcome {
        switch outcome {
        case .unchanged: .unchanged
        case .notStarted: .notStarted
        case .confirmed: .confirmed
        case .returned: .returned
        case .unknown: .unknown
        }
    }

    /// The most of a device's answer that the berita acara keeps, in characters.
    private static let keptAnswer = 2000

    /// Every command that went out, whatever it was for, and those of the plan whose turn did not come.
    private func commands(_ plan: DevicePlan, _ report: PushReport) -> [CommandRecord] {
        let sent = report.sent.map { sent in
            CommandRecord(
                purpose: Self.purpose(sent.purpose), text: sent.text, input: sent.input,
                state: sent.reply == nil ? .unanswered : (sent.rejected == nil ? .accepted : .rejected),
                answer: sent.reply.map { DeviceWords.cut($0.output + $0.errorOutput, to: Self.keptAnswer) })
        }
        let begun = report.sent.count { $0.purpose == .change }
        // Where the change carries its way back, that is what was to be sent.
        let carrier = plan.rollbackGuard?.commitCommands ?? []
        let left = (carrier.isEmpty ? plan.change.commands : carrier).dropFirst(begun).map {
            CommandRecord(purpose: .change, text: $0.text, input: $0.input, state: .notSent, answer: nil)
        }
        return sent + left
    }

    private static func purpose(_ purpose: CommandPurpose) -> CommandRecord.Purpose {
        switch purpose {
        case .arm: .arm
        case .verifyArmed: .prove
        case .change: .change
        case .cancel: .disarm
        case .save: .save
        case .rollback: .reverse
        }
    }
}
