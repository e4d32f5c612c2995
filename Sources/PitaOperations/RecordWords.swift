import PitaDevices
import PitaEvidence

/// What a push found, in the language of the berita acara.
enum RecordWords {
    /// A check that a device passed.
    static func verification(_ check: PushCheck) -> VerificationRecord {
        switch check {
        case .readBack:
            VerificationRecord(
                check: "konfigurasi dibaca kembali melalui sesi baru", source: "ssh", expected: "sesuai rencana",
                observed: "sesuai rencana", passed: true)
        case .snmp(let state):
            VerificationRecord(
                check: "perangkat menjawab SNMP"
                    + (state.interfaces.isEmpty ? "" : ", antarmuka \(state.interfaces.joined(separator: ", "))"),
                source: "snmp", expected: "aktif",
                observed: "\(state.system) menyala \(state.uptimeSeconds) detik"
                    + (state.interfaces.isEmpty ? "" : ", antarmuka aktif"),
                passed: true)
        case .effect(let check, let finding):
            switch check {
            case .probe(.ping(let address, _, let source)):
                VerificationRecord(
                    check: "ping ke \(address)" + (source.map { " dari \($0)" } ?? ""), source: "ssh",
                    expected: "dijawab", observed: finding, passed: true)
            case .probe(.route(let prefix)):
                VerificationRecord(
                    check: "rute ke \(prefix)", source: "ssh", expected: "ada", observed: finding, passed: true)
            case .counter(let interface, let seconds):
                VerificationRecord(
                    check: "lalu lintas pada \(interface)", source: "snmp", expected: "bergerak dalam \(seconds) detik",
                    observed: finding, passed: true)
            case .queue(let name, let seconds):
                VerificationRecord(
                    check: "lalu lintas dalam antrean \(name)", source: "ssh",
                    expected: "bergerak dalam \(seconds) detik", observed: finding, passed: true)
            }
        }
    }

    /// Why a device ended as it did; the message of the device or the program stands as it came.
    ///
    /// - Parameter irreversible: what of the commands that were sent can't be brought back exactly, by the plan.
    static func explanation(_ report: PushReport, irreversible: [String]) -> String? {
        let lost = "menurut rencana ada yang tidak dapat dikembalikan persis: " + irreversible.joined(separator: "; ")
        let isWhole = irreversible.isEmpty
        switch report.outcome {
        case .unchanged, .confirmed: return report.problem.map { "perlu diperiksa; pesan teknis: \($0)" }
        case .notStarted(let reason): return "perangkat tidak diubah; pesan teknis: \(reason)"
        case .returned(let reason):
            let how =
                isWhole
                ? "ke keadaan semula dan dibuktikan melalui sesi baru"
                : "sejauh dapat dibaca dan dibuktikan melalui sesi baru, tetapi \(lost)"
            return "perangkat dikembalikan \(how); pesan teknis: \(reason)"
        case .unknown(let reason):
            return "keadaan perangkat tidak dapat dibuktikan" + (isWhole ? "" : ", dan \(lost)")
                + "; pesan teknis: \(reason)"
        }
    }
}
