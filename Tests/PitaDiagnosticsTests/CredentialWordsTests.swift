import PitaDiagnostics
import Testing

@Suite struct CredentialWordsTests {
    @Test(arguments: [
        "password", "Password", "PASSWORD_ADMIN", "admin_password2", "passwords", "passwd", "pass", "passphrase",
        "sandi",
        "kata_sandi", "kataSandi", "kata-sandi-wifi", "rahasia", "secret", "wifi_psk", "psk", "api_token", "token",
        "community",
        "snmp-community", "community_ro", "private_key", "apiKey", "wpa_key", "radius.key", "wpa2-psk", "shared_secret",
    ])
    func `a name that says that its value is a credential is known for one`(_ name: String) {
        #expect(CredentialWords.isCredential(name: name))
        #expect(CredentialWords.mayBeCredential(name: name))
    }

    @Test(arguments: [
        "passive_interface", "passthrough", "bypass", "compass", "user", "port", "interface", "ssh_key", "public_key",
        "password_min_length", "passwd_file", "token_count", "keyboard", "monkey", "address", "", "-", "segmen",
        "sandiwara",
    ])
    func `a name that says something else is not`(_ name: String) {
        #expect(!CredentialWords.isCredential(name: name))
    }

    @Test(arguments: [
        "password: rahasia123", "  - {user: x, sandi: y}", "psk = abc", "\"password\": \"x\"", "password:",
        "key: abcdef",
        "auth: abc", "authentication: [abc]", "snmp: {auth: {abc: 1}}", "# password: lama",
        "username admin password abc",
        "url: https://a:b@contoh.example/", "x: $6$salt$hash", "-----BEGIN OPENSSH PRIVATE KEY-----",
        "password: trueblood",
        "banner: kata sandi abc",
    ])
    func `a line that may show a credential is told`(_ line: String) { #expect(CredentialWords.mayShow(line: line)) }

    @Test(arguments: [
        "password: {environment: PITA_SSH_PASSWORD}", "authentication: [{key: {file: kunci}}, {agent: true}]",
        "snmp: {auth: {protocol: SHA-256, secret: {environment: A}}}", "community: {command: [pass, show, x]}",
        "password: true", "templates: {routeros: /etc/passwd}", "interface: ether1", "title: Sandiwara",
        "snmp-server community {{ snmp.name }}", "token", "url: https://contoh.example/a@b", "",
    ])
    func `a reference, a template's value and a mere word are shown`(_ line: String) {
        #expect(!CredentialWords.mayShow(line: line))
    }

    @Test func `what a sentence quotes of a credential is masked, and the rest stays`() {
        let value = " rahasia123, x"
        #expect(CredentialWords.masked("it is `rahasia123`", quoting: value) == "it is `********`")
        #expect(CredentialWords.masked("it is `rahasia...`", quoting: value) == "it is `********`")
        #expect(CredentialWords.masked("'rahasia' is undefined", quoting: value) == "'********' is undefined")
        #expect(CredentialWords.masked("quote it: \"rahasia123\"", quoting: value) == "quote it: \"********\"")
        #expect(CredentialWords.masked("no key `password`, no `", quoting: value) == "no key `password`, no `")
        #expect(CredentialWords.masked("it is `rahasia123`", quoting: "") == "it is `rahasia123`")
    }

    /// Lines that may show a credential are marked with `!` at their beginning.
    static let texts = [
        "user: pita\n!password: |\n!  rahasia\n\n!  lagi\nport: 22",
        "user: pita\n!password:\n!  - a\n!  - b\nport: 22",
        // A list may stand as far left as its key.
        "ssh:\n!  passwords:\n!  - a\n!  - b\n  port: 22",
        "!password:\n!rahasia\nport: 22",
        "!password: \"dua\n!baris\n!akhir\"\nsesudah: 1\nport: 22",
        "!passwords: [\n!a,\n!b\n!]\nport: 22",
        "snmp:\n!  auth:\n    protocol: SHA-256\n!    secret: abc\n!x: 1\ny: 1",
        "!kunci: |\n!  -----BEGIN PRIVATE KEY-----\n!  abc\n!  -----END PRIVATE KEY-----\nport: 22",
        "a: 1\r\n!sandi: x\r\n!b: 2\r\nc: 3\r\n",
        "password: {environment: X}\nport: 22",
        "# the office's words\nport: 22",
    ]

    @Test(arguments: texts)
    func `what stands under a credential's name is hidden with it, and what follows is shown again`(_ marked: String) {
        let lines = marked.split(separator: /\r?\n/, omittingEmptySubsequences: false)
        let found = CredentialLines(marked.replacing("!", with: ""))
        for (place, line) in lines.enumerated() where !line.isEmpty {
            #expect((found.value(inLine: place + 1) != nil) == line.hasPrefix("!"), "\(line)")
        }
        #expect(found.value(inLine: 0) == nil && found.value(inLine: 1000) == nil)
    }
}
