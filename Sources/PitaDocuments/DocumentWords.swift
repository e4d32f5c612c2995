import PitaEvidence

/// The terms of the record in formal Indonesian.
enum DocumentWords {
    static func title(_ kind: BeritaAcara.Kind) -> String {
        switch kind {
        case .work: "BERITA ACARA PEKERJAAN"
        case .rollback: "BERITA ACARA PENGEMBALIAN PEKERJAAN"
        case .recovery: "BERITA ACARA PEMULIHAN PEKERJAAN"
        case .breakGlass: "BERITA ACARA PEKERJAAN DARURAT"
        case .countersignature: "BERITA ACARA PENGESAHAN PEKERJAAN DARURAT"
        }
    }

    static func outcome(_ outcome: BeritaAcara.Outcome) -> String {
        switch outcome {
        case .succeeded: "Pekerjaan berhasil dilaksanakan seluruhnya."
        case .partial: "Pekerjaan berhasil dilaksanakan sebagian; perangkat yang tidak berhasil tercantum di bawah ini."
        case .returned: "Pekerjaan tidak berhasil; seluruh perangkat telah dikembalikan ke keadaan semula."
        case .nothingChanged: "Tidak ada perangkat yang diubah."
        case .unknown: "Keadaan sekurang-kurangnya satu perangkat belum diketahui dan harus diperiksa."
        }
    }

    static func outcome(_ outcome: DeviceRecord.Outcome) -> String {
        switch outcome {
        case .confirmed: "Berubah dan terkonfirmasi"
        case .unchanged: "Tidak berubah (sudah sesuai)"
        case .returned: "Dikembalikan ke keadaan semula"
        case .notStarted: "Tidak dimulai"
        case .unknown: "Belum diketahui"
        }
    }

    static func role(_ role: Party.Role) -> String {
        switch role {
        case .planner: "Perencana"
        case .approver: "Pemberi Persetujuan"
        case .executor: "Pelaksana"
        case .applicant: "Pemohon"
        case .witness: "Mengetahui"
        case .countersigner: "Pengesah"
        }
    }

    static func approval(_ kind: Approval.Kind) -> String {
        switch kind {
        case .approval: "Persetujuan"
        case .breakGlass: "Persetujuan darurat"
        case .countersignature: "Pengesahan"
        }
    }

    static func note(_ kind: Note.Kind) -> String {
        switch kind {
        case .interrupted: "Terputus"
        case .recovered: "Dipulihkan"
        case .override: "Pengecualian"
        case .clock: "Jam"
        case .remark: "Catatan"
        }
    }

    static func purpose(_ purpose: CommandRecord.Purpose) -> String {
        switch purpose {
        case .arm: "Pasang jalan kembali"
        case .prove: "Bukti jalan kembali"
        case .change: "Perubahan"
        case .disarm: "Lepas jalan kembali"
        case .save: "Simpan konfigurasi"
        case .reverse: "Pembalikan"
        }
    }

    static func state(_ state: CommandRecord.State) -> String {
        switch state {
        case .notSent: "Tidak dikirim"
        case .accepted: "Diterima"
        case .rejected: "Ditolak"
        case .unanswered: "Tanpa jawaban"
        }
    }

    static func verdict(_ verdict: CapacityRecord.Verdict) -> String {
        switch verdict {
        case .available: "TERSEDIA"
        case .unavailable: "TIDAK TERSEDIA"
        case .tooLittleData: "DATA TIDAK CUKUP"
        }
    }

    static func test(_ test: CapacityLinkRecord.Test) -> String {
        switch test {
        case .passed: "memenuhi"
        case .failed: "melampaui"
        case .undecided: "data tidak cukup"
        }
    }
}

/// Figures as Indonesian documents write them: a comma before decimals.
enum DocumentFigures {
    /// bit/s as Mbit/s with up to three decimals: `36,85`.
    static func megabits(_ bits: Int) -> String {
        let thousandths = Int((Double(bits.magnitude) / 1000).rounded())
        var decimals = pad(thousandths % 1000, 3)
        while decimals.hasSuffix("0") { decimals.removeLast() }
        let sign = bits < 0 ? "-" : ""
        return sign + grouped(thousandths / 1000) + (decimals.isEmpty ? "" : "," + decimals)
    }

    /// Thousandths as a percentage: `99,3%`.
    static func percent(perMille: Int) -> String {
        perMille % 10 == 0 ? "\(perMille / 10)%" : "\(perMille / 10),\(abs(perMille % 10))%"
    }

    private static func grouped(_ number: Int) -> String {
        number < 1000 ? String(number) : grouped(number / 1000) + "." + pad(number % 1000, 3)
    }

    static func pad(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
