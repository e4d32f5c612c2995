import PitaPlatforms

/// Waits until the automatic rollback of a device has fired for sure.
///
/// It may take minutes, and mostly takes fewer: the wait is over as soon as the device answers that its slot is idle and is as
/// it was before the change. Until it has restarted its config says nothing, and while it works out a restore it may say that
/// the slot is idle.
struct GuardWait: Sendable {
    /// What it came to.
    enum Result: Sendable {
        /// The device said that nothing will fire any more.
        case isGone
        /// The time is over.
        case isOver
        /// A step could not be written down, or the wait was cut off.
        case failed(PushSignal)
    }

    private enum State: Sendable { case idle, recording, sleepingToEnd, connecting, asking, reading, pausing }

    /// At the longest until then.
    private let end: Duration
    private var state = State.idle

    init(until end: Duration) { self.end = end }

    mutating func next(_ signal: PushSignal, _ scene: PushScene) -> Progression<Result> {
        switch (state, signal) {
        case (.idle, _):
            guard end > scene.now else { return .done(.isOver) }
            let seconds = Int((end - scene.now).components.seconds) + 1
            return go(.recording, .record(.waiting(seconds: seconds, restarts: restarts(scene))))
        case (.recording, .done):
            guard let slot = scene.job.rollbackGuard?.slot, restarts(scene) || !slot.idle.isEmpty else {
                return go(.sleepingToEnd, .sleep(until: end))
            }
            return go(.connecting, .connect)
        case (.sleepingToEnd, .done): return .done(.isOver)
        case (.connecting, .done):
            guard let slot = scene.job.rollbackGuard?.slot else { return .done(.isOver) }
            return go(.asking, .ask(slot.command))
        case (.asking, .reply(let reply)):
            guard let slot = scene.job.rollbackGuard?.slot, scene.job.state(of: slot, by: reply) == .idle else {
                return pause(scene)
            }
            return restarts(scene) ? .done(.isGone) : go(.reading, .read)
        case (.reading, .reading(let reading)):
            let isBack =
                scene.strangeness(reading) == nil
                && scene.differences(reading, from: scene.job.change.before).isEmpty
            return isBack ? .done(.isGone) : pause(scene)
        case (.pausing, .done): return go(.connecting, .connect)
        // A device that restarts is not there.
        case (.connecting, .failed), (.asking, .failed), (.reading, .failed): return pause(scene)
        default: return .done(.failed(signal))
        }
    }

    private mutating func pause(_ scene: PushScene) -> Progression<Result> {
        guard scene.now < end else { return .done(.isOver) }
        return go(.pausing, .sleep(until: min(end, scene.now + scene.job.policy.askingPause)))
    }

    private func restarts(_ scene: PushScene) -> Bool { scene.job.rollbackGuard?.mechanism == .reload }

    private mutating func go(_ state: State, _ request: PushRequest) -> Progression<Result> {
        self.state = state
        return .next(request)
    }
}
