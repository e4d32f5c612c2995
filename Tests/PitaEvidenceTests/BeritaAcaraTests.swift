import PitaEvidence
import Testing

@Suite struct BeritaAcaraTests {
    let record = SmallRecord.make(ChainPosition(sequence: 2, year: 2026, number: 2, previous: Digest(of: "x")))

    @Test func comesBackFromJSONWithoutLoss() throws {
        #expect(try BeritaAcara(json: record.json) == record)
        #expect(try BeritaAcara(json: JSONValue(parsing: record.canonical)) == record)
        #expect(try BeritaAcara(json: JSONValue(parsing: record.json.pretty)).digest == record.digest)
        #expect(record.number == "2/2026")
    }

    @Test func everyMemberIsNeededAndNoOtherIsTaken() throws {
        var checked = 0
        visit(record.json) { changed in
            checked += 1
            #expect(throws: EvidenceError.self) { try BeritaAcara(json: changed) }
        }
        #expect(checked > 140)
    }

    /// Gives `body` every copy of the value that lacks one member, or has one too many, at any depth.
    private func visit(_ value: JSONValue, _ body: (JSONValue) throws -> Void) rethrows {
        switch value {
        case .object(let members):
            // Parameters and properties are free dictionaries: nothing is missing there.
            let isFree = members["segment"] == "disdik" && members.count == 1 || members["max-limit"] != nil
            for (name, member) in members where !isFree {
                try body(.object(members.filter { $0.key != name }))
                try visit(member) { changed in try body(.object(members.merging([name: changed]) { $1 })) }
            }
            if !isFree { try body(.object(members.merging(["tambahan": 1]) { $1 })) }
        case .array(let items):
            for (index, item) in items.enumerated() {
                try visit(item) { changed in
                    var changedItems = items
                    changedItems[index] = changed
                    try body(.array(changedItems))
                }
            }
        default: break
        }
    }

    @Test func aSealedRecordIsCanonical() throws {
        let key = try OfficeKey.generate(comment: "")
        let sealed = try SealedRecord(sealing: record, with: key)
        #expect(try sealed.beritaAcara() == record)
        #expect(sealed.digest == record.digest)
        let pretty = SealedRecord(bytes: Array(record.json.pretty.utf8), signature: sealed.signature)
        #expect(throws: EvidenceError.self) { try pretty.beritaAcara() }
    }

    @Test func aHeadComesBackFromItsFile() throws {
        let head = ChainHead(
            office: "o", sequence: 4, year: 2026, number: 3, digest: Digest(of: "h"), at: SmallRecord.time(0))
        #expect(try ChainHead(parsing: head.json.pretty, file: "head.json") == head)
        #expect(throws: EvidenceError.self) { try ChainHead(parsing: "{}", file: "head.json") }
    }
}
