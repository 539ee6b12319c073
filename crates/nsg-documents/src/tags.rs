//! The names of service tags.

/// Service tags that rules can name, without their regional forms.
///
/// Names of the public and China service tag files from 2019 to 2025, the three tags that Azure defines
/// by the network, and the platform tags, which no file holds (AD:
/// `virtual-network/service-tags-overview.md`). Azure adds tags, so an unknown one is a warning only.
const KNOWN: [&str; 102] = [
    "ActionGroup",
    "ApiManagement",
    "AppConfiguration",
    "AppService",
    "AppServiceManagement",
    "ApplicationInsightsAvailability",
    "AutonomousDevelopmentPlatform",
    "AzureActiveDirectory",
    "AzureActiveDirectoryDomainServices",
    "AzureAdvancedThreatProtection",
    "AzureArcInfrastructure",
    "AzureAttestation",
    "AzureBackup",
    "AzureBotService",
    "AzureCloud",
    "AzureCognitiveSearch",
    "AzureConnectors",
    "AzureContainerRegistry",
    "AzureCosmosDB",
    "AzureDataExplorerManagement",
    "AzureDataLake",
    "AzureDatabricks",
    "AzureDevOps",
    "AzureDevSpaces",
    "AzureDeviceUpdate",
    "AzureDigitalTwins",
    "AzureEventGrid",
    "AzureFrontDoor",
    "AzureHealthcareAPIs",
    "AzureInformationProtection",
    "AzureIoTHub",
    "AzureKeyVault",
    "AzureLoadBalancer",
    "AzureLoadTestingInstanceManagement",
    "AzureMachineLearning",
    "AzureMachineLearningInference",
    "AzureManagedGrafana",
    "AzureMonitor",
    "AzureMonitorForSAP",
    "AzureOpenDatasets",
    "AzurePlatformDNS",
    "AzurePlatformIMDS",
    "AzurePlatformLKM",
    "AzurePortal",
    "AzureResourceManager",
    "AzureSecurityCenter",
    "AzureSentinel",
    "AzureSignalR",
    "AzureSiteRecovery",
    "AzureSphere",
    "AzureSpringCloud",
    "AzureStack",
    "AzureTrafficManager",
    "AzureUpdateDelivery",
    "AzureWebPubSub",
    "BatchNodeManagement",
    "ChaosStudio",
    "CognitiveServicesFrontend",
    "CognitiveServicesManagement",
    "DataFactory",
    "DataFactoryManagement",
    "Dynamics365BusinessCentral",
    "Dynamics365ForMarketingEmail",
    "EOPExternalPublishedIPs",
    "EventHub",
    "GatewayManager",
    "Grafana",
    "GuestAndHybridManagement",
    "HDInsight",
    "Internet",
    "KustoAnalytics",
    "LogicApps",
    "LogicAppsManagement",
    "M365ManagementActivityApi",
    "M365ManagementActivityApiWebhook",
    "Marketplace",
    "MicrosoftAzureFluidRelay",
    "MicrosoftCloudAppSecurity",
    "MicrosoftContainerRegistry",
    "MicrosoftDefenderForEndpoint",
    "MicrosoftPurviewPolicyDistribution",
    "OneDsCollector",
    "PowerBI",
    "PowerPlatformInfra",
    "PowerPlatformPlex",
    "PowerQueryOnline",
    "SCCservice",
    "Scuba",
    "SecurityCopilot",
    "SerialConsole",
    "ServiceBus",
    "ServiceFabric",
    "Sql",
    "SqlManagement",
    "Storage",
    "StorageMover",
    "StorageSyncService",
    "SystemServiceAzureSpringAppsResourceProvider",
    "VideoIndexer",
    "VirtualNetwork",
    "WindowsAdminCenter",
    "WindowsVirtualDesktop",
];

/// The tag that bars a virtual machine from Azure's DNS; only `Deny` rules may name it (AD:
/// `virtual-network/service-tags-overview.md`, error `SecurityRuleInvalidAccessType`).
pub(crate) const PLATFORM_DNS: &str = "AzurePlatformDNS";

/// Today's name of a tag that the classic deployment model spelt otherwise (AD:
/// `virtual-network/service-tags-overview.md`). `INTERNET` is the same word in capitals.
pub(crate) fn classic(text: &str) -> Option<&'static str> {
    [
        ("VIRTUAL_NETWORK", "VirtualNetwork"),
        ("AZURE_LOADBALANCER", "AzureLoadBalancer"),
    ]
    .into_iter()
    .find_map(|(old, today)| old.eq_ignore_ascii_case(text).then_some(today))
}

/// Whether a text is written as tags are: a letter, then letters, digits and dots.
pub(crate) fn is_tag_like(text: &str) -> bool {
    classic(text).is_some()
        || (text.starts_with(|char: char| char.is_ascii_alphabetic())
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'.'))
}

/// Whether the tag, its regional form included, is one that Azure documents.
pub(crate) fn is_known(text: &str) -> bool {
    let base = text.split('.').next().unwrap_or(text);
    KNOWN.iter().any(|known| known.eq_ignore_ascii_case(base))
}

/// The known tag that was most likely meant.
pub(crate) fn nearest(text: &str) -> Option<String> {
    let (base, region) = text
        .split_once('.')
        .map_or((text, None), |(base, region)| (base, Some(region)));
    // Longer than every tag by more than the slips allowed: nothing to look for.
    if base.len() > 50 {
        return None;
    }
    let allowed = if base.len() <= 4 {
        1
    } else {
        (base.len() / 4).clamp(2, 3)
    };
    let lower = base.to_ascii_lowercase();
    let distances = KNOWN
        .iter()
        .map(|known| (distance(&lower, &known.to_ascii_lowercase()), known));
    let (slips, near) = distances.min_by_key(|(slips, _)| *slips)?;
    (slips <= allowed).then(|| match region {
        Some(region) => format!("{near}.{region}"),
        None => (*near).to_owned(),
    })
}

/// How many letters must be added, left out, replaced or swapped with their neighbour.
fn distance(from: &str, to: &str) -> usize {
    let (from, to) = (from.as_bytes(), to.as_bytes());
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, b) in to.iter().enumerate() {
            let at =
                |row: &[usize], index: usize| row.get(index).copied().unwrap_or(usize::MAX - 1);
            let replaced = at(&row, j) + usize::from(a != b);
            let mut best = replaced.min(at(&row, j + 1) + 1).min(at(&next, j) + 1);
            let swapped = i > 0 && j > 0 && from.get(i - 1) == Some(b) && to.get(j - 1) == Some(a);
            if swapped {
                best = best.min(at(&before, j - 1) + 1);
            }
            next.push(best);
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_tags_are_in_order_and_known_in_any_case() {
        assert!(KNOWN.is_sorted());
        assert!(is_known("storage.westus") && is_known("INTERNET"));
        assert!(!is_known("Storgae"));
    }

    #[test]
    fn a_slip_finds_the_tag_that_was_meant() {
        for (slip, meant) in [
            ("Storgae", "Storage"),
            ("VirtualNetworks", "VirtualNetwork"),
            ("Intenet", "Internet"),
            ("AzureLoadbalancer1", "AzureLoadBalancer"),
            ("Storag.WestUS", "Storage.WestUS"),
            ("SQLL", "Sql"),
        ] {
            assert_eq!(nearest(slip).as_deref(), Some(meant), "{slip}");
        }
        assert_eq!(nearest("mysubnet"), None);
    }
}
