//! Clouds: where Resource Manager is, and which addresses may get a token.

use text::text;

mod admits;
mod authority;
mod endpoint;

pub use admits::ForeignUrlError;
pub use endpoint::{CloudEndpoint, EndpointError};

/// A cloud of Azure, or an endpoint that a person names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cloud {
    /// Azure for everybody.
    #[default]
    Public,
    /// Azure for the government of the United States.
    UsGovernment,
    /// Azure in China, operated by 21Vianet.
    China,
    /// Somewhere else: the simulator, or a gateway of one's own.
    Custom,
}

impl Cloud {
    /// Every cloud, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Public, Self::UsGovernment, Self::China, Self::Custom];

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Public => "Azure",
            Self::UsGovernment => "Azure US Government",
            Self::China => "Azure China",
            Self::Custom => text!("azure-cloud-custom"),
        }
    }

    /// The origin of its Resource Manager (Azure/azure-cli: `core/cloud.py`); `None` for
    /// [`Cloud::Custom`].
    pub fn origin(self) -> Option<&'static str> {
        match self {
            Self::Public => Some("https://management.azure.com"),
            Self::UsGovernment => Some("https://management.usgovcloudapi.net"),
            Self::China => Some("https://management.chinacloudapi.cn"),
            Self::Custom => None,
        }
    }

    /// The audiences of tokens that its Resource Manager takes, without the slash that may follow; the
    /// first is the one to ask for. Empty where that is not known.
    ///
    /// Resource Manager's own address and the older address of service management are both in use
    /// (Azure/azure-cli: `core/cloud.py`). Of the sovereign clouds only the older one is documented; that
    /// theirs take the other one, too, is read from the public one.
    pub fn audiences(self) -> &'static [&'static str] {
        match self {
            Self::Public => &[
                "https://management.azure.com",
                "https://management.core.windows.net",
            ],
            Self::UsGovernment => &[
                "https://management.core.usgovcloudapi.net",
                "https://management.usgovcloudapi.net",
            ],
            Self::China => &[
                "https://management.core.chinacloudapi.cn",
                "https://management.chinacloudapi.cn",
            ],
            Self::Custom => &[],
        }
    }

    /// Its name in `az cloud set --name` and `Connect-AzAccount -Environment`; `None` for
    /// [`Cloud::Custom`].
    pub fn az_name(self) -> Option<&'static str> {
        match self {
            Self::Public => Some("AzureCloud"),
            Self::UsGovernment => Some("AzureUSGovernment"),
            Self::China => Some("AzureChinaCloud"),
            Self::Custom => None,
        }
    }

    /// The cloud that takes tokens for this audience, if it is one of Resource Manager's.
    pub fn of_audience(audience: &str) -> Option<Self> {
        let takes = |cloud: &Self| {
            let mut audiences = cloud.audiences().iter();
            audiences.any(|known| known.eq_ignore_ascii_case(audience.trim_end_matches('/')))
        };
        Self::ALL.into_iter().find(takes)
    }
}
