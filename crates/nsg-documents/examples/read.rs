//! Reads files and prints what was understood: `cargo run -p nsg-documents --example read -- FILE…`.
#![allow(clippy::print_stdout)]

fn main() {
    for path in std::env::args().skip(1) {
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) => {
                println!("{path}: {error}");
                continue;
            }
        };
        let started = std::time::Instant::now();
        let document = nsg_documents::read(&text);
        let shape = document
            .shape
            .map_or("no shape", nsg_documents::Shape::as_str);
        println!(
            "{path}: {shape}, {} bytes in {:?}",
            text.len(),
            started.elapsed()
        );
        for group in &document.groups {
            let name = group.security_group.display_name().unwrap_or("(no name)");
            let rules = group.security_group.security_rules.len();
            println!("  {name}: {rules} rules, {:?}", group.association);
        }
        for tag in document.network.service_tags.keys() {
            println!("  expansion of {tag}");
        }
        for diagnostic in &document.diagnostics {
            let (line, column) = (diagnostic.line.unwrap_or(0), diagnostic.column.unwrap_or(0));
            let pointer = diagnostic.pointer.as_deref().unwrap_or_default();
            println!(
                "  {:?} {} {line}:{column} {pointer}: {}",
                diagnostic.severity, diagnostic.code, diagnostic.message
            );
        }
    }
}
