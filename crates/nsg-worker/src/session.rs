//! The side that answers.

use crate::message::{Answer, Question, Reply, Side, Told};
use crate::{answer, picture};
use nsg::{AppliedTo, Network, NetworkSecurityGroup, Scenario};
use nsg_analysis::{Limits, Names, TooLarge};

/// What a page has told.
#[derive(Debug, Default)]
pub struct Session {
    original: Scenario,
    edited: Scenario,
    /// Made of the network, for sentences.
    names: Names,
}

impl Session {
    /// Remembers what is told, and answers what is asked.
    pub fn take(&mut self, told: Told) -> Option<Reply> {
        match told {
            Told::Group(side, applied_to, group) => self.put(side, applied_to, group),
            Told::Network(network) => self.refer(network),
            Told::Ask(number, question) => {
                let answer = self.answer(&question).map_err(|error| error.to_string());
                return Some(Reply { number, answer });
            }
        }
        None
    }

    fn put(&mut self, side: Side, applied_to: AppliedTo, group: Option<NetworkSecurityGroup>) {
        let scenario = match side {
            Side::Original => &mut self.original,
            Side::Edited => &mut self.edited,
        };
        match applied_to {
            AppliedTo::Subnet => scenario.subnet_security_group = group,
            AppliedTo::NetworkInterface => scenario.network_interface_security_group = group,
            // Security admin rules belong to the network.
            AppliedTo::VirtualNetwork => {}
        }
    }

    fn refer(&mut self, network: Network) {
        self.names = Names::new(&network);
        self.original.network = network.clone();
        self.edited.network = network;
    }

    fn answer(&self, question: &Question) -> Result<Answer, TooLarge> {
        let limits = Limits::default();
        Ok(match question {
            Question::Impact => {
                let comparison = nsg_analysis::compare(&self.original, &self.edited, None, limits)?;
                Answer::Impact(answer::impact(&comparison, &self.names))
            }
            Question::Findings => {
                let found = nsg_analysis::findings(&self.edited, limits)?;
                Answer::Findings(found.iter().map(answer::found).collect())
            }
            Question::Picture(slice) => {
                let sides = [&self.original, &self.edited];
                Answer::Picture(picture::picture(sides, slice, &self.names, limits)?)
            }
            Question::WhyNot(flow, wanted) => {
                let answer = nsg_analysis::why_not(&self.edited, flow, *wanted, limits);
                let fixes = answer.fixes.iter();
                Answer::WhyNot(fixes.map(|fix| answer::mend(fix, &self.names)).collect())
            }
        })
    }
}
