//! Functions of prefixes.

use super::CallArguments;
use crate::syntax::hcl::value::{HclResult, HclValue};
use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The value of a call; `None` where it is no function of this kind.
pub(super) fn call(call: &CallArguments<'_>) -> Option<HclResult> {
    Some(match call.name {
        "cidrsubnet" => subnet(call),
        "cidrhost" => host(call),
        "cidrnetmask" => netmask(call),
        _ => return None,
    })
}

fn prefix(call: &CallArguments<'_>) -> HclResult<IpNet> {
    let text = call.text(0)?;
    text.parse().map_err(|_| call.failure())
}

/// The bits of a prefix's first address, and how many an address has.
fn bits(prefix: IpNet) -> (u128, u32) {
    match prefix.network() {
        IpAddr::V4(address) => (u128::from(address.to_bits()), 32),
        IpAddr::V6(address) => (address.to_bits(), 128),
    }
}

/// A part of a prefix: so many bits longer, the one of this number.
fn subnet(call: &CallArguments<'_>) -> HclResult {
    let prefix = prefix(call)?;
    let (more, number) = (call.count(1)?, call.count(2)?);
    let (network, width) = bits(prefix);
    let more = u32::try_from(more).unwrap_or(u32::MAX);
    let length = u32::from(prefix.prefix_len()).saturating_add(more);
    let number = u128::try_from(number).unwrap_or(u128::MAX);
    let fits = length <= width && (more >= 64 || number >> more == 0);
    let shifted = number.checked_shl(width.saturating_sub(length));
    let network = network | shifted.unwrap_or_default();
    let length = u8::try_from(length).ok().filter(|_| fits);
    let made = length.and_then(|length| {
        Some(match prefix {
            IpNet::V4(_) => {
                let address = Ipv4Addr::from_bits(u32::try_from(network).ok()?);
                IpNet::V4(Ipv4Net::new(address, length).ok()?)
            }
            IpNet::V6(_) => IpNet::V6(Ipv6Net::new(Ipv6Addr::from_bits(network), length).ok()?),
        })
    });
    let made = made.ok_or_else(|| call.failure())?;
    Ok(HclValue::text(made.to_string()))
}

/// An address of a prefix: the one of this number, from the end where it is negative.
fn host(call: &CallArguments<'_>) -> HclResult {
    let prefix = prefix(call)?;
    let number = call.number(1)?;
    let (network, width) = bits(prefix);
    let hosts = width - u32::from(prefix.prefix_len());
    let places = 1_u128.checked_shl(hosts);
    let distance = u128::from(number.unsigned_abs());
    let number = match (number < 0, places) {
        (false, _) => Some(distance),
        (true, Some(places)) => places.checked_sub(distance),
        (true, None) => 0_u128.wrapping_sub(distance).into(),
    };
    let number = number.filter(|number| places.is_none_or(|places| *number < places));
    let address = number.and_then(|number| {
        let address = network | number;
        Some(match prefix {
            IpNet::V4(_) => IpAddr::V4(Ipv4Addr::from_bits(u32::try_from(address).ok()?)),
            IpNet::V6(_) => IpAddr::V6(Ipv6Addr::from_bits(address)),
        })
    });
    let address = address.ok_or_else(|| call.failure())?;
    Ok(HclValue::text(address.to_string()))
}

fn netmask(call: &CallArguments<'_>) -> HclResult {
    match prefix(call)? {
        IpNet::V4(net) => Ok(HclValue::text(net.netmask().to_string())),
        IpNet::V6(_) => Err(call.failure()),
    }
}
