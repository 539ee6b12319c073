// What people come for, from the first press to what they read. The other suites have the details, in Chromium; here every
// browser has to get there.

const rule = (name, priority, access, port, source) => ({
  name,
  properties: {
    priority,
    direction: "Inbound",
    access,
    protocol: "Tcp",
    sourceAddressPrefix: source,
    sourcePortRange: "*",
    destinationAddressPrefix: "*",
    destinationPortRange: port,
  },
});

/** SSH is denied before an office is let in, and HTTPS is allowed twice. */
const GROUP = JSON.stringify({
  name: "nsg-web",
  properties: {
    securityRules: [
      rule("Deny-SSH", 100, "Deny", "22", "*"),
      rule("Allow-SSH-Office", 101, "Allow", "22", "203.0.113.0/24"),
      rule("Allow-Web", 300, "Allow", "443", "Internet"),
      rule("Allow-Web-Twin", 310, "Allow", "443", "Internet"),
    ],
  },
});

const WORD = ".verdict .word";
const SENTENCE = ".what-if .impact [role=status]";

/** The page with those rules and SSH from the office. */
async function pasteGroup(page, { site }, query = "") {
  await page.goto(`${site.page}/${query}`);
  await page.click("button", "Clear");
  await page.reads(WORD, "No rules yet");
  await page.paste("NIC NSG", GROUP);
  await page.fill("VirtualNetwork", "10.0.0.0/16");
  await page.click("radio", "Inbound");
  for (const [css, text] of [["#local-address", "10.0.1.4"], ["#local-port", "22"], ["#remote-address", "203.0.113.9"]]) {
    await page.fillIn(css, text);
  }
  await page.reads(WORD, "Deny");
}

/** Opens the form of a rule. */
async function openRule(page, name) {
  await page.click("tab", "Edit rules");
  await page.clickOn(`.edit-row:has([aria-label^="Move ${name}:"]) .face`);
}

export const journeys = {
  // Else silence would prove nothing.
  async "what goes wrong on a page is heard"(page, { site }) {
    const heard = [];
    const isHeard = async (wanted) => {
      heard.push(...(await page.noise()));
      return heard.some((noise) => noise.includes(wanted));
    };
    await page.goto(`${site.portal}/broken.html?elsewhere=${site.page}/`);
    for (const wanted of ["console: said", "thrown at once", "not caught", "policy violated: img-src", `request to ${site.page}`]) {
      await page.waitFor(`"${wanted}"`, () => isHeard(wanted), () => heard);
    }
    await page.noise();
    page.mayAsk(site.page);
  },

  async "paste a group and read the verdict"(page, journey) {
    await pasteGroup(page, journey);
    await page.reads(".verdict .by", "securityRules/Deny-SSH · NIC NSG nsg-web");
    await page.reads(".verdict [role=status]", /Denied by Deny-SSH \(priority 100\) of the NIC NSG nsg-web\./);
    await page.reads(".ladder li.rule", /Deny-SSH.*Every field matches\./);
  },

  async "edit a rule and read what that opens"(page, journey) {
    await pasteGroup(page, journey);
    await page.click("link", "What if");
    await openRule(page, "Allow-Web");
    await page.fill("Destination ports", "443, 8443", ".rule-form");
    await page.reads(SENTENCE, /^Allows TCP 8443 from Internet .*nothing else changes/);
    await page.reads(".what-if .regions tbody tr", /TCP 8443/);
    await page.click("button", /^Put an example/, ".what-if .regions");
    await page.reads(".strip .flow-text", /:8443$/);
    await page.reads(WORD, "Allow");
    await page.click("button", /^Undo/, ".what-if");
    await page.reads(WORD, "Deny");
  },

  // No driver but Chromium's drags as a person does: what_if_edit.spec.ts does it there.
  async "move a rule with the arrow keys"(page, journey) {
    await pasteGroup(page, journey);
    await page.click("link", "What if");
    await page.click("tab", "Edit rules");
    await page.click("button", /^Move Allow-SSH-Office:/);
    await page.press("ArrowUp");
    await page.reads(SENTENCE, /TCP 22 from 203\.0\.113\.0\/24.*nothing else changes/);
    await page.reads(WORD, "Allow");
  },

  async "read a finding and fix it"(page, journey) {
    await pasteGroup(page, journey);
    await page.click("link", "What if");
    await page.click("tab", "Findings");
    await page.reads("li.finding", /Rule without effect.*Allow-SSH-Office/);
    await page.reads("li.finding", /Duplicate.*Allow-Web-Twin/);
    await page.click("button", "Fix", "li.finding");
    await page.reads(SENTENCE, /No traffic changes|Nothing changes/);
  },

  async "look at the map"(page, journey) {
    await pasteGroup(page, journey);
    await page.click("link", "What if");
    await page.click("tab", "Map");
    await page.text(".what-if canvas");
    await page.waitFor("picture of several colours", async () => (await page.colours(".what-if canvas")) > 2);
    await page.clickOn(".what-if canvas");
    await page.press("End");
    await page.reads(".map-cell", /ports 444-65535: Deny by DenyAllInBound/);
  },

  async "make a link and open it"(page, journey) {
    await pasteGroup(page, journey);
    await page.click("link", "What if");
    await openRule(page, "Deny-SSH");
    await page.click("button", "Disable", ".what-if");
    await page.reads(WORD, "Allow");
    await page.click("link", "What if");
    await page.click("tab", "Export");
    await page.click("button", "Make a link");
    const link = await page.regionReads("the link", /#v2=/);
    await page.click("button", "Copy: the link");
    await page.reads(".what-if .copyable button", "Copied");
    await page.gotoAfresh(link);
    await page.regionReads("Opened with a link", /NIC NSG.*with edits.*Inbound TCP 203\.0\.113\.9:\S+ -> 10\.0\.1\.4:22/);
    await page.click("button", "Open it");
    await page.reads(WORD, "Allow");
    await page.reads(".edit-row", /Deny-SSH.*disabled/);
  },

  async "be told where the browser can make no link"(page, journey) {
    await pasteGroup(page, journey, "?without=CompressionStream");
    await page.click("link", "What if");
    await page.click("tab", "Export");
    await page.click("button", "Make a link");
    await page.reads(".what-if", /The browser could not make a link of this\. Download the ARM JSON instead\./);
  },

  async "guess a lesson's packet and walk it"(page, { site }) {
    await page.goto(`${site.page}/#/learn/first-match-wins`);
    await page.click("button", "Allow", ".walk");
    await page.choose(/./, / Allow-SSH$/, ".walk");
    await page.click("button", "Check", ".walk");
    await page.reads(".walk .feedback", /Not quite\. Denied by Deny-SSH/);
    await page.reads(".walk .step-sentence", /comes to the NIC NSG nsg-vm first/);
    await page.click("button", "Next rule", ".walk");
    await page.reads(".walk .step-sentence", /Deny-SSH: every field matches\. Denied by Deny-SSH/);
  },

  async "connect to the local simulator and ask Azure"(page, { site }) {
    page.mayAsk(site.simulator);
    await page.goto(`${site.page}/`);
    await page.click("button", "Local simulator");
    await page.choose("Subscription", "Contoso Production");
    await page.click("button", /^vm-web-1 /, ".machines");
    await page.reads(".fetched", /vm-web-1 running/);
    await page.click("button", "Ask Azure");
    await page.reads(".confirm .outcome", /Azure agrees/);
    await page.click("button", "Forget the token");
  },

  async "leave with a token and come back without"(page, { site, say }) {
    const address = `${site.page}/?bare`;
    page.mayAsk(site.simulator);
    await page.goto(address);
    await page.click("button", "Local simulator");
    await page.choose("Subscription", "Contoso Production");
    // Nothing under way: Firefox keeps no page that waits for an answer.
    await page.reads(".machines", /vm-web-1/);
    await page.goto(`${site.portal}/`);
    await page.reads(WORD, "Deny");
    if (!(await page.goBack(address))) say("it kept no page for Back, so this one was loaded anew");
    await page.reads(WORD, /./);
    await page.isGone("button", "Forget the token");
    await page.click("button", "Connect…");
  },

  async "use the element on a portal's page"(page, { site }) {
    await page.goto(`${site.portal}/`);
    await page.reads(WORD, "Deny");
    await page.click("button", "What if");
    await page.click("tab", "Findings");
    await page.reads("li.finding", /Probes denied.*Deny-SSH/);
    await openRule(page, "Deny-SSH");
    await page.click("button", "Disable", ".what-if");
    await page.reads(WORD, "Allow");
    await page.waitFor("event with the verdict", async () => (await page.title()) === "Allow", () => page.title());
  },
};
