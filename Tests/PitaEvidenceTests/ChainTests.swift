import PitaEvidence
import TestSupport
import Testing

@Suite struct ChainTests {
    static let count = 12
    let key: OfficeKey
    let chain: [SealedRecord]
    let head: ChainHead

    init() throws {
        key = try OfficeKey.generate(comment: "")
        chain = try SmallRecord.chain(Self.count, key: key)
        head = ChainHead(
            office: "o", sequence: Self.count, year: 2027, number: 6, digest: chain[Self.count - 1].digest,
            at: SmallRecord.time(9))
    }

    private func verify(_ records: [SealedRecord], heads: [ChainHead]? = nil) -> ChainReport {
        var verifier = ChainVerifier(officeKeys: [key.publicKey], exportedHeads: heads ?? [head])
        for record in records { verifier.add(record) }
        return verifier.finish()
    }

    @Test func aSoundChainHasNoFindings() {
        let report = verify(chain)
        #expect(report.isSound, "\(report.findings)")
        #expect(report.records == Self.count)
        #expect(report.head?.digest == head.digest)
        #expect(verify([], heads: []).isSound)
    }

    @Test func anEditNamesTheEditedRecord() {
        for index in chain.indices {
            var records = chain
            let text = String(decoding: chain[index].bytes, as: UTF8.self).replacing(
                "Dinas Pendidikan", with: "Dinas Pendidikam")
            records[index] = SealedRecord(bytes: Array(text.utf8), signature: chain[index].signature)
            let report = verify(records)
            #expect(report.first?.sequence == index + 1)
            #expect(report.first?.kind == .edited)
            #expect(report.findings.count == 1)
        }
    }

    @Test func anEditSignedAnewByTheOfficeIsSeenByTheNextRecordOrTheHead() throws {
        for index in chain.indices {
            var record = try chain[index].beritaAcara()
            record.outcome = .succeeded
            var records = chain
            records[index] = try SealedRecord(sealing: record, with: key)
            let report = verify(records)
            #expect(report.first?.sequence == index + 1)
            #expect(report.first?.kind == (index == Self.count - 1 ? .rewritten : .edited))
        }
    }

    @Test func aDeletedRecordIsNamed() {
        for index in 0..<(Self.count - 1) {
            var records = chain
            records.remove(at: index)
            let report = verify(records)
            #expect(report.first?.sequence == index + 1)
            #expect(report.first?.kind == .deleted)
            #expect(report.findings.count == 1, "\(report.findings)")
        }
    }

    @Test func swappedRecordsAreNamedAsReordered() {
        for index in 0..<(Self.count - 1) {
            var records = chain
            records.swapAt(index, index + 1)
            let report = verify(records)
            #expect(report.findings.map(\.kind) == [.reordered], "\(index): \(report.findings)")
            #expect(report.first?.sequence == index + 1)
        }
    }

    @Test func aCutTailIsSeenOnlyWithTheExportedHead() {
        for length in 0..<Self.count {
            let report = verify(Array(chain.prefix(length)))
            #expect(report.first?.kind == .tailCut)
            #expect(report.first?.sequence == length + 1)
            #expect(verify(Array(chain.prefix(length)), heads: []).isSound)
        }
    }

    @Test func anOldBackupThatWentOnIsSeenAsRewritten() throws {
        var records = Array(chain.prefix(8))
        for _ in 0..<6 {
            let before = try #require(records.last).beritaAcara().position
            let position = ChainPosition(
                sequence: before.sequence + 1, year: 2027, number: before.number + 1, previous: records.last?.digest)
            records.append(try SealedRecord(sealing: SmallRecord.make(position, note: "lain"), with: key))
        }
        let report = verify(records)
        #expect(report.findings.map(\.kind) == [.rewritten])
        #expect(report.first?.sequence == Self.count)
        #expect(verify(records, heads: []).isSound)
    }

    @Test func aForeignSignatureIsNamed() throws {
        let stranger = try OfficeKey.generate(comment: "")
        var records = chain
        records[4] = try SealedRecord(sealing: chain[4].beritaAcara(), with: stranger)
        #expect(verify(records).findings.map(\.kind) == [.foreignSignature])
        records[4] = SealedRecord(
            bytes: chain[4].bytes, signature: try key.sign(chain[4].bytes, namespace: .plan).armored)
        #expect(verify(records).findings.map(\.kind) == [.badSignature])
        records[4] = SealedRecord(bytes: chain[4].bytes, signature: "")
        #expect(verify(records).first?.sequence == 5)
    }

    @Test func aSecondRecordInAPlaceAndAWrongNumberAreNamed() throws {
        #expect(verify(chain.prefix(5) + [chain[4]] + chain[5...]).findings.map(\.kind) == [.duplicated])
        var record = try chain[Self.count - 1].beritaAcara()
        let position = record.position
        record.position = ChainPosition(
            sequence: position.sequence, year: position.year, number: position.number + 1, previous: position.previous)
        let changed = Array(chain.dropLast()) + [try SealedRecord(sealing: record, with: key)]
        #expect(verify(changed, heads: []).findings.map(\.kind) == [.numbering])
    }

    /// One way to change what is kept, and the place that a verification must name first.
    private func mutation(_ random: inout SeededGenerator) throws -> (records: [SealedRecord], place: Int)? {
        var records = chain
        let index = Int.random(in: records.indices, using: &random)
        switch Int.random(in: 0...7, using: &random) {
        case 0:
            var bytes = records[index].bytes
            bytes[Int.random(in: bytes.indices, using: &random)] ^= .random(in: 1...255, using: &random)
            records[index] = SealedRecord(bytes: bytes, signature: records[index].signature)
        case 1:
            var bytes = Array(records[index].signature.utf8)
            bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: 0x21...0x7E, using: &random)
            let changed = String(decoding: bytes, as: UTF8.self)
            // The same signature written otherwise is the same signature.
            let old = try SSHSignature(armored: records[index].signature)
            if let new = try? SSHSignature(armored: changed), new.armored == old.armored { return nil }
            records[index] = SealedRecord(bytes: records[index].bytes, signature: changed)
        case 2: records.remove(at: index)
        case 3:
            let other = Int.random(in: records.indices, using: &random)
            guard other != index else { return nil }
            records.swapAt(index, other)
            return (records, min(index, other) + 1)
        case 4: records.removeSubrange(index...)
        case 5:
            let place = Int.random(in: 0...records.count, using: &random)
            records.insert(records[index], at: place)
            return (records, min(index, place) + 1)
        case 6:
            // Whoever has the office's key writes a record anew: the next one, or the head, bears witness.
            var record = try chain[index].beritaAcara()
            record.documentNumber += "x"
            records[index] = try SealedRecord(sealing: record, with: key)
        default:
            // An old copy is put back and goes on.
            records.removeSubrange((index + 1)...)
            while records.count < Self.count {
                let before = try records[records.count - 1].beritaAcara().position
                let after = try chain[records.count].beritaAcara().position
                let position = ChainPosition(
                    sequence: before.sequence + 1, year: after.year, number: after.number,
                    previous: records.last?.digest)
                records.append(try SealedRecord(sealing: SmallRecord.make(position, note: "lain"), with: key))
            }
            return index == Self.count - 1 ? nil : (records, Self.count)
        }
        return (records, index + 1)
    }

    @Test func mutationsAreAllFoundAtTheirPlace() throws {
        var random = SeededGenerator(seed: 99)
        var found = 0
        for _ in 0..<Trial.cases(200) {
            guard let (records, place) = try mutation(&random) else { continue }
            let report = verify(records)
            #expect(report.first?.sequence == place, "\(report.findings)")
            found += 1
        }
        #expect(found > 0)
    }
}
