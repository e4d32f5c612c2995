import PitaDevices
import PitaEvidence
import PitaInventory
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
        var armedAt: Moment?
        var wayBackSeconds: Int?
        /// The longest that a command of one line was allowed.
        var longestCommand = PushPolicy.standard.longestCommand
        /// Everything that went out, in order, with the answers that the journal holds.
        var sent: [SentCommand] = []
        /// When the last command went out that has no answer and may change something.
        var unansweredAt: Moment?
        /// Why it failed before anything was sent that changes it; `nil` when it did not.
        var notStarted: String?
        /// Why it was being returned; `nil` when it was not.
        var returnReason: String?
        /// What was proven of the change, and what was wrong when it was proven again.
        var checks: [PushCheck] = []
        var problem: String?

        /// A time by the wall clock in Unix milliseconds, and by the clock of the boot, which nobody can step.
        struct Moment {
            let wall: Int64
            let bootID: String?
            let bootMilliseconds: Int64?

            /// Seconds until so many have gone by since.
            func left(of seconds: Int64, now: LocalTime) -> Int {
                let clock = LeaseClock.now()
                if let bootMilliseconds, bootID == clock.bootID {
                    return Int(max(0, seconds - (clock.bootMilliseconds - bootMilliseconds) / 1000))
                }
                // After a restart of this machine only the wall clock is left; one that was stepped back must not make
                // the wait endless.
                return Int(min(max(0, wall / 1000 + seconds - now.unixMilliseconds / 1000), seconds))
            }
        }

        enum Ended { case confirmed, returned }

        /// Takes the next entry of the journal.
        mutating func take(_ entry: JournalEntry, _ payload: JSONValue) {
            startedAt = startedAt ?? entry.at
            switch payload["step"]?.stringValue {
            case "pre-image": isPreImage = true
            case "confirming": isConfirming = true
            case "intent":
                // An undoing may be begun anew: what its first attempt came to says nothing of this one.
                (ended, endedAt, returnReason, isConfirming, armedAt, checks) = (nil, nil, nil, false, nil, [])
                intended = true
                wayBackSeconds = payload["way_back_seconds"]?.integerValue.map { Int($0) }
                // The policy allows no more.
                payload["longest_command_seconds"]?.integerValue.map { longestCommand = .seconds(min(max(0, $0), 600)) }
            case "not-started": notStarted = payload["reason"]?.stringValue
            case "sending": send(payload, at: entry.at)
            case "answered": answer(payload)
            case "withheld":
                if sent.last?.reply == nil { sent.removeLast() }
                settleUnanswered()
            case "read-back": if payload["deviations"]?.arrayValue?.isEmpty == true { checks = [.readBack] }
            case "snmp": if let check = Self.snmp(payload) { checks.append(check) }
            case "checked": if let check = Self.effect(payload) { checks.append(check) }
            case "proven-again": problem = payload["problem"]?.stringValue
            case "returning": returnReason = returnReason ?? payload["reason"]?.stringValue
            case "confirmed": (ended, endedAt) = (.confirmed, entry.at)
            case "returned": (ended, endedAt) = (.returned, entry.at)
            default: break
            }
        }

        private mutating func send(_ payload: JSONValue, at time: Int64) {
            let purpose = Self.purpose(payload)
            let moment = Moment(
                wall: time, bootID: payload["boot_id"]?.stringValue,
                bootMilliseconds: payload["boot_milliseconds"]?.integerValue)
            // Where the change carries its way back, nothing is armed before it.
            if purpose == .arm || (purpose == .change && wayBackSeconds != nil) { armedAt = armedAt ?? moment }
            if [.change, .undo, .save].contains(purpose) { unansweredAt = moment }
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
            settleUnanswered()
        }

        /// An earlier command without an answer may still be carried out, whatever was answered since.
        private mutating func settleUnanswered() {
            let isLeft = sent.contains { $0.reply == nil && [.change, .undo, .save].contains($0.purpose) }
            if !isLeft { unansweredAt = nil }
        }

        private static func purpose(_ payload: JSONValue) -> CommandPurpose {
            payload["purpose"]?.stringValue.flatMap(CommandPurpose.init) ?? .change
        }

        private static func snmp(_ payload: JSONValue) -> PushCheck? {
            guard let found = payload["found"], let system = found["system"]?.stringValue else { return nil }
            return .snmp(
                system: system, uptimeSeconds: Int(found["uptime_seconds"]?.integerValue ?? 0),
                interfaces: found["interfaces"]?.arrayValue?.compactMap(\.stringValue) ?? [])
        }

        private static func effect(_ payload: JSONValue) -> PushCheck? {
            guard payload["passed"] == true, let json = payload["check"],
                let check = try? EffectCheck(json: json, path: "check")
            else { return nil }
            return .effect(check, finding: payload["finding"]?.stringValue ?? "")
        }

        /// What a recovery has to know of it.
        ///
        /// - Parameters:
        ///   - slack: how long after its time the way back has fired for sure.
        ///   - lateness: how long a command may take.
        func forRecovery(
            now: LocalTime, isFromBackup: Bool, slack: Duration, lateness: Duration
        ) -> DeviceRecovery.Past {
            var past = DeviceRecovery.Past()
            past.wayBackSecondsLeft = wayBackSecondsLeft(beyond: slack, now: now)
            past.lateSecondsLeft = unansweredAt?.left(of: lateness.components.seconds, now: now) ?? 0
            // Where it may have been taken away already there is none to be left.
            past.mayLeaveWayBack = !isConfirming && !sent.contains { $0.purpose == .disarm }
            past.mayHaveBeenSaved = isConfirming
            past.wasReturning = returnReason != nil
            past.isFromBackup = isFromBackup
            return past
        }

        /// Whether the way back may still stand on the device: it has not fired for sure, and no answer says that it is gone.
        func mayLeave(_ wayBack: WayBack?, policy: PushPolicy, now: LocalTime) -> Bool {
            guard let wayBack else { return false }
            let slack =
                policy.allowing(longestCommand: longestCommand).longestArming(of: wayBack) + .seconds(wayBack.firing)
            guard wayBackSecondsLeft(beyond: slack, now: now) > 0 else { return false }
            return !sent.contains { sent in
                guard sent.purpose == .disarm, let reply = sent.reply else { return false }
                // What is asked when it was taken away is answered otherwise than what is said when it is confirmed.
                return sent.input == nil && sent.text == wayBack.removal.last?.text
                    ? wayBack.isRemoved(by: reply, isRejected: sent.rejected != nil)
                    : wayBack.isGone(by: reply, isRejected: sent.rejected != nil)
            }
        }

        /// Seconds until the way back has fired for sure; 0 when it never was armed or has fired.
        private func wayBackSecondsLeft(beyond slack: Duration, now: LocalTime) -> Int {
            guard let armedAt, let wayBackSeconds else { return 0 }
            return armedAt.left(of: Int64(wayBackSeconds) + slack.components.seconds, now: now)
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
