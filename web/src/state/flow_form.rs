//! The flow as it is typed.

use super::saved::SavedFlow;
use leptos::prelude::*;
use nsg::model::flow_text;
use nsg::{Direction, Endpoint, Flow, FlowTextFault, Protocol};
use std::net::IpAddr;
use text::text;

/// What a text field holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input<T> {
    /// It can be used.
    Ready(T),
    /// It could still become right: no error to show.
    Incomplete,
    /// It is wrong, and this is what to do.
    Wrong(String),
}

impl<T> Input<T> {
    /// The value, if it can be used.
    pub fn ready(self) -> Option<T> {
        match self {
            Self::Ready(value) => Some(value),
            Self::Incomplete | Self::Wrong(_) => None,
        }
    }
}

/// The fields of a flow, as text.
#[derive(Clone, Copy)]
pub struct FlowForm {
    /// Who initiates.
    pub direction: RwSignal<Direction>,
    /// The protocol.
    pub protocol: RwSignal<Protocol>,
    /// The virtual machine's address.
    pub local_address: RwSignal<String>,
    /// The virtual machine's port.
    pub local_port: RwSignal<String>,
    /// The other end's address.
    pub remote_address: RwSignal<String>,
    /// The other end's port.
    pub remote_port: RwSignal<String>,
}

impl Default for FlowForm {
    fn default() -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            direction: RwSignal::new(Direction::Inbound),
            protocol: RwSignal::new(Protocol::Tcp),
            local_address: text(),
            local_port: text(),
            remote_address: text(),
            remote_port: text(),
        }
    }
}

impl FlowForm {
    /// The flow, once every field can be used.
    pub fn flow(&self) -> Option<Flow> {
        let read = |[address, port]: [RwSignal<String>; 2]| {
            address.with(|address| port.with(|port| read_end(self.protocol.get(), address, port)))
        };
        Some(Flow {
            direction: self.direction.get(),
            protocol: self.protocol.get(),
            local: read([self.local_address, self.local_port])?,
            remote: read([self.remote_address, self.remote_port])?,
        })
    }

    /// Fills the form where the text is that of a whole flow, and says whether it is.
    pub fn take(&self, text: &str) -> bool {
        let flow = text.parse::<Flow>();
        flow.is_ok_and(|flow| {
            self.put(&flow);
            true
        })
    }

    /// The port of the service that is called: the destination's.
    pub fn service_port(&self) -> RwSignal<String> {
        match self.direction.get_untracked() {
            Direction::Inbound => self.local_port,
            Direction::Outbound => self.remote_port,
        }
    }

    /// Turns the flow round. The service's port stays with the destination.
    pub fn turn(&self, direction: Direction) {
        if direction != self.direction.get_untracked() {
            let local = self.local_port.get_untracked();
            self.local_port.set(self.remote_port.get_untracked());
            self.remote_port.set(local);
            self.direction.set(direction);
        }
    }

    /// Fills the form with a flow.
    pub fn put(&self, flow: &Flow) {
        self.restore(&SavedFlow::from(flow));
    }

    /// Fills the form with saved texts.
    pub fn restore(&self, saved: &SavedFlow) {
        self.direction
            .set(saved.direction.unwrap_or(Direction::Inbound));
        self.protocol.set(saved.protocol.unwrap_or(Protocol::Tcp));
        self.local_address.set(saved.local_address.clone());
        self.local_port.set(saved.local_port.clone());
        self.remote_address.set(saved.remote_address.clone());
        self.remote_port.set(saved.remote_port.clone());
    }

    /// Returns the form's texts.
    pub fn saved(&self) -> SavedFlow {
        SavedFlow {
            direction: Some(self.direction.get()),
            protocol: Some(self.protocol.get()),
            local_address: self.local_address.get(),
            local_port: self.local_port.get(),
            remote_address: self.remote_address.get(),
            remote_port: self.remote_port.get(),
        }
    }
}

impl SavedFlow {
    /// The saved flow, if every field of it can be used.
    pub fn flow(&self) -> Option<Flow> {
        let protocol = self.protocol?;
        Some(Flow {
            direction: self.direction?,
            protocol,
            local: read_end(protocol, &self.local_address, &self.local_port)?,
            remote: read_end(protocol, &self.remote_address, &self.remote_port)?,
        })
    }
}

fn read_end(protocol: Protocol, address: &str, port: &str) -> Option<Endpoint> {
    Some(Endpoint {
        address: read_address(address).ready()?,
        port: match protocol.has_ports() {
            true => read_port(port).ready()?,
            false => None,
        },
    })
}

/// Reads an address as it is typed. A whole flow may be typed in its place, too: it fills the form when the field is left.
pub fn read_address(text: &str) -> Input<IpAddr> {
    let text = text.trim();
    if let Ok(address) = text.parse() {
        return Input::Ready(address);
    }
    if let Some(input) = read_whole(text) {
        return input;
    }
    if text.contains('/') {
        return Input::Wrong(text!("flow-address-range").to_owned());
    }
    let could_be_ipv4 = text.split('.').count() <= 4
        && text
            .split('.')
            .all(|part| part.is_empty() || part.parse::<u8>().is_ok());
    let could_be_ipv6 = (text.contains(':') || !text.contains('.'))
        && text.split(':').count() <= 8
        && text
            .chars()
            .all(|char| char.is_ascii_hexdigit() || char == ':' || char == '.')
        && text.split([':', '.']).all(|part| part.len() <= 4);
    if could_be_ipv4 || could_be_ipv6 {
        Input::Incomplete
    } else {
        Input::Wrong(text!("flow-address-wrong").to_owned())
    }
}

/// Reads a port as it is typed; nothing and `*` stand for any port.
pub fn read_port(text: &str) -> Input<Option<u16>> {
    let text = text.trim();
    if text.is_empty() {
        return Input::Ready(None);
    }
    match flow_text::read_port(text) {
        Ok(port) => Input::Ready(port),
        Err(_) => {
            read_whole(text).unwrap_or_else(|| Input::Wrong(text!("flow-port-wrong").to_owned()))
        }
    }
}

/// What there is to say of a field where somebody means a whole flow: it has several words, and begins as a flow does or has
/// an arrow.
fn read_whole<T>(text: &str) -> Option<Input<T>> {
    if !text.contains(char::is_whitespace) {
        return None;
    }
    match text.parse::<Flow>() {
        Ok(_) => Some(Input::Incomplete),
        Err(error)
            if error.fault() == FlowTextFault::Direction
                && !text.contains(['<', '>', '←', '→']) =>
        {
            None
        }
        Err(error) => Some(Input::Wrong(text!(
            "flow-whole-wrong",
            problem = error,
            help = error.help()
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_typed_address_is_no_error_yet() {
        for text in [
            "",
            "1",
            "10.",
            "10.0.1",
            "203.0.113.",
            "f",
            "fe80:",
            "fe80::12",
            "2001:db8",
        ] {
            assert!(!matches!(read_address(text), Input::Wrong(_)), "{text}");
        }
    }

    #[test]
    fn what_cannot_become_an_address_is_an_error() {
        for text in [
            "10.0.0.256",
            "10.0.0.0/24",
            "web",
            "10.0.0.1.2",
            "fe80::12345",
        ] {
            assert!(matches!(read_address(text), Input::Wrong(_)), "{text}");
        }
    }

    #[test]
    fn no_port_and_a_star_are_any_port() {
        assert_eq!(read_port(""), Input::Ready(None));
        assert_eq!(read_port(" * "), Input::Ready(None));
        assert_eq!(read_port("443"), Input::Ready(Some(443)));
        assert!(matches!(read_port("65536"), Input::Wrong(_)));
    }

    #[test]
    fn the_text_of_a_flow_fills_the_form() {
        let owner = Owner::new();
        owner.with(|| {
            let form = FlowForm::default();
            form.local_port.set("8080".to_owned());
            for text in [
                "Inbound TCP 203.0.113.10:50000 -> 10.0.1.4:22",
                "Outbound UDP [fd00::4]:* -> [2001:db8::1]:53",
                "Outbound ICMP 10.0.1.4 -> 203.0.113.10",
            ] {
                assert!(form.take(&format!(" {text}\n")));
                assert_eq!(
                    form.flow().map(|flow| flow.to_string()),
                    Some(text.to_owned())
                );
            }
            for text in [
                "10.0.1.5",
                "443",
                "Inbound TCP 10.0.1.4:443 <- 203.0.113.10",
            ] {
                assert!(!form.take(text), "{text}");
            }
            assert_eq!(form.remote_address.get_untracked(), "203.0.113.10");
        });
    }

    #[test]
    fn words_that_are_no_flow_are_a_wrong_address() {
        for text in ["not yet", "10.0.1.4 10.0.1.5", "web 443"] {
            let said = text!("flow-address-wrong").to_owned();
            assert_eq!(read_address(text), Input::Wrong(said), "{text}");
            let said = text!("flow-port-wrong").to_owned();
            assert_eq!(read_port(text), Input::Wrong(said), "{text}");
        }
        let said =
            "The direction cannot be `10.0.1.4`: write `Inbound` or `Outbound`".to_lowercase();
        let arrow = read_address("10.0.1.4 -> 10.0.1.5:22");
        assert!(matches!(arrow, Input::Wrong(it) if it.to_lowercase().contains(&said)));
    }

    #[test]
    fn a_whole_flow_that_cannot_be_read_says_why_in_any_field() {
        let said = "`<-` does not point from source to destination: write `Inbound TCP 203.0.113.10:* -> 10.0.1.4:443`";
        let text = "Inbound TCP 10.0.1.4:443 <- 203.0.113.10";
        assert_eq!(read_address(text), Input::Wrong(said.to_owned()));
        assert_eq!(read_port(text), Input::Wrong(said.to_owned()));
        let whole = "Inbound TCP 203.0.113.10 -> 10.0.1.4:443";
        assert_eq!(read_address(whole), Input::Incomplete);
        assert_eq!(read_port(whole), Input::Incomplete);
    }
}
