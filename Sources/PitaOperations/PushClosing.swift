import PitaDevices
import PitaEvidence
import PitaInventory
import PitaPlanning
import PitaRecords

/// Ends a push, whole or interrupted: the allocation is renewed, the berita acara sealed, the plan closed.
///
/// A push with a device whose state is unknown is not ended: it stays open for `pita recover`.
struct PushClosing {
    let workplace: Workplace
    let events: EventSink
    let journal: StoredJournal
    let known: KnownPlan
    let kind: BeritaAcara.Kind
    /// Whether the berita acara's files are written beside the store; they can be exported at any time.
    var writesDocuments = true

    /// Ends the push.
    ///
    /// - Parameter renewed: the renewal that the journal says was made before an interruption.
    func close(
        reports: [PushReport], approval: Authorisation, execution: SignedDecision?, renewed: AllocationRenewal?,
        notes: [Note]
    ) async throws -> ApplyResult {
        try refuseUnknown(reports)
        var notes = notes
        let outcome = BeritaAcaraWriter.outcome(reports)
        var renewal = renewed
        if let planned = known.plan.allocation, outcome == .succeeded, renewed == nil {
            renewal = try await renew(planned, notes: &notes)
        }
        let writer = BeritaAcaraWriter(
            office: workplace.office, clock: workplace.clock, known: known, approval: approval, execution: execution,
            kind: kind)
        let record = try await seal(writer, reports: reports, renewal: renewal, notes: notes)
        let store = try await workplace.store()
        let status: PlanStatus = outcome == .succeeded ? .applied : .failed
        let from: Set = [PlanStatus.open.rawValue, PlanStatus.applying.rawValue]
        try await store.setPlanStatus(known.digest, from: from, to: status.rawValue)
        try await keepTimings(reports, store: store)
        try await journal.record(.freed(outcome))
        await RecordsOperation(workplace: workplace).exportHead(events: events)
        let files = await documents(of: record)
        let problem = renewal?.isRenewed == false ? notes.last?.text : nil
        return ApplyResult(push: journal.push, reports: reports, record: record, files: files, problem: problem)
    }

    private func refuseUnknown(_ reports: [PushReport]) throws {
        let unknown = reports.compactMap { report -> DeviceError? in
            guard case .unknown(let reason) = report.outcome else { return nil }
            return DeviceError(
                device: report.device, phase: .verify, cause: "its state is unknown: \(reason)",
                hint: "the push stays open; run `pita recover` when the device can be reached")
        }
        guard unknown.isEmpty else { throw DeviceFailures(failures: unknown) }
    }

    /// Renews the allocation; what prevents it is said in the record, since the devices are changed already.
    private func renew(_ planned: PlannedAllocation, notes: inout [Note]) async throws -> AllocationRenewal? {
        let renewing = AllocationRenewing(workplace: workplace)
        var prepared: AllocationRenewing.Prepared?
        do {
            prepared = try renewing.prepare(planned)
            guard let prepared else { return nil }
            try await journal.record(
                .renewed(file: planned.file, before: prepared.before, after: prepared.after))
            try renewing.write(prepared)
            events(
                .note("allocation of \(planned.segment) renewed: \(planned.old) -> \(planned.new) in \(planned.file)"))
            return renewal(planned, before: prepared.before, after: prepared.after, isRenewed: true)
        } catch let error as RecordsError {
            throw error
        } catch {
            let text = "alokasi \(planned.segment) di \(planned.file) belum diperbarui menjadi \(planned.new): \(error)"
            notes.append(Note(kind: .remark, text: text, at: workplace.clock.now))
            let digest = prepared?.before ?? Digest(of: [])
            return renewal(planned, before: digest, after: digest, isRenewed: false)
        }
    }

    private func renewal(
        _ planned: PlannedAllocation, before: Digest, after: Digest, isRenewed: Bool
    ) -> AllocationRenewal {
        AllocationRenewal(
            segment: planned.segment, before: planned.old.description, after: planned.new.description,
            file: planned.file, digestBefore: before, digestAfter: after, isRenewed: isRenewed)
    }

    private func seal(
        _ writer: BeritaAcaraWriter, reports: [PushReport], renewal: AllocationRenewal?, notes: [Note]
    ) async throws -> StoredRecord {
        let store = try await workplace.store()
        let key = try await workplace.officeKey()
        let now = workplace.clock.now
        let subject = known.plan.allocation?.segment ?? known.plan.inputs.parameters["segment"]
        let record = try await store.seal(
            year: now.civil.year, at: now.unixMilliseconds, subject: subject,
            holding: try await journal.lease.lease(on: nil)
        ) { position in
            try SealedRecord(
                sealing: writer.record(at: position, madeAt: now, reports: reports, renewal: renewal, notes: notes),
                with: key)
        }
        try await journal.record(
            .sealed(
                number: "\(record.position.number)/\(record.position.year)", record: record.sealed.digest))
        return record
    }

    /// Keeps what the commands took, for the next way back's time.
    private func keepTimings(_ reports: [PushReport], store: any RecordStore) async throws {
        for report in reports where report.outcome == .confirmed && report.commandSeconds > 0 {
            let timing = PushTiming(
                device: report.device,
                commands: report.sent.filter { $0.purpose == .change }.reduce(0) { $0 + $1.lines },
                milliseconds: Int64(report.commandSeconds * 1000),
                at: workplace.clock.now.unixMilliseconds)
            try await store.addTiming(timing)
        }
    }

    /// Writes the record's JSON and PDF beside the store. The record stands without them; they can be exported again.
    private func documents(of record: StoredRecord) async -> [String] {
        guard writesDocuments else { return [] }
        do {
            return try await RecordsOperation(workplace: workplace).writeDocuments(of: record, pdf: true)
        } catch {
            events(.note("the berita acara is sealed, but its documents could not be written: \(error)"))
            return []
        }
    }
}
