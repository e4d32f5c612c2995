import Foundation
import PitaDocuments
import PitaEvidence
import Testing

@Suite struct BeritaAcaraDocumentTests {
    static let letterhead = Letterhead(
        lines: ["PEMERINTAH KABUPATEN CONTOH", "DINAS KOMUNIKASI DAN INFORMATIKA"],
        address: ["Jalan Merdeka Nomor 1, Kota Contoh"])

    private func seal(_ change: (inout BeritaAcara) -> Void = { _ in }) throws -> SealedRecord {
        var record = SampleRecord.make(
            at: ChainPosition(sequence: 107, year: 2026, number: 7, previous: Digest(of: "previous")))
        change(&record)
        return try SealedRecord(sealing: record, with: try OfficeKey.generate(comment: ""))
    }

    private func run(_ tool: String, _ arguments: [String]) async throws -> String {
        let child = ChildProcess(
            executable: "/usr/bin/" + tool, arguments: arguments, environment: ["PATH": "/usr/bin", "LANG": "C.UTF-8"])
        let result = try await child.run(input: [], timeLimit: .seconds(600), maximumOutput: 8 << 20)
        #expect(result.status == 0, "\(tool): \(result.firstErrorLine)")
        return String(decoding: result.output, as: UTF8.self)
    }

    @Test func thePDFShowsNumberAndDigestAndCarriesTheRecordWithItsSignature() async throws {
        let sealed = try seal()
        let document = try BeritaAcaraDocument(sealed, letterhead: Self.letterhead)
        let work = FileManager.default.temporaryDirectory.appendingPathComponent("pita-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: work) }
        let file = work.appendingPathComponent("ba.pdf").path
        try Data(try await document.pdf()).write(to: URL(fileURLWithPath: file))
        let text = try await run("pdftotext", ["-layout", file, "-"])
        let number = document.record.documentNumber
        for expected in [
            "BERITA ACARA PEKERJAAN", "Nomor: \(number)", sealed.digest.description, "Halaman 1 dari", "LAMPIRAN",
            "hari Sabtu tanggal dua puluh satu bulan November tahun dua ribu dua puluh enam", "TERSEDIA",
            "Demikian berita acara ini dibuat dengan sebenarnya", "NIP 19800303 200501 1 004", "nomor 7/2026",
        ] {
            #expect(text.contains(expected), "\(expected)")
        }
        #expect(try await run("pdfinfo", [file]).contains("A4"))
        _ = try await run("pdfdetach", ["-saveall", "-o", work.path, file])
        let inside = try Data(contentsOf: work.appendingPathComponent(BeritaAcaraDocument.recordName))
        #expect([UInt8](inside) == sealed.bytes)
        let signature = try String(
            contentsOf: work.appendingPathComponent(BeritaAcaraDocument.signatureName), encoding: .utf8)
        try SSHSignature(armored: signature).verify([UInt8](inside), namespace: .beritaAcara)
    }

    @Test func anEmergencyIsPrintedWithBothPeopleAndTheirReasons() async throws {
        let sealed = try seal { record in
            record.kind = .breakGlass
            let kadis = Party(
                role: .approver, person: "kadis", name: "Kepala Dinas Contoh, M.Si.", title: "Kepala Dinas",
                employeeNumber: nil, actingLetter: nil, signature: Digest(of: "s4"), at: SampleRecord.later(-1800))
            record.parties.append(kadis)
            record.approvals[0].kind = .breakGlass
            record.approvals[0].reason = "Tautan utama putus"
            record.approvals[0].overrides = ["di luar jendela pemeliharaan"]
            var second = record.approvals[0]
            second.person = "kadis"
            second.reason = "Layanan gawat darurat terhenti"
            record.approvals.append(second)
        }
        let document = try BeritaAcaraDocument(sealed, letterhead: Self.letterhead)
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("pita-\(UUID().uuidString).pdf")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(try await document.pdf()).write(to: file)
        let text = try await run("pdftotext", ["-layout", file.path, "-"])
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for expected in [
            "BERITA ACARA PEKERJAAN DARURAT", "DARURAT Pekerjaan ini dilaksanakan di luar ketentuan",
            "1. Kepala Seksi Infrastruktur dan Teknologi (Kepala Seksi Contoh, S.T.), surat Nomor 800/21/2026, dengan "
                + "alasan: Tautan utama putus (dikecualikan: di luar jendela pemeliharaan)",
            "2. Kepala Dinas Contoh, M.Si., dengan alasan: Layanan gawat darurat terhenti", "harus disahkan kemudian",
            "Pemberi Persetujuan Darurat",
        ] {
            #expect(text.contains(expected), "\(expected)")
        }
        let normal = try BeritaAcaraDocument(try seal(), letterhead: Self.letterhead).html()
        #expect(!normal.contains("DARURAT"))
    }

    @Test func hostileTextIsData() async throws {
        let hostile =
            "<script>alert(1)</script>&\"'{{ 7*7 }}{% raw %}<img src=http://127.0.0.1:9/x>\u{202E}gnol\n"
            + String(repeating: "W", count: 500)
        let sealed = try seal { record in
            record.plan.title = hostile
            record.request?.agency = hostile
            record.parties[0].name = hostile
            record.approvals[0].reason = hostile
            record.devices[0].name = hostile
            record.devices[0].commands[0].text = hostile
            record.devices[0].commands[0].answer = hostile
            record.devices[0].differences[0].after = [hostile: hostile]
            record.devices[0].explanation = hostile
            record.notes[0].text = hostile
            record.allocation?.file = hostile
            record.capacity?.policy = hostile
            record.documentNumber = hostile
        }
        let letterhead = Letterhead(lines: [hostile], address: [hostile])
        let document = try BeritaAcaraDocument(sealed, letterhead: letterhead)
        // A number of that length does not fit a code that a telephone reads; nothing is cut silently.
        #expect(throws: DocumentError.self) { try document.html() }
        let printable = try BeritaAcaraDocument(
            try SealedRecord(
                sealing: {
                    var record = document.record; record.documentNumber = "<b>7</b>"; return record
                }(), with: try OfficeKey.generate(comment: "")),
            letterhead: letterhead)
        let html = try printable.html()
        for forbidden in ["<script", "<img src=http", "<b>7", "\u{202E}", "49{%"] {
            #expect(!html.contains(forbidden), "\(forbidden)")
        }
        #expect(html.contains("&lt;script&gt;"))
        #expect(html.contains("{{ 7*7 }}"))
        #expect(try await PDFPrinter(isArchival: false).pdf(html: html).starts(with: "%PDF-".utf8))
    }

    @Test func everyKindAndOutcomeIsPrinted() throws {
        for kind in BeritaAcara.Kind.allCases {
            for outcome in BeritaAcara.Outcome.allCases {
                let sealed = try seal { record in
                    record.kind = kind
                    record.outcome = outcome
                    record.capacity = nil
                    record.allocation = nil
                    record.request = nil
                    record.approvals = []
                    record.notes = []
                    for (index, state) in DeviceRecord.Outcome.allCases.enumerated() {
                        var device = record.devices[0]
                        device.outcome = state
                        device.startedAt = nil
                        device.rollbackSeconds = nil
                        device.serial = nil
                        device.commands = index == 0 ? [] : device.commands
                        device.differences = []
                        device.verification = []
                        record.devices.append(device)
                    }
                }
                let html = try BeritaAcaraDocument(sealed, letterhead: Self.letterhead).html()
                #expect(html.contains("<h1>BERITA ACARA "))
                #expect(html.contains("Pekerjaan ini tidak memerlukan pemeriksaan"))
            }
        }
    }

    @Test func aDamagedRecordIsRefused() throws {
        let sealed = try seal()
        let damaged = SealedRecord(bytes: Array(sealed.bytes.dropLast()), signature: sealed.signature)
        let error = #expect(throws: DocumentError.self) {
            try BeritaAcaraDocument(damaged, letterhead: Self.letterhead)
        }
        #expect(error?.kind == .record)
    }

    @Test func aMissingPrinterAndABadAttachmentAreNamed() async throws {
        let missing = PDFPrinter(executable: "/nonexistent/weasyprint")
        let error = await #expect(throws: DocumentError.self) { try await missing.pdf(html: "<p>x") }
        #expect(error?.kind == .printer)
        #expect(error?.hint?.contains("pita doctor") == true)
        for name in ["../x", "", ".x", "a b", "-a", "a/b"] {
            let error = await #expect(throws: DocumentError.self) {
                try await PDFPrinter().pdf(html: "<p>x", attachments: [Attachment(name: name, bytes: [])])
            }
            #expect(error?.kind == .file)
        }
    }

    @Test func theCodeIsASquareWithItsThreeCorners() throws {
        let code = try QRCode(Array("BERITA ACARA 7/2026".utf8))
        #expect(code.modules.count == code.width * code.width)
        for (row, column) in [(0, 0), (0, code.width - 7), (code.width - 7, 0)] {
            let corner = (0..<7).map { code.modules[(row + $0) * code.width + column + $0] }
            #expect(corner == [true, false, true, true, true, false, true])
        }
        #expect(code.svg.contains("viewBox=\"0 0 \(code.width + 8) \(code.width + 8)\""))
        #expect(throws: DocumentError.self) { try QRCode([]) }
        #expect(throws: DocumentError.self) { try QRCode([UInt8](repeating: 0, count: 401)) }
    }
}
