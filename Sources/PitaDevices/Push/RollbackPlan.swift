import PitaPlatforms

/// Why and under which cautions a device is rolled back.
struct RollbackPlan: Sendable {
    /// Why, for the record.
    let reason: String
    /// When the automatic rollback fires; `nil` where it was never armed.
    var firing: FiringWindow?
    /// Whether the change may have been made to survive a restart, so that this is rolled back too.
    var mayHaveSaved = false
    /// A command without an answer, if there is one.
    var late: LateCommand?
    /// Whether the device is only looked at: by a journal from a backup nothing is rolled back.
    var isCheckOnly = false
}

/// A command that was sent and not answered: it may still take effect after a reading.
struct LateCommand: Sendable, Equatable {
    /// What is done until it can no longer.
    enum Policy: Sendable, Equatable {
        /// The automatic rollback is awaited: what it leaves is the former config, whatever the command did.
        case awaitRollback
        /// An automatic rollback that is armed for sure is kept, when it fires after the command's time and leads to the same
        /// config; else it is awaited.
        case keepRollback
        /// The command's time is awaited.
        case awaitCommand
    }

    /// When it can no longer take effect.
    var until: Duration
    var policy: Policy
}

extension RollbackGuard {
    /// What a record says of an automatic rollback that may still be on the device.
    public static func mayBeArmedNote(_ rollbackGuard: RollbackGuard?) -> String {
        "; its automatic rollback may be armed until it has fired"
            + (rollbackGuard?.mechanism == .reload ? ", by which the device restarts" : "")
    }
}

extension PushScene {
    /// Whether what is in the one rollback slot of the device is not ours: that has fired for sure, or never was armed.
    func isRollbackOver(_ firing: FiringWindow?) -> Bool {
        job.rollbackGuard?.slot != nil && firing.map { $0.latest <= now } ?? true
    }
}
