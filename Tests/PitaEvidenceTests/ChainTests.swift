import PitaEvidence
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

    @Test func mutationsAreAllFoundAtTheirPlace() {
        var random = Seeded(seed: 99)
        for _ in 0..<300 {
            var records = chain
            let index = Int.random(in: records.indices, using: &random)
            var expected = index + 1
            switch Int.random(in: 0...4, using: &random) {
            case 0:
                var bytes = records[index].bytes
                let place = Int.random(in: bytes.indices, using: &random)
                bytes[place] ^= UInt8.random(in: 1...255, using: &random)
                records[index] = SealedRecord(bytes: bytes, signature: records[index].signature)
            case 1: records.remove(at: index)
            case 2:
                let other = Int.random(in: records.indices, using: &random)
                guard other != index else { continue }
                records.swapAt(index, other)
                expected = min(index, other) + 1
            case 3: records.removeSubrange(index...)
            default: records.insert(records[index], at: Int.random(in: records.indices, using: &random))
            }
            let report = verify(records)
            #expect(!report.isSound)
            if records.count <= Self.count { #expect(report.first?.sequence == expected, "\(report.findings)") }
        }
    }
}
