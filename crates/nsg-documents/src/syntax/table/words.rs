//! The words of tables for values and directions, in the languages of the portal that were met.

use nsg::Direction;

const ANY: [&str; 16] = [
    "any",
    "all",
    "모두",
    "임의",
    "임의의 값",
    "すべて",
    "全て",
    "任意",
    "任何",
    "beliebig",
    "alle",
    "tous",
    "toutes",
    "cualquiera",
    "qualquer",
    "todos",
];

const ALLOW: [&str; 9] = [
    "allow",
    "허용",
    "許可",
    "允许",
    "允許",
    "zulassen",
    "erlauben",
    "autoriser",
    "permitir",
];

const DENY: [&str; 10] = [
    "deny",
    "거부",
    "拒否",
    "拒绝",
    "拒絕",
    "verweigern",
    "ablehnen",
    "refuser",
    "denegar",
    "negar",
];

const INBOUND: [&str; 10] = [
    "inbound",
    "ingress",
    "인바운드",
    "受信",
    "インバウンド",
    "入站",
    "eingehend",
    "eingangs",
    "entrant",
    "entrada",
];

const OUTBOUND: [&str; 11] = [
    "outbound",
    "egress",
    "아웃바운드",
    "送信",
    "アウトバウンド",
    "出站",
    "ausgehend",
    "ausgangs",
    "sortant",
    "salida",
    "saída",
];

fn is_one_of(words: &[&str], text: &str) -> bool {
    words.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Whether a cell says what the API calls `*`.
pub(super) fn is_any(text: &str) -> bool {
    is_one_of(&ANY, text)
}

/// `Allow` or `Deny`, where a cell says it in some language.
pub(super) fn access(text: &str) -> Option<&'static str> {
    match () {
        () if is_one_of(&ALLOW, text) => Some("Allow"),
        () if is_one_of(&DENY, text) => Some("Deny"),
        () => None,
    }
}

/// The direction that a text speaks of, where it speaks of one only.
pub(super) fn direction(text: &str) -> Option<Direction> {
    // The Japanese word for a source has that for outbound in it.
    let said = text.to_ascii_lowercase().replace("送信元", "");
    let says = |words: &[&str]| words.iter().any(|word| said.contains(word));
    match (says(&INBOUND), says(&OUTBOUND)) {
        (true, false) => Some(Direction::Inbound),
        (false, true) => Some(Direction::Outbound),
        _ => None,
    }
}

/// Whether a text speaks of rules.
pub(super) fn are_rules(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let words = [
        "rule",
        "regel",
        "règle",
        "regla",
        "regra",
        "규칙",
        "規則",
        "规则",
        "ルール",
    ];
    words.iter().any(|word| lower.contains(word))
}

/// Whether a cell says that a rule is there.
pub(super) fn is_there(text: &str) -> bool {
    let words = [
        "yes",
        "true",
        "y",
        "1",
        "on",
        "ok",
        "enabled",
        "active",
        "deployed",
        "succeeded",
        "\u{2705}",
    ];
    is_one_of(&words, text)
}
