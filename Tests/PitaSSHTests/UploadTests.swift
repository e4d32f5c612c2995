import Foundation
import PitaSSH
import Testing

extension SSHTests {
    @Suite struct UploadTests {
        @Test(arguments: Client.allCases, [FileUpload.Method.sftp, .scp])
        func `a file arrives octet for octet with its mode`(client: Client, method: FileUpload.Method) async throws {
            let server = try SSHDServer()
            let session = try await server.connect(client)
            for size in [0, 1, 32_768, 300_001] {
                let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7) }
                let path = server.path("file \(method) \(size)")
                try await session.upload(FileUpload(path: path, bytes: bytes, permissions: 0o640, method: method))
                #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(bytes))
                let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
                #expect(mode == 0o640)
            }
            #expect(try await session.execute("echo after").output == "after\n")
            await session.close()
        }

        @Test(arguments: Client.allCases, [FileUpload.Method.sftp, .scp])
        func `a file that can't be written is an error`(client: Client, method: FileUpload.Method) async throws {
            let server = try SSHDServer()
            let session = try await server.connect(client)
            let error = await #expect(throws: SSHError.self) {
                try await session.upload(FileUpload(path: "/nonexistent/dir/file", bytes: [1, 2, 3], method: method))
            }
            #expect(error?.code == .uploadFailed)
            await session.close()
        }

        @Test(arguments: Client.allCases)
        func `a path with a line end is refused`(client: Client) async throws {
            let server = try SSHDServer()
            let session = try await server.connect(client)
            let error = await #expect(throws: SSHError.self) {
                try await session.upload(FileUpload(path: "/tmp/a\nb", bytes: [1]))
            }
            #expect(error?.code == .invalidArgument)
            await session.close()
        }
    }
}
