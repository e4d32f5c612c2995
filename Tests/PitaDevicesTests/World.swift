import PitaInventory
import PitaPlatforms
import PitaSSH
import Synchronization

@testable import PitaDevices
@testable import PitaLab

/// A clock that goes when the world says so.
final class WorldClock: Clock, Sendable {
    struct Instant: InstantProtocol {
        var offset: Duration
        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private let time = Mutex(Duration.zero)
    /// What happens in the world while time goes by; throws when nobody is there any more who waits.
    private let passing = Mutex<(@Sendable (Duration) async throws -> Void)?>(nil)

    var now: Instant { Instant(offset: time.withLock { $0 }) }
    var minimumResolution: Duration { .nanoseconds(1) }

    func onPassing(_ work: @escaping @Sendable (Duration) async throws -> Void) { passing.withLock { $0 = work } }

    /// Lets time go by.
    func pass(_ duration: Duration) async throws {
        let work = passing.withLock { $0 }
        try await work?(duration)
        time.withLock { $0 += duration }
    }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let left = now.duration(to: deadline)
        if left > .zero { try await pass(left) } else { try await pass(.zero) }
    }
}

/// What befalls a push.
enum WorldFault: Hashable, Sendable {
    /// A command does not reach the device, and the device can't be reached for so many seconds.
    case lost(seconds: Int)
    /// The device carries a command out, its answer is lost, and it can't be reached for so many seconds.
    case unanswered(seconds: Int)
    /// The device carries a command out so many seconds later; no answer comes, and it can be reached meanwhile.
    case late(seconds: Int)
    /// The device refuses a command.
    case refused
    /// The device restarts before it carries a command out, and can't be reached for so many seconds.
    case restart(seconds: Int)
    /// The program is killed after a step of the journal, and a recovery begins so many seconds later.
    case kill(seconds: Int)
    /// No step can be written down from one on, for so many seconds.
    case journal(seconds: Int)
}

/// A device in memory, one log-in at a time.
protocol WorldDevice: Sendable {
    /// A log-in; the one before ends.
    func logIn() async throws -> any DeviceChannel
    /// Ends the log-in.
    func logOut() async
    /// Lets so many seconds go by on the device, and what is due meanwhile happen.
    func pass(_ seconds: Double) async
    /// The device restarts: what was not saved is gone, and nobody is logged in.
    func restart() async
    /// The device's own running config.
    var truth: String { get async }
}

/// One device, the network to it, the office's journal and the clock of all three, in memory.
actor World: PushJournal, DeviceLink {
    nonisolated let device: any WorldDevice
    nonisolated let clock = WorldClock()
    private let fault: WorldFault?
    /// The number of the command, or of the step, that it befalls; from 1.
    private let moment: Int
    /// What was written down, and when.
    private(set) var steps: [(PushStep, StepTime)] = []
    /// The commands that were sent, in order.
    private(set) var commands: [(purpose: CommandKind, text: String)] = []
    private var isKilled = false
    private var reachableFrom = Duration.zero
    private var writableFrom = Duration.zero
    private var pending: (at: Duration, text: String, input: String)?
    private var hasStruck = false
    /// What was sent at the moment of the fault.
    private(set) var struckAt: String?

    init(_ device: any WorldDevice, fault: WorldFault? = nil, moment: Int = 0) {
        (self.device, self.fault, self.moment) = (device, fault, moment)
        clock.onPassing { [weak self] duration in try await self?.pass(duration) }
    }

    private var now: Duration { clock.now.offset }

    /// A new program looks at the journal.
    func revive() { isKilled = false }

    private func pass(_ duration: Duration) async throws {
        if isKilled { throw CancellationError() }
        try await go(duration)
    }

    /// Time goes by, whoever waits.
    private func go(_ duration: Duration) async throws {
        var left = duration
        if let late = pending, late.at <= now + duration {
            let until = max(.zero, late.at - now)
            await device.pass(until / .seconds(1))
            left -= until
            pending = nil
            try await carryOut(late.text, late.input)
        }
        await device.pass(left / .seconds(1))
    }

    /// A command arrives that nobody waits for.
    private func carryOut(_ text: String, _ input: String) async throws {
        let channel = try await device.logIn()
        _ = try? await channel.execute(
            text, input: input,
            limits: ExecLimits(standardOutput: 1 << 20, standardError: 1 << 16, total: .seconds(60)),
            as: .changing)
        await channel.close()
    }

    // MARK: The network

    func connect() async throws(DeviceError) -> DeviceSession {
        do {
            try await check()
            return DeviceSession(
                device: "dev-uji", channel: WorldChannel(world: self, channel: try await device.logIn()))
        } catch {
            throw DeviceError(device: "dev-uji", phase: .connect, cause: "\(error)")
        }
    }

    private func check() async throws(SSHError) {
        if isKilled || now < reachableFrom {
            throw SSHError(.timedOut, host: "lab", port: 22, phase: .connect)
        }
    }

    func state(interfaces: [String]) -> DeviceHealth.Finding {
        .well(SNMPState(system: "dev-uji", uptimeSeconds: 1, interfaces: interfaces))
    }

    func traffic(on interface: String, within limit: Duration) -> ProbeFinding {
        ProbeFinding(isPassed: true, sentence: "1 octets in")
    }

    fileprivate func execute(
        _ text: String, _ input: String, _ limits: ExecLimits, _ kind: CommandKind, over channel: any DeviceChannel
    ) async throws(SSHError) -> CommandReply {
        try await check()
        try? await clock.pass(.milliseconds(100))
        guard kind != .reading else { return try await channel.execute(text, input: input, limits: limits, as: kind) }
        commands.append((kind, text))
        guard let fault, commands.count == moment, !hasStruck else {
            return try await channel.execute(text, input: input, limits: limits, as: kind)
        }
        let timeOut = SSHError(.timedOut, host: "lab", port: 22, phase: .command)
        switch fault {
        case .kill, .journal: return try await channel.execute(text, input: input, limits: limits, as: kind)
        case .lost(let seconds): reachableFrom = now + limits.total + .seconds(seconds)
        case .unanswered(let seconds):
            _ = try? await channel.execute(text, input: input, limits: limits, as: kind)
            reachableFrom = now + limits.total + .seconds(seconds)
        case .late(let seconds): pending = (now + limits.total + .seconds(seconds), text, input)
        case .refused:
            (hasStruck, struckAt) = (true, text)
            // In the words of each platform.
            let words = ["failure: refused by the test", "% Error: refused by the test", "Error: refused by the test"]
            return CommandReply(output: words.map { $0 + "\n" }.joined(), exitStatus: 1)
        case .restart(let seconds):
            await device.restart()
            reachableFrom = now + .seconds(seconds)
        }
        (hasStruck, struckAt) = (true, text)
        await device.logOut()
        try? await clock.pass(limits.total)
        throw timeOut
    }

    // MARK: The journal

    private struct DiskFull: Error, CustomStringConvertible { let description = "no space left on device" }

    func record(_ step: PushStep, device: String) async throws {
        if isKilled || now < writableFrom { throw DiskFull() }
        if case .journal(let seconds) = fault, !hasStruck, steps.count + 1 == moment {
            (hasStruck, struckAt) = (true, "\(step)")
            writableFrom = now + .seconds(seconds)
            throw DiskFull()
        }
        steps.append((step, StepTime(wall: 0, clock: now)))
        if case .kill = fault, !hasStruck, steps.count == moment {
            (hasStruck, struckAt, isKilled) = (true, "\(step)", true)
            await self.device.logOut()
        }
    }

    /// Time goes by while no program runs.
    func rest(_ duration: Duration) async throws {
        isKilled = false
        try await clock.pass(duration)
    }
}

/// A session through the world.
private struct WorldChannel: DeviceChannel {
    let world: World
    let channel: any DeviceChannel

    func execute(
        _ text: String, input: String, limits: ExecLimits, as kind: CommandKind
    ) async throws(SSHError) -> CommandReply {
        try await world.execute(text, input, limits, kind, over: channel)
    }

    func close() async { await channel.close() }
}
