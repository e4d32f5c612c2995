import Foundation
import Testing

@testable import LabSupport

/// What became of each case of the matrix: one line a case while the tests run, and the sums at the end.
actor Ledger {
    static let shared = Ledger()

    private var cases = 0
    private var unknown = 0
    private var lost = 0
    private var judged = 0
    private var clear = 0
    private var slowest: (what: String, time: Duration) = ("none", .zero)

    /// How a device ended by its own ground truth.
    enum Standing: String, Sendable { case old, new, neither }

    /// Writes a case down.
    ///
    /// - Parameters:
    ///   - phase: where in the push it happened: `J6`, `connect`.
    ///   - standings: how each device of the change ended, by the lab's ground truth.
    ///   - record: what the berita acara says; `nil` for a push that was refused and needs none.
    ///   - isLost: whether the push should have left a berita acara and left none.
    ///   - isClear: whether the error names the device and what happened; `nil` where no error was to be judged.
    func add(
        _ fault: String, phase: String, on device: String, standings: [(device: String, standing: Standing)],
        record: String?, isLost: Bool = false, isClear: Bool?, took: Duration = .zero
    ) {
        cases += 1
        unknown += standings.count { $0.standing == .neither }
        if isLost { lost += 1 }
        if let isClear {
            judged += 1
            clear += isClear ? 1 : 0
        }
        if took > slowest.time { slowest = ("\(fault) \(phase) \(device)", took) }
        let ended = standings.map { "\($0.device)=\($0.standing.rawValue)" }.joined(separator: " ")
        print("fault: \(fault) | \(phase) | \(Self.platform(device)) | \(ended) | \(record ?? "refused, no record")")
    }

    /// Prints the sums.
    func summarise() {
        guard cases > 0 else { return }
        print(
            "faults: \(cases) cases run, \(unknown) devices neither old nor new, \(lost) records lost,"
                + " \(clear) of \(judged) errors clear (\(cases - judged) cases without an error to judge), longest recovery \(slowest.time) (\(slowest.what))"
        )
    }

    private static func platform(_ device: String) -> String {
        switch device {
        case "sw-dist-utara": "openvswitch"
        case "rtr-dinkes": "linux"
        case LabOffice.cisco: "ios"
        case LabOffice.huawei: "vrp"
        case LabOffice.juniper: "junos"
        case LabOffice.arista: "eos"
        case LabOffice.ruijie: "rgos"
        case "": "office"
        default: "routeros"
        }
    }
}

extension LabOffice {
    /// How each device of a change stands, by the lab's own ground truth.
    func standings(_ change: PlannedChange) async throws -> [(device: String, standing: Ledger.Standing)] {
        var found: [(device: String, standing: Ledger.Standing)] = []
        for device in change.devices {
            let now = try await shaping(device, change.segment)
            let standing: Ledger.Standing =
                now == change.before[device] ? .old : now.matches(change.allocation) ? .new : .neither
            found.append((device, standing))
        }
        return found
    }

    /// Writes down how a push ended that has a record; a clear error names the device that failed, and why.
    func enter(
        _ fault: String, phase: String, on device: String, _ change: PlannedChange, _ record: WrittenRecord,
        errors: String?, took: Duration = .zero
    ) async throws {
        let says = record.devices.map { "\($0.name)=\($0.outcome)" }.joined(separator: " ")
        await Ledger.shared.add(
            fault, phase: phase, on: device, standings: try await standings(change), record: says,
            isLost: record.plan.digest != change.digest, isClear: errors.map { $0.contains("\(device): ") }, took: took)
    }
}

/// Prints the sums of the matrix when its last test has ended.
struct WithLedger: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        do {
            try await function()
        } catch {
            await Ledger.shared.summarise()
            throw error
        }
        await Ledger.shared.summarise()
    }

    func scopeProvider(for test: Test, testCase: Test.Case?) -> Self? { test.isSuite ? self : nil }
}
