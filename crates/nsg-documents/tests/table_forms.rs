//! How people draw tables of rules in pages and tickets, and the languages that they are in.
#![allow(clippy::indexing_slicing, reason = "tests fail by panicking")]

mod support;

use nsg_documents::read;
use support::{codes, lines};

const RULE: &str = "web 150 Inbound TCP *:* → *:8443 Allow";

/// The rules of the only group.
fn rules(text: &str) -> Vec<String> {
    let document = read(text);
    assert_eq!(document.groups.len(), 1, "{text}");
    assert!(!document.hides_rules(), "{text}");
    lines(&document.groups[0])
}

#[test]
fn the_portal_speaks_more_languages() {
    for text in [
        "受信セキュリティ規則\n優先度\t名前\tポート\tプロトコル\tソース\t宛先\tアクション\n150\tweb\t8443\tTCP\t任意\t任意\t許可\n",
        "入站安全规则\n优先级\t名称\t端口\t协议\t源\t目标\t操作\n150\tweb\t8443\tTCP\t任何\t任意\t允许\n",
        "Priorität | Name | Richtung | Port | Protokoll | Quelle | Ziel | Aktion\n150 | web | Eingehend | 8443 | TCP | Beliebig | Alle | Zulassen\n",
        "Règles de trafic entrant\nPriorité;Nom;Port;Protocole;Source;Destination;Action\n150;web;8443;TCP;Tous;*;Autoriser\n",
        "Reglas de entrada\nPrioridad;Nombre;Puerto;Protocolo;Origen;Destino;Acción\n150;web;8443;TCP;Cualquiera;*;Permitir\n",
        "인바운드 보안 규칙\n우선 순위\t이름\t포트\t프로토콜\t원본\t대상\t작업\n150\tweb\t8443\tTCP\t임의의 값\t모두\t허용\n",
    ] {
        assert_eq!(rules(text), [RULE]);
    }
    // A source in Japanese has the word for outbound in it.
    let sources = "送信元はすべて許可\n優先度\t名前\tポート\tプロトコル\t送信元\t操作\n150\tweb\t8443\tTCP\t任意\t許可\n";
    assert_eq!(codes(&read(sources)), ["missing-columns"]);
    // Whether a cross takes the word back is not told in any language.
    let crossed = "| 优先级 | 名称 | 端口 | 协议 | 方向 | 操作 |\n| 150 | web | 8443 | TCP | 入站 | \u{274c} 允许 |\n";
    assert!(codes(&read(crossed)).contains(&"invalid-access"));
}

#[test]
fn cells_stand_in_boxes_and_between_the_bars_of_jira() {
    for text in [
        "┌─────┬──────┬─────────┬──────┬───────┬────────┬──────┬────────┐\n\
         │ Pri │ Name │ Dir     │ Port │ Proto │ Source │ Dest │ Action │\n\
         ├─────┼──────┼─────────┼──────┼───────┼────────┼──────┼────────┤\n\
         │ 150 │ web  │ Inbound │ 8443 │ TCP   │ Any    │ Any  │ Allow  │\n\
         └─────┴──────┴─────────┴──────┴───────┴────────┴──────┴────────┘\n",
        "||Priority||Name||Direction||Port||Protocol||Source||Destination||Action||\n|150|web|Inbound|8443|TCP|*|*|Allow|\n",
        "> | # | Priority | Name | Direction | Port | Protocol | Source | Destination | Action |\n\
         > |---|---|---|---|---|---|---|---|---|\n\
         > | 1 | 150 | web | Inbound | 8443 | TCP | \\* | \\* | Allow |\n",
        "[cols=\"1,2\",options=\"header\"]\n|===\n|Priority |Name |Direction |Port |Protocol |Source |Destination |Action\n\
         |150 |web |Inbound |8443 |TCP |* |* |Allow\n|===\n",
    ] {
        assert_eq!(rules(text), [RULE]);
    }
    // A frame around the table, with a note at its side.
    let framed = "│ │ Pri │ Name │ Dir │ Action │ │\n│ │ 150 │ web │ Inbound │ Allow │ │ first\n";
    assert_eq!(codes(&read(framed)), ["assumed-column", "uneven-row"]);
}

#[test]
fn a_form_of_the_portal_is_named() {
    for text in [
        "Source: Any\nSource port ranges: *\nDestination: Any\nDestination port ranges: 8443\nProtocol: TCP\nAction: Allow\nPriority: 310\nName: web\n",
        "1. Open the NSG.\n   - **Source**: Any\n   - **Destination port ranges**: `8443`\n   - **Protocol**: TCP\n   - **Action**: Allow\n",
        "| Setting | Value |\n|---|---|\n| Destination port ranges | 8443 |\n| Protocol | TCP |\n| Action | Allow |\n| Priority | 310 |\n",
        "源: Any\n源端口范围: *\n目标端口范围: 8443\n协议: TCP\n操作: 允许\n优先级: 310\n",
    ] {
        let document = read(text);
        assert!(document.groups.is_empty());
        assert_eq!(codes(&document), ["missing-columns"], "{text}");
        assert!(
            document.diagnostics[0]
                .message
                .contains("form of the portal")
        );
    }
    // The fields of YAML are read.
    let yaml = "- name: web\n  priority: 150\n  direction: Inbound\n  access: Allow\n  protocol: Tcp\n  sourceAddressPrefix: '*'\n  sourcePortRange: '*'\n  destinationAddressPrefix: '*'\n  destinationPortRange: 8443\n";
    assert_eq!(rules(yaml), [RULE]);
}
