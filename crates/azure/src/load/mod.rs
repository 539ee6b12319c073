//! Everything that judging a virtual machine offline needs, fetched.
//!
//! Nothing is left out in silence: where a group cannot be read there is an error, and what else is
//! missing is a note and stays unknown.

mod context;
mod facts;
mod groups;
mod members;
mod subnet_and_peers;

pub use groups::LoadedGroup;
pub use subnet_and_peers::VirtualNetworkTag;

use crate::client::{Client, ClientStep, OnStep, TokenSource, read};
use crate::error::{AzureError, Call};
use crate::resources::{NetworkInterface, ResourceId, VirtualMachine, version};
use crate::transport::Transport;
use futures_util::future::join3;
use groups::Fallback;
use nsg::AppliedTo;
use nsg_documents::{Diagnostic, DiagnosticSeverity};
use std::net::IpAddr;
use text::text;

/// What was fetched for one network interface.
#[derive(Debug)]
pub struct LoadedInterface {
    /// The virtual machine, where the interface belongs to one.
    pub virtual_machine: Option<VirtualMachine>,
    /// The interface.
    pub interface: NetworkInterface,
    /// The group associated with the subnet; `None`: there is none.
    pub subnet_group: Option<LoadedGroup>,
    /// The group associated with the interface; `None`: there is none.
    pub interface_group: Option<LoadedGroup>,
    /// What `VirtualNetwork` expands to; `None`: not read.
    pub virtual_network: Option<VirtualNetworkTag>,
    /// Application security groups that the rules name, by id, with the private addresses of their
    /// members.
    pub application_security_groups: Vec<(String, Vec<IpAddr>)>,
    /// The rules in force with their expansions, as Azure wrote them, all pages in one; only while the
    /// machine runs.
    pub effective: Option<String>,
    /// Service tag discovery, as Azure wrote it, all pages in one, where the rules name tags that nothing else expands.
    pub service_tags: Option<String>,
    /// What could not be fetched or is not known for sure, and what that means.
    pub notes: Vec<Diagnostic>,
}

impl<T: Transport, S: TokenSource> Client<T, S> {
    /// Fetches everything about a virtual machine, or about a network interface. Of a machine with
    /// several interfaces `interface` names the one that is meant; else it is the primary one.
    ///
    /// # Errors
    ///
    /// Where the machine, its interface or one of its groups cannot be read: without a group's rules
    /// every verdict would be a guess.
    pub async fn load(
        &self,
        id: &str,
        interface: Option<&str>,
        on_step: OnStep<'_>,
    ) -> Result<LoadedInterface, AzureError> {
        let (machine, interface) = self.machine_and_interface(id, interface, on_step).await?;
        // Where nobody says whether the machine runs, asking tells.
        let may_run = machine.as_ref().is_some_and(|machine| !is_stopped(machine));
        // The rules in force take seconds, the rest does not: at once.
        let (effective, own_group, around) = join3(
            self.effective_if(may_run, &interface.id, on_step),
            self.group(interface.security_group.as_deref(), on_step),
            self.surroundings(&interface, on_step),
        )
        .await;
        let mut notes = Vec::new();
        let effective = effective.unwrap_or_else(|error| {
            notes.push(note(
                "effective-rules-not-read",
                text!("azure-note-rules-in-force", problem = error),
                &error,
            ));
            None
        });
        notes.extend(nothing_in_force(machine.as_ref()));
        let fallback = Fallback::new(effective.as_deref());
        let interface_group = fallback.or(own_group, AppliedTo::NetworkInterface, &mut notes)?;
        let (subnet_group, virtual_network) = match around {
            Ok(around) => (around.group, Ok(around.virtual_network)),
            Err(error) => (Err(error.clone()), Err(error)),
        };
        let subnet_group = fallback.or(subnet_group, AppliedTo::Subnet, &mut notes)?;
        let virtual_network = match virtual_network {
            Ok((network, more)) => {
                notes.extend(more);
                network
            }
            Err(_) => None,
        };
        let mut loaded = LoadedInterface {
            virtual_machine: machine,
            interface,
            subnet_group,
            interface_group,
            virtual_network,
            application_security_groups: Vec::new(),
            effective,
            service_tags: None,
            notes,
        };
        self.load_what_rules_name(&mut loaded, on_step).await;
        Ok(loaded)
    }

    /// The machine, if there is one, and the interface.
    async fn machine_and_interface(
        &self,
        id: &str,
        interface: Option<&str>,
        on_step: OnStep<'_>,
    ) -> Result<(Option<VirtualMachine>, NetworkInterface), AzureError> {
        let no_such = || AzureError::unexpected(text!("azure-unexpected-other-id"));
        let parsed = ResourceId::read(id).ok_or_else(no_such)?;
        if parsed.is("Microsoft.Network", "networkInterfaces") {
            let interface = self.interface(parsed.whole, on_step).await?;
            let machine = match &interface.virtual_machine {
                Some(machine) => Some(self.virtual_machine(machine, on_step).await?),
                None => None,
            };
            return Ok((machine, interface));
        }
        if !parsed.is("Microsoft.Compute", "virtualMachines") {
            return Err(no_such());
        }
        let machine = self.virtual_machine(parsed.whole, on_step).await?;
        let first = machine.interfaces.first().map(String::as_str);
        let wanted = interface
            .or(first)
            .ok_or_else(|| AzureError::unexpected(text!("azure-unexpected-no-interface")))?;
        let interface = self.interface(wanted, on_step).await?;
        Ok((Some(machine), interface))
    }

    /// A virtual machine with its power state.
    ///
    /// # Errors
    ///
    /// Where it cannot be read.
    pub async fn virtual_machine(
        &self,
        id: &str,
        on_step: OnStep<'_>,
    ) -> Result<VirtualMachine, AzureError> {
        on_step(ClientStep::Does(Call::VirtualMachine.label()));
        let url = self.url(id, version::COMPUTE)? + "&$expand=instanceView";
        let text = self.get(Call::VirtualMachine, &url, on_step).await?;
        VirtualMachine::read(&read(&text)?)
            .ok_or_else(|| AzureError::unexpected(text!("azure-unexpected-not-a-machine")))
    }

    /// A network interface.
    ///
    /// # Errors
    ///
    /// Where it cannot be read.
    pub async fn interface(
        &self,
        id: &str,
        on_step: OnStep<'_>,
    ) -> Result<NetworkInterface, AzureError> {
        on_step(ClientStep::Does(Call::NetworkInterface.label()));
        let url = self.url(id, version::NETWORK)?;
        let text = self.get(Call::NetworkInterface, &url, on_step).await?;
        NetworkInterface::read(&read(&text)?)
            .ok_or_else(|| AzureError::unexpected(text!("azure-unexpected-not-an-interface")))
    }

    async fn effective_if(
        &self,
        may_run: bool,
        interface: &str,
        on_step: OnStep<'_>,
    ) -> Result<Option<String>, AzureError> {
        match may_run {
            true => self.effective_rules(interface, on_step).await.map(Some),
            false => Ok(None),
        }
    }

    /// The rules in force on an interface, as Azure writes them; of several pages one list.
    ///
    /// # Errors
    ///
    /// Where they cannot be read; Azure has them for running machines only.
    pub async fn effective_rules(
        &self,
        interface: &str,
        on_step: OnStep<'_>,
    ) -> Result<String, AzureError> {
        let path = format!("{interface}/effectiveNetworkSecurityGroups");
        let url = self.url(&path, version::NETWORK)?;
        let call = Call::EffectiveNetworkSecurityGroups;
        let first = self.run(call, &url, None, on_step).await?;
        self.whole(call, url, first, "value", on_step).await
    }
}

fn is_stopped(machine: &VirtualMachine) -> bool {
    machine
        .power
        .as_ref()
        .is_some_and(|power| !power.is_running())
}

/// Why the rules in force were not asked for, where they were not.
fn nothing_in_force(machine: Option<&VirtualMachine>) -> Option<Diagnostic> {
    let (code, message) = match machine {
        None => ("no-virtual-machine", text!("azure-note-no-virtual-machine")),
        Some(machine) if is_stopped(machine) => ("not-running", text!("azure-note-not-running")),
        Some(_) => return None,
    };
    Some(Diagnostic::new(DiagnosticSeverity::Info, code, message))
}

/// What could not be fetched: the message ends with the error, which knows what to do.
fn note(code: &'static str, message: String, error: &AzureError) -> Diagnostic {
    let note = Diagnostic::new(DiagnosticSeverity::Warning, code, message);
    match error.help() {
        Some(help) => note.with_help(help),
        None => note,
    }
}
