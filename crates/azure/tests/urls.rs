//! The check of URLs against the `url` crate, which reads them as browsers do (WHATWG URL): whatever the check admits, a
//! browser sends to the chosen host, and to no other.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may end in a panic: that is how it fails"
)]

use azure::cloud::{Cloud, CloudEndpoint};
use proptest::prelude::*;
use url::Url;

/// Where a browser would send a request to this URL, as the check means it.
fn goes_to(url: &Url) -> Option<(&str, String, u16)> {
    let is_plain = url.username().is_empty() && url.password().is_none();
    let host = url.host_str().filter(|_| is_plain)?;
    let port = url.port_or_known_default()?;
    Some((url.scheme(), host.to_owned(), port))
}

/// Endpoints of every sort: Azure's, somebody's own, the machine itself.
fn endpoints() -> Vec<CloudEndpoint> {
    let own = [
        "https://arm.contoso.com",
        "https://management.azure.com:8443",
        "http://127.0.0.1:8080",
        "http://localhost:4281",
        "http://[::1]:8080",
    ];
    let own = own
        .into_iter()
        .map(|text| CloudEndpoint::read(text).unwrap());
    let clouds = Cloud::ALL.into_iter().filter(|one| *one != Cloud::Custom);
    clouds.map(CloudEndpoint::of).chain(own).collect()
}

/// Pieces of which a URL that leads astray can be made, those of the endpoints among them.
const PIECES: &[&str] = &[
    "https",
    "http",
    "HTTPS",
    "ftp",
    ":",
    "/",
    "//",
    "\\",
    "@",
    "?",
    "#",
    "%",
    "%2f",
    "%40",
    "%00",
    ".",
    "..",
    "-",
    "_",
    "[",
    "]",
    "::1",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "0x7f",
    "127.0.0.1",
    "127.1",
    "2130706433",
    "localhost",
    "com",
    "azure.com",
    "management.azure.com",
    "Management.Azure.COM",
    "arm.contoso.com",
    "evil.com",
    "xn--",
    "443",
    "80",
    "8080",
    "8443",
    "4281",
    "00443",
    "65536",
    "\t",
    "\n",
    " ",
    "\u{a0}",
    "\u{ad}",
    "\u{3002}",
    "\u{ff0e}",
    "\u{212a}",
    "\u{200d}",
    "\u{0}",
    "user",
    "brazilus",
    "subscriptions",
];

/// One of [`PIECES`], or something random.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "[a-z0-9.-]{0,6}",
    ]
}

/// A text that may be a URL: made of pieces, or a good one with something put in.
fn text() -> impl Strategy<Value = String> {
    let made = prop::collection::vec(piece(), 0..10).prop_map(|pieces| pieces.concat());
    let origins: Vec<String> = endpoints()
        .iter()
        .map(|endpoint| endpoint.origin().to_owned())
        .collect();
    let spoilt = (
        prop::sample::select(origins),
        piece(),
        any::<prop::sample::Index>(),
        piece(),
    );
    let spoilt = spoilt.prop_map(|(origin, put, at, path)| {
        let mut url = format!("{origin}/{path}");
        let ends: Vec<usize> = url.char_indices().map(|(at, _)| at).collect();
        url.insert_str(ends[at.index(ends.len())], &put);
        url
    });
    prop_oneof![made, spoilt]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn what_is_admitted_a_browser_sends_to_the_chosen_host(text in text()) {
        for endpoint in endpoints() {
            if endpoint.admits(&text).is_err() {
                continue;
            }
            let chosen = Url::parse(endpoint.origin()).unwrap();
            let (scheme, host, port) = goes_to(&chosen).unwrap();
            // What a browser cannot read goes nowhere: a label such as `xn--arm` is no name.
            let Ok(asked) = Url::parse(&text) else {
                continue;
            };
            let goes = goes_to(&asked);
            prop_assert!(goes.is_some(), "{text:?} names a user");
            let goes = goes.unwrap();
            let is_region = endpoint.is_azures() && goes.1.ends_with(&format!(".{host}"));
            prop_assert!(goes.1 == host || is_region, "{text:?} goes to {}", goes.1);
            prop_assert_eq!((goes.0, goes.2), (scheme, port), "{:?}", text);
        }
    }

    #[test]
    fn an_endpoint_is_what_a_browser_reads(text in text()) {
        if let (Ok(endpoint), Ok(read)) = (CloudEndpoint::read(&text), Url::parse(text.trim())) {
            let chosen = Url::parse(endpoint.origin()).unwrap();
            prop_assert_eq!(goes_to(&read), goes_to(&chosen), "{:?}", text);
        }
    }
}

#[test]
fn the_random_texts_hold_many_that_are_admitted() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;

    let mut runner = TestRunner::deterministic();
    let endpoints = endpoints();
    let mut admitted = 0;
    for _ in 0..20_000 {
        let text = text().new_tree(&mut runner).unwrap().current();
        admitted += usize::from(endpoints.iter().any(|one| one.admits(&text).is_ok()));
    }
    assert!(admitted > 1_000, "{admitted}");
}
