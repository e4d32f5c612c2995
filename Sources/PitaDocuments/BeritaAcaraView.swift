import PitaDiagnostics
import PitaEvidence

/// What the template is given: every word and figure ready to print, nothing left to compute.
struct BeritaAcaraView {
    let record: BeritaAcara
    let digest: Digest
    let signature: String

    /// The variables of the template.
    ///
    /// - Parameter code: the QR code as a `data:` URL.
    func variables(letterhead: Letterhead, logo: String?, code: String) -> JSONValue {
        let civil = record.madeAt.civil
        return [
            "letterhead": .list(letterhead.lines.map(shown)), "address": .list(letterhead.address.map(shown)),
            "logo": .text(logo), "code": .string(code), "title": .string(DocumentWords.title(record.kind)),
            "number": text(record.documentNumber), "subject": text(record.plan.title),
            "date_words": .string(IndonesianDate.words(civil)),
            "date_digits": .string("\(two(civil.day))-\(two(civil.month))-\(civil.year)"),
            "clock": .string("\(civil.clock) \(record.madeAt.zone.rawValue)"), "place": text(record.office.place),
            "date": .string(IndonesianDate.text(civil)), "office": text(record.office.name),
            "clock_synchronised": .bool(record.madeAt.clockSynchronised), "basis": .array(basis),
            "parties": .array(record.parties.map(party)), "outcome": .string(DocumentWords.outcome(record.outcome)),
            "devices": .array(record.devices.enumerated().map { device($1, number: $0 + 1) }),
            "capacity": record.capacity.map(capacity) ?? .null,
            "allocation": record.allocation.map(allocation) ?? .null,
            "approvals": .array(record.approvals.map(approval)), "is_emergency": .bool(record.needsCountersignature),
            "notes": .array(record.notes.map(note)),
            "record": chain,
        ]
    }

    private var chain: JSONValue {
        [
            "number": .string(record.number), "sequence": .number(record.position.sequence),
            "digest": .string(digest.description),
            "previous": .string(record.position.previous?.description ?? "tidak ada (catatan pertama)"),
            "signature": .string((try? SSHSignature(armored: signature).publicKey.fingerprint) ?? "tidak terbaca"),
            "pita": text(record.pitaVersion), "time": .string(record.madeAt.text),
        ]
    }

    private func two(_ number: Int) -> String { DocumentFigures.pad(number, 2) }
    private func shown(_ text: String) -> String { TerminalText.sanitised(text) }
    private func text(_ text: String?) -> JSONValue { .text(text.map(shown)) }
    private func lines(_ text: String?) -> JSONValue {
        let lines = (text ?? "").split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        let end = lines.lastIndex { !$0.isEmpty } ?? -1
        return .list(lines.prefix(end + 1).map { TerminalText.sanitised($0) })
    }

    private func pair(_ name: String, _ value: String?) -> JSONValue? {
        value.map { ["name": .string(name), "value": .string(shown($0))] }
    }

    private var basis: [JSONValue] {
        let request = record.request
        let letter = request?.letter.map { number in
            "Nomor \(number)" + (request?.letterDate.map { " tanggal \(IndonesianDate.text(iso: $0))" } ?? "")
        }
        let parameters = record.plan.parameters.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
        let pairs = [
            pair("Surat permohonan", letter), pair("Nomor permohonan", request?.number),
            pair("Pemohon", request.map { "\($0.agency) (segmen \($0.segment))" }), pair("Perihal", request?.subject),
            pair("Rencana", record.plan.title),
            pair("Sidik rencana", record.plan.digest.description), pair("Playbook", record.plan.playbook),
            pair("Parameter", parameters.isEmpty ? nil : parameters.joined(separator: "; ")),
            pair("Berkaitan dengan", record.concerns.map { "Berita acara \($0.number), \($0.digest)" }),
        ]
        return pairs.compactMap(\.self)
    }

    private func party(_ party: Party) -> JSONValue {
        [
            "role": .string(
                DocumentWords.role(party.role)
                    + (party.role == .approver && record.needsCountersignature ? " Darurat" : "")),
            "name": text(party.name), "title": text(party.title),
            "employee_number": text(party.employeeNumber), "acting_letter": text(party.actingLetter),
            "signature": .text(party.signature?.description), "short": .text(party.signature?.short),
            "at": .text(party.at.map(IndonesianDate.moment)),
        ]
    }

    private func approval(_ approval: Approval) -> JSONValue {
        let party = record.parties.first { $0.person == approval.person }
        var person = party?.name ?? approval.person
        // A delegate decided as another than the name says.
        if let party, let letter = party.actingLetter { person = "\(party.title) (\(person)), surat Nomor \(letter)" }
        return [
            "kind": .string(DocumentWords.approval(approval.kind)), "person": text(person),
            "at": .string(IndonesianDate.moment(approval.at)), "reason": text(approval.reason ?? "-"),
            "expires": .text(approval.expires.map(IndonesianDate.moment)),
            "overrides": text(approval.overrides.isEmpty ? nil : approval.overrides.joined(separator: ", ")),
            "signature": .string(approval.signature.description),
        ]
    }

    private func note(_ note: Note) -> JSONValue {
        [
            "kind": .string(DocumentWords.note(note.kind)), "text": text(note.text),
            "at": .string(IndonesianDate.moment(note.at)),
        ]
    }

    private func allocation(_ renewal: AllocationRenewal) -> JSONValue {
        [
            "segment": text(renewal.segment), "before": text(renewal.before), "after": text(renewal.after),
            "file": text(renewal.file), "digest_before": .string(renewal.digestBefore.description),
            "digest_after": .string(renewal.digestAfter.description), "is_renewed": .bool(renewal.isRenewed),
        ]
    }

    private func capacity(_ capacity: CapacityRecord) -> JSONValue {
        [
            "verdict": .string(DocumentWords.verdict(capacity.verdict)), "requested": text(capacity.requested),
            "allocated": text(capacity.allocated), "grantable": text(capacity.grantable),
            "tightest": text(capacity.tightestLink), "policy": text(capacity.policy),
            "at": .string(IndonesianDate.moment(capacity.measuredAt)),
            "links": .array(
                capacity.links.map { link in
                    let figure = { (bits: Int) in JSONValue.string(DocumentFigures.megabits(bits)) }
                    return [
                        "link": text(link.link), "direction": .string(link.direction == .download ? "unduh" : "unggah"),
                        "contract": figure(Int(clamping: link.contract)),
                        "allocated": figure(Int(clamping: link.allocated)), "added": figure(link.added),
                        "percentile": link.percentile.map(figure) ?? "–",
                        "coverage": .string(DocumentFigures.percent(perMille: link.coveragePerMille)),
                        "committed": .string(DocumentWords.test(link.committed)),
                        "measured": .string(DocumentWords.test(link.measured)), "source": text(link.source),
                    ]
                }),
        ]
    }

    private func device(_ device: DeviceRecord, number: Int) -> JSONValue {
        let times = [device.startedAt, device.endedAt].compactMap { $0 }
        return [
            "number": .number(number), "name": text(device.name), "segment": text(device.segment),
            "model": text(device.model), "serial": text(device.serial ?? "tidak ada"),
            "platform": text(device.platform),
            "version": text(device.version), "address": text(device.address),
            "times": .text(times.isEmpty ? nil : times.map { clock($0) }.joined(separator: " s.d. ")),
            "way_back": .text(device.rollbackSeconds.map { "\($0) detik" }),
            "outcome": .string(DocumentWords.outcome(device.outcome)), "explanation": text(device.explanation),
            "is_good": .bool(device.outcome == .confirmed || device.outcome == .unchanged),
            "differences": .array(device.differences.map(difference)),
            "verification": .array(
                device.verification.map { proof in
                    [
                        "check": text(proof.check), "source": text(proof.source), "expected": text(proof.expected),
                        "observed": text(proof.observed), "passed": .string(proof.passed ? "sesuai" : "TIDAK SESUAI"),
                    ]
                }),
            "commands": .array(
                // What handles the way back is the same on every device, and long; it stands in the JSON that is attached.
                device.commands.filter { [.change, .save, .reverse].contains($0.purpose) }.enumerated().map {
                    index, command in
                    [
                        "number": .number(index + 1), "purpose": .string(DocumentWords.purpose(command.purpose)),
                        "text": text(command.text), "input": lines(command.input),
                        "state": .string(DocumentWords.state(command.state)), "answer": lines(command.answer),
                    ]
                }),
        ]
    }

    private func clock(_ time: LocalTime) -> String {
        "\(time.civil.clock).\(two(time.civil.second)) \(time.zone.rawValue)"
    }

    /// The properties that differ; all of them where the object is new or gone.
    private func difference(_ difference: DifferenceRecord) -> JSONValue {
        let before = difference.before ?? [:]
        let after = difference.after ?? [:]
        let names = Set(before.keys).union(after.keys).sorted().filter { before[$0] != after[$0] }
        return [
            "object": text(difference.object),
            "rows": .array(
                names.map { name in
                    [
                        "property": text(name),
                        "before": text(before[name] ?? (difference.before == nil ? "(belum ada)" : "–")),
                        "after": text(after[name] ?? (difference.after == nil ? "(dihapus)" : "–")),
                    ]
                }),
        ]
    }
}
