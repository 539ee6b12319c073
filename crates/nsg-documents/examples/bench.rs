//! Times reading: `cargo run --release -p nsg-documents --example bench -- rules|tags FILE…`.
#![allow(clippy::print_stdout)]

use std::time::Instant;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let what = arguments.next().unwrap_or_default();
    for path in arguments {
        let Ok(text) = std::fs::read_to_string(&path) else {
            println!("{path}: cannot be read");
            continue;
        };
        let mut times: Vec<_> = (0..30)
            .map(|_| {
                let started = Instant::now();
                if what == "tags" {
                    std::hint::black_box(nsg_documents::service_tags::read(&text));
                } else {
                    std::hint::black_box(nsg_documents::read(&text));
                }
                started.elapsed()
            })
            .collect();
        times.sort();
        let median = times.get(times.len() / 2).copied().unwrap_or_default();
        let fastest = times.first().copied().unwrap_or_default();
        println!(
            "{path}: {} bytes in {median:?} (median), {fastest:?} (fastest)",
            text.len()
        );
    }
}
