import PitaDiagnostics
import PitaNetwork
import PitaYAML

/// Warns of links over which more has been given than the policy lets promise.
enum CommitmentCheck {
    static func check(_ segments: [Segment], links: [Link], policy: CapacityPolicy, into findings: Findings) {
        var download: [String: Double] = [:]
        var upload: [String: Double] = [:]
        for segment in segments {
            let weight = policy.weight(of: segment.serviceClass)
            for link in segment.path {
                download[link, default: 0] += Double(segment.allocation.download.bitsPerSecond) * weight
                upload[link, default: 0] += Double(segment.allocation.upload.bitsPerSecond) * weight
            }
        }
        for link in links {
            guard let capacity = link.capacity else { continue }
            let sides = [
                ("download", download[link.name] ?? 0, capacity.download),
                ("upload", upload[link.name] ?? 0, capacity.upload),
            ]
            for (word, given, limit) in sides
            where given > Double(limit.bitsPerSecond) * policy.commitRatio * (1 + 1e-9) {
                let sum = Bandwidth(bitsPerSecond: UInt64(min(given, 1e18).rounded()))
                findings.add(
                    (link.body["capacity"] ?? link.node).diagnostic(
                        "\(sum) of \(word) has been given over `\(link.name)`, which has \(limit)",
                        hint: "the policy lets promise \(policy.commitRatio) times the capacity",
                        severity: .warning))
            }
        }
    }
}
