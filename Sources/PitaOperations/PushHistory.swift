import PitaDevices
import PitaEvidence
import PitaPlanning
import PitaPlatforms
import PitaRecords

/// What the journal says of an interrupted push.
struct PushHistory {
    /// How far a device came.
    struct Past {
        /// Whether the device was read and was as the plan saw it (J3).
        var isPreImage = false
        /// Whether the change had begun (J4).
        var intended = false
        /// Whether confirming had begun (J8).
        var isConfirming = false
        /// Whether it had ended, and how.
        var ended: Ended?
        /// When the work on it began and ended, in Unix milliseconds.
        var startedAt: Int64?
        var endedAt: Int64?
        /// When the way back was being armed, and its time.
        var armedAt: Int64?
        var wayBackSeconds: Int?
        /// How many commands were being sent, and the answers that came.
        var sentCommands = 0
        var answers: [Int: (reply: CommandReply, rejected: String?)] = [:]

        enum Ended { case confirmed, returned }

        /// The commands that went out, with the answers that the journal holds.
        func sent(of plan: DevicePlan) -> [SentCommand] {
            plan.change.commands.prefix(sentCommands).enumerated().map { index, command in
                let answer = answers[index + 1]
                return SentCommand(text: command.text, reply: answer?.reply, rejected: answer?.rejected)
            }
        }

        /// What a recovery has to know of it.
        func forRecovery(now: LocalTime, isFromBackup: Bool) -> DeviceRecovery.Past {
            DeviceRecovery.Past(
                wayBackSecondsLeft: wayBackSecondsLeft(now: now),
                hasUnansweredCommand: sentCommands > 0 && answers[sentCommands] == nil, mayHaveBeenSaved: isConfirming,
                isFromBackup: isFromBackup)
        }

        /// What the device may need beyond the way back's time: an arming command's longest, and the way back itself.
        private static let slack: Int64 = 65

        /// Seconds until the way back has fired for sure, by the wall clock; 0 when it never was armed or has fired.
        private func wayBackSecondsLeft(now: LocalTime) -> Int {
            guard let armedAt, let wayBackSeconds else { return 0 }
            let whole = Int64(wayBackSeconds) + Self.slack
            let left = armedAt / 1000 + whole - now.unixMilliseconds / 1000
            // A clock that was stepped must not make the wait endless, or none while the timer still runs.
            return Int(min(max(0, left), whole))
        }
    }

    /// The renewal of the allocation as J9 has it; `nil` when the push did not come so far.
    func renewal(of planned: PlannedAllocation?) -> AllocationRenewal? {
        guard let planned, let renewed else { return nil }
        return AllocationRenewal(
            segment: planned.segment, before: planned.old.description, after: planned.new.description,
            file: planned.file, digestBefore: renewed.before, digestAfter: renewed.after, isRenewed: true)
    }

    var plan: Digest
    var lastStep = JournalStep.plan
    var sealedDigest: Digest?
    /// Whether the journal comes from a backup, so that the push may have gone on after its last step.
    var isFromBackup = false
    /// Whether the push has an end (J11).
    var isEnded = false
    /// The inventory file's digests, once its renewal had begun (J9).
    var renewed: (before: Digest, after: Digest)?
    var devices: [String: Past] = [:]

    /// Reads the whole journal of a push.
    static func read(_ push: String, store: any RecordStore) async throws -> PushHistory {
        var history: PushHistory?
        var page: Page? = Page(limit: 1000)
        while let current = page {
            let entries = try await store.journal(push: push, page: current)
            for entry in entries.items {
                let payload = try JSONValue(parsing: entry.payload)
                if entry.step == .plan, let digest = payload["plan"]?.stringValue.flatMap({ Digest($0) }) {
                    history = PushHistory(plan: digest)
                }
                history?.take(entry, payload)
            }
            page = entries.next.map { Page(after: $0, limit: 1000) }
        }
        guard let history else { throw OperationError("the journal of push \(push) does not begin with its plan") }
        return history
    }

    /// What a restoration writes into the journal of a push that was under way when the backup was made.
    static let backupMark: JSONValue = ["step": "from-backup"]

    private mutating func take(_ entry: JournalEntry, _ payload: JSONValue) {
        if payload == Self.backupMark {
            isFromBackup = true
            return
        }
        lastStep = entry.step
        if entry.step == .freed { isEnded = true }
        if entry.step == .renewed, let before = payload["before"]?.stringValue.flatMap({ Digest($0) }),
            let after = payload["after"]?.stringValue.flatMap({ Digest($0) })
        {
            renewed = (before, after)
        }
        if entry.step == .sealed { sealedDigest = payload["digest"]?.stringValue.flatMap { Digest($0) } }
        guard let device = entry.device else { return }
        var past = devices[device] ?? Past()
        past.startedAt = past.startedAt ?? entry.at
        switch payload["step"]?.stringValue {
        case "pre-image": past.isPreImage = true
        case "confirming": past.isConfirming = true
        case "intent":
            past.intended = true
            past.wayBackSeconds = payload["way_back_seconds"]?.integerValue.map { Int($0) }
        case "arming": past.armedAt = past.armedAt ?? entry.at
        case "sending": past.sentCommands = max(past.sentCommands, Int(payload["command"]?.integerValue ?? 0))
        case "answered":
            let reply = CommandReply(
                output: payload["output"]?.stringValue ?? "", errorOutput: payload["error_output"]?.stringValue ?? "",
                exitStatus: payload["exit_status"]?.integerValue.map { Int($0) })
            past.answers[Int(payload["command"]?.integerValue ?? 0)] = (reply, payload["rejected"]?.stringValue)
        case "confirmed": (past.ended, past.endedAt) = (.confirmed, entry.at)
        case "returned": (past.ended, past.endedAt) = (.returned, entry.at)
        default: break
        }
        devices[device] = past
    }
}
