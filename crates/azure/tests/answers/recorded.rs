//! Azure's recorded answers. The recordings are not part of the project: where they do not lie
//! beside the checkout, the tests say so and the facts of `tests/conformance` hold.

use azure::confirm::{
    AnswersCompared, Context, LiveAnswer, LiveVerdict, NetworkDiagnostic, compare, side_by_side,
};
use azure::error::{AzureError, Call, ServiceError};
use nsg::{Endpoint, Flow, Scenario, verify};
use nsg_documents::json::read_answer;
use serde_json::Value;
use std::path::Path;

fn all(file: &str) -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/oracle");
    if !folder.is_dir() {
        println!("../shared/oracle is not beside the checkout: {file} skipped");
        return Vec::new();
    }
    let text = std::fs::read_to_string(folder.join(file)).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn text<'v>(value: &'v Value, pointer: &str) -> &'v str {
    value
        .pointer(pointer)
        .and_then(Value::as_str)
        .unwrap_or_default()
}

fn status(value: &Value) -> u16 {
    value["status"].as_u64().unwrap().try_into().unwrap()
}

#[test]
fn shared_every_recorded_error_is_understood() {
    for case in all("errors.json") {
        let body = case["body"].to_string();
        let service = ServiceError::read(status(&case), &body, None);
        assert_eq!(service.code, text(&case, "/body/error/code"), "{body}");
        assert!(!service.message.is_empty());
        let call = match text(&case, "/operation").to_ascii_lowercase() {
            name if name.contains("ipflowverify") => Call::IpFlowVerify,
            name if name.contains("effective") => Call::EffectiveNetworkSecurityGroups,
            name if name.contains("networkinterfaces") => Call::NetworkInterface,
            name if name.contains("networksecuritygroups") => Call::NetworkSecurityGroup,
            _ => Call::NetworkWatchers,
        };
        let error = AzureError::from_service(service.clone(), call);
        let expected = match service.code.as_str() {
            "NsgsNotAppliedOnNic" => "no-security-group",
            "GetEffectiveNetworkSecurityGroupsApiNotAllowed" => "effective-rules-not-allowed",
            "InternalServerError" => "server-fault",
            "ResourceNotFound" | "NotFound" => "not-found",
            code if code.starts_with("NicMustBeAttachedTo") => "vm-not-running",
            _ => "invalid-request",
        };
        assert_eq!(error.code(), expected, "{service}");
        assert_eq!(
            error.help().is_none(),
            expected == "no-security-group",
            "{service}"
        );
        assert!(
            !service.is_transient() && !service.is_expired_token(),
            "{service}"
        );
    }
}

fn scenario(case: &Value) -> Option<Scenario> {
    let json = case
        .get("scenario")
        .filter(|scenario| !scenario.is_null())?;
    let group = |key: &str| {
        let value = json.get(key).filter(|group| !group.is_null())?;
        Some(
            nsg_documents::read_value(value)
                .groups
                .pop()?
                .security_group,
        )
    };
    let network = json.get("network").cloned().unwrap_or_default();
    Some(Scenario {
        subnet_security_group: group("subnetSecurityGroup"),
        network_interface_security_group: group("networkInterfaceSecurityGroup"),
        network: nsg_documents::network::read_value(&network).network,
    })
}

fn flow(case: &Value) -> Flow {
    let end = |address: &str, port: &str| Endpoint {
        address: text(case, address).parse().unwrap(),
        port: text(case, port).parse().ok(),
    };
    Flow {
        direction: text(case, "/flow/direction").parse().unwrap(),
        protocol: text(case, "/flow/protocol").parse().unwrap(),
        local: end("/flow/localIPAddress", "/flow/localPort"),
        remote: end("/flow/remoteIPAddress", "/flow/remotePort"),
    }
}

#[test]
fn shared_every_recorded_answer_agrees_or_is_the_anomaly_that_it_is() {
    let mut agreed = 0;
    for case in all("ipflow.json") {
        let (Some(scenario), 200) = (scenario(&case), status(&case["azure"])) else {
            continue;
        };
        let id = text(&case, "/id");
        let body = case["azure"].to_string();
        let live = LiveVerdict::read(&read_answer(&body).unwrap()).unwrap();
        let flow = flow(&case);
        let offline = verify(&scenario, &flow);
        let live = LiveAnswer::Verdict(live);
        let result = compare(&scenario, &flow, offline, &live, &Context::default());
        let first = result.causes.first().map(|cause| cause.code);
        match (case["anomaly"].is_null(), text(&case, "/azure/access")) {
            (true, _) => {
                assert_eq!(
                    result.outcome,
                    AnswersCompared::Agree,
                    "{id}: {:?}",
                    result.causes
                );
                agreed += 1;
            }
            (false, "Unknown") => {
                assert_eq!(
                    (result.outcome, first),
                    (AnswersCompared::NotComparable, Some("azure-does-not-know")),
                    "{id}"
                );
            }
            (false, _) => {
                assert_eq!(
                    (result.outcome, first),
                    (AnswersCompared::Differ, Some("azure-contradicts-itself")),
                    "{id}"
                );
            }
        }
    }
    println!("{agreed} agreed");
}

#[test]
fn shared_every_recorded_diagnostic_is_laid_beside() {
    for case in all("ncd.json") {
        let body = case["response"]["body"].to_string();
        let diagnostic = NetworkDiagnostic::read(&read_answer(&body).unwrap()).unwrap();
        let results = case["response"]["body"]["results"].as_array().unwrap();
        assert_eq!(diagnostic.is_empty(), results.is_empty());
        let nothing = verify(
            &Scenario::default(),
            &Flow {
                direction: nsg::Direction::Inbound,
                protocol: nsg::Protocol::Tcp,
                local: Endpoint {
                    address: [10, 1, 1, 4].into(),
                    port: Some(12100),
                },
                remote: Endpoint {
                    address: [12, 11, 12, 14].into(),
                    port: None,
                },
            },
        );
        let laid = side_by_side(&nothing, &diagnostic);
        assert_eq!(laid.groups.len(), diagnostic.groups.len());
        for (laid, theirs) in laid.groups.iter().zip(&diagnostic.groups) {
            assert_eq!(laid.rules.len(), theirs.rules.len());
            // The last rule is the one that matched, whatever `matchedRule` says.
            let last = theirs.rules.last().unwrap();
            assert!(last.protocol_matched && last.source_matched && last.destination_port_matched);
        }
    }
}
