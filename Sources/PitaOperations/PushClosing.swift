import PitaDevices
import PitaEvidence
import PitaInventory
import PitaPlanning
import PitaRecords

/// Ends a push, whole or interrupted: the allocation is renewed, the berita acara sealed, the plan closed.
struct PushClosing {
    let workplace: Workplace
    let events: EventSink
    let journal: RecordJournal
    let known: KnownPlan
    let kind: BeritaAcara.Kind

    func close(
        reports: [PushReport], approval: SignedDecision, execution: SignedDecision?, notes: [Note]
    ) async throws -> ApplyResult {
        var notes = notes
        let outcome = BeritaAcaraWriter.outcome(reports)
        var renewal: AllocationRenewal?
        if let planned = known.plan.allocation, outcome == .succeeded {
            renewal = try await renew(planned, notes: &notes)
        }
        let writer = BeritaAcaraWriter(
            office: workplace.office, clock: workplace.clock, known: known, approval: approval, execution: execution,
            kind: kind)
        let record = try await seal(writer, reports: reports, renewal: renewal, notes: notes)
        let store = try await workplace.store()
        let status: PlanStatus = outcome == .succeeded ? .applied : .failed
        try await store.setPlanStatus(known.digest, from: [PlanStatus.applying.rawValue], to: status.rawValue)
        for report in reports where report.outcome == .confirmed {
            let timing = PushTiming(
                device: report.device, commands: report.sent.count, milliseconds: Int64(report.commandSeconds * 1000),
                at: workplace.clock.now.unixMilliseconds)
            try await store.addTiming(timing)
        }
        try await journal.record(.freed, ["outcome": .string(outcome.rawValue)])
        let files = await documents(of: record)
        return ApplyResult(push: journal.push, reports: reports, record: record, files: files)
    }

    /// Renews the allocation; what prevents it becomes a note in the record, since the devices are changed already.
    private func renew(_ planned: PlannedAllocation, notes: inout [Note]) async throws -> AllocationRenewal? {
        let renewing = AllocationRenewing(workplace: workplace)
        do {
            guard let prepared = try renewing.prepare(planned) else { return nil }
            try await journal.record(
                .renewed,
                [
                    "file": .string(planned.file), "before": .string(prepared.before.description),
                    "after": .string(prepared.after.description),
                ])
            try renewing.write(prepared)
            events(.note("allocation of \(planned.segment) renewed: \(planned.old) -> \(planned.new) in \(planned.file)"))
            return AllocationRenewal(
                segment: planned.segment, before: planned.old.description, after: planned.new.description,
                file: planned.file, digestBefore: prepared.before, digestAfter: prepared.after, isRenewed: true)
        } catch let error as RecordsError {
            throw error
        } catch {
            events(.note("the allocation was not renewed: \(error)"))
            notes.append(Note(kind: .remark, text: "alokasi tidak diperbarui: \(error)", at: workplace.clock.now))
            return nil
        }
    }

    private func seal(
        _ writer: BeritaAcaraWriter, reports: [PushReport], renewal: AllocationRenewal?, notes: [Note]
    ) async throws -> StoredRecord {
        let store = try await workplace.store()
        let key = try await workplace.officeKey()
        let now = workplace.clock.now
        let subject = known.plan.allocation?.segment ?? known.plan.inputs.parameters["segment"]
        let record = try await store.seal(year: now.civil.year, at: now.unixMilliseconds, subject: subject) { position in
            try SealedRecord(
                sealing: writer.record(at: position, madeAt: now, reports: reports, renewal: renewal, notes: notes),
                with: key)
        }
        try await journal.record(
            .sealed,
            [
                "number": .string("\(record.position.number)/\(record.position.year)"),
                "digest": .string(record.sealed.digest.description),
            ])
        return record
    }

    /// Writes the record's JSON and PDF beside the store. The record stands without them; they can be exported again.
    private func documents(of record: StoredRecord) async -> [String] {
        do {
            return try await RecordsOperation(workplace: workplace).writeDocuments(of: record, pdf: true)
        } catch {
            events(.note("the berita acara is sealed, but its documents could not be written: \(error)"))
            return []
        }
    }
}
