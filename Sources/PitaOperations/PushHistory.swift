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
        /// Everything that went out, in order, with the answers that the journal holds.
        var sent: [SentCommand] = []

        enum Ended { case confirmed, returned }

        /// Takes the next entry of the journal.
        mutating func take(_ entry: JournalEntry, _ payload: JSONValue) {
            startedAt = startedAt ?? entry.at
            switch payload["step"]?.stringValue {
            case "pre-image": isPreImage = true
            case "confirming": isConfirming = true
            case "intent":
                intended = true
                wayBackSeconds = payload["way_back_seconds"]?.integerValue.map { Int($0) }
            case "sending": send(payload, at: entry.at)
            case "answered": answer(payload)
            case "confirmed": (ended, endedAt) = (.confirmed, entry.at)
            case "returned": (ended, endedAt) = (.returned, entry.at)
            default: break
            }
        }

        private mutating func send(_ payload: JSONValue, at time: Int64) {
            let purpose = Self.purpose(payload)
            if purpose == .arm { armedAt = armedAt ?? time }
            sent.append(
                SentCommand(
                    purpose, text: payload["text"]?.stringValue ?? "", input: payload["input"]?.stringValue, reply: nil,
                    rejected: nil))
        }

        /// An answer belongs to the last command that went out: a device is sent one at a time.
        private mutating func answer(_ payload: JSONValue) {
            guard let last = sent.indices.last, sent[last].purpose == Self.purpose(payload) else { return }
            sent[last].reply = CommandReply(
                output: payload["output"]?.stringValue ?? "", errorOutput: payload["error_output"]?.stringValue ?? "",
                exitStatus: payload["exit_status"]?.integerValue.map { Int($0) })
            sent[last].rejected = payload["rejected"]?.stringValue
        }

        private static func purpose(_ payload: JSONValue) -> CommandPurpose {
            payload["purpose"]?.stringValue.flatMap(CommandPurpose.init) ?? .change
        }

        /// What a recovery has to know of it.
        func forRecovery(now: LocalTime, isFromBackup: Bool) -> DeviceRecovery.Past {
            DeviceRecovery.Past(
                wayBackSecondsLeft: wayBackSecondsLeft(now: now),
                hasUnansweredCommand: sent.last.map { $0.reply == nil && $0.purpose != .disarm } ?? false,
                mayHaveBeenSaved: isConfirming, isFromBackup: isFromBackup)
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
    /// The approval by which it was begun (J1).
    var approval: JSONValue?
    /// Whether the journal comes from a backup, so that the push may have gone on after its last step.
    var isFromBackup = false
    /// Whether the push has an end (J11).
    var isEnded = false
    /// The inventory file's digests, once its renewal had begun (J9).
    var renewed: (before: Digest, after: Digest)?
    var devices: [String: Past] = [:]
    /// Why everything that was confirmed is undone; `nil` when it is not.
    var undoReason: String?
    /// How far the undoing of each device came.
    var undone: [String: Past] = [:]

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
        if entry.step == .approval { approval = payload }
        if entry.step == .freed { isEnded = true }
        if entry.step == .renewed, let before = payload["before"]?.stringValue.flatMap({ Digest($0) }),
            let after = payload["after"]?.stringValue.flatMap({ Digest($0) })
        {
            renewed = (before, after)
        }
        if entry.step == .sealed { sealedDigest = payload["digest"]?.stringValue.flatMap { Digest($0) } }
        if payload["step"] == "undo-all" { undoReason = payload["reason"]?.stringValue ?? "" }
        guard let device = entry.device else { return }
        if payload["undo"] == true {
            undone[device, default: Past()].take(entry, payload)
        } else {
            devices[device, default: Past()].take(entry, payload)
        }
    }
}
