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
        case .snmp(let system, let seconds, let interfaces):
            VerificationRecord(
                check: "perangkat menjawab SNMP"
                    + (interfaces.isEmpty ? "" : ", antarmuka \(interfaces.joined(separator: ", "))"),
                source: "snmp", expected: "aktif",
                observed: "\(system) menyala \(seconds) detik" + (interfaces.isEmpty ? "" : ", antarmuka aktif"),
                passed: true)
        }
    }

    /// Why a device ended as it did; the message of the device or the program stands as it came.
    ///
    /// - Parameter irreversible: what of the commands that were sent can't be brought back exactly, by the plan.
    static func explanation(_ outcome: DeviceOutcome, irreversible: [String]) -> String? {
        let lost = "menurut rencana ada yang tidak dapat dikembalikan persis: " + irreversible.joined(separator: "; ")
        let isWhole = irreversible.isEmpty
        switch outcome {
        case .unchanged, .confirmed: return nil
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
