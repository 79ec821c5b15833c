//! Writes `protocol-1.json`, `widget-1.json` and `greffon-protocol.d.ts` into the folder given as argument
//! (`www/schema` in the repository).

use std::path::Path;

use greffon_protocol::schema;

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| ".".to_owned());
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    for (name, value) in
        [("protocol-1.json", schema::json_schema()), ("widget-1.json", schema::manifest_schema())]
    {
        std::fs::write(folder.join(name), serde_json::to_string_pretty(&value)? + "\n")?;
    }
    std::fs::write(folder.join("greffon-protocol.d.ts"), schema::typescript())
}
