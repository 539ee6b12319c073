//! First match by priority, two groups, direction and order, defaults: what people get wrong about them.

use nsg::Scenario;
use rule_lines::{admin_rule, answer, both, nic, subnet, tagged, with_asg};

const CLIENT_TO_SSH: &str = "In Tcp 203.0.113.10:50000 -> 10.0.1.4:22";
const CLIENT_TO_HTTPS: &str = "In Tcp 203.0.113.10:50000 -> 10.0.1.4:443";

#[test]
fn lower_number_is_checked_first_and_the_first_match_wins() {
    let scenario = nic("Allow-SSH 300 In Tcp Internet:* -> *:22 Allow
         Deny-SSH 200 In Tcp Internet:* -> *:22 Deny");
    assert_eq!(
        answer(&scenario, CLIENT_TO_SSH),
        "Deny securityRules/Deny-SSH"
    );
}

#[test]
fn subnet_and_interface_must_both_allow() {
    let allow = "Allow-HTTPS 100 In Tcp Internet:* -> *:443 Allow";
    let denied = "Deny defaultSecurityRules/DenyAllInBound";
    assert_eq!(answer(&both(allow, ""), CLIENT_TO_HTTPS), denied);
    assert_eq!(answer(&both("", allow), CLIENT_TO_HTTPS), denied);
    assert_eq!(
        answer(&both(allow, allow), CLIENT_TO_HTTPS),
        "Allow securityRules/Allow-HTTPS"
    );
}

#[test]
fn stages_stop_at_the_group_that_denied() {
    let verdict = nsg::verify(&both("", ""), &rule_lines::flow(CLIENT_TO_HTTPS));
    assert_eq!(verdict.evaluated_network_security_groups.len(), 1);
    let out = nsg::verify(
        &both("", ""),
        &rule_lines::flow("Out Tcp 10.0.1.4:5 -> 172.31.0.1:80"),
    );
    let stages = out.evaluated_network_security_groups;
    assert_eq!(
        stages.iter().map(|s| s.applied_to).collect::<Vec<_>>(),
        [nsg::AppliedTo::NetworkInterface]
    );
}

#[test]
fn the_last_user_priority_still_precedes_the_defaults() {
    let scenario = nic("Deny-All-In 4096 In * *:* -> *:* Deny");
    let from_vnet = "In Tcp 10.0.2.5:50000 -> 10.0.1.4:443";
    assert_eq!(
        answer(&scenario, from_vnet),
        "Deny securityRules/Deny-All-In"
    );
    assert_eq!(
        answer(&nic(""), from_vnet),
        "Allow defaultSecurityRules/AllowVnetInBound"
    );
}

#[test]
fn a_deny_all_cuts_load_balancer_probes() {
    let probe = "In Tcp 168.63.129.16:50000 -> 10.0.1.4:80";
    let deny = "Deny-All-In 4096 In * *:* -> *:* Deny";
    assert_eq!(answer(&nic(deny), probe), "Deny securityRules/Deny-All-In");
    let fixed = format!("{deny}\nAllow-Probe 4095 In * AzureLoadBalancer:* -> *:* Allow");
    assert_eq!(
        answer(&nic(&fixed), probe),
        "Allow securityRules/Allow-Probe"
    );
    // The host is in `VirtualNetwork` too, so the rule before the load balancer's matches first.
    assert_eq!(
        answer(&nic(""), probe),
        "Allow defaultSecurityRules/AllowVnetInBound"
    );
}

#[test]
fn inbound_rules_see_the_private_address_and_the_ephemeral_source_port() {
    let public = nic("Allow-Web 100 In Tcp Internet:* -> 52.170.10.20/32:443 Allow");
    assert_eq!(
        answer(&public, CLIENT_TO_HTTPS),
        "Deny defaultSecurityRules/DenyAllInBound"
    );
    let source_port = nic("Allow-Web 100 In Tcp Internet:443 -> *:443 Allow");
    assert_eq!(
        answer(&source_port, CLIENT_TO_HTTPS),
        "Deny defaultSecurityRules/DenyAllInBound"
    );
}

#[test]
fn a_question_about_the_reply_direction_is_a_new_flow() {
    let scenario = nic("Allow-HTTPS 100 In Tcp Internet:* -> *:443 Allow
         Deny-All-Out 100 Out * *:* -> *:* Deny");
    assert_eq!(
        answer(&scenario, CLIENT_TO_HTTPS),
        "Allow securityRules/Allow-HTTPS"
    );
    let reply = "Out Tcp 10.0.1.4:443 -> 203.0.113.10:50000";
    assert_eq!(answer(&scenario, reply), "Deny securityRules/Deny-All-Out");
}

#[test]
fn without_any_group_nothing_is_filtered_and_no_rule_is_named() {
    let verdict = nsg::verify(&Scenario::default(), &rule_lines::flow(CLIENT_TO_SSH));
    assert_eq!(
        (verdict.access, verdict.rule_name),
        (nsg::Decision::Allow, None)
    );
    assert!(
        verdict
            .summary
            .contains("no network security group applies"),
        "{}",
        verdict.summary
    );
}

#[test]
fn traffic_inside_a_subnet_is_filtered() {
    let scenario = subnet("Deny-All-In 4096 In * *:* -> *:* Deny");
    assert_eq!(
        answer(&scenario, "In Tcp 10.0.1.5:5 -> 10.0.1.4:445"),
        "Deny securityRules/Deny-All-In"
    );
    assert_eq!(
        answer(&scenario, "Out Tcp 10.0.1.5:5 -> 10.0.1.4:445"),
        "Allow defaultSecurityRules/AllowVnetOutBound"
    );
}

#[test]
fn a_rule_for_tcp_lets_no_ping_in() {
    let scenario = nic("Allow-Tcp 100 In Tcp *:* -> *:* Allow");
    assert_eq!(
        answer(&scenario, "In Icmp 203.0.113.10 -> 10.0.1.4"),
        "Deny defaultSecurityRules/DenyAllInBound"
    );
    assert_eq!(
        answer(&scenario, "In Icmp 10.0.2.5 -> 10.0.1.4"),
        "Allow defaultSecurityRules/AllowVnetInBound"
    );
}

#[test]
fn outbound_is_not_open_to_private_space_outside_the_network() {
    assert_eq!(
        answer(&nic(""), "Out Tcp 10.0.1.4:5 -> 172.31.0.100:80"),
        "Deny defaultSecurityRules/DenyAllOutBound"
    );
    assert_eq!(
        answer(&nic(""), "Out Tcp 10.0.1.4:5 -> 13.107.21.200:80"),
        "Allow defaultSecurityRules/AllowInternetOutBound"
    );
}

#[test]
fn internet_includes_azures_own_public_addresses() {
    let to_storage = "Out Tcp 10.0.1.4:5 -> 20.60.1.1:443";
    let deny = "Deny-Internet 200 Out * *:* -> Internet:* Deny";
    assert_eq!(
        answer(&nic(deny), to_storage),
        "Deny securityRules/Deny-Internet"
    );
    let mut scenario = nic(&format!(
        "{deny}\nAllow-Storage 100 Out Tcp VirtualNetwork:* -> Storage:443 Allow"
    ));
    scenario.network = tagged(rule_lines::network(), "Storage", "20.60.0.0/16");
    assert_eq!(
        answer(&scenario, to_storage),
        "Allow securityRules/Allow-Storage"
    );
}

#[test]
fn a_rule_with_a_group_binds_members_only() {
    let mut scenario = nic(
        "Allow-HTTP-Inbound-Internet 100 In Tcp Internet:* -> asg/AsgWeb:80 Allow
         Allow-Database-BusinessLogic 110 In Tcp asg/AsgLogic:* -> asg/AsgDb:1433 Allow
         Deny-Database-All 120 In Tcp *:* -> asg/AsgDb:1433 Deny",
    );
    let network = with_asg(rule_lines::network(), "AsgWeb", "10.0.1.4");
    let network = with_asg(network, "/subscriptions/1/asgs/asglogic", "10.0.1.5");
    scenario.network = with_asg(network, "AsgDb", "10.0.2.4");
    let ask = |from: &str, to: &str| answer(&scenario, &format!("In Tcp {from}:5 -> {to}:1433"));
    assert_eq!(
        ask("10.0.1.4", "10.0.2.4"),
        "Deny securityRules/Deny-Database-All"
    );
    assert_eq!(
        ask("10.0.1.5", "10.0.2.4"),
        "Allow securityRules/Allow-Database-BusinessLogic"
    );
    assert_eq!(
        ask("10.0.1.4", "10.0.2.9"),
        "Allow defaultSecurityRules/AllowVnetInBound"
    );
}

#[test]
fn security_admin_rules_come_before_any_group() {
    let mut scenario = nic("Deny-SSH 100 In Tcp *:* -> *:22 Deny");
    let ssh = "In Tcp 10.9.0.4:5 -> 10.0.1.4:22";
    let mut with = |rule: &str| {
        scenario.network.security_admin_rules = vec![admin_rule(rule)];
        answer(&scenario, ssh)
    };
    assert_eq!(
        with("Ops 10 In Tcp 10.9.0.0/24:* -> *:22 AlwaysAllow"),
        "Allow Ops"
    );
    assert_eq!(
        with("Ops 10 In Tcp 10.9.0.0/24:* -> *:22 Allow"),
        "Deny securityRules/Deny-SSH"
    );
    assert_eq!(with("Ops 10 In Tcp 10.9.0.0/24:* -> *:22 Deny"), "Deny Ops");
}
