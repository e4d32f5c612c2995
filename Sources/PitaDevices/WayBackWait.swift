import PitaPlatforms

/// Waits until the way back on a device has fired for sure.
struct WayBackWait: Sendable {
    let job: PushJob
    let connector: DeviceConnector
    let sender: CommandSender
    private let clock = ContinuousClock()

    /// How often a device that restarts is asked whether it is back.
    private static let pause = Duration.seconds(10)

    /// A wait for the way back of a job.
    init(job: PushJob, connector: DeviceConnector, sender: CommandSender) {
        self.job = job
        self.connector = connector
        self.sender = sender
    }

    /// Waits, at the longest until `end`. A restart may take minutes, and mostly takes fewer: the wait is over as soon as
    /// the device answers that none stands any more.
    ///
    /// - Returns: whether the device said so.
    @discardableResult func run(until end: ContinuousClock.Instant) async throws -> Bool {
        guard end > clock.now else { return false }
        let seconds = Int((end - clock.now).components.seconds) + 1
        try await sender.record(.waiting(seconds: seconds, restarts: job.wayBack?.manner == .restart))
        guard let wayBack = job.wayBack, wayBack.manner == .restart, let vacancy = wayBack.vacancy else {
            try await clock.sleep(until: end)
            return false
        }
        while true {
            if await isGone(vacancy) { return true }
            guard clock.now < end else { return false }
            try await clock.sleep(until: min(end, clock.now + Self.pause))
        }
    }

    private func isGone(_ vacancy: WayBack.Vacancy) async -> Bool {
        guard let session = try? await connector.session(to: job.device) else { return false }
        let reply = try? await session.answer(to: vacancy)
        await session.close()
        return reply.map { job.isFree(vacancy, by: $0) } ?? false
    }
}
