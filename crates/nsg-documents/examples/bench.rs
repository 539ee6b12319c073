//! Times reading: `cargo run --release -p nsg-documents --example bench -- rules|tags FILE`.
#![allow(clippy::print_stdout)]

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (Some(what), Some(path)) = (arguments.next(), arguments.next()) else {
        return;
    };
    let Ok(text) = std::fs::read_to_string(&path) else {
        return;
    };
    let mut times = Vec::new();
    let mut size = 0;
    for _ in 0..20 {
        let started = std::time::Instant::now();
        size = match what.as_str() {
            "tags" => nsg_documents::service_tags::read(&text).tags.len(),
            _ => nsg_documents::read(&text)
                .groups
                .first()
                .map_or(0, |it| it.security_group.security_rules.len()),
        };
        times.push(started.elapsed());
    }
    times.sort();
    println!(
        "{path}: {size} in {:?} (median), {:?} (fastest)",
        times[10], times[0]
    );
}
