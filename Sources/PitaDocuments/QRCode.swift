internal import CQREncode

/// A QR code (ISO/IEC 18004) as a square of dark and light modules.
public struct QRCode: Hashable, Sendable {
    /// Modules along one side, without the quiet zone.
    public let width: Int
    /// The modules, row by row; `true` is dark.
    public let modules: [Bool]

    /// Encodes 1 to 400 octets (more makes modules that a telephone cannot read in print)
    /// with error correction that stands a quarter of the code being damaged (level Q).
    public init(_ bytes: [UInt8]) throws(DocumentError) {
        guard (1...400).contains(bytes.count),
            let code = bytes.withUnsafeBufferPointer({
                QRcode_encodeData(Int32($0.count), $0.baseAddress, 0, QR_ECLEVEL_Q)
            })
        else { throw DocumentError(.code, "a QR code cannot hold \(bytes.count) octets here") }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        guard (21...177).contains(width), let data = code.pointee.data else {
            throw DocumentError(.code, "the QR code came out with a width of \(width)")
        }
        self.width = width
        // The lowest bit is the colour; the others say what a module is for.
        modules = (0..<(width * width)).map { data[$0] & 1 == 1 }
    }

    /// A picture in SVG with the quiet zone of four modules; one path, so that no seams show between modules.
    public var svg: String {
        var path = ""
        for row in 0..<width {
            var column = 0
            while column < width {
                guard modules[row * width + column] else {
                    column += 1
                    continue
                }
                let start = column
                while column < width, modules[row * width + column] { column += 1 }
                path += "M\(start + 4) \(row + 4)h\(column - start)v1h-\(column - start)z"
            }
        }
        let side = width + 8
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(side) \(side)" shape-rendering="crispEdges">\
            <rect width="\(side)" height="\(side)" fill="#fff"/><path d="\(path)" fill="#000"/></svg>
            """
    }
}
