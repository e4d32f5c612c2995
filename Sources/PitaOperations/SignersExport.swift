import PitaEvidence
import PitaInventory
import PitaPlanning

/// The people's and the office's public keys as an `allowed_signers` file, with which anybody can check signatures
/// without Pita: `ssh-keygen -Y verify -f allowed_signers -I PERSON -n pita-approval -s FILE.sig < FILE`.
public struct SignersExport: Sendable {
    private let workplace: Workplace

    /// The signers of an office.
    public init(workplace: Workplace) { self.workplace = workplace }

    /// The principal under which the office's own key stands.
    public static let officePrincipal = "office"

    /// The file: the office's key for records, then each person's keys for their statements.
    public func allowedSigners() throws -> AllowedSigners {
        var entries = try workplace.officePublicKeys().map { key in
            AllowedSigners.Entry(
                principals: [Self.officePrincipal], namespaces: [SignatureNamespace.beritaAcara.rawValue], key: key)
        }
        let namespaces = [SignatureNamespace.plan, .approval, .apply].map(\.rawValue)
        for user in workplace.office.users.values.sorted(by: { $0.id < $1.id }) {
            for key in user.keys {
                let parsed = try PitaEvidence.SSHPublicKey(line: key.line)
                entries.append(AllowedSigners.Entry(principals: [user.id], namespaces: namespaces, key: parsed))
            }
        }
        return AllowedSigners(entries)
    }
}
