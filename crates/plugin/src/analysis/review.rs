//! A change of documents, group by group.

use crate::given;
use crate::to_js;
use nsg::{AppliedTo, Network, NetworkSecurityGroup, Scenario};
use nsg_analysis::contracts::{self, Checked, Contract, check};
use nsg_analysis::results::{Compared, ShownRegions};
use nsg_analysis::{AddressNames, Finding, Limits, ReviewedName, gravest_first, review_summary};
use nsg_documents::write::{self, RuleResource};
use nsg_documents::{Diagnostic, Document, GroupChange, PairedGroup, assemble, pair};
use serde::Serialize;
use wasm_bindgen::prelude::JsValue;

/// The review of all groups.
#[derive(Serialize)]
struct ReviewObject<'r> {
    groups: Vec<GroupObject<'r>>,
    diagnostics: Vec<Diagnostic>,
    summary: String,
}

/// One group of it.
#[derive(Serialize)]
struct GroupObject<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<&'r str>,
    change: GroupChange,
    comparison: Compared,
    findings: FindingsObject<'r>,
    contracts: Vec<Checked>,
}

#[derive(Serialize)]
struct FindingsObject<'r> {
    added: Vec<Finding<RuleResource<'r>>>,
    ended: Vec<Finding<RuleResource<'r>>>,
}

/// A group with its review, from which the objects are made.
struct ReviewedPair<'d> {
    pair: PairedGroup<'d>,
    after: Scenario,
    review: nsg_analysis::Review,
    contracts: Vec<Checked>,
}

/// A document as it is given: a text or an object, and the tree of a text that the module of syntaxes read.
pub(super) struct ReviewedDocument<'g> {
    given: &'g JsValue,
    tree: Option<Vec<u8>>,
}

impl<'g> ReviewedDocument<'g> {
    pub(super) fn new(given: &'g JsValue, tree: Option<Vec<u8>>) -> Self {
        Self { given, tree }
    }

    fn read(&self, argument: &str) -> Result<Document, JsValue> {
        let text = given::text(self.given, argument).map_err(to_js::diagnostics)?;
        Ok(match &self.tree {
            Some(tree) => nsg_documents::read_tree(&text, tree),
            None => nsg_documents::read(&text),
        })
    }
}

/// What a change does to each group of one document that tells it, or of two.
///
/// # Errors
///
/// That rules may be missing from a document, what is wrong with the network or a contract, or that there are too many
/// regions: a list of diagnostics.
pub(super) fn review(
    after: &ReviewedDocument<'_>,
    before: &ReviewedDocument<'_>,
    network: &JsValue,
    asked: &JsValue,
) -> Result<JsValue, JsValue> {
    let text = |given, at| given::text(given, at).map_err(to_js::diagnostics);
    let after = after.read("/after")?;
    let earlier = match before.given.is_undefined() || before.given.is_null() {
        true => None,
        false => Some(before.read("/before")?),
    };
    let documents = [("/after", Some(&after)), ("/before", earlier.as_ref())];
    for (argument, document) in documents {
        // What is not there would be taken for deleted. Of one document that tells the change, rules that are in neither end are
        // known to stay.
        let missing = match earlier {
            Some(_) => assemble::missing_rules,
            None => assemble::missing_from_change,
        };
        if document.is_some_and(|it| missing(it).is_some()) {
            return Err(to_js::diagnostics(below(argument, document)));
        }
    }
    let facts = facts(&text(network, "/network")?)?;
    let contracts = match asked.is_undefined() || asked.is_null() {
        true => None,
        false => Some(given::json(asked, "/contracts").map_err(to_js::diagnostics)?),
    };
    let pairs = match &earlier {
        Some(earlier) => pair(&earlier.groups, &after.groups),
        None => after.changes(),
    };
    let reviewed: Vec<_> = pairs
        .into_iter()
        .map(|pair| reviewed(pair, &after, earlier.as_ref(), &facts, contracts.as_deref()))
        .collect::<Result<_, _>>()?;
    let groups: Vec<_> = reviewed.iter().map(object).collect();
    let names = groups.iter().map(|group| ReviewedName {
        name: group.name.unwrap_or("the NSG without a name"),
        relation: group.comparison.relation,
        summary: &group.comparison.summary,
    });
    let summary = review_summary(&names.collect::<Vec<_>>());
    let said = documents.map(|(argument, document)| below(argument, document));
    let mut diagnostics: Vec<_> = said.into_iter().flatten().collect();
    let untold = earlier.is_none() && after.before.is_none();
    diagnostics.extend(untold.then(|| {
        let message = "the document tells no change: give the one before it, too".to_owned();
        crate::problem::at("/before".to_owned(), "no-change", message)
    }));
    to_js::of(&ReviewObject {
        groups,
        diagnostics,
        summary,
    })
}

/// What is known of the network.
fn facts(text: &str) -> Result<Network, JsValue> {
    if text.is_empty() {
        return Ok(Network::default());
    }
    let read = nsg_documents::network::read(text);
    let is_error =
        |problem: &Diagnostic| problem.severity == nsg_documents::DiagnosticSeverity::Error;
    match read.diagnostics.iter().any(is_error) {
        true => Err(to_js::diagnostics(at("/network", read.diagnostics))),
        false => Ok(read.network),
    }
}

fn reviewed<'d>(
    pair: PairedGroup<'d>,
    after: &Document,
    earlier: Option<&Document>,
    facts: &Network,
    contracts: Option<&str>,
) -> Result<ReviewedPair<'d>, JsValue> {
    let place = pair.applied_to().unwrap_or(AppliedTo::Subnet);
    let told = [Some(after), earlier].into_iter().flatten();
    let told = told.map(|document| (place, &document.network));
    // Documents that disagree say so where each is read.
    let (network, _) = assemble::network(facts.clone(), told);
    let scenario = |group: Option<NetworkSecurityGroup>| {
        let at = |wanted| group.clone().filter(|_| wanted == place);
        Scenario {
            subnet_security_group: at(AppliedTo::Subnet),
            network_interface_security_group: at(AppliedTo::NetworkInterface),
            network: network.clone(),
        }
    };
    let [old, new] = pair.ends().map(scenario);
    let review = nsg_analysis::review([&old, &new], Limits::default());
    let mut review = review.map_err(super::too_large)?;
    review
        .added
        .extend(after.conflicts_of(&pair).map(|conflict| {
            let rules = after.rules_of(conflict);
            Finding::apply_conflict(place, rules, &conflict.message, &conflict.help)
        }));
    gravest_first(&mut review.added);
    let contracts = match contracts {
        Some(json) => contracts::read(json, &[&new, &old]).map_err(super::slips)?,
        None => Vec::new(),
    };
    let checked = |contract: Contract| {
        let before = check(&old, &contract, Limits::default()).map_err(super::too_large)?;
        let outcome = check(&new, &contract, Limits::default()).map_err(super::too_large)?;
        Ok(Checked {
            name: contract.name,
            outcome,
            before: Some(before),
        })
    };
    let contracts = contracts
        .into_iter()
        .map(checked)
        .collect::<Result<_, JsValue>>()?;
    Ok(ReviewedPair {
        pair,
        after: new,
        review,
        contracts,
    })
}

fn object<'r>(reviewed: &'r ReviewedPair<'_>) -> GroupObject<'r> {
    let newest = reviewed.pair.newest();
    let group = newest.map(|group| &group.security_group);
    let names = AddressNames::new(&reviewed.after.network);
    let review = &reviewed.review;
    let shown = ShownRegions::default();
    let written = |found: &'r [Finding]| {
        let found = found.iter();
        found
            .map(|finding| finding.map_rules(write::security_rule))
            .collect()
    };
    GroupObject {
        name: group.and_then(|group| group.display_name()),
        id: group.and_then(|group| group.id.as_deref()),
        address: newest.and_then(|group| group.address()),
        change: reviewed.pair.change(),
        comparison: Compared::new(&review.comparison, &names, &reviewed.after, shown),
        findings: FindingsObject {
            added: written(&review.added),
            ended: written(&review.ended),
        },
        contracts: reviewed.contracts.clone(),
    }
}

/// What there is to say about a document, below its argument.
fn below(argument: &str, document: Option<&Document>) -> Vec<Diagnostic> {
    let diagnostics = document.map(|it| it.diagnostics.clone());
    at(argument, diagnostics.unwrap_or_default())
}

/// Diagnostics with pointers that begin with an argument.
fn at(argument: &str, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    for diagnostic in &mut diagnostics {
        let inside = diagnostic.pointer.take().unwrap_or_default();
        diagnostic.pointer = Some(format!("{argument}{inside}"));
    }
    diagnostics
}
