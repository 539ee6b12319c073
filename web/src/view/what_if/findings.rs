//! The findings.

use crate::state::{Analysis, Awaited, State};
use crate::view::components::{Button, Line};
use crate::view::wording::sentence;
use leptos::prelude::*;
use nsg_analysis::{Finding, FindingCode, FindingSeverity};
use text::text;

/// So many are drawn.
const SHOWN: usize = 60;

/// The list by severity.
#[component]
pub(super) fn Findings(state: State, analysis: Analysis) -> impl IntoView {
    let findings = analysis.findings;
    view! {
        {move || match findings.get() {
            Awaited::Nothing => ().into_any(),
            Awaited::Asked => view! { <p class="summary">{text!("findings-looking")}</p> }.into_any(),
            Awaited::Not(problem) => view! { <Line class="problem" text=problem /> }.into_any(),
            Awaited::Is(found) if found.is_empty() => {
                view! { <p class="summary">{text!("findings-none")}</p> }.into_any()
            }
            Awaited::Is(found) => {
                let items = found.iter().take(SHOWN).map(|found| one(state, found));
                let rest = match found.len().saturating_sub(SHOWN) {
                    0 => String::new(),
                    rest => text!("findings-rest", rest),
                };
                view! {
                    <Line class="summary" text=tally(&found) />
                    <ul class="findings">{items.collect_view()}</ul>
                    <Line class="summary" text=rest />
                }
                    .into_any()
            }
        }}
    }
}

/// How many of each severity, in words.
fn tally(found: &[Finding]) -> String {
    let of = |severity| found.iter().filter(|one| one.severity == severity).count();
    let parts = [
        FindingSeverity::High,
        FindingSeverity::Medium,
        FindingSeverity::Low,
        FindingSeverity::Info,
    ];
    let parts = parts.map(|severity| match (of(severity), severity) {
        (0, _) => String::new(),
        (findings, FindingSeverity::High) => text!("findings-high", findings),
        (findings, FindingSeverity::Medium) => text!("findings-medium", findings),
        (findings, FindingSeverity::Low) => text!("findings-low", findings),
        (findings, FindingSeverity::Info) => text!("findings-info", findings),
    });
    let parts: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(", ")
}

/// A severity for people.
pub(in crate::view) fn severity_word(severity: FindingSeverity) -> &'static str {
    match severity {
        FindingSeverity::High => text!("severity-high"),
        FindingSeverity::Medium => text!("severity-medium"),
        FindingSeverity::Low => text!("severity-low"),
        FindingSeverity::Info => text!("severity-info"),
    }
}

/// What a finding is, from its code, for use within a sentence.
fn kind(code: FindingCode) -> &'static str {
    match code {
        FindingCode::ExposedManagementPort => text!("finding-title-exposed-management-port"),
        FindingCode::ExposedDatabasePort => text!("finding-title-exposed-database-port"),
        FindingCode::ExposedAnyPort => text!("finding-title-exposed-any-port"),
        FindingCode::DefaultRouteInVirtualNetwork => {
            text!("finding-title-default-route-in-virtual-network")
        }
        FindingCode::ProbesDenied => text!("finding-title-probes-denied"),
        FindingCode::ApplyConflict => text!("finding-title-apply-conflict"),
        FindingCode::SamePriority => text!("finding-title-same-priority"),
        FindingCode::PriorityOutOfRange => text!("finding-title-priority-out-of-range"),
        FindingCode::MixedFamilies => text!("finding-title-mixed-families"),
        FindingCode::HostBits => text!("finding-title-host-bits"),
        FindingCode::ListInSingularField => text!("finding-title-list-in-singular-field"),
        FindingCode::ListInsideEntry => text!("finding-title-list-inside-entry"),
        FindingCode::AnyInList => text!("finding-title-any-in-list"),
        FindingCode::TagInList => text!("finding-title-tag-in-list"),
        FindingCode::NoMembers => text!("finding-title-no-members"),
        FindingCode::PortOfIcmp => text!("finding-title-port-of-icmp"),
        FindingCode::PartialInternetDeny => text!("finding-title-partial-internet-deny"),
        FindingCode::FixedSourcePort => text!("finding-title-fixed-source-port"),
        FindingCode::PublicDestination => text!("finding-title-public-destination"),
        FindingCode::PlatformTagAllowed => text!("finding-title-platform-tag-allowed"),
        FindingCode::Unreachable => text!("finding-title-unreachable"),
        FindingCode::PartlyShadowed => text!("finding-title-partly-shadowed"),
        FindingCode::CannotMatch => text!("finding-title-cannot-match"),
        FindingCode::Duplicate => text!("finding-title-duplicate"),
        FindingCode::Redundant => text!("finding-title-redundant"),
        FindingCode::ConflictingOverlap => text!("finding-title-conflicting-overlap"),
        FindingCode::MergeableRanges => text!("finding-title-mergeable-ranges"),
        FindingCode::MergeableRules => text!("finding-title-mergeable-rules"),
    }
}

fn one(state: State, found: &Finding) -> AnyView {
    let kind = kind(found.code);
    let rules = found.rules.iter().chain(&found.blockers);
    let rules: Vec<_> = rules.cloned().collect();
    let witness = found.witness;
    let show = move || {
        if let Some(flow) = witness {
            state.flow.put(&flow);
        }
        state.what_if.mark(rules.clone());
        let said = match witness {
            Some(_) => text!("finding-shown-with-flow"),
            None => text!("finding-shown"),
        };
        state.editing.notice.set(said.to_owned());
    };
    let edits = found.fix.clone();
    let label = text!("step-finding-fix", finding = kind);
    let fix = move || state.editing.apply(&label, &edits);
    let no_fix = found.fix.is_empty();
    let used = found.rules.first().cloned();
    let recorded = Signal::derive(move || {
        let used = used.as_ref();
        used.map(|rule| state.recorded_use(rule.applied_to, &rule.name.name))
            .filter(|words| !words.is_empty())
            .zip(used)
            .map(|(words, rule)| text!("finding-recorded", rule = rule.name.name, words))
            .unwrap_or_default()
    });
    let about = found.rules.first();
    let about = about.map_or("", |rule| rule.name.name.as_str());
    let class = match found.severity {
        FindingSeverity::High => "severity high",
        FindingSeverity::Medium => "severity medium",
        _ => "severity",
    };
    view! {
        <li class="finding">
            <span class=class>{severity_word(found.severity)}</span>
            <div>
                <strong>{sentence_case(kind)}</strong>
                <span>{" "}</span>
                <small>{found.message.clone()}</small>
                <small class="recorded" hidden=move || recorded.with(String::is_empty)>{recorded}</small>
            </div>
            <div class="actions">
                <Button
                    label=text!("show")
                    name=text!("finding-show-name", finding = kind, rule = about)
                    on_press=show
                />
                <Button
                    label=text!("finding-fix")
                    hidden=move || no_fix || state.host.is_readonly.get()
                    on_press=fix
                />
            </div>
        </li>
    }
    .into_any()
}

fn sentence_case(text: &str) -> String {
    sentence(text).trim_end_matches('.').to_owned()
}
