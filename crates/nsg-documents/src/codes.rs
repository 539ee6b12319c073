//! Every code a diagnostic can have, in one place.

use serde::Serialize;

/// How bad a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DiagnosticSeverity {
    /// Worth knowing; nothing to do.
    Info,
    /// Azure would not take it, or it may not mean what it seems to.
    Warning,
    /// It was not understood; what it would have said is unknown.
    Error,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal, $severity:ident;)+) => {
        /// The subject of a diagnostic. Its code never changes its meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "syntax-tree", derive(serde::Serialize, serde::Deserialize))]
        pub enum DiagnosticCode {
            $($(#[doc = $doc])+ $name,)+
        }

        impl DiagnosticCode {
            /// Every code, in the order of this page.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// How many there are.
            pub(crate) const COUNT: usize = Self::ALL.len();

            /// The stable, kebab-case code.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// How bad it is.
            pub fn severity(self) -> DiagnosticSeverity {
                match self { $(Self::$name => DiagnosticSeverity::$severity),+ }
            }
        }
    };
}

codes! {
    // The text.

    /// There is nothing to read.
    EmptyText = "empty-text", Error;
    /// The text is larger than the reader takes.
    TextTooLarge = "text-too-large", Error;
    /// More values than the reader takes; the rest is not read.
    TooManyValues = "too-many-values", Error;
    /// Brackets nest deeper than the reader follows.
    TooDeep = "too-deep", Error;
    /// The text ends while brackets or a string are open.
    Truncated = "truncated", Error;
    /// A bracket is closed by the wrong kind, so others were left open.
    Unclosed = "unclosed", Error;
    /// A closing bracket that closes nothing.
    UnexpectedClosing = "unexpected-closing", Error;
    /// A value, colon or comma where none can stand.
    UnexpectedToken = "unexpected-token", Error;
    /// A string that does not end on its line.
    UnclosedString = "unclosed-string", Error;
    /// A key without a value.
    MissingValue = "missing-value", Error;
    /// Two values with no comma between them.
    MissingComma = "missing-comma", Warning;
    /// A key and a value with no colon between them.
    MissingColon = "missing-colon", Warning;
    /// A comma before a closing bracket.
    TrailingComma = "trailing-comma", Warning;
    /// A comma that separates nothing.
    ExtraComma = "extra-comma", Warning;
    /// Comments, which JSON does not have.
    Comment = "comment", Warning;
    /// A word without quotes.
    BareWord = "bare-word", Warning;
    /// A key without quotes.
    UnquotedKey = "unquoted-key", Warning;
    /// Single or typographic quotes.
    QuoteStyle = "quote-style", Warning;
    /// A backslash before a character that needs none, or half of a surrogate pair.
    InvalidEscape = "invalid-escape", Warning;
    /// A string broken over lines, joined again.
    WrappedString = "wrapped-string", Warning;
    /// The same key twice in one object; the last one counts.
    DuplicateKey = "duplicate-key", Warning;
    /// Three dots where something was left out.
    Elided = "elided", Warning;
    /// Brackets around the text are missing; it is read as if they were there.
    Fragment = "fragment", Warning;
    /// Text around the document that is not part of it.
    TextAround = "text-around", Warning;
    /// The document is a string inside a string.
    JsonInString = "json-in-string", Info;
    /// Many diagnostics of one code; only the first are listed.
    MoreAlike = "more-alike", Info;

    // The document.

    /// The text was read, but there is no network security group in it.
    NoGroup = "no-group", Error;
    /// Azure's answer is an empty list.
    EmptyAnswer = "empty-answer", Error;
    /// Rules that are not Azure's.
    NotAzureRules = "not-azure-rules", Error;
    /// An answer of `networkConfigurationDiagnostic`.
    DiagnosticAnswer = "nsg-diagnostics-answer", Error;
    /// An answer of `ipFlowVerify`.
    IpFlowAnswer = "ip-flow-answer", Error;
    /// A flow log.
    FlowLog = "flow-log", Error;
    /// The what-if of a deployment as it is printed for people.
    WhatIfText = "what-if-text", Error;
    /// The event log of a group, which lists rules as they apply to an interface.
    EventLog = "nsg-event-log", Error;
    /// A deployment parameters file without rules.
    ParametersFile = "parameters-file", Error;
    /// A service tag document, which belongs into another place.
    ServiceTagsDocument = "service-tags-document", Error;
    /// Security admin rules, which belong into another place.
    AdminRulesDocument = "admin-rules-document", Error;
    /// An error that Azure answered instead of a group.
    AzureError = "azure-error", Error;
    /// XML, for instance of the classic deployment model.
    Xml = "xml", Error;
    /// A web page.
    Html = "html", Error;
    /// YAML.
    Yaml = "yaml", Error;
    /// Bicep source.
    Bicep = "bicep", Error;
    /// A diff, which has what was and what is in one text.
    Diff = "diff", Error;
    /// Commands that make rules, of Azure CLI or PowerShell.
    Commands = "commands", Error;
    /// Terraform source in which there is no group.
    TerraformSource = "terraform-source", Error;
    /// The text of a Terraform plan that changes no group.
    TerraformPlanText = "terraform-plan-text", Error;
    /// A Terraform state older than version 4.
    OldTerraformState = "old-terraform-state", Error;
    /// Several states or plans of Terraform in one text, or one beside something else.
    SeveralTerraformDocuments = "several-terraform-documents", Error;
    /// Rules without a group: the default rules are Azure's.
    RulesWithoutGroup = "rules-without-group", Info;
    /// More than one page of a list.
    MorePages = "more-pages", Warning;
    /// The expansion of a tag differs between groups of one document.
    ExpansionDiffers = "expansion-differs", Warning;
    /// A security admin rule is in the document.
    AdminRules = "admin-rules", Info;

    // Tables.

    /// A table without the columns that make a rule.
    MissingColumns = "missing-columns", Error;
    /// A table whose lists were lost when it was written.
    LostValues = "lost-values", Error;
    /// A row that has other cells than the header names; it is not read.
    UnevenRow = "uneven-row", Error;
    /// Rows of another table under another heading, which may be of another NSG.
    OtherHeading = "other-heading", Warning;
    /// A column that is not there, with what was assumed for it.
    AssumedColumn = "assumed-column", Info;
    /// Columns that say nothing that a rule has.
    UnusedColumns = "unused-columns", Info;

    // Other tools' sources.

    /// Rules that the group may keep besides those of the text, which only adds its own.
    KeptRules = "kept-rules", Warning;

    // Templates and plans.

    /// An expression whose value the text does not tell.
    UnresolvedExpression = "unresolved-expression", Warning;
    /// A loop stands for an unknown number of rules.
    CopyLoop = "copy-loop", Warning;
    /// A group or rule that a condition may leave out.
    ConditionalResource = "conditional-resource", Warning;
    /// A resource whose condition is false.
    SkippedResource = "skipped-resource", Warning;
    /// A template that is not in the text.
    LinkedTemplate = "linked-template", Warning;
    /// A rule that belongs to a group that the text does not hold.
    OrphanRule = "orphan-rule", Warning;
    /// A resource whose type is an expression: it may hold rules.
    UnknownType = "unknown-type", Warning;
    /// A resource of another kind that holds rules, which are not read.
    OtherResource = "other-resource", Warning;
    /// The default value of a parameter was taken; a deployment may give another one.
    DefaultTaken = "default-taken", Info;
    /// Azure would refuse the change while it is applied.
    ApplyConflict = "apply-conflict", Warning;
    /// Terraform source that is not valid; none of it is read.
    TerraformSyntax = "terraform-syntax", Error;
    /// Rules in a form that is not read, or whose number the text does not tell.
    RulesNotRead = "rules-not-read", Warning;
    /// Rules without a direction, where a name around them says it.
    DirectionFromName = "direction-from-name", Info;
    /// A value that Terraform knows only after apply.
    KnownAfterApply = "known-after-apply", Warning;
    /// Rules that a plan does not show.
    HiddenRules = "hidden-rules", Warning;
    /// Values of a rule that a plan does not show.
    HiddenValues = "hidden-values", Warning;

    // Groups.

    /// Something else stands where the properties of a group should.
    InvalidGroup = "invalid-group", Error;
    /// A list was expected here.
    InvalidList = "invalid-list", Warning;
    /// More rules than a group can hold.
    TooManyRules = "too-many-rules", Warning;
    /// More addresses than a group can hold.
    TooManyAddresses = "too-many-addresses", Warning;
    /// More application security groups than a group's rules can name.
    TooManyGroupReferences = "too-many-application-security-groups", Warning;
    /// Two rules of one direction have the same priority.
    PriorityClash = "priority-clash", Warning;
    /// Two rules have the same name.
    DuplicateRuleName = "duplicate-rule-name", Warning;

    // Rules.

    /// Something else stands where a rule should.
    InvalidRule = "invalid-rule", Error;
    /// A rule without a name.
    MissingName = "missing-name", Warning;
    /// A rule name that Azure refuses.
    InvalidName = "invalid-name", Warning;
    /// A field without which a rule cannot be judged.
    MissingField = "missing-field", Warning;
    /// A value of the wrong JSON type, understood nevertheless.
    WrongType = "wrong-type", Warning;
    /// A priority that is not a number.
    InvalidPriority = "invalid-priority", Error;
    /// A priority outside of what Azure accepts.
    PriorityOutOfRange = "priority-out-of-range", Warning;
    /// A direction that is neither `Inbound` nor `Outbound`.
    InvalidDirection = "invalid-direction", Error;
    /// An access that is neither `Allow` nor `Deny`.
    InvalidAccess = "invalid-access", Error;
    /// A protocol that rules do not have.
    InvalidProtocol = "invalid-protocol", Error;
    /// A description longer than Azure accepts.
    LongDescription = "long-description", Warning;
    /// An `Allow` rule for the platform's DNS.
    AllowPlatformDns = "allow-platform-dns", Warning;
    /// IPv4 and IPv6 in one rule.
    MixedFamilies = "mixed-families", Warning;
    /// An application security group beside addresses on one side.
    GroupBesideAddress = "application-security-group-beside-address", Warning;
    /// More application security groups on one side than Azure accepts.
    TooManyGroupsInRule = "too-many-application-security-groups-in-rule", Warning;

    // Values.

    /// Blanks around a value.
    SurroundingBlanks = "surrounding-blanks", Warning;
    /// A list in a field that takes one value.
    ListInSingular = "list-in-singular", Warning;
    /// A port that is not a number, a range or `*`.
    InvalidPort = "invalid-port", Error;
    /// A port above 65535.
    PortOutOfRange = "port-out-of-range", Error;
    /// A port range upside down.
    PortRangeReversed = "port-range-reversed", Error;
    /// `*` in a list of ports.
    AnyInPorts = "any-in-port-list", Warning;
    /// Text that is no address, prefix, tag or `*`.
    InvalidAddress = "invalid-address", Error;
    /// A prefix length that the address family does not have.
    InvalidPrefixLength = "invalid-prefix-length", Error;
    /// A prefix with bits set behind its length; they are ignored.
    HostBits = "host-bits", Warning;
    /// A range of addresses, which rules do not take.
    AddressRange = "address-range", Error;
    /// `*` in a list of prefixes.
    AnyInPrefixes = "any-in-prefix-list", Warning;
    /// A service tag in a list of prefixes.
    TagInPrefixes = "tag-in-prefix-list", Warning;
    /// A tag that is not among those that Azure documents.
    UnknownServiceTag = "unknown-service-tag", Warning;
    /// A tag as the classic deployment model spelt it.
    ClassicTag = "classic-tag", Info;
    /// `Any` as the portal says it; the API says `*`.
    AnySpelling = "any-spelling", Info;
    /// An application security group without an id or name.
    InvalidGroupReference = "invalid-application-security-group", Error;

    // What rules refer to.

    /// The text is not a service tag document.
    NoServiceTags = "no-service-tags", Error;
    /// A service tag without a name or without a list of prefixes.
    InvalidServiceTag = "invalid-service-tag", Warning;
    /// The text holds no security admin rules.
    NoAdminRules = "no-admin-rules", Error;
    /// An access that security admin rules do not have.
    InvalidAdminAccess = "invalid-admin-access", Error;
    /// The text holds no addresses.
    NoAddresses = "no-addresses", Error;
    /// A text with several virtual networks; the first is taken.
    SeveralVirtualNetworks = "several-virtual-networks", Warning;
    /// A peering that is not connected or does not open the network.
    PeeringSkipped = "peering-skipped", Info;
    /// Several groups of which each could be meant.
    SeveralGroups = "several-groups", Error;
    /// A part of the network that cannot be read.
    InvalidNetwork = "invalid-network", Error;
    /// An answer that fits no fact, or contradicts the answers before it.
    InvalidAnswer = "invalid-answer", Error;
}

impl DiagnosticCode {
    /// Whether rules that the text deploys, or fields of them, may not have been read, and no unknown rule stands for them.
    ///
    /// Faults of the text itself are not among them: after those no flow is judged at all.
    pub fn hides_rules(self) -> bool {
        matches!(
            self,
            Self::DuplicateKey
                | Self::Elided
                | Self::UnevenRow
                | Self::OtherHeading
                | Self::MorePages
                | Self::SkippedResource
                | Self::LinkedTemplate
                | Self::UnknownType
                | Self::OtherResource
                | Self::OrphanRule
                | Self::KeptRules
                | Self::HiddenRules
                | Self::RulesNotRead
        )
    }
}

impl std::fmt::Display for DiagnosticCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
