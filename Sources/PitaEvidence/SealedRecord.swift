/// A berita acara as it is kept: canonical bytes and the office's signature over them.
public struct SealedRecord: Hashable, Sendable {
    /// The canonical JSON.
    public let bytes: [UInt8]
    /// The armoured signature over ``bytes``, in the namespace ``SignatureNamespace/beritaAcara``.
    public let signature: String

    /// A record as it was kept somewhere; nothing is checked.
    public init(bytes: [UInt8], signature: String) {
        self.bytes = bytes
        self.signature = signature
    }

    /// Seals a record with the office's key.
    public init(sealing record: BeritaAcara, with key: OfficeKey) throws(EvidenceError) {
        let bytes = record.canonical
        self.init(bytes: bytes, signature: try key.sign(bytes, namespace: .beritaAcara).armored)
    }

    /// The digest of the bytes: what the next record calls `previous`.
    public var digest: Digest { Digest(of: bytes) }

    /// The record inside. The signature is not looked at: that is the work of ``ChainVerifier``.
    public func beritaAcara() throws(EvidenceError) -> BeritaAcara {
        let json: JSONValue
        do {
            json = try JSONValue(parsing: bytes, file: "<berita-acara>")
        } catch {
            throw EvidenceError(.malformed, "the record is no JSON: \(error.message)")
        }
        let record = try BeritaAcara(json: json)
        guard record.canonical == bytes else {
            throw EvidenceError(.malformed, "the record is not in its canonical form")
        }
        return record
    }
}
