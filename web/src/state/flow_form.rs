//! The flow as it is typed.

use super::saved::Saved;
use leptos::prelude::*;
use nsg::{Direction, Endpoint, Flow, Protocol};
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
    Wrong(&'static str),
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
        let protocol = self.protocol.get();
        let end = |address: RwSignal<String>, port: RwSignal<String>| {
            let address = address.with(|text| read_address(text)).ready()?;
            let port = match protocol.has_ports() {
                true => port.with(|text| read_port(text)).ready()?,
                false => None,
            };
            Some(Endpoint { address, port })
        };
        Some(Flow {
            direction: self.direction.get(),
            protocol,
            local: end(self.local_address, self.local_port)?,
            remote: end(self.remote_address, self.remote_port)?,
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
        let port = |port: Option<u16>| port.map(|port| port.to_string()).unwrap_or_default();
        self.direction.set(flow.direction);
        self.protocol.set(flow.protocol);
        self.local_address.set(flow.local.address.to_string());
        self.local_port.set(port(flow.local.port));
        self.remote_address.set(flow.remote.address.to_string());
        self.remote_port.set(port(flow.remote.port));
    }

    /// Fills the form with saved texts.
    pub fn restore(&self, saved: &Saved) {
        self.direction
            .set(saved.direction.unwrap_or(Direction::Inbound));
        self.protocol.set(saved.protocol.unwrap_or(Protocol::Tcp));
        self.local_address.set(saved.local_address.clone());
        self.local_port.set(saved.local_port.clone());
        self.remote_address.set(saved.remote_address.clone());
        self.remote_port.set(saved.remote_port.clone());
    }

    /// Adds the form's texts to what is saved.
    pub fn save(&self, saved: &mut Saved) {
        saved.direction = Some(self.direction.get());
        saved.protocol = Some(self.protocol.get());
        saved.local_address = self.local_address.get();
        saved.local_port = self.local_port.get();
        saved.remote_address = self.remote_address.get();
        saved.remote_port = self.remote_port.get();
    }
}

/// Reads an address as it is typed.
pub fn read_address(text: &str) -> Input<IpAddr> {
    let text = text.trim();
    if let Ok(address) = text.parse() {
        return Input::Ready(address);
    }
    let has = |byte| text.as_bytes().contains(&byte);
    if has(b'/') {
        return Input::Wrong(text!("flow-address-range"));
    }
    let could_be_ipv4 = text.split('.').count() <= 4
        && text
            .split('.')
            .all(|part| part.is_empty() || part.parse::<u8>().is_ok());
    let could_be_ipv6 = (has(b':') || !has(b'.'))
        && text.split(':').count() <= 8
        && text
            .chars()
            .all(|char| char.is_ascii_hexdigit() || char == ':' || char == '.')
        && text.split([':', '.']).all(|part| part.len() <= 4);
    if could_be_ipv4 || could_be_ipv6 {
        Input::Incomplete
    } else {
        Input::Wrong(text!("flow-address-wrong"))
    }
}

/// Reads a port as it is typed; nothing and `*` stand for any port.
pub fn read_port(text: &str) -> Input<Option<u16>> {
    match text.trim() {
        "" | "*" => Input::Ready(None),
        text => match text.parse() {
            Ok(port) => Input::Ready(Some(port)),
            Err(_) => Input::Wrong(text!("flow-port-wrong")),
        },
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
}
