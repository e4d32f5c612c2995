import PitaEvidence
import PitaPlanning

/// How and when a plan is carried out, as people read it: only what is not the ordinary way.
struct RolloutView {
    let plan: Plan

    /// One fact a line.
    var lines: [String] {
        let rollout = plan.rollout
        var lines: [String] = []
        if rollout != .oneByOne(plan.devices.map(\.device)) {
            let waves = rollout.waves.enumerated().map { index, devices in
                (index < rollout.canaryWaves ? "canary " : "") + devices.joined(separator: " + ")
            }
            lines.append("waves: " + waves.joined(separator: ", then "))
        }
        if rollout.pauseSeconds > 0 {
            lines.append("between waves: \(rollout.pauseSeconds) s, then the wave before is proven again")
        }
        switch rollout.onFailure {
        case .stop:
            if rollout.maxFailures > 0 { lines.append("stops after more than \(rollout.maxFailures) failures") }
        case .proceed: lines.append("goes on whatever fails")
        case .undoAll:
            lines.append(
                rollout.maxFailures > 0
                    ? "undoes everything after more than \(rollout.maxFailures) failures"
                    : "undoes everything after the first failure")
        }
        let zone = plan.madeAt.zone
        if let window = plan.window { lines.append("only within: \(window.text(in: zone))") }
        if let expires = plan.expires {
            lines.append(
                "valid until: " + LocalTime(unixMilliseconds: expires, zone: zone, clockSynchronised: true).text)
        }
        return lines
    }
}
