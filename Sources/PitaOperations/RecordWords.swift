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
    static func explanation(_ outcome: DeviceOutcome) -> String? {
        switch outcome {
        case .unchanged, .confirmed: nil
        case .notStarted(let reason): "perangkat tidak diubah; pesan teknis: \(reason)"
        case .returned(let reason):
            "perangkat dikembalikan ke keadaan semula dan dibuktikan melalui sesi baru; pesan teknis: \(reason)"
        case .unknown(let reason): "keadaan perangkat tidak dapat dibuktikan; pesan teknis: \(reason)"
        }
    }
}
