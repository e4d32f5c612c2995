internal import CNetSNMP
import Glibc
import PitaDiagnostics

/// Keys made from pass phrases: hashing a megabyte (RFC 3414, A.2) once a pass phrase, not once a device.
final class KeyCache {
    private struct Name: Hashable {
        let hash: SNMPUser.Authentication
        let passPhrase: String
    }

    private var master: [Name: [UInt8]] = [:]
    /// More pass phrases than an office has; beyond it the cache starts anew.
    private static let most = 10_000

    /// A user as the library wants it, with keys for this engine; the caller frees it.
    func entry(for user: SNMPUser, engineID: [UInt8]) throws(Fault) -> UnsafeMutablePointer<usmUser> {
        guard let entry = usm_create_user() else { throw Fault(code: .system, detail: "out of memory") }
        do {
            entry.pointee.engineID = NetSNMP.copy(engineID)
            entry.pointee.engineIDLen = engineID.count
            entry.pointee.name = strdup(user.name)
            entry.pointee.secName = strdup(user.name)
            entry.pointee.userStatus = 1
            try fill(entry, user: user, engineID: engineID)
            return entry
        } catch {
            usm_free_user(entry)
            throw error
        }
    }

    private func fill(
        _ entry: UnsafeMutablePointer<usmUser>, user: SNMPUser, engineID: [UInt8]
    ) throws(Fault) {
        guard let authentication = user.authentication else { return }
        let hash = authentication.protocol
        guard let algorithm = sc_find_auth_alg_bytype(UInt32(hash.number)) else {
            throw Fault(code: .unsupportedProtocol, detail: hash.rawValue)
        }
        let name = algorithm.pointee
        free(entry.pointee.authProtocol)
        entry.pointee.authProtocol = Self.copy(name.alg_oid, count: Int(name.oid_len))
        entry.pointee.authProtocolLen = Int(name.oid_len)
        let key = try localised(authentication.passPhrase, hash: hash, algorithm: name, engineID: engineID)
        entry.pointee.authKey = NetSNMP.copy(key)
        entry.pointee.authKeyLen = key.count
        guard let privacy = user.privacy else { return }
        guard let cipher = sc_get_priv_alg_bytype(UInt32(privacy.protocol.number)) else {
            throw Fault(code: .unsupportedProtocol, detail: privacy.protocol.rawValue)
        }
        free(entry.pointee.privProtocol)
        entry.pointee.privProtocol = Self.copy(cipher.pointee.alg_oid, count: Int(cipher.pointee.oid_len))
        entry.pointee.privProtocolLen = Int(cipher.pointee.oid_len)
        let secret = try localised(privacy.passPhrase, hash: hash, algorithm: name, engineID: engineID)
        // Extending writes in place, up to what the longest cipher wants.
        entry.pointee.privKey = NetSNMP.copy(secret + [UInt8](repeating: 0, count: 256))
        entry.pointee.privKeyLen = secret.count
        guard usm_extend_user_kul(entry, u_int(secret.count + 256)) == 0,
            entry.pointee.privKeyLen >= Int(cipher.pointee.proper_length)
        else {
            throw Fault(
                code: .unsupportedProtocol,
                detail: "\(privacy.protocol.rawValue) with keys made by \(hash.rawValue)")
        }
    }

    private func localised(
        _ passPhrase: Secret, hash: SNMPUser.Authentication, algorithm: netsnmp_auth_alg_info, engineID: [UInt8]
    ) throws(Fault) -> [UInt8] {
        let name = Name(hash: hash, passPhrase: passPhrase.withRevealed { $0 })
        var whole = master[name] ?? []
        if whole.isEmpty {
            whole = .init(repeating: 0, count: 64)
            var length = whole.count
            let phrase = Array(name.passPhrase.utf8)
            guard generate_Ku(algorithm.alg_oid, u_int(algorithm.oid_len), phrase, phrase.count, &whole, &length) == 0,
                length <= whole.count
            else { throw Fault(code: .unsupportedProtocol, detail: "no key from the pass phrase (\(hash.rawValue))") }
            whole.removeLast(whole.count - length)
            if master.count >= Self.most { master.removeAll() }
            master[name] = whole
        }
        var key = [UInt8](repeating: 0, count: 64)
        var length = key.count
        guard
            generate_kul(
                algorithm.alg_oid, u_int(algorithm.oid_len), engineID, engineID.count, whole, whole.count, &key, &length
            )
                == 0, length <= key.count
        else { throw Fault(code: .unsupportedProtocol, detail: "no key for the engine (\(hash.rawValue))") }
        return Array(key[..<length])
    }

    private static func copy(_ numbers: UnsafeMutablePointer<oid>?, count: Int) -> UnsafeMutablePointer<oid>? {
        let size = count * MemoryLayout<oid>.size
        guard let numbers, let copy = malloc(size) else { return nil }
        memcpy(copy, numbers, size)
        return copy.assumingMemoryBound(to: oid.self)
    }
}

extension SNMPUser.Authentication {
    /// The library's number: the last of the protocol's OID (RFC 3414, RFC 7860).
    fileprivate var number: Int {
        switch self {
        case .md5: 2
        case .sha1: 3
        case .sha224: 4
        case .sha256: 5
        case .sha384: 6
        case .sha512: 7
        }
    }
}

extension SNMPUser.Privacy {
    /// The library's number: the cipher with its flags.
    fileprivate var number: Int32 {
        switch self {
        case .des: USM_CREATE_USER_PRIV_DES
        case .aes128: USM_CREATE_USER_PRIV_AES
        case .aes192: USM_CREATE_USER_PRIV_AES | USM_AES_FLAG_192
        case .aes256: USM_CREATE_USER_PRIV_AES | USM_AES_FLAG_256
        case .aes192Cisco: USM_CREATE_USER_PRIV_AES | USM_AES_FLAG_192 | USM_AES_FLAG_CISCO | USM_AES_REEDER_FLAG
        case .aes256Cisco: USM_CREATE_USER_PRIV_AES | USM_AES_FLAG_256 | USM_AES_FLAG_CISCO | USM_AES_REEDER_FLAG
        }
    }
}
