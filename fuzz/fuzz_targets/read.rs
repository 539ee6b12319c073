//! `cargo +nightly fuzz run read`: no text panics, and every position lies in the text.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let document = nsg_documents::read(text);
    let length = text.encode_utf16().count();
    for diagnostic in &document.diagnostics {
        assert!(diagnostic.start <= diagnostic.end);
        assert!(diagnostic.end.is_none_or(|end| end <= length));
    }
    let says_why = !document.diagnostics.is_empty() || text.trim().is_empty();
    assert!(says_why || !document.groups.is_empty());
});
