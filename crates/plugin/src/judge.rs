//! The judge of a scenario that is asked many times: an index of its rules.
//!
//! The engine alone (without the feature `sets`) asks the reference evaluator instead: the index is a tenth of the module, and
//! who judges flows by the thousand has the whole package.

#[cfg(feature = "sets")]
pub(crate) use nsg::RuleIndex as Judge;

/// A scenario, judged rule by rule.
#[cfg(not(feature = "sets"))]
#[derive(Debug)]
pub(crate) struct Judge(nsg::Scenario);

#[cfg(not(feature = "sets"))]
impl Judge {
    /// As `RuleIndex::new`.
    pub(crate) fn new(scenario: nsg::Scenario) -> Self {
        Self(scenario)
    }

    /// As `RuleIndex::access`.
    pub(crate) fn access(&self, flow: &nsg::Flow) -> nsg::Decision {
        self.verify(flow).access
    }

    /// As `RuleIndex::verdict`, but for its stages, which nobody reads here.
    pub(crate) fn verdict(&self, flow: &nsg::Flow) -> nsg::Verdict {
        self.verify(flow)
    }

    /// As `RuleIndex::verify`.
    pub(crate) fn verify(&self, flow: &nsg::Flow) -> nsg::Verdict {
        nsg::verify(&self.0, flow)
    }
}
