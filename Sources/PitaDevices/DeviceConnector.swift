import PitaDiagnostics
import PitaInventory
import PitaNetwork
import PitaPlatforms
import PitaSNMP
import PitaSSH

/// Opens sessions to the devices of an inventory: credentials resolved once, keys read once, host keys pinned.
public actor DeviceConnector {
    private let resolver: CredentialResolver
    private let transports: DeviceTransports
    private let knownHosts: @Sendable (_ path: String) throws(DeviceError) -> KnownHosts
    private let retry: LogInRetry
    private var keys: [CredentialReference: SSHPrivateKey] = [:]
    private var secrets: [CredentialReference: Secret] = [:]

    /// A connector.
    ///
    /// - Parameters:
    ///   - sleep: waits between two attempts to log in to a device that is busy.
    ///   - knownHosts: the pins in the file that the inventory names; asked for each session.
    public init(
        resolver: CredentialResolver, transports: DeviceTransports,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        knownHosts: @escaping @Sendable (_ path: String) throws(DeviceError) -> KnownHosts
    ) {
        retry = LogInRetry(sleep: sleep)
        self.resolver = resolver
        self.transports = transports
        self.knownHosts = knownHosts
    }

    /// A new SSH session to the device: one authentication attempt with the first credential that can be had. A device that
    /// closes the log-in because it is busy is asked again after a pause, a few times.
    ///
    /// - Parameter tell: told, in a sentence, that the log-in is tried again.
    public func session(
        to device: Device, telling tell: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws(DeviceError) -> DeviceSession {
        let target = try await sshTarget(for: device)
        let name = device.name.text
        var closed = 0
        do {
            return try await retry.run(telling: { error, pause in
                closed += 1
                tell("\(Self.words(of: error)); the log-in is tried again in \(pause.components.seconds) s")
            }) {
                let session = try await transports.transport(for: device).connect(to: target)
                do {
                    return DeviceSession(device: name, channel: try await channel(on: session, to: device))
                } catch {
                    await session.close()
                    throw error
                }
            }
        } catch {
            let often = closed == 0 ? "" : "; tried \(closed + 1) times, with a pause between"
            throw failure(error, of: device, often)
        }
    }

    private static func words(of error: any Error) -> String {
        let error = (error as? LogInClosed)?.error ?? error
        return "\(error)".split(separator: "\n").first.map(String.init) ?? ""
    }

    private func failure(_ error: any Error, of device: Device, _ often: String) -> DeviceError {
        func failure(_ cause: String, _ hint: String?) -> DeviceError {
            DeviceError(device: device.name.text, phase: .connect, cause: cause + often, hint: hint)
        }
        switch error {
        case let error as DeviceError: return error
        case let error as SSHError: return failure(Self.words(of: error), error.hint)
        case let closed as LogInClosed:
            return failure(
                "the device ended the session before its first prompt: \(Self.words(of: closed))",
                closed.error.hint ?? "are its lines for log-ins all taken?")
        case let error as ConsoleChannel.NoRights: return failure(error.cause, error.hint)
        default: return failure("\(error)", nil)
        }
    }

    /// How commands go out on a session: as the device's platform has it.
    private func channel(on session: any TransportSession, to device: Device) async throws -> any DeviceChannel {
        let platform = try PlatformCatalogue.platform(named: device.platform)
        guard let console = platform.console else { return ExecChannel(session: session) }
        var enable: Secret?
        if let reference = device.connection.ssh.enable { enable = try await secret(reference, of: device) }
        return try await ConsoleChannel(on: session, platform: platform, console: console, enable: enable)
    }

    /// The host key that the device shows now, without logging in to it; a jump host before it is logged in to.
    public func hostKey(of device: Device) async throws(DeviceError) -> HostKey {
        try await hostKey(of: try await placeToLookAt(device), device)
    }

    /// The host key that the jump host before a device shows now, without logging in; `nil` where there is none.
    public func jumpHostKey(of device: Device) async throws(DeviceError) -> HostKey? {
        guard let jump = try await jumpTarget(for: device) else { return nil }
        return try await hostKey(of: jump, device)
    }

    /// How the device's SSH server looks to each client, without logging in to it; a jump host before it is logged in to.
    public func inspection(of device: Device) async throws(DeviceError) -> DeviceInspection {
        let target = try await placeToLookAt(device)
        do {
            let server = try await LibSSH2Transport().inspect(target)
            // Without the program there is nothing that it offers.
            let system = try? await transports.system(for: device).algorithms(for: target)
            return DeviceInspection(server: server, system: system, transport: device.connection.ssh.transport)
        } catch {
            throw DeviceError(device: device.name.text, phase: .connect, cause: error.description, hint: error.hint)
        }
    }

    private func hostKey(of target: SSHTarget, _ device: Device) async throws(DeviceError) -> HostKey {
        do {
            return try await transports.transport(for: device).fetchHostKey(of: target)
        } catch {
            throw DeviceError(device: device.name.text, phase: .connect, cause: "\(error)")
        }
    }

    /// How the device is asked by SNMP.
    public func snmpTarget(for device: Device) async throws(DeviceError) -> SNMPTarget {
        let settings = device.connection.snmp
        let manner = SNMPManner(
            timeout: settings.timeout, retries: settings.retries, maxRepetitions: settings.maxRepetitions)
        let credentials: SNMPCredentials
        switch settings.access {
        case .community(let reference):
            credentials = .v2c(community: try await secret(reference, of: device))
        case .user(let user):
            credentials = .v3(try await snmpUser(user, of: device))
        }
        return SNMPTarget(
            name: device.name.text, address: device.management, port: settings.port, credentials: credentials,
            manner: manner)
    }

    private func sshTarget(for device: Device) async throws(DeviceError) -> SSHTarget {
        let settings = device.connection.ssh
        let pinned = try knownHosts(settings.knownHosts)
        let user = try text(settings.user, of: device)
        let credential = try await credential(settings.authentication, of: device)
        return SSHTarget(
            host: device.management.description, port: Int(settings.port), user: user, credential: credential,
            hostKeys: .pinned(pinned), timeouts: SSHTimeouts(connect: settings.timeout),
            through: try await jumpTarget(for: device))
    }

    /// A device that nobody logs in to: what it would be shown need not be there.
    private func placeToLookAt(_ device: Device) async throws(DeviceError) -> SSHTarget {
        let settings = device.connection.ssh
        return SSHTarget(
            host: device.management.description, port: Int(settings.port),
            user: (try? text(settings.user, of: device)) ?? "pita", credential: .keyboardInteractive { _ in nil },
            hostKeys: .pinned(try knownHosts(settings.knownHosts)), timeouts: SSHTimeouts(connect: settings.timeout),
            through: try await jumpTarget(for: device))
    }

    private func jumpTarget(for device: Device) async throws(DeviceError) -> SSHTarget? {
        let settings = device.connection.ssh
        guard let jump = settings.jump else { return nil }
        return SSHTarget(
            host: jump.host, port: Int(jump.port), user: try text(jump.user, of: device),
            credential: try await credential(jump.authentication, of: device),
            hostKeys: .pinned(try knownHosts(settings.knownHosts)), timeouts: SSHTimeouts(connect: settings.timeout))
    }

    private func text(_ reference: TextReference, of device: Device) throws(DeviceError) -> String {
        do {
            return try resolver.text(for: reference)
        } catch {
            throw DeviceError(device: device.name.text, phase: .credential, cause: error.description)
        }
    }

    private func secret(_ reference: CredentialReference, of device: Device) async throws(DeviceError) -> Secret {
        if let known = secrets[reference] { return known }
        do {
            let secret = try await resolver.secret(for: reference)
            secrets[reference] = secret
            return secret
        } catch {
            throw DeviceError(device: device.name.text, phase: .credential, cause: error.description)
        }
    }

    private func credential(
        _ methods: [SSHAuthentication], of device: Device
    ) async throws(DeviceError) -> SSHCredential {
        var firstProblem: DeviceError?
        for method in methods {
            do {
                return try await credential(method, of: device)
            } catch {
                firstProblem = firstProblem ?? error
            }
        }
        throw firstProblem
            ?? DeviceError(
                device: device.name.text, phase: .credential, cause: "the inventory names no way to log in",
                hint: "add `key:`, `agent:` or `password:` to `connection.ssh`")
    }

    /// The credential of one way to log in; throws when it cannot be had here.
    private func credential(
        _ method: SSHAuthentication, of device: Device
    ) async throws(DeviceError) -> SSHCredential {
        switch method {
        case .agent(let key):
            do {
                return .agent(
                    socketPath: try resolver.text(for: .environment("SSH_AUTH_SOCK")),
                    key: key.flatMap { PitaSSH.SSHPublicKey(blob: $0.blob) })
            } catch {
                throw DeviceError(
                    device: device.name.text, phase: .credential, cause: "no SSH agent: \(error.description)",
                    hint: "start ssh-agent and add the key with ssh-add")
            }
        case .password(let reference):
            return .password(try await secret(reference, of: device))
        case .key(let reference, let passphrase):
            if let known = keys[reference] { return .key(known) }
            let phrase: Secret? = if let passphrase { try await secret(passphrase, of: device) } else { nil }
            do {
                let key = try SSHPrivateKey.read(
                    contentsOfFile: try resolver.keyPath(for: reference), passphrase: phrase)
                keys[reference] = key
                return .key(key)
            } catch {
                throw DeviceError(device: device.name.text, phase: .credential, cause: "\(error)")
            }
        }
    }

    private func snmpUser(_ user: PitaInventory.SNMPUser, of device: Device) async throws(DeviceError)
        -> PitaSNMP.SNMPUser
    {
        var authentication: (PitaSNMP.SNMPUser.Authentication, Secret)?
        var privacy: (PitaSNMP.SNMPUser.Privacy, Secret)?
        if let chosen = user.authentication {
            let kind: PitaSNMP.SNMPUser.Authentication =
                switch chosen.algorithm {
                case .md5: .md5
                case .sha1: .sha1
                case .sha224: .sha224
                case .sha256: .sha256
                case .sha384: .sha384
                case .sha512: .sha512
                }
            authentication = (kind, try await secret(chosen.secret, of: device))
        }
        if let chosen = user.privacy {
            let kind: PitaSNMP.SNMPUser.Privacy =
                switch chosen.algorithm {
                case .des: .des
                case .aes128: .aes128
                case .aes192: .aes192
                case .aes256: .aes256
                }
            privacy = (kind, try await secret(chosen.secret, of: device))
        }
        return PitaSNMP.SNMPUser(name: user.name, authentication: authentication, privacy: privacy)
    }
}
