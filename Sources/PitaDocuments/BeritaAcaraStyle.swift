/// The look of a berita acara: A4, as letters of Indonesian offices are laid out.
enum BeritaAcaraStyle {
    static let css = #"""
        @page {
            size: A4; margin: 18mm 18mm 22mm 25mm;
            @bottom-left { content: string(nomor); font: 7.5pt "Liberation Serif", "DejaVu Serif", serif; color: #333; }
            @bottom-right {
                content: "Halaman " counter(page) " dari " counter(pages);
                font: 7.5pt "Liberation Serif", "DejaVu Serif", serif; color: #333;
            }
        }
        html {
            font: 9.5pt/1.38 "Bookman Old Style", "Liberation Serif", "DejaVu Serif", serif;
            color: #000; hyphens: none;
        }
        body { margin: 0; overflow-wrap: anywhere; }
        p { margin: 0 0 2.2mm; text-align: justify; }
        .kop { display: table; width: 100%; border-bottom: 0.8pt solid #000; padding-bottom: 0.7mm; margin-bottom: 6mm; }
        .kop-inner { border-bottom: 2.4pt solid #000; padding-bottom: 2mm; text-align: center; position: relative; min-height: 19mm; }
        .kop img { position: absolute; left: 0; top: 0; height: 19mm; }
        .kop .first { font-size: 12.5pt; letter-spacing: 0.3pt; }
        .kop .office { font-size: 14.5pt; font-weight: bold; letter-spacing: 0.2pt; line-height: 1.25; }
        .kop .address { font-size: 8pt; }
        h1 { font-size: 12.5pt; text-align: center; text-decoration: underline; margin: 0; letter-spacing: 0.3pt; }
        .nomor { text-align: center; margin: 0.6mm 0 1mm; string-set: nomor content(); }
        .tentang { text-align: center; margin: 0 0 5mm; font-weight: bold; }
        h2 { font-size: 10pt; margin: 4.5mm 0 1.6mm; break-after: avoid; }
        h3 { font-size: 9.5pt; margin: 3mm 0 1.2mm; break-after: avoid; }
        table { border-collapse: collapse; width: 100%; margin: 0 0 2.5mm; }
        td, th { vertical-align: top; padding: 0.6mm 1.3mm; text-align: left; }
        th { background: #e9e9e9; font-weight: bold; text-align: center; vertical-align: middle; }
        table.grid td, table.grid th { border: 0.5pt solid #000; }
        table.grid { font-size: 8.2pt; line-height: 1.28; }
        table.plain td { padding: 0.25mm 1mm; }
        table.plain td.name { width: 36mm; }
        table.plain td.colon { width: 2mm; padding-left: 0; padding-right: 0; }
        thead { display: table-header-group; }
        tr { break-inside: avoid; }
        td.number, th.number { text-align: center; width: 7mm; }
        td.figure { text-align: right; white-space: nowrap; }
        td.center { text-align: center; }
        th, td.center, td.figure { overflow-wrap: normal; padding-left: 0.8mm; padding-right: 0.8mm; }
        .mono { font: 7.4pt/1.3 "Liberation Mono", "DejaVu Sans Mono", monospace; }
        .parties { margin-left: 4mm; width: auto; }
        .party { break-inside: avoid; }
        .conclusion { border: 0.8pt solid #000; padding: 1.6mm 2.5mm; margin: 0 0 3mm; font-weight: bold; }
        .bad { font-weight: bold; }
        .emergency { border: 1.6pt solid #b00000; padding: 2mm 3mm 0.5mm; margin: 0 0 5mm; break-inside: avoid; }
        .emergency .word { color: #b00000; font-size: 13pt; font-weight: bold; text-align: center; }
        .emergency .by { margin-left: 4mm; }
        .signatures { display: flex; flex-wrap: wrap; justify-content: space-between; margin-top: 2mm; }
        .signature { width: 47%; text-align: center; break-inside: avoid; margin-bottom: 4mm; }
        .signature .space { height: 15mm; font-size: 7pt; color: #333; padding-top: 4mm; }
        .signature .name { font-weight: bold; text-decoration: underline; }
        table.seal { border: 0.8pt solid #000; margin-top: 3mm; break-inside: avoid; font-size: 7.6pt; line-height: 1.35; }
        .seal td { padding: 0.2mm 1mm 0.2mm 0; }
        .seal td.code { width: 30mm; padding: 2mm; }
        .seal td.code img { width: 28mm; height: 28mm; display: block; }
        .seal td.lines { padding: 2mm 2mm 2mm 0; vertical-align: middle; }
        .seal table { margin: 0 0 1mm; }
        .seal td.name { width: 20mm; }
        .seal .mono { font-size: 6.7pt; }
        .appendix { break-before: page; }
        """#
}
