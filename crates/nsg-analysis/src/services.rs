//! Well-known ports, with what listens there (IANA service names).

use nsg::Protocol;

/// Ports by which virtual machines are managed.
pub(crate) const MANAGEMENT: [(u16, &str); 9] = [
    (22, "SSH"),
    (23, "Telnet"),
    (135, "RPC"),
    (445, "SMB"),
    (2375, "Docker"),
    (3389, "RDP"),
    (5900, "VNC"),
    (5985, "WinRM"),
    (5986, "WinRM over HTTPS"),
];

/// Ports of databases.
pub(crate) const DATABASES: [(u16, &str); 9] = [
    (1433, "SQL Server"),
    (1521, "Oracle"),
    (3306, "MySQL"),
    (5432, "PostgreSQL"),
    (6379, "Redis"),
    (9042, "Cassandra"),
    (9200, "Elasticsearch"),
    (11211, "Memcached"),
    (27017, "MongoDB"),
];

/// Ports with what listens there, as names of rules tell it.
pub(crate) const SERVICES: [(u16, &str); 13] = [
    (21, "FTP"),
    (22, "SSH"),
    (23, "Telnet"),
    (25, "SMTP"),
    (53, "DNS"),
    (80, "HTTP"),
    (80, "Web"),
    (443, "HTTPS"),
    (443, "TLS"),
    (445, "SMB"),
    (1433, "SQL"),
    (3389, "RDP"),
    (8080, "Proxy"),
];

/// Returns the name of the service that listens on this port, where it is well known.
pub fn service_name(protocol: Protocol, port: u16) -> Option<&'static str> {
    let mut known = MANAGEMENT.iter().chain(&DATABASES).chain(&SERVICES);
    let named = known.find(|(known, _)| *known == port);
    let name = named.map(|(_, name)| *name);
    match protocol {
        Protocol::Tcp => name,
        // What else is known by its port is known by TCP.
        Protocol::Udp => name.filter(|name| *name == "DNS"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_is_named_by_what_listens_there() {
        assert_eq!(service_name(Protocol::Tcp, 443), Some("HTTPS"));
        assert_eq!(service_name(Protocol::Tcp, 22), Some("SSH"));
        assert_eq!(service_name(Protocol::Udp, 53), Some("DNS"));
        assert_eq!(service_name(Protocol::Udp, 22), None);
        assert_eq!(service_name(Protocol::Tcp, 444), None);
        assert_eq!(service_name(Protocol::Icmp, 22), None);
    }
}
