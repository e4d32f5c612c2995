import PitaPlatforms

/// Waits until the way back on a device has fired for sure.
struct WayBackWait: Sendable {
    let job: PushJob
    let connector: DeviceConnector
    let sender: CommandSender
    private let clock = ContinuousClock()

    /// A wait for the way back of a job.
    init(job: PushJob, connector: DeviceConnector, sender: CommandSender) {
        self.job = job
        self.connector = connector
        self.sender = sender
    }

    /// Waits, at the longest until `end`. It may take minutes, and mostly takes fewer: the wait is over as soon as the device
    /// answers that none stands any more and is as it was before the change. Until it has restarted its config says nothing,
    /// and while it works out a restore it may say that none stands.
    ///
    /// - Returns: whether the device said so.
    @discardableResult func run(until end: ContinuousClock.Instant) async throws -> Bool {
        guard end > clock.now else { return false }
        let restarts = job.wayBack?.manner == .restart
        let seconds = Int((end - clock.now).components.seconds) + 1
        try await sender.record(.waiting(seconds: seconds, restarts: restarts))
        guard let vacancy = job.wayBack?.vacancy, restarts || !vacancy.free.isEmpty else {
            try await clock.sleep(until: end)
            return false
        }
        while true {
            if await isGone(vacancy, restarts: restarts) { return true }
            guard clock.now < end else { return false }
            try await clock.sleep(until: min(end, clock.now + job.policy.askingPause))
        }
    }

    private func isGone(_ vacancy: WayBack.Vacancy, restarts: Bool) async -> Bool {
        guard let session = try? await connector.session(to: job.device) else { return false }
        let reply = try? await session.answer(to: vacancy)
        var isGone = reply.map { job.isFree(vacancy, by: $0) } ?? false
        if isGone, !restarts {
            let reading = try? await session.read(job.platform)
            isGone = reading.map { isBack($0) } ?? false
        }
        await session.close()
        return isGone
    }

    private func isBack(_ reading: DeviceReading) -> Bool {
        guard (try? job.checkIdentity(reading.facts)) != nil else { return false }
        return reading.running.deviations(from: job.change.before, on: job.platform).isEmpty
    }
}
